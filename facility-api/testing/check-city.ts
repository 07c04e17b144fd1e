import type { Queryable } from '../src/database/database.ts';

/**
 * What must hold at every moment, whatever happened before: no two live rows of a leaf overlap, every live booking has all its leaves,
 * no cancelled or lapsed booking ever had a grant, and confirmed bookings are paid for exactly once. Returns the violations in words.
 */
export async function checkCity(db: Queryable, leavesOf: (room: string) => number): Promise<string[]> {
  const faults: string[] = [];
  const none = async (what: string, sql: string): Promise<void> => {
    const { rows } = await db.query<Record<string, unknown>>(sql);
    if (rows.length > 0) faults.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`);
  };
  await none('two live bookings on a leaf', `SELECT a.booking, b.booking AS other, a.space FROM occupancies a JOIN occupancies b ON a.space = b.space AND a.booking < b.booking AND a.during && b.during
    WHERE a.state IN ('held', 'confirmed', 'released') AND b.state IN ('held', 'confirmed', 'released')`);
  await none('a leaf that says something else than its booking', 'SELECT b.id, b.state, o.state AS leaf FROM bookings b JOIN occupancies o ON o.booking = b.id WHERE o.state <> b.state');
  await none('a grant for a booking that was never released', `SELECT b.id, b.state FROM bookings b JOIN grants g ON g.booking = b.id WHERE b.state <> 'released'`);
  await none('a released booking without a grant', `SELECT b.id FROM bookings b WHERE b.state = 'released' AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.booking = b.id)`);
  await none('a confirmed booking without a release job', `SELECT b.id FROM bookings b WHERE b.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.kind = 'release' AND j.subject = b.id)`);
  // What stays of each payment in the end: of one that goes back, its share; of one that is with us, all that has not gone back.
  await none('money that is not the price', `SELECT b.id, b.state, b.payment, b.total_yen, b.fee_yen, m.stays FROM bookings b, LATERAL (SELECT coalesce(sum(CASE
        WHEN p.state = 'refund-due' OR (p.state = 'captured' AND b.payment = 'refund-due') THEN p.keep_yen WHEN p.state = 'captured' THEN p.amount_yen - p.refunded_yen ELSE 0 END), 0) AS stays
      FROM payments p WHERE p.booking = b.id) m
    WHERE m.stays <> CASE WHEN b.replaces IS NULL AND b.state IN ('confirmed', 'released') THEN b.total_yen + b.fee_yen ELSE b.fee_yen END`);
  await none('a change that outlived its booking', `SELECT c.id FROM bookings c JOIN bookings b ON b.id = c.replaces WHERE c.state IN ('confirmed', 'released')`);
  await none('a refund that nobody works on', `SELECT p.id FROM payments p WHERE p.state = 'refund-due' AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.kind = 'refund' AND j.subject = p.booking)`);
  const { rows } = await db.query<{ id: string; room: string; leaves: number }>(`SELECT b.id, b.room, count(o.space)::int AS leaves FROM bookings b LEFT JOIN occupancies o ON o.booking = b.id WHERE b.replaces IS NULL GROUP BY b.id, b.room`);
  for (const row of rows) if (row.leaves !== leavesOf(row.room)) faults.push(`half a booking: ${row.id} in ${row.room} has ${row.leaves} leaves`);
  return faults;
}
