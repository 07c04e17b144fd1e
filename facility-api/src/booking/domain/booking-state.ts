import type { Booking, BookingStatus } from '../../../contract/index.ts';

/** `past` and a just expired hold are told by the clock, not stored. */
export type StoredState = Exclude<BookingStatus, 'past'>;
export type PaymentStanding = Booking['payment'];
/** States that keep their leaves from everybody else. */
export const LIVE: readonly StoredState[] = ['held', 'confirmed', 'released'];

export function statusAt(booking: { state: StoredState; holdUntilMs: number | null; endMs: number }, nowMs: number): BookingStatus {
  if (booking.state === 'held' && booking.holdUntilMs !== null && booking.holdUntilMs <= nowMs) return 'lapsed';
  if ((booking.state === 'confirmed' || booking.state === 'released') && booking.endMs <= nowMs) return 'past';
  return booking.state;
}
