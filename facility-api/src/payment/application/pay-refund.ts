import type { BookingId } from '../../../contract/index.ts';
import type { PaymentGateway, PaymentStores } from './ports.ts';

/**
 * Refund job of a booking. Asks first what the provider already did, because a refund whose answer was lost must not be paid twice.
 * Throws when the provider cannot be reached: the job comes again.
 */
export async function payRefund(stores: PaymentStores, gateway: PaymentGateway, id: BookingId, nowMs: number): Promise<void> {
  const booking = await stores.bookings.lock(id);
  if (!booking) return;
  for (const payment of await stores.payments.lockOf(id)) {
    const due = payment.state === 'refund-due' || (payment.state === 'captured' && booking.payment === 'refund-due');
    if (!due || !payment.sessionId) continue;
    const standing = await gateway.lookUpSession(payment.sessionId);
    const paid = standing.payment;
    if (paid && paid.status !== 'refunded') await gateway.refund(paid.id, payment.amountYen);
    await stores.payments.move(payment.id, 'refunded', paid?.id ?? null);
    await stores.audit.note({ atMs: nowMs, actor: 'worker', act: 'refunded', booking: id, facts: { yen: payment.amountYen } });
  }
  if (booking.payment === 'refund-due') await stores.bookings.setPayment(id, 'refunded');
}
