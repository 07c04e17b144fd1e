import type { Facility, FeeFacts, PlaceBooking, Quote, Room } from '../../../contract/index.ts';
import { DAY_MS, MINUTE_MS, dayOf, instantOf, midnightOf, minutesOfDay } from '../../facilities/domain/city-day.ts';
import { isClosedOn, isOpenFor, openingOn } from '../../facilities/domain/opening-hours.ts';
import type { IsHoliday } from '../../facilities/domain/opening-hours.ts';
import { refuse } from './decision.ts';
import type { Refusal } from './decision.ts';
import { BOOKABLE, HOLD } from './policy.ts';
import { factsOf, findProofMissing, questionOf } from './fee-facts.ts';
import { findUnpriced, quoteFee } from './quote-fee.ts';

export { isWeekend } from './fee-facts.ts';

export interface PlaceState { room: Room; facility: Facility; isHoliday: IsHoliday; /** live holds of this resident */ holds: number; /** holds let go unpaid lately, and free bookings ahead; absent where somebody only asks */ abandoned?: number; freeAhead?: number;
  /** codes of what the city has seen of this resident and still holds on that day; absent where somebody only asks */ proven?: readonly string[] }
/** What the database is asked to hold. Free rooms need no hold: they are confirmed at once. */
export interface BookingHeld { startMs: number; endMs: number; quote: Quote; facts: FeeFacts; /** null: nothing to pay */ holdUntilMs: number | null }

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
  const facts = factsOf(command, room.fees);
  const question = questionOf(facts, { startMs, endMs }, isHoliday);
  const [unpriced] = findUnpriced(room.fees, question);
  if (unpriced) return refuse('fee-unknown', { why: unpriced.why, ...('code' in unpriced && { code: unpriced.code }) });
  const missing = state.proven && findProofMissing(room.fees, facts, state.proven);
  if (missing) return refuse('proof-missing', { code: missing });
  const quote = quoteFee(room.fees, question);
  if (quote.totalYen === 0 && (state.freeAhead ?? 0) >= HOLD.mostFreeAhead) return refuse('too-many-holds', { most: HOLD.mostFreeAhead });
  return { startMs, endMs, quote, facts, holdUntilMs: quote.totalYen === 0 ? null : nowMs + HOLD.ms };
}
