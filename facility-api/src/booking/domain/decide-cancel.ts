import { instantOf } from '../../facilities/domain/city-day.ts';
import type { PaymentStanding, StoredState } from './booking-state.ts';
import { refuse } from './decision.ts';
import type { Refusal } from './decision.ts';
import { RELEASE } from './policy.ts';

export interface CancelState { state: StoredState; payment: PaymentStanding; startMs: number }
export interface BookingCancelled { payment: PaymentStanding; /** a refund job belongs into the same transaction */ refund: boolean }

/** 取消 by the resident: until the release instant, and never once the grant is out. Paid fees go back in full. */
export function decideCancel(booking: CancelState, nowMs: number): BookingCancelled | Refusal {
  switch (booking.state) {
    case 'cancelled': case 'lapsed': return refuse('booking-not-confirmed');
    case 'released': return refuse('cancel-too-late');
    case 'held': return { payment: booking.payment, refund: false };
    case 'confirmed': {
      const untilMs = booking.startMs - RELEASE.beforeStartMs;
      if (nowMs >= untilMs) return refuse('cancel-too-late', { until: instantOf(untilMs) });
      return booking.payment === 'paid' ? { payment: 'refund-due', refund: true } : { payment: booking.payment, refund: false };
    }
    default: return booking.state satisfies never;
  }
}
