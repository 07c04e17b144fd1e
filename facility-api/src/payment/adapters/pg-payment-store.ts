import type { BookingId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import type { PaymentStore, StoredPayment } from '../application/ports.ts';

interface Row { id: string; booking: string; amount_yen: number; session_id: string | null; session_url: string | null; provider_payment: string | null; state: StoredPayment['state']; keep_yen: number; refunded_yen: number }
const COLUMNS = 'id, booking, amount_yen, session_id, session_url, provider_payment, state, keep_yen, refunded_yen';
const paymentOf = (row: Row): StoredPayment => ({ id: row.id, booking: row.booking as BookingId, amountYen: row.amount_yen, sessionId: row.session_id, sessionUrl: row.session_url, providerPayment: row.provider_payment, state: row.state, keepYen: row.keep_yen, refundedYen: row.refunded_yen });

export const pgPaymentStore = (tx: Queryable): PaymentStore => ({
  async receive(notice, nowMs) {
    // A second delivery at the same moment waits here for the first one's transaction.
    const { rows } = await tx.query<{ fresh: boolean }>(
      `INSERT INTO notices (event_id, type, amount_yen, outcome, received_at) VALUES ($1, $2, $3, 'received', $4)
        ON CONFLICT (event_id) DO UPDATE SET deliveries = notices.deliveries + 1 RETURNING (xmax = 0) AS fresh`, [notice.eventId, notice.kind, notice.amountYen, new Date(nowMs)]);
    return rows[0]?.fresh === true;
  },
  async settle(eventId, outcome, payment) { await tx.query('UPDATE notices SET outcome = $2, payment = $3 WHERE event_id = $1', [eventId, outcome, payment]); },
  async find(by) {
    const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM payments WHERE id = $1 OR session_id = $2 LIMIT 1`, [by.id ?? null, by.sessionId ?? null]);
    return rows[0] ? paymentOf(rows[0]) : null;
  },
  async lockOf(booking) {
    const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM payments WHERE booking = $1 ORDER BY id FOR UPDATE`, [booking]);
    return rows.map(paymentOf);
  },
  async create(p, nowMs) { await tx.query('INSERT INTO payments (id, booking, amount_yen, state, created_at) VALUES ($1, $2, $3, $4, $5)', [p.id, p.booking, p.amountYen, p.state, new Date(nowMs)]); },
  async attachSession(id, session) { await tx.query('UPDATE payments SET session_id = $2, session_url = $3 WHERE id = $1', [id, session.id, session.url]); },
  async refunded(id, refundedYen) { await tx.query('UPDATE payments SET refunded_yen = $2 WHERE id = $1', [id, refundedYen]); },
  async move(id, state, providerPayment) { await tx.query('UPDATE payments SET state = $2, provider_payment = coalesce($3, provider_payment) WHERE id = $1', [id, state, providerPayment]); },
});

/** How often one payment is asked about, and how long after its start. */
const ASK = { everyMs: 4_000, forMs: 24 * 3_600_000 } as const;

/**
 * Unsettled payments that may be asked about now; the stamp keeps several askers from asking at once.
 * @param booking only this one (the resident came back), or null for the worker's round
 */
export async function paymentsToAsk(db: Queryable, booking: BookingId | null, nowMs: number): Promise<StoredPayment[]> {
  const { rows } = await db.query<Row>(
    `UPDATE payments SET asked_at = $1 WHERE id IN (SELECT id FROM payments WHERE session_id IS NOT NULL AND state IN ('open', 'failed', 'expired') AND created_at > $3
        AND (asked_at IS NULL OR asked_at <= $2) AND ($4::uuid IS NULL OR booking = $4) ORDER BY asked_at NULLS FIRST LIMIT 20 FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`,
    [new Date(nowMs), new Date(nowMs - (booking ? ASK.everyMs : ASK.everyMs * 5)), new Date(nowMs - ASK.forMs), booking]);
  return rows.map(paymentOf);
}
