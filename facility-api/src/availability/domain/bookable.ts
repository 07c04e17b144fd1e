import type { Facility, Room } from '../../../contract/index.ts';
import { BOOKABLE } from '../../booking/domain/policy.ts';
import { DAY_MS, MINUTE_MS, dayOf, midnightOf } from '../../facilities/domain/city-day.ts';
import type { City } from '../../facilities/domain/city.ts';
import { openingOn } from '../../facilities/domain/opening-hours.ts';
import type { Span } from '../../facilities/domain/opening-hours.ts';
import { CELLS_A_DAY, CELL_MINUTES, NO_CELLS, both, cellsBetween, cellsInside, either, grid, runsOf, without } from './cells.ts';
import type { Cells } from './cells.ts';

/** A day of a facility as masks: closures and holidays are in `open` already. */
export interface HouseDay { day: string; midnightMs: number; /** each opening span by itself: no use goes across a pause */ open: readonly Cells[] }

export const houseDay = (city: City, facility: Facility, day: string, within?: Span): HouseDay => {
  const window = within && cellsInside(within.from, within.until);
  const open = openingOn(facility, day, city.isHoliday).map((span) => cellsInside(span.from, span.until));
  return { day, midnightMs: midnightOf(day), open: window ? open.map((cells) => both(cells, window)) : open };
};

const GRIDS = new Map([30, 60].map((step) => [step, grid(step / CELL_MINUTES)]));
/** A use of `minutes` in whole steps of the room's grid, in cells. */
export const lengthIn = (room: Pick<Room, 'stepMinutes'>, minutes: number): number => Math.ceil(minutes / room.stepMinutes) * room.stepMinutes / CELL_MINUTES;

/** What has begun may be booked while enough of it remains (B19), so the earliest start lies before or at this moment. */
const startsInTime = (midnightMs: number, length: number, nowMs: number): Cells => {
  const earliestMs = Math.min(nowMs, nowMs + BOOKABLE.leastRemainingMs - length * CELL_MINUTES * MINUTE_MS);
  return cellsBetween(Math.ceil((earliestMs - midnightMs) / (CELL_MINUTES * MINUTE_MS)), CELLS_A_DAY);
};
/** The first instant that is too far ahead to be booked. */
export const horizonOf = (nowMs: number): number => midnightOf(dayOf(nowMs)) + (BOOKABLE.daysAhead + 1) * DAY_MS;

/** Cells at which a use of `length` cells may begin: the same answer as `decidePlaceBooking` and the rows give. */
export function startsOf(room: Pick<Room, 'stepMinutes'>, { open, midnightMs }: HouseDay, taken: Cells, length: number, nowMs: number): Cells {
  if (midnightMs + DAY_MS <= nowMs || midnightMs >= horizonOf(nowMs)) return NO_CELLS;
  let starts = NO_CELLS;
  for (const span of open) starts = either(starts, runsOf(without(span, taken), length));
  const onGrid = GRIDS.get(room.stepMinutes) ?? grid(room.stepMinutes / CELL_MINUTES);
  return both(both(starts, onGrid), startsInTime(midnightMs, length, nowMs));
}
