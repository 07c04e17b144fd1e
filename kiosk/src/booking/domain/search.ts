import type { FindRooms } from '@engawa/facility-api/contract';
import { clockOf, dayOf, instantAt } from './tokyo.ts';

/** The hours that the pickers offer; rooms on a half-hour grid are asked by the full hour too. */
export const HOURS: readonly string[] = Array.from({ length: 25 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

export type SearchFault = 'until-not-after-from' | 'past' | 'people';
export type DayKind = 'weekday' | 'weekend' | 'holiday';

/** What a day is for hours and fees: a holiday 祝日 first, whatever weekday it falls on. */
export function dayKind(day: string, holidays: readonly string[]): DayKind {
  if (holidays.includes(day)) return 'holiday';
  const weekday = new Date(instantAt(day, '12:00')).getUTCDay();
  return weekday === 0 || weekday === 6 ? 'weekend' : 'weekday';
}

/** What the search page asks first: today, the running hour and the next one, four people. */
export function firstSearch(nowMs: number): FindRooms {
  const hour = Math.min(Number(clockOf(nowMs).slice(0, 2)), 22);
  return { day: dayOf(nowMs), from: HOURS[hour] as string, until: HOURS[hour + 2] as string, people: 4 };
}

/** Moving the beginning keeps the length, so that one change is one change. */
export function withFrom(search: FindRooms, from: string): FindRooms {
  const length = Math.max(1, HOURS.indexOf(search.until) - HOURS.indexOf(search.from));
  return { ...search, from, until: HOURS[Math.min(24, HOURS.indexOf(from) + length)] as string };
}

export function searchFault(search: FindRooms, nowMs: number): SearchFault | null {
  if (search.until <= search.from) return 'until-not-after-from';
  if (instantAt(search.day, search.until) <= nowMs) return 'past';
  if (!Number.isInteger(search.people) || search.people < 1 || search.people > 2000) return 'people';
  return null;
}
