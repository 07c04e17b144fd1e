import type { ResidentId } from '../../../contract/index.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction } from '../../database/database.ts';
import type { Challenge, ResidentStore } from '../application/ports.ts';

export const pgResidentStore = (pool: Database): ResidentStore => ({
  async keepChallenge(c, expiresMs) {
    await pool.query('INSERT INTO challenges (ceremony, kind, challenge, resident, display_name, expires_at) VALUES ($1, $2, $3, $4, $5, $6)', [c.ceremony, c.kind, c.challenge, c.resident, c.displayName, new Date(expiresMs)]);
  },
  async burnChallenge(ceremony, kind, nowMs) {
    const { rows } = await pool.query<{ challenge: string; resident: ResidentId | null; display_name: string | null; alive: boolean }>(
      'DELETE FROM challenges WHERE ceremony = $1 AND kind = $2 RETURNING challenge, resident, display_name, expires_at > $3 AS alive', [ceremony, kind, new Date(nowMs)]);
    const row = rows[0];
    return row?.alive ? { ceremony, kind, challenge: row.challenge, resident: row.resident, displayName: row.display_name } satisfies Challenge : null;
  },
  register: (resident, passkey, nowMs) => inTransaction(pool, async (tx) => {
    const known = await tx.query('SELECT 1 FROM passkeys WHERE credential_id = $1', [passkey.credentialId]);
    if (known.rowCount) return false;
    await tx.query('INSERT INTO residents (id, display_name, created_at) VALUES ($1, $2, $3)', [resident.id, resident.displayName, new Date(nowMs)]);
    await tx.query('INSERT INTO passkeys (credential_id, resident, public_key, counter, transports, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [passkey.credentialId, resident.id, Buffer.from(passkey.publicKey), passkey.counter, passkey.transports, new Date(nowMs)]);
    return true;
  }),
  async passkey(credentialId) {
    const { rows } = await pool.query<{ resident: ResidentId; public_key: Buffer; counter: string; transports: string[]; display_name: string }>(
      'SELECT p.resident, p.public_key, p.counter, p.transports, r.display_name FROM passkeys p JOIN residents r ON r.id = p.resident WHERE p.credential_id = $1', [credentialId]);
    const row = rows[0];
    return row ? { credentialId, resident: row.resident, publicKey: Uint8Array.from(row.public_key), counter: Number(row.counter), transports: row.transports, displayName: row.display_name } : null;
  },
  async raiseCounter(credentialId, counter) { await pool.query('UPDATE passkeys SET counter = greatest(counter, $2) WHERE credential_id = $1', [credentialId, counter]); },
  async openSession(token, resident, expiresMs) { await pool.query('INSERT INTO sessions (token_sha256, resident, expires_at) VALUES ($1, $2, $3)', [token, resident, new Date(expiresMs)]); },
  async closeSession(token) { await pool.query('DELETE FROM sessions WHERE token_sha256 = $1', [token]); },
  async residentOf(token, nowMs) {
    const { rows } = await pool.query<{ id: ResidentId; display_name: string }>('SELECT r.id, r.display_name FROM sessions s JOIN residents r ON r.id = s.resident WHERE s.token_sha256 = $1 AND s.expires_at > $2', [token, new Date(nowMs)]);
    return rows[0] ? { id: rows[0].id, displayName: rows[0].display_name } : null;
  },
});

/** Challenges nobody answered and sessions that ended. */
export async function forgetOldSessions(pool: Database, nowMs: number): Promise<void> {
  await pool.query('DELETE FROM challenges WHERE expires_at < $1', [new Date(nowMs)]);
  await pool.query('DELETE FROM sessions WHERE expires_at < $1', [new Date(nowMs)]);
}
