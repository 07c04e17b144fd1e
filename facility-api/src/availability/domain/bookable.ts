import type { Facility, Room } from '../../../contract/index.ts';
import { BOOKABLE } from '../../booking/domain/policy.ts';
import { DAY_MS, MINUTE_MS, dayOf, midnightOf, weekdayOf } from '../../facilities/domain/city-day.ts';
import type { City } from '../../facilities/domain/city.ts';
import { isClosedOn, openingOn } from '../../facilities/domain/opening-hours.ts';
import type { Span } from '../../facilities/domain/opening-hours.ts';
import { CELLS_A_DAY, CELL_MINUTES, NO_CELLS, both, cellsBetween, cellsInside, either, grid, isEmpty, runsOf, without } from './cells.ts';
import type { Cells } from './cells.ts';

/** A day of a facility as masks: closures and holidays are in `open` already. */
export interface HouseDay { day: string; midnightMs: number; /** each opening span by itself: no use goes across a pause */ open: readonly Cells[] }

/** A day, known once for all houses. `kind`: days of one kind open alike, unless a closure says otherwise. */
export interface CityDay { day: string; midnightMs: number; kind: string }
export const cityDay = (city: City, day: string): CityDay => ({ day, midnightMs: midnightOf(day), kind: city.isHoliday(day) ? 'holiday' : weekdayOf(day) });

/** Days of one house, `within` a time of day. Each kind of day is worked out once: a month of a hundred houses asks for 3,100 days. */
export function houseDays(city: City, facility: Facility, days: readonly CityDay[], within?: Span): HouseDay[] {
  const window = within && cellsInside(within.from, within.until);
  const openOn = (day: string): Cells[] => openingOn(facility, day, city.isHoliday).map((span) => cellsInside(span.from, span.until)).map((cells) => (window ? both(cells, window) : cells)).filter((cells) => !isEmpty(cells));
  const known = new Map<string, Cells[]>();
  return days.map(({ day, midnightMs, kind }) => {
    if (isClosedOn(facility, day)) return { day, midnightMs, open: [] };
    const open = known.get(kind) ?? openOn(day);
    known.set(kind, open);
    return { day, midnightMs, open };
  });
}

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

/** Cells at which a use of `length` cells may begin: the same answer as `decidePlaceBooking` and the rows give, on days before `horizonOf`. */
export function startsOf(room: Pick<Room, 'stepMinutes'>, { open, midnightMs }: HouseDay, taken: Cells, length: number, nowMs: number): Cells {
  if (midnightMs + DAY_MS <= nowMs) return NO_CELLS;
  let starts = NO_CELLS;
  for (const span of open) starts = either(starts, runsOf(without(span, taken), length));
  if (isEmpty(starts)) return NO_CELLS;
  const onGrid = both(starts, GRIDS.get(room.stepMinutes) ?? grid(room.stepMinutes / CELL_MINUTES));
  return midnightMs >= nowMs ? onGrid : both(onGrid, startsInTime(midnightMs, length, nowMs));
}
