import type { CancellationRule } from '../../../contract/index.ts';
import { instantOf } from '../../facilities/domain/city-day.ts';
import type { PaymentStanding, StoredState } from './booking-state.ts';
import { sharedBack, termsAt } from './cancellation-terms.ts';
import { refuse } from './decision.ts';
import type { Refusal } from './decision.ts';
import { RELEASE } from './policy.ts';

export interface CancelState { state: StoredState; payment: PaymentStanding; startMs: number; termsMs: number; confirmedMs: number | null; totalYen: number; feeYen: number }
/** `refundYen` > 0: a refund job belongs into the same transaction. `feeYen`: what stays with the city for good. */
export interface BookingCancelled { payment: PaymentStanding; refundYen: number; feeYen: number }

/** 取消 by the resident: until the release instant, and never once the grant is out. What comes back is the city's rule. */
export function decideCancel(booking: CancelState, rules: readonly CancellationRule[] | undefined, nowMs: number): BookingCancelled | Refusal {
  switch (booking.state) {
    case 'cancelled': case 'lapsed': return refuse('booking-not-confirmed');
    case 'released': return refuse('cancel-too-late');
    case 'held': return { payment: booking.payment, refundYen: 0, feeYen: 0 };
    case 'confirmed': {
      const untilMs = booking.startMs - RELEASE.beforeStartMs;
      if (nowMs >= untilMs) return refuse('cancel-too-late', { until: instantOf(untilMs) });
      if (booking.payment !== 'paid') return { payment: booking.payment, refundYen: 0, feeYen: booking.feeYen };
      const refundYen = sharedBack(booking.totalYen, termsAt(rules, booking, nowMs).percent);
      return { payment: refundYen > 0 ? 'refund-due' : 'paid', refundYen, feeYen: booking.feeYen + booking.totalYen - refundYen };
    }
    default: return booking.state satisfies never;
  }
}
