import type { Booking } from '@engawa/facility-api/contract';

/** What a booking means to its resident at a moment. The button opens `LEAD_MS` early so that nobody stands before a shut door. */
export type BookingMoment = 'to-pay' | 'upcoming' | 'usable' | 'over' | 'gone';

/** People arrive a little early; facility-api releases the grant 15 minutes ahead. */
export const LEAD_MS = 10 * 60_000;

export function momentOf(booking: Pick<Booking, 'status' | 'start' | 'end'>, nowMs: number): BookingMoment {
  switch (booking.status) {
    case 'held': return 'to-pay';
    case 'lapsed': case 'cancelled': return 'gone';
    case 'past': return 'over';
    case 'confirmed': case 'released':
      if (nowMs >= Date.parse(booking.end)) return 'over';
      return nowMs >= Date.parse(booking.start) - LEAD_MS ? 'usable' : 'upcoming';
    default: return booking.status satisfies never;
  }
}
