import type { Standing } from '../../../contract/index.ts';
import type { Database, Queryable } from '../../database/database.ts';
import { inTransaction } from '../../database/database.ts';

export async function standingsOf(db: Queryable, resident: string): Promise<Standing[]> {
  const { rows } = await db.query<{ code: string; evidence: string; valid_until: string }>('SELECT code, evidence, valid_until FROM standings WHERE resident = $1 ORDER BY code', [resident]);
  return rows.map((row) => ({ code: row.code, evidence: row.evidence, validUntil: row.valid_until }));
}

/** What a clerk has seen of whoever made this booking; false = no such booking. Audited without a name. */
export const noteStanding = (pool: Database, reference: string, seen: Standing, nowMs: number): Promise<boolean> => inTransaction(pool, async (tx) => {
  const noted = await tx.query<{ id: string }>(
    `WITH made AS (SELECT id, resident FROM bookings WHERE reference = $1),
      kept AS (INSERT INTO standings (resident, code, evidence, seen_at, valid_until) SELECT resident, $2, $3, $4, $5 FROM made
        ON CONFLICT (resident, code) DO UPDATE SET evidence = excluded.evidence, seen_at = excluded.seen_at, valid_until = excluded.valid_until)
     SELECT id FROM made`, [reference, seen.code, seen.evidence, new Date(nowMs), seen.validUntil]);
  if (!noted.rows[0]) return false;
  await tx.query('INSERT INTO audit (at, actor, act, booking, facts) VALUES ($1, $2, $3, $4, $5)', [new Date(nowMs), 'staff', 'standing-noted', noted.rows[0].id, JSON.stringify({ code: seen.code, until: seen.validUntil })]);
  return true;
});
