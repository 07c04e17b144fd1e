import type { Booking } from '../../../contract/index.ts';
import { HOUR_MS, instantOf } from '../../facilities/domain/city-day.ts';
import { statusAt } from '../domain/booking-state.ts';
import { RELEASE } from '../domain/policy.ts';
import type { StoredBooking } from './ports.ts';

/** true/false/null of a door, see contract `doorReady`. */
export type DoorReady = (building: string, door: string, nowMs: number) => boolean | null;

/** A booking as its own resident may see it. The PIN goes to nobody else and is gone when the booking is over. */
export function tellBooking(booking: StoredBooking, doorReady: DoorReady, nowMs: number): Booking {
  const status = statusAt(booking, nowMs);
  const usable = status === 'confirmed' || status === 'released';
  return {
    id: booking.id, reference: booking.reference, room: booking.room, facility: booking.facility, start: instantOf(booking.startMs), end: instantOf(booking.endMs),
    people: booking.people, purpose: booking.purpose, status, quote: booking.quote,
    holdUntil: status === 'held' && booking.holdUntilMs !== null ? instantOf(booking.holdUntilMs) : null,
    cancelUntil: status === 'confirmed' ? instantOf(booking.startMs - RELEASE.beforeStartMs) : null,
    payment: booking.payment, pin: usable ? booking.pin : null, door: booking.door,
    doorReady: usable && nowMs >= booking.startMs - HOUR_MS ? doorReady(booking.building, booking.door, nowMs) : null,
  };
}
