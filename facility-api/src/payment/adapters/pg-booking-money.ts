import type { BookingMoney } from '../../booking/application/ports.ts';
import type { Queryable } from '../../database/database.ts';

/** Payments whose money is with us and not on its way back as a whole. */
const OURS = `(state = 'captured' OR (state = 'refund-due' AND keep_yen > 0))`;
const STAYS = `CASE state WHEN 'captured' THEN amount_yen - refunded_yen ELSE keep_yen END`;

export const pgBookingMoney = (tx: Queryable): BookingMoney => ({
  async keepOnly(booking, keepYen) {
    // Oldest first: the last one that was paid goes back first. Running sums share the amount out; what stays as it is, is marked as well.
    const { rows } = await tx.query<{ back: number }>(
      `WITH ours AS (SELECT id, ${STAYS} AS stays, sum(${STAYS}) OVER (ORDER BY created_at, id) - ${STAYS} AS before FROM payments WHERE booking = $1 AND ${OURS}),
        shared AS (SELECT id, stays, greatest(0, least(stays, $2 - before))::int AS keep FROM ours),
        marked AS (UPDATE payments p SET keep_yen = s.keep, state = CASE WHEN s.keep < s.stays THEN 'refund-due' ELSE p.state END FROM shared s WHERE s.id = p.id RETURNING s.stays - s.keep AS back)
       SELECT coalesce(sum(back), 0)::int AS back FROM marked`, [booking, keepYen]);
    return rows[0]?.back ?? 0;
  },
  async handOver(from, to) { await tx.query('UPDATE payments SET booking = $2 WHERE booking = $1', [from, to]); },
});
