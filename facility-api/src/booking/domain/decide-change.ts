import type { CancellationRule } from '../../../contract/index.ts';
import { instantOf } from '../../facilities/domain/city-day.ts';
import { sharedBack, termsAfterChange, termsAt } from './cancellation-terms.ts';
import type { CancelState } from './decide-cancel.ts';
import { refuse } from './decision.ts';
import type { Refusal } from './decision.ts';
import { RELEASE } from './policy.ts';

export interface ChangeState extends CancelState { holdUntilMs: number | null }
/**
 * move: the booking has its new place at once, and `refundYen` of the difference goes back.
 * hold: the new place costs more, so it is held beside the old one until `dueYen` is paid; nobody loses a place meanwhile.
 */
export type BookingChanged =
  | { kind: 'move'; refundYen: number; feeYen: number; termsMs: number }
  | { kind: 'hold'; dueYen: number; termsMs: number };

/** 変更 of time, room or use without cancelling. Possible as long as cancelling is. */
export function decideChange(booking: ChangeState, to: { startMs: number; totalYen: number }, rules: readonly CancellationRule[] | undefined, nowMs: number): BookingChanged | Refusal {
  const termsMs = termsAfterChange(booking.termsMs, to.startMs);
  switch (booking.state) {
    case 'cancelled': case 'lapsed': return refuse('booking-not-confirmed');
    case 'released': return refuse('change-too-late');
    case 'held':
      // The deadline of the hold stays: a hold that could be renewed by moving it would keep others out for ever.
      if (booking.holdUntilMs !== null && booking.holdUntilMs <= nowMs) return refuse('hold-expired');
      return { kind: 'move', refundYen: 0, feeYen: 0, termsMs };
    case 'confirmed': {
      const untilMs = booking.startMs - RELEASE.beforeStartMs;
      if (nowMs >= untilMs) return refuse('change-too-late', { until: instantOf(untilMs) });
      const savedYen = booking.totalYen - to.totalYen;
      if (savedYen < 0) return { kind: 'hold', dueYen: -savedYen, termsMs };
      const refundYen = sharedBack(savedYen, termsAt(rules, booking, nowMs).percent);
      return { kind: 'move', refundYen, feeYen: booking.feeYen + savedYen - refundYen, termsMs };
    }
    default: return booking.state satisfies never;
  }
}
