import { createHash, randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import type { CounterId, StaffId } from '../../../contract/index.ts';
import type { StaffMember } from '../../city/application/city.ts';
import { inTransaction, violatedUnique, type Database, type Queryable } from '../../database/database.ts';
import type { Session } from '../domain/session.ts';
import { mayTakeCounter, SESSION_MS } from '../domain/take-counter.ts';

export interface EndedSession { readonly sessionId: string; readonly counter: CounterId | null }
export type KeptSession = Omit<Session, 'role'>;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** scrypt off the main thread; runs for an unknown number too, so that the time tells nothing. */
export async function isRightCode(member: StaffMember | undefined, code: string): Promise<boolean> {
  const { N, r, p, salt, hash } = member?.scrypt ?? { N: 16_384, r: 8, p: 1, salt: 'AAAAAAAAAAAAAAAAAAAAAA', hash: '' };
  const expected = Buffer.from(hash, 'base64url');
  const derived = await new Promise<Buffer>((resolve, reject) => {
    scrypt(code, Buffer.from(salt, 'base64url'), 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
  return member?.scrypt !== undefined && expected.length === derived.length && timingSafeEqual(expected, derived);
}

/**
 * Opens a session and ends what stood in its way: the clerk's own earlier one, the one that this browser still holds (`heldToken`)
 * and an abandoned one at the counter, if any. null when a colleague is present at the counter. Only a hash of the token is stored.
 */
export async function openSession(pool: Database, { staffId, counter, passkey, heldToken, nowMs }: { staffId: StaffId; counter: CounterId | null; /** by which they came */ passkey: string | null; heldToken: string; nowMs: number }): Promise<{ session: KeptSession; token: string; ended: EndedSession[] } | null> {
  const token = randomBytes(32).toString('base64url');
  const session = { sessionId: randomUUID(), staffId, counter, openedAtMs: nowMs };
  try {
    return await inTransaction(pool, async (tx) => {
      const { rows } = await tx.query<{ session_id: string; staff_id: string; counter: CounterId | null; last_seen_at: Date; expires_at: Date; held: boolean }>(
        'SELECT session_id, staff_id, counter, last_seen_at, expires_at, token_hash = $3 AS held FROM staff_sessions WHERE ended_at IS NULL AND (counter = $1 OR staff_id = $2 OR token_hash = $3) FOR UPDATE', [counter, staffId, hashOf(heldToken)]);
      const holder = rows.find((row) => counter !== null && row.counter === counter && !row.held && row.expires_at.getTime() > nowMs);
      if (!mayTakeCounter(holder === undefined ? null : { staffId: holder.staff_id, lastSeenAtMs: holder.last_seen_at.getTime() }, staffId, nowMs)) return null;
      await tx.query('UPDATE staff_sessions SET ended_at = $2 WHERE session_id = ANY ($1)', [rows.map((row) => row.session_id), new Date(nowMs)]);
      await tx.query('INSERT INTO staff_sessions (session_id, token_hash, staff_id, counter, opened_at, expires_at, last_seen_at, passkey) VALUES ($1, $2, $3, $4, $5, $6, $5, $7)',
        [session.sessionId, hashOf(token), staffId, counter, new Date(nowMs), new Date(nowMs + SESSION_MS), passkey]);
      return { session, token, ended: rows.map((row) => ({ sessionId: row.session_id, counter: row.counter })) };
    });
  } catch (error) {
    // Two clerks signed in at one counter in the same moment: the index let one of them in.
    if (violatedUnique(error) !== null) return null;
    throw error;
  }
}

export async function findSession(db: Queryable, token: string, nowMs: number): Promise<KeptSession | null> {
  const { rows } = await db.query<{ session_id: string; staff_id: StaffId; counter: CounterId | null; opened_at: Date }>(
    'UPDATE staff_sessions SET last_seen_at = GREATEST(last_seen_at, $2) WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2 RETURNING session_id, staff_id, counter, opened_at', [hashOf(token), new Date(nowMs)]);
  return rows[0] === undefined ? null : { sessionId: rows[0].session_id, staffId: rows[0].staff_id, counter: rows[0].counter, openedAtMs: rows[0].opened_at.getTime() };
}

/** Marks them as present; returns those that are over, by sign-out or by the clock. */
export async function touchSessions(db: Queryable, sessionIds: readonly string[], nowMs: number): Promise<string[]> {
  if (sessionIds.length === 0) return [];
  const { rows } = await db.query<{ session_id: string }>('UPDATE staff_sessions SET last_seen_at = GREATEST(last_seen_at, $2) WHERE session_id = ANY ($1) AND ended_at IS NULL AND expires_at > $2 RETURNING session_id', [sessionIds, new Date(nowMs)]);
  const alive = new Set(rows.map((row) => row.session_id));
  return sessionIds.filter((id) => !alive.has(id));
}

/** Whoever came by a passkey that is no longer trusted. */
export async function endSessionsOf(db: Queryable, passkey: string, nowMs: number): Promise<EndedSession[]> {
  const { rows } = await db.query<{ session_id: string; counter: CounterId | null }>('UPDATE staff_sessions SET ended_at = $2 WHERE passkey = $1 AND ended_at IS NULL RETURNING session_id, counter', [passkey, new Date(nowMs)]);
  return rows.map((row) => ({ sessionId: row.session_id, counter: row.counter }));
}

export async function endSession(db: Queryable, sessionId: string, nowMs: number): Promise<void> {
  await db.query('UPDATE staff_sessions SET ended_at = $2 WHERE session_id = $1 AND ended_at IS NULL', [sessionId, new Date(nowMs)]);
}

/** Who worked when stands in the audit; sessions that are over serve nobody. */
export async function forgetOldSessions(db: Queryable, beforeMs: number): Promise<void> {
  await db.query('DELETE FROM staff_sessions WHERE expires_at < $1', [new Date(beforeMs)]);
}

/** Counters at which somebody is signed in. */
export async function listOpenCounters(db: Queryable, nowMs: number): Promise<{ counter: CounterId; staffId: StaffId; sinceMs: number }[]> {
  const { rows } = await db.query<{ counter: CounterId; staff_id: StaffId; opened_at: Date }>('SELECT counter, staff_id, opened_at FROM staff_sessions WHERE ended_at IS NULL AND expires_at > $1 AND counter IS NOT NULL ORDER BY counter::int', [new Date(nowMs)]);
  return rows.map((row) => ({ counter: row.counter, staffId: row.staff_id, sinceMs: row.opened_at.getTime() }));
}
