import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { ResidentId } from '../contract/index.ts';
import type { Queryable } from '../src/database/database.ts';

export interface SignedInResident { id: ResidentId; displayName: string; /** value of the `Cookie` header */ cookie: string }

/** A resident who is signed in, without the passkey ceremony: for races and benches that need hundreds of them. */
export async function makeResident(db: Queryable, displayName = '縁側 花子', sessionMs = 24 * 3_600_000): Promise<SignedInResident> {
  const id = randomUUID() as ResidentId;
  const token = randomBytes(32).toString('base64url');
  await db.query('INSERT INTO residents (id, display_name, created_at) VALUES ($1, $2, now())', [id, displayName]);
  await db.query('INSERT INTO sessions (token_sha256, resident, expires_at) VALUES ($1, $2, $3)', [createHash('sha256').update(token).digest(), id, new Date(Date.now() + sessionMs + 10 * 365 * 24 * 3_600_000)]);
  return { id, displayName, cookie: `engawa_resident=${token}` };
}
