import type { Facility, PlaceBooking, Quote, Room } from '../../../contract/index.ts';
import { DAY_MS, MINUTE_MS, dayOf, instantOf, midnightOf, minutesOfDay, monthOf, weekdayOf } from '../../facilities/domain/city-day.ts';
import { isClosedOn, isOpenFor, openingOn } from '../../facilities/domain/opening-hours.ts';
import type { IsHoliday } from '../../facilities/domain/opening-hours.ts';
import { refuse } from './decision.ts';
import type { Refusal } from './decision.ts';
import { BOOKABLE, HOLD } from './policy.ts';
import { quoteFee } from './quote-fee.ts';

export interface PlaceState { room: Room; facility: Facility; isHoliday: IsHoliday; /** live holds of this resident */ holds: number; /** holds let go unpaid lately, and free bookings ahead; absent where somebody only asks */ abandoned?: number; freeAhead?: number }
/** What the database is asked to hold. Free rooms need no hold: they are confirmed at once. */
export interface BookingHeld { startMs: number; endMs: number; quote: Quote; /** null: nothing to pay */ holdUntilMs: number | null }

/** Everything but the leaves: whether those are free is judged by the database alone. */
export function decidePlaceBooking(command: PlaceBooking, state: PlaceState, nowMs: number): BookingHeld | Refusal {
  const { room, facility, isHoliday } = state;
  const startMs = Date.parse(command.start);
  const endMs = Date.parse(command.end);
  const day = dayOf(startMs);
  const span = { from: minutesOfDay(startMs), until: Math.round((endMs - midnightOf(day)) / MINUTE_MS) };
  const grid = room.stepMinutes * MINUTE_MS;
  if (!(endMs > startMs) || (startMs - midnightOf(day)) % grid !== 0 || (endMs - midnightOf(day)) % grid !== 0) return refuse('not-aligned', { stepMinutes: room.stepMinutes });
  if (command.people > room.capacity) return refuse('too-many-people', { capacity: room.capacity });
  if (startMs < nowMs && endMs - nowMs < BOOKABLE.leastRemainingMs) return refuse('slot-in-the-past', { now: instantOf(nowMs) });
  if (startMs >= midnightOf(dayOf(nowMs)) + (BOOKABLE.daysAhead + 1) * DAY_MS) return refuse('too-far-ahead', { daysAhead: BOOKABLE.daysAhead });
  if (isClosedOn(facility, day)) return refuse('closed', { day });
  if (!isOpenFor(openingOn(facility, day, isHoliday), span)) return refuse('outside-opening-hours', { day });
  if (state.holds >= HOLD.mostPerResident) return refuse('too-many-holds', { most: HOLD.mostPerResident });
  if ((state.abandoned ?? 0) >= HOLD.mostAbandoned) return refuse('too-many-requests', { most: HOLD.mostAbandoned });
  const quote = quoteFee(room.fees, { ...span, weekend: isWeekend(day, isHoliday), commercial: command.commercial, month: monthOf(startMs), items: command.items });
  if (quote.totalYen === 0 && (state.freeAhead ?? 0) >= HOLD.mostFreeAhead) return refuse('too-many-holds', { most: HOLD.mostFreeAhead });
  return { startMs, endMs, quote, holdUntilMs: quote.totalYen === 0 ? null : nowMs + HOLD.ms };
}

export const isWeekend = (day: string, isHoliday: IsHoliday): boolean => ['sat', 'sun'].includes(weekdayOf(day)) || isHoliday(day);
