import type { Booking } from '@engawa/facility-api/contract';

/** What a booking means to its resident at a moment. The button opens `LEAD_MS` early so that nobody stands before a shut door. */
export type BookingMoment = 'to-pay' | 'upcoming' | 'usable' | 'over' | 'gone';

/** People arrive a little early; facility-api releases the grant 15 minutes ahead. */
export const LEAD_MS = 10 * 60_000;

/** Minutes that a hold still has, at least one while it stands. The clock of a phone is known to a few seconds only: five minutes must not read as six. */
export const holdMinutesLeft = (holdUntil: string, nowMs: number): number => Math.max(1, Math.ceil((Date.parse(holdUntil) - nowMs - 3_000) / 60_000));

export function momentOf(booking: Pick<Booking, 'status' | 'start' | 'end' | 'holdUntil'>, nowMs: number): BookingMoment {
  switch (booking.status) {
    // A hold ends by the clock: nobody is led to pay for a room that is free for others again.
    case 'held': return booking.holdUntil !== null && nowMs >= Date.parse(booking.holdUntil) ? 'gone' : 'to-pay';
    case 'lapsed': case 'cancelled': return 'gone';
    case 'past': return 'over';
    case 'confirmed': case 'released':
      if (nowMs >= Date.parse(booking.end)) return 'over';
      return nowMs >= Date.parse(booking.start) - LEAD_MS ? 'usable' : 'upcoming';
    default: return booking.status satisfies never;
  }
}
