import type { StatisticsPeriod } from '@engawa/reception/contract';

const DAY_MS = 86_400_000;
const TOKYO_MS = 9 * 3_600_000;
const WEEKS = 8;
const WEEKDAYS = '日月火水木金土';

/** A calendar day in Tokyo, `2026-11-24`. */
export const dayAt = (ms: number): string => new Date(ms + TOKYO_MS).toISOString().slice(0, 10);
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
/** 「11月24日(火)」 */
export const dayText = (day: string): string => {
  const date = new Date(Date.parse(day));
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日(${WEEKDAYS[date.getUTCDay()]})`;
};
export const weekdayName = (weekday: number): string => WEEKDAYS[weekday] ?? '';

export const oneDay = (day: string): StatisticsPeriod => ({ from: day, until: day });
/** The eight weeks before a day, for what is usual; the day itself is not in them. */
export const weeksBefore = (day: string): StatisticsPeriod => ({ from: dayAfter(day, -7 * WEEKS), until: dayAfter(day, -1) });
