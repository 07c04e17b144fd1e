import type { BookingId, ResidentId, SpaceId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import type { BookingReader, BookingStore, StoredBooking } from '../application/ports.ts';
import type { BookingAhead } from '../../facilities/domain/find-hurt.ts';
import { changesOn } from './pg-changes.ts';

const COLUMNS = `id, reference, resident, room, facility, building, door, start_at, end_at, people, purpose, quote, total_yen, state, hold_until, payment, pin, confirmed_at, fee_facts`;
const READ = `${COLUMNS}, replaces, due_yen, fee_yen, terms_at, moves`;
interface Row {
  id: string; reference: string; resident: string; room: string; facility: string; building: string; door: string; start_at: Date; end_at: Date; people: number; purpose: string;
  quote: StoredBooking['quote']; total_yen: number; state: StoredBooking['state']; hold_until: Date | null; payment: StoredBooking['payment']; pin: string | null; confirmed_at: Date | null; fee_facts: StoredBooking['feeFacts'];
  replaces: string | null; due_yen: number | null; fee_yen: number; terms_at: Date | null; moves: number;
}
const bookingOf = (row: Row): StoredBooking => ({
  id: row.id as BookingId, reference: row.reference, resident: row.resident as ResidentId, room: row.room as StoredBooking['room'], facility: row.facility as StoredBooking['facility'], building: row.building, door: row.door,
  startMs: row.start_at.getTime(), endMs: row.end_at.getTime(), people: row.people, purpose: row.purpose, quote: row.quote, totalYen: row.total_yen,
  state: row.state, holdUntilMs: row.hold_until?.getTime() ?? null, payment: row.payment, pin: row.pin, confirmedMs: row.confirmed_at?.getTime() ?? null, feeFacts: row.fee_facts,
  replaces: row.replaces as BookingId | null, dueYen: row.due_yen ?? row.total_yen, feeYen: row.fee_yen, termsMs: (row.terms_at ?? row.start_at).getTime(), moves: row.moves,
});
const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const LIVE = `('held', 'confirmed', 'released')`;

async function countOf(db: Queryable, resident: ResidentId, nowMs: number, sinceMs: number): Promise<{ holds: number; abandoned: number; freeAhead: number }> {
  const { rows } = await db.query<{ holds: number; abandoned: number; freeAhead: number }>(
    `SELECT count(*) FILTER (WHERE state = 'held' AND hold_until > $2)::int AS holds,
        count(*) FILTER (WHERE payment = 'open' AND hold_until > $3 AND (state IN ('lapsed', 'cancelled') OR hold_until <= $2))::int AS abandoned,
        count(*) FILTER (WHERE total_yen = 0 AND state IN ('confirmed', 'released') AND end_at > $2)::int AS "freeAhead"
      FROM bookings WHERE resident = $1 AND (hold_until > $3 OR end_at > $2)`, [resident, at(nowMs), at(sinceMs)]);
  return rows[0] ?? { holds: 0, abandoned: 0, freeAhead: 0 };
}

/** Lock order everywhere: resident, booking, leaves (sorted), payment. */
export const pgBookingStore = (tx: Queryable): BookingStore => ({
  async countHolds(resident, nowMs, sinceMs) {
    // The lock must be a statement of its own: only the next one sees what the lock's last owner committed.
    await tx.query('SELECT 1 FROM residents WHERE id = $1 FOR NO KEY UPDATE', [resident]);
    return countOf(tx, resident, nowMs, sinceMs);
  },
  async lapseExpired(spaces, range, nowMs) {
    // SKIP LOCKED: a booking that somebody confirms at this moment is not expired.
    await tx.query(
      `WITH dead AS (SELECT b.id FROM bookings b JOIN occupancies o ON o.booking = b.id
          WHERE o.space = ANY ($1) AND o.during && tstzrange($2, $3) AND o.state = 'held' AND b.state = 'held' AND b.hold_until <= $4 FOR UPDATE OF b SKIP LOCKED),
        gone AS (UPDATE bookings SET state = 'lapsed' WHERE id IN (SELECT id FROM dead) RETURNING id)
       UPDATE occupancies SET state = 'lapsed' WHERE booking IN (SELECT id FROM gone)`, [spaces, at(range.startMs), at(range.endMs), at(nowMs)]);
  },
  async insert(b, spaces) {
    // Sorted leaves, one statement, no error on a conflict: no deadlock between racers (plain INSERT: 40 in 8,000). The count makes it all or nothing.
    const { rows } = await tx.query<{ taken: number }>(
      `WITH made AS (INSERT INTO bookings (${COLUMNS}, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $20, now())),
        leaves AS (INSERT INTO occupancies (booking, space, during, state) SELECT $1::uuid, space, tstzrange($8, $9), $14 FROM unnest($19::text[]) AS space ORDER BY space ON CONFLICT DO NOTHING RETURNING 1)
       SELECT count(*)::int AS taken FROM leaves`,
      [b.id, b.reference, b.resident, b.room, b.facility, b.building, b.door, at(b.startMs), at(b.endMs), b.people, b.purpose, JSON.stringify(b.quote), b.totalYen, b.state, at(b.holdUntilMs), b.payment, b.pin, at(b.confirmedMs), [...spaces].sort(), b.feeFacts && JSON.stringify(b.feeFacts)]);
    return rows[0]?.taken === spaces.length;
  },
  ...changesOn(tx),
  async lock(id) {
    const { rows } = await tx.query<Row>(`SELECT ${READ} FROM bookings WHERE id = $1 FOR UPDATE`, [id]);
    return rows[0] ? bookingOf(rows[0]) : null;
  },
  async lockByReference(reference) {
    const { rows } = await tx.query<Row>(`SELECT ${READ} FROM bookings WHERE reference = $1 AND replaces IS NULL FOR UPDATE`, [reference]);
    return rows[0] ? bookingOf(rows[0]) : null;
  },
  async move(id, from, to, changes = {}) {
    // A dead booking comes back only if all its leaves are free. DO NOTHING has no form for UPDATE, so the dead rows are put in anew.
    if (from === 'lapsed' && to === 'confirmed') {
      const { rows } = await tx.query<{ space: string; during: string }>('DELETE FROM occupancies WHERE booking = $1 RETURNING space, during::text AS during', [id]);
      const back = await tx.query(
        `INSERT INTO occupancies (booking, space, during, state) SELECT $1::uuid, space, during::tstzrange, 'confirmed' FROM unnest($2::text[], $3::text[]) AS leaf (space, during) ORDER BY space ON CONFLICT DO NOTHING`,
        [id, rows.map((row) => row.space), rows.map((row) => row.during)]);
      if (back.rowCount !== rows.length) {
        await tx.query('DELETE FROM occupancies WHERE booking = $1', [id]);
        await tx.query(`INSERT INTO occupancies (booking, space, during, state) SELECT $1::uuid, space, during::tstzrange, 'lapsed' FROM unnest($2::text[], $3::text[]) AS leaf (space, during)`, [id, rows.map((row) => row.space), rows.map((row) => row.during)]);
        return false;
      }
    }
    const moved = await tx.query(
      `UPDATE bookings SET state = $3, payment = coalesce($4, payment), pin = coalesce($5, pin), confirmed_at = coalesce($6, confirmed_at) WHERE id = $1 AND state = $2`,
      [id, from, to, changes.payment ?? null, changes.pin ?? null, at(changes.confirmedMs ?? null)]);
    if (moved.rowCount !== 1) return false;
    await tx.query('UPDATE occupancies SET state = $2 WHERE booking = $1', [id, to]);
    return true;
  },
  async setPayment(id, payment) { await tx.query('UPDATE bookings SET payment = $2 WHERE id = $1', [id, payment]); },
  async pinsInUse(door, nowMs) {
    const { rows } = await tx.query<{ pin: string }>(`SELECT pin FROM bookings WHERE door = $1 AND state IN ('confirmed', 'released') AND end_at >= $2`, [door, at(nowMs)]);
    return new Set(rows.map((row) => row.pin));
  },
  async provenOn(resident, day) {
    const { rows } = await tx.query<{ code: string }>('SELECT code FROM standings WHERE resident = $1 AND valid_until >= $2', [resident, day]);
    return rows.map(({ code }) => code);
  },
});

export const pgBookingReader = (db: Queryable): BookingReader => ({
  count: (resident, nowMs, sinceMs) => countOf(db, resident, nowMs, sinceMs),
  async get(id) {
    const { rows } = await db.query<Row>(`SELECT ${READ} FROM bookings WHERE id = $1`, [id]);
    return rows[0] ? bookingOf(rows[0]) : null;
  },
  async listOf(resident) {
    const { rows } = await db.query<Row>(`SELECT ${READ} FROM bookings WHERE resident = $1 AND replaces IS NULL ORDER BY start_at DESC, created_at DESC LIMIT 100`, [resident]);
    return rows.map(bookingOf);
  },
  async openChange(id, nowMs) {
    const { rows } = await db.query<Row>(`SELECT ${READ} FROM bookings WHERE replaces = $1 AND state = 'held' AND hold_until > $2`, [id, at(nowMs)]);
    return rows[0] ? bookingOf(rows[0]) : null;
  },
  async taken(spaces, range, nowMs, but) {
    const { rows } = await db.query<{ space: string; from: Date; until: Date }>(
      `SELECT o.space, lower(o.during) AS from, upper(o.during) AS until FROM occupancies o JOIN bookings b ON b.id = o.booking
        WHERE o.state IN ${LIVE} AND o.space = ANY ($1) AND o.during && tstzrange($2, $3) AND NOT (b.state = 'held' AND b.hold_until <= $4) AND ($5::uuid IS NULL OR (b.id <> $5 AND b.replaces IS DISTINCT FROM $5))`, [spaces, at(range.startMs), at(range.endMs), at(nowMs), but ?? null]);
    return rows.map((row) => ({ space: row.space as SpaceId, startMs: row.from.getTime(), endMs: row.until.getTime() }));
  },
});

/** Live bookings that are not over, for whoever wants to change the city's data. */
export async function bookingsAhead(db: Queryable, nowMs: number): Promise<BookingAhead[]> {
  const { rows } = await db.query<{ reference: string; room: BookingAhead['room']; door: string; start_at: Date; end_at: Date; people: number; spaces: string[] }>(
    `SELECT b.reference, b.room, b.door, b.start_at, b.end_at, b.people, array_agg(o.space) AS spaces FROM bookings b JOIN occupancies o ON o.booking = b.id
      WHERE b.state IN ${LIVE} AND b.replaces IS NULL AND b.end_at > $1 AND NOT (b.state = 'held' AND b.hold_until <= $1) GROUP BY b.id`, [at(nowMs)]);
  return rows.map((row) => ({ reference: row.reference, room: row.room, door: row.door, startMs: row.start_at.getTime(), endMs: row.end_at.getTime(), people: row.people, spaces: row.spaces }));
}

/** Sweep: every expired hold lapses, so that lists and statistics tell the truth. Returns how many. */
export async function sweepHolds(db: Queryable, nowMs: number): Promise<number> {
  const { rowCount } = await db.query(
    `WITH dead AS (SELECT id FROM bookings WHERE state = 'held' AND hold_until <= $1 FOR UPDATE SKIP LOCKED LIMIT 500),
      gone AS (UPDATE bookings SET state = 'lapsed' WHERE id IN (SELECT id FROM dead) RETURNING id)
     UPDATE occupancies SET state = 'lapsed' WHERE booking IN (SELECT id FROM gone)`, [at(nowMs)]);
  return rowCount ?? 0;
}
