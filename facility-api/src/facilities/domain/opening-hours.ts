import type { Facility } from '../../../contract/index.ts';
import { minutesOf, weekdayOf } from './city-day.ts';

/** Minutes of the day, half-open. */
export interface Span { from: number; until: number }
/** Is this day a national holiday 祝日? Data, given by an adapter. */
export type IsHoliday = (day: string) => boolean;

export const isClosedOn = (facility: Pick<Facility, 'closures'>, day: string): boolean =>
  facility.closures.some((closure) => closure.from <= day && day <= closure.until);

/** Open spans of a day. On a holiday only the rows that name `holiday` count, whatever the weekday is. */
export function openingOn(facility: Pick<Facility, 'opening' | 'closures'>, day: string, isHoliday: IsHoliday): Span[] {
  if (isClosedOn(facility, day)) return [];
  const kind = isHoliday(day) ? 'holiday' : weekdayOf(day);
  return facility.opening.filter((row) => row.days.includes(kind))
    .map((row) => ({ from: minutesOf(row.open), until: minutesOf(row.close) }))
    .filter((span) => span.from < span.until);
}

export const isOpenFor = (spans: Span[], wanted: Span): boolean => spans.some((span) => span.from <= wanted.from && wanted.until <= span.until);
