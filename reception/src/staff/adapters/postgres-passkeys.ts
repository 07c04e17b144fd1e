import type { StaffId, StaffPasskey } from '../../../contract/index.ts';
import { inTransaction, type Database, type Queryable } from '../../database/database.ts';

export interface KeptPasskey { readonly credentialId: string; readonly staffId: StaffId; readonly publicKey: Uint8Array<ArrayBuffer>; readonly signCount: number; readonly transports: readonly string[] }
export interface Challenge { readonly ceremony: string; readonly kind: 'enrol' | 'sign-in'; readonly challenge: string; readonly staffId: StaffId | null; /** the word by which it was begun */ readonly wordHash: Buffer | null }

export async function keepChallenge(db: Queryable, c: Challenge, untilMs: number): Promise<void> {
  await db.query('INSERT INTO staff_challenges (ceremony, kind, challenge, staff_id, word_hash, expires_at) VALUES ($1, $2, $3, $4, $5, $6)', [c.ceremony, c.kind, c.challenge, c.staffId, c.wordHash, new Date(untilMs)]);
}

/** Reads and deletes in one statement: a challenge is good for one answer, whoever is faster. */
export async function burnChallenge(db: Queryable, ceremony: string, kind: Challenge['kind'], nowMs: number): Promise<Challenge | null> {
  const { rows } = await db.query<{ challenge: string; staff_id: StaffId | null; word_hash: Buffer | null; alive: boolean }>(
    'DELETE FROM staff_challenges WHERE ceremony = $1 AND kind = $2 RETURNING challenge, staff_id, word_hash, expires_at > $3 AS alive', [ceremony, kind, new Date(nowMs)]);
  const row = rows[0];
  return row?.alive === true ? { ceremony, kind, challenge: row.challenge, staffId: row.staff_id, wordHash: row.word_hash } : null;
}

export async function keepWord(db: Queryable, word: { staffId: StaffId; hash: Buffer; madeBy: string; untilMs: number }): Promise<void> {
  await db.query('INSERT INTO enrolment_words (staff_id, word_hash, made_by, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT (staff_id) DO UPDATE SET word_hash = $2, made_by = $3, expires_at = $4', [word.staffId, word.hash, word.madeBy, new Date(word.untilMs)]);
}

export async function findWord(db: Queryable, hash: Buffer, nowMs: number): Promise<StaffId | null> {
  const { rows } = await db.query<{ staff_id: StaffId }>('SELECT staff_id FROM enrolment_words WHERE word_hash = $1 AND expires_at > $2', [hash, new Date(nowMs)]);
  return rows[0]?.staff_id ?? null;
}

/** The word is used up with the row that it allows, so that two enrolments that began with one word end as one. False: used, over, or the passkey is known. */
export const addPasskey = (pool: Database, passkey: KeptPasskey, wordHash: Buffer | null, nowMs: number): Promise<boolean> => inTransaction(pool, async (tx) => {
  if (wordHash !== null) {
    const { rowCount } = await tx.query('DELETE FROM enrolment_words WHERE word_hash = $1 AND staff_id = $2 AND expires_at > $3', [wordHash, passkey.staffId, new Date(nowMs)]);
    if (rowCount !== 1) return false;
  }
  const { rowCount } = await tx.query('INSERT INTO staff_passkeys (credential_id, staff_id, public_key, sign_count, transports, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
    [passkey.credentialId, passkey.staffId, Buffer.from(passkey.publicKey), passkey.signCount, passkey.transports, new Date(nowMs)]);
  return rowCount === 1;
});

export async function findPasskey(db: Queryable, credentialId: string): Promise<KeptPasskey | null> {
  const { rows } = await db.query<{ staff_id: StaffId; public_key: Buffer; sign_count: string; transports: string[] }>('SELECT staff_id, public_key, sign_count, transports FROM staff_passkeys WHERE credential_id = $1 AND revoked_at IS NULL', [credentialId]);
  const row = rows[0];
  return row === undefined ? null : { credentialId, staffId: row.staff_id, publicKey: Uint8Array.from(row.public_key), signCount: Number(row.sign_count), transports: row.transports };
}

/** Counts one use. False where the counter did not go up: a copy was used in between. Authenticators that do not count stay at 0. */
export async function usePasskey(db: Queryable, credentialId: string, signCount: number, nowMs: number): Promise<boolean> {
  const { rowCount } = await db.query('UPDATE staff_passkeys SET sign_count = $2, last_used_at = $3 WHERE credential_id = $1 AND revoked_at IS NULL AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0))', [credentialId, signCount, new Date(nowMs)]);
  if (rowCount === 1) return true;
  await db.query('UPDATE staff_passkeys SET doubted_at = COALESCE(doubted_at, $2) WHERE credential_id = $1', [credentialId, new Date(nowMs)]);
  return false;
}

export async function revokePasskey(db: Queryable, which: { credentialId: string; staffId: StaffId; by: StaffId }, nowMs: number): Promise<boolean> {
  const { rowCount } = await db.query('UPDATE staff_passkeys SET revoked_at = $3, revoked_by = $4 WHERE credential_id = $1 AND staff_id = $2 AND revoked_at IS NULL', [which.credentialId, which.staffId, new Date(nowMs), which.by]);
  return rowCount === 1;
}

/** Passkeys that count, oldest first; of one person, or of all. */
export async function listPasskeys(db: Queryable, staffId: StaffId | null = null): Promise<(StaffPasskey & { staffId: StaffId })[]> {
  const { rows } = await db.query<{ credential_id: string; staff_id: StaffId; created_at: Date; last_used_at: Date | null; doubted: boolean }>(
    'SELECT credential_id, staff_id, created_at, last_used_at, doubted_at IS NOT NULL AS doubted FROM staff_passkeys WHERE revoked_at IS NULL AND ($1::text IS NULL OR staff_id = $1) ORDER BY created_at', [staffId]);
  return rows.map((row) => ({ credentialId: row.credential_id, staffId: row.staff_id, createdAt: row.created_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null, doubted: row.doubted }));
}

/** Challenges that nobody answered, words that nobody used. */
export async function forgetOldCeremonies(db: Queryable, nowMs: number): Promise<void> {
  await db.query('DELETE FROM staff_challenges WHERE expires_at < $1', [new Date(nowMs)]);
  await db.query('DELETE FROM enrolment_words WHERE expires_at < $1', [new Date(nowMs)]);
}
