import type { NoticeOutcome } from '../../../contract/index.ts';
import type { Notice } from '../domain/decide-payment-notice.ts';
import type { PaymentGateway, StoredPayment } from './ports.ts';

/**
 * Asks the provider about a session whose notice has not come (lost, late, or we were down) and makes the notice ourselves.
 * The event id is made from the session, so it counts once; the real notice then is a duplicate. Returns null when nothing is settled.
 */
export async function reconcilePayment(gateway: PaymentGateway, payment: StoredPayment, accept: (notice: Notice, of: { paymentId: string; sessionId: string }) => Promise<NoticeOutcome>): Promise<NoticeOutcome | null> {
  if (!payment.sessionId) return null;
  const standing = await gateway.lookUpSession(payment.sessionId);
  if (standing.status !== 'completed' || standing.payment?.status !== 'captured') return null;
  const { id, amountYen, currency } = standing.payment;
  return accept({ eventId: `asked:${payment.sessionId}:captured`, kind: 'captured', amountYen, currency, providerPayment: id }, { paymentId: payment.id, sessionId: payment.sessionId });
}
