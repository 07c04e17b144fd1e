import type { BookingId } from '../../../contract/index.ts';
import type { PaymentGateway, PaymentStores } from './ports.ts';

/**
 * Refund job of a booking. Asks first what the provider already did, because a refund whose answer was lost must not be paid twice: what is
 * ordered is only what is missing. Throws when the provider cannot be reached, or when nobody knows what to give back: the job comes again,
 * and is never called done.
 */
export async function payRefund(stores: PaymentStores, gateway: PaymentGateway, id: BookingId, nowMs: number): Promise<void> {
  const booking = await stores.bookings.lock(id);
  if (!booking) return;
  for (const payment of await stores.payments.lockOf(id)) {
    const due = payment.state === 'refund-due' || (payment.state === 'captured' && booking.payment === 'refund-due');
    if (!due) continue;
    const standing = payment.sessionId ? await gateway.lookUpSession(payment.sessionId) : null;
    // A session that we never learnt (its answer was lost): the notice of the money has named the payment.
    const paid = standing?.payment ?? (payment.providerPayment === null ? null : { id: payment.providerPayment, refundedYen: payment.refundedYen });
    if (!paid) throw new Error('nothing that the provider could give back is known');
    const backYen = payment.amountYen - payment.keepYen;
    if (paid.refundedYen < backYen) await gateway.refund(paid.id, backYen - paid.refundedYen);
    await stores.payments.refunded(payment.id, backYen);
    await stores.payments.move(payment.id, payment.keepYen > 0 ? 'captured' : 'refunded', paid.id);
    await stores.audit.note({ atMs: nowMs, actor: 'worker', act: 'refunded', booking: id, facts: { yen: backYen } });
  }
  if (booking.payment === 'refund-due') await stores.bookings.setPayment(id, 'refunded');
}
