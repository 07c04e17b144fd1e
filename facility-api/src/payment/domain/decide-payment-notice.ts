import type { NoticeOutcome } from '../../../contract/index.ts';
import type { StoredState } from '../../booking/domain/booking-state.ts';

export type PaymentState = 'open' | 'captured' | 'failed' | 'expired' | 'wrong-amount' | 'refund-due' | 'refunded';
/** What the provider says, in our words. `captured`: the money is ours. */
export interface Notice { eventId: string; kind: 'captured' | 'failed' | 'expired' | 'refunded'; amountYen: number | null; currency: string | null; providerPayment: string | null }
export interface NoticeState {
  payment: { state: PaymentState; amountYen: number; /** a part that stays */ keepYen?: number } | null;
  booking: { state: StoredState; paidByOther: boolean; endMs: number; /** what it costs now; another place may have changed it since the page was opened */ dueYen?: number } | null;
}
/**
 * confirm: held -> confirmed. reacquire: the hold has lapsed, try to take the leaves again, else refund.
 * refund: the money has no booking. keep: only the payment row changes (null: nothing does).
 */
export type NoticeDecision =
  | { outcome: NoticeOutcome; effect: 'keep'; payment: PaymentState | null }
  | { outcome: 'confirmed'; effect: 'confirm' }
  | { outcome: 'late-reacquired'; effect: 'reacquire' }
  | { outcome: 'late-refund' | 'already-cancelled-refund'; effect: 'refund' };

const keep = (outcome: NoticeOutcome, payment: PaymentState | null = null): NoticeDecision => ({ outcome, effect: 'keep', payment });

/**
 * Total over every order in which notices may come. Money that was captured decides: it confirms, takes the slot again, or goes back;
 * a `failed` or `expired` that comes after it is out of order and changes nothing.
 */
export function decidePaymentNotice(notice: Notice, { payment, booking }: NoticeState, nowMs: number): NoticeDecision {
  if (!payment || !booking) return keep('unknown-payment');
  const settled = payment.state === 'captured' || payment.state === 'refund-due' || payment.state === 'refunded';
  switch (notice.kind) {
    case 'failed': return settled ? keep('out-of-order') : keep('failed', payment.state === 'open' ? 'failed' : null);
    case 'expired': return settled ? keep('out-of-order') : keep('failed', payment.state === 'wrong-amount' ? null : 'expired');
    case 'refunded': return payment.state === 'refund-due' && !payment.keepYen ? keep('duplicate', 'refunded') : keep('out-of-order');
    case 'captured': break;
    default: return notice.kind satisfies never;
  }
  if (settled) return keep('duplicate');
  if (notice.amountYen !== payment.amountYen || notice.currency !== 'JPY') return keep('wrong-amount', 'wrong-amount');
  if (booking.paidByOther || (booking.dueYen ?? payment.amountYen) !== payment.amountYen) return { outcome: 'late-refund', effect: 'refund' };
  switch (booking.state) {
    // Held in the rows, but over: no sweep has run since.
    case 'held': return nowMs < booking.endMs ? { outcome: 'confirmed', effect: 'confirm' } : { outcome: 'late-refund', effect: 'refund' };
    case 'lapsed': return nowMs < booking.endMs ? { outcome: 'late-reacquired', effect: 'reacquire' } : { outcome: 'late-refund', effect: 'refund' };
    case 'cancelled': return { outcome: 'already-cancelled-refund', effect: 'refund' };
    // Confirmed without this payment: a second session was paid as well. The resident pays once.
    case 'confirmed': case 'released': return { outcome: 'late-refund', effect: 'refund' };
    default: return booking.state satisfies never;
  }
}
