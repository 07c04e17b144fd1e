import type { BookingId, SpaceId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import type { BookingStore, Place } from '../application/ports.ts';

const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The verbs of a change 変更. Leaves are deleted and put in anew under the one constraint, sorted, and the count judges: all or nothing. */
export const changesOn = (tx: Queryable): Pick<BookingStore, 'insertChange' | 'relocate' | 'takeOver' | 'dropChanges' | 'setFee'> => ({
  async insertChange(c, spaces) {
    // What the booking already has cannot be held a second time: a shift by half an hour would meet itself. Rest before and after may be two pieces.
    const { rows } = await tx.query<{ taken: number; wanted: number }>(
      `WITH made AS (INSERT INTO bookings (id, reference, resident, room, facility, building, door, start_at, end_at, people, purpose, quote, total_yen, state, hold_until, payment, replaces, due_yen, terms_at, spaces, moves, fee_facts, created_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'held', $14, 'open', $15, $16, $17, $18, $19, $20, now())),
        wanted AS (SELECT space, unnest(tstzmultirange(tstzrange($8, $9)) - coalesce((SELECT range_agg(own.during) FROM occupancies own WHERE own.booking = $15 AND own.space = wish.space), '{}'::tstzmultirange)) AS during FROM unnest($18::text[]) AS wish (space)),
        leaves AS (INSERT INTO occupancies (booking, space, during, state) SELECT $1::uuid, space, during, 'held' FROM wanted ORDER BY space, during ON CONFLICT DO NOTHING RETURNING 1)
       SELECT (SELECT count(*) FROM leaves)::int AS taken, (SELECT count(*) FROM wanted)::int AS wanted`,
      [c.id, c.reference, c.resident, c.room, c.facility, c.building, c.door, at(c.startMs), at(c.endMs), c.people, c.purpose, JSON.stringify(c.quote), c.totalYen, at(c.holdUntilMs), c.replaces, c.dueYen, at(c.termsMs), [...spaces].sort(), c.moves, c.feeFacts && JSON.stringify(c.feeFacts)]);
    return rows[0] !== undefined && rows[0].taken === rows[0].wanted;
  },
  relocate: (id, place, spaces) => relocate(tx, id, place, spaces, null),
  async takeOver(id, place, change) {
    const { rows } = await tx.query<{ spaces: SpaceId[] }>('SELECT spaces FROM bookings WHERE id = $1', [change]);
    if (!rows[0] || !(await relocate(tx, id, place, rows[0].spaces, change))) return false;
    await tx.query(`UPDATE bookings SET state = 'cancelled', payment = 'none-due' WHERE id = $1`, [change]);
    return true;
  },
  async dropChanges(id) {
    // SKIP LOCKED: one that is being paid at this moment waits for our booking, and will find that it does not fit any more.
    await tx.query(
      `WITH dead AS (SELECT id FROM bookings WHERE replaces = $1 AND state = 'held' FOR UPDATE SKIP LOCKED),
        gone AS (UPDATE bookings SET state = 'cancelled' WHERE id IN (SELECT id FROM dead) RETURNING id)
       UPDATE occupancies SET state = 'cancelled' WHERE booking IN (SELECT id FROM gone)`, [id]);
  },
  async setFee(id, feeYen) { await tx.query('UPDATE bookings SET fee_yen = $2 WHERE id = $1', [id, feeYen]); },
});

/** The savepoint brings the old leaves back when a new one is taken, so that a payment notice can go on and give the money back. */
async function relocate(tx: Queryable, id: BookingId, place: Place, spaces: readonly SpaceId[], change: BookingId | null): Promise<boolean> {
  await tx.query('SAVEPOINT relocating');
  const { rows } = await tx.query<{ state: string }>('SELECT state FROM bookings WHERE id = $1', [id]);
  await tx.query('DELETE FROM occupancies WHERE booking = $1 OR booking = $2', [id, change]);
  const made = await tx.query(
    'INSERT INTO occupancies (booking, space, during, state) SELECT $1::uuid, space, tstzrange($2, $3), $4 FROM unnest($5::text[]) AS space ORDER BY space ON CONFLICT DO NOTHING',
    [id, at(place.startMs), at(place.endMs), rows[0]?.state, [...spaces].sort()]);
  if (made.rowCount !== spaces.length) {
    await tx.query('ROLLBACK TO SAVEPOINT relocating');
    return false;
  }
  await tx.query(
    `UPDATE bookings SET room = $2, facility = $3, building = $4, door = $5, start_at = $6, end_at = $7, people = $8, purpose = $9, quote = $10, total_yen = $11, fee_yen = $12, terms_at = $13, pin = $14, fee_facts = $15, moves = moves + 1 WHERE id = $1`,
    [id, place.room, place.facility, place.building, place.door, at(place.startMs), at(place.endMs), place.people, place.purpose, JSON.stringify(place.quote), place.totalYen, place.feeYen, at(place.termsMs), place.pin, place.feeFacts && JSON.stringify(place.feeFacts)]);
  return true;
}
