import type { BookingId, PaymentStarted, ResidentId } from '../../../contract/index.ts';
import type { Transact } from '../../booking/application/ports.ts';
import { statusAt } from '../../booking/domain/booking-state.ts';
import { isRefusal, refuse } from '../../booking/domain/decision.ts';
import type { Refusal } from '../../booking/domain/decision.ts';
import type { PaymentGateway, PaymentStores, StoredPayment } from './ports.ts';

export interface StartPaymentNeeds { transact: Transact<PaymentStores>; gateway: PaymentGateway; newId(): string; returnUrl(booking: BookingId): string; onUnreachable(error: unknown): void }

/**
 * Opens the provider's page for a hold. The row with our order number is committed before the provider is asked, so that its notice
 * finds it whatever happens to the answer. Asked again, the same open session comes back.
 */
export async function startPayment(needs: StartPaymentNeeds, resident: ResidentId, id: BookingId, nowMs: number): Promise<PaymentStarted | Refusal> {
  const order = await needs.transact((stores) => prepare(needs, stores, resident, id, nowMs));
  if (isRefusal(order)) return order;
  if (order.sessionUrl) return { url: order.sessionUrl };
  try {
    const session = await needs.gateway.openSession({ orderNumber: order.id, amountYen: order.amountYen, returnUrl: needs.returnUrl(order.returnTo), locale: 'ja', description: order.reference });
    await needs.transact((stores) => stores.payments.attachSession(order.id, session));
    return { url: session.url };
  } catch (error) {
    needs.onUnreachable(error);
    return refuse('payment-unreachable');
  }
}

async function prepare(needs: StartPaymentNeeds, stores: PaymentStores, resident: ResidentId, id: BookingId, nowMs: number): Promise<(StoredPayment & { reference: string; returnTo: BookingId }) | Refusal> {
  const booking = await stores.bookings.lock(id);
  if (!booking || booking.resident !== resident) return refuse('not-your-booking');
  const status = statusAt(booking, nowMs);
  if (status === 'lapsed') return refuse('hold-expired');
  if (status !== 'held') return refuse('booking-not-held');
  const returnTo = booking.replaces ?? id;
  const open = (await stores.payments.lockOf(id)).find((payment) => payment.sessionUrl !== null && payment.amountYen === booking.dueYen && (payment.state === 'open' || payment.state === 'failed'));
  if (open) return { ...open, reference: booking.reference, returnTo };
  // A row without a session is an order whose answer was lost: a new order number, because the provider takes each one once.
  const payment: StoredPayment = { id: needs.newId(), booking: id, amountYen: booking.dueYen, sessionId: null, sessionUrl: null, providerPayment: null, state: 'open', keepYen: 0, refundedYen: 0 };
  await stores.payments.create(payment, nowMs);
  return { ...payment, reference: booking.reference, returnTo };
}
