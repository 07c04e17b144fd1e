import type { NoticeOutcome } from '../../../contract/index.ts';
import { confirmBooking } from '../../booking/application/confirm-booking.ts';
import type { Chance, StoredBooking } from '../../booking/application/ports.ts';
import { decidePaymentNotice } from '../domain/decide-payment-notice.ts';
import type { Notice } from '../domain/decide-payment-notice.ts';
import type { PaymentStores, StoredPayment } from './ports.ts';

/** One notice, one transaction: inbox row, payment, booking and job change together or not at all. */
export async function acceptNotice(stores: PaymentStores, chance: Chance, notice: Notice, of: { paymentId: string | null; sessionId: string | null }, nowMs: number): Promise<NoticeOutcome> {
  if (!(await stores.payments.receive(notice, nowMs))) return 'duplicate';
  const found = (of.sessionId && (await stores.payments.find({ sessionId: of.sessionId }))) || (of.paymentId && (await stores.payments.find({ id: of.paymentId }))) || null;
  // The answer to our order was lost, and the notice tells its session: from now on the provider can be asked about it.
  if (found && found.sessionId === null && of.sessionId !== null) await stores.payments.attachSession(found.id, { id: of.sessionId, url: null });
  const outcome = found ? await judge(stores, chance, notice, found, nowMs) : 'unknown-payment';
  await stores.payments.settle(notice.eventId, outcome, found?.id ?? null);
  await stores.audit.note({ atMs: nowMs, actor: 'payment', act: `notice-${outcome}`, booking: found?.booking ?? null, facts: { kind: notice.kind } });
  return outcome;
}

async function judge(stores: PaymentStores, chance: Chance, notice: Notice, found: StoredPayment, nowMs: number): Promise<NoticeOutcome> {
  const booking = await stores.bookings.lock(found.booking);
  const payments = await stores.payments.lockOf(found.booking);
  const payment = payments.find((row) => row.id === found.id) ?? null;
  const paidByOther = payments.some((row) => row.id !== found.id && row.state === 'captured');
  const decided = decidePaymentNotice(notice, { payment, booking: booking && { state: booking.state, paidByOther, endMs: booking.endMs, dueYen: booking.dueYen } }, nowMs);
  if (!payment || !booking) return 'unknown-payment';
  switch (decided.effect) {
    case 'keep':
      if (decided.payment) await stores.payments.move(payment.id, decided.payment, notice.providerPayment);
      if (decided.outcome === 'wrong-amount' && booking.payment === 'open') await stores.bookings.setPayment(booking.id, 'wrong-amount');
      if (decided.payment === 'refunded' && booking.payment === 'refund-due') await stores.bookings.setPayment(booking.id, 'refunded');
      return decided.outcome;
    case 'confirm': case 'reacquire':
      if (await confirmBooking(stores, chance, booking, nowMs)) {
        await stores.payments.move(payment.id, 'captured', notice.providerPayment);
        return decided.outcome;
      }
      return giveBack(stores, notice, payment, booking, 'late-refund', nowMs);
    case 'refund': return giveBack(stores, notice, payment, booking, decided.outcome, nowMs);
    default: return decided satisfies never;
  }
}

async function giveBack(stores: PaymentStores, notice: Notice, payment: StoredPayment, booking: StoredBooking, outcome: NoticeOutcome, nowMs: number): Promise<NoticeOutcome> {
  await stores.payments.move(payment.id, 'refund-due', notice.providerPayment);
  if (booking.payment !== 'paid') await stores.bookings.setPayment(booking.id, 'refund-due');
  await stores.jobs.add('refund', booking.id, nowMs);
  return outcome;
}
