import type { Booking } from '../../../contract/index.ts';
import { HOUR_MS, instantOf } from '../../facilities/domain/city-day.ts';
import { rulesOf } from '../../facilities/domain/city.ts';
import type { City } from '../../facilities/domain/city.ts';
import { statusAt } from '../domain/booking-state.ts';
import { sharedBack, termsAt } from '../domain/cancellation-terms.ts';
import { RELEASE } from '../domain/policy.ts';
import type { StoredBooking } from './ports.ts';

/** true/false/null of a door, see contract `doorReady`. */
export type DoorReady = (building: string, door: string, nowMs: number) => boolean | null;

/** A booking as its own resident may see it. The PIN goes to nobody else and is gone when the booking is over. */
export function tellBooking(booking: StoredBooking, needs: { doorReady: DoorReady; city: City }, nowMs: number, change: StoredBooking | null = null): Booking {
  const status = statusAt(booking, nowMs);
  const usable = status === 'confirmed' || status === 'released';
  return {
    id: booking.id, reference: booking.reference, room: booking.room, facility: booking.facility, start: instantOf(booking.startMs), end: instantOf(booking.endMs),
    people: booking.people, purpose: booking.purpose, status, quote: booking.quote,
    holdUntil: status === 'held' && booking.holdUntilMs !== null ? instantOf(booking.holdUntilMs) : null,
    cancelUntil: status === 'confirmed' ? instantOf(booking.startMs - RELEASE.beforeStartMs) : null,
    payment: booking.payment, pin: usable ? booking.pin : null, door: booking.door,
    doorReady: usable && nowMs >= booking.startMs - HOUR_MS ? needs.doorReady(booking.building, booking.door, nowMs) : null,
    cancelTerms: status === 'confirmed' && nowMs < booking.startMs - RELEASE.beforeStartMs ? tellTerms(booking, needs.city, nowMs) : null,
    change: change && { id: change.id, room: change.room, start: instantOf(change.startMs), end: instantOf(change.endMs), dueYen: change.dueYen, totalYen: change.totalYen, holdUntil: instantOf(change.holdUntilMs ?? nowMs) },
  };
}

function tellTerms(booking: StoredBooking, city: City, nowMs: number): NonNullable<Booking['cancelTerms']> {
  const { percent, rule, untilMs } = termsAt(rulesOf(city, booking.facility), booking, nowMs);
  return { percent, refundYen: booking.payment === 'paid' ? sharedBack(booking.totalYen, percent) : 0, until: instantOf(untilMs), clause: rule?.clause ?? null };
}
