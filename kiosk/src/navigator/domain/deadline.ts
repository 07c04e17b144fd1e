import type { Deadline } from '@engawa/reception/contract';

const DAY_MS = 86_400_000;
const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const plusDays = (day: string, days: number): string => dayOf(msOf(day) + days * DAY_MS);

/** Japan has no summer time. */
const TOKYO_MS = 9 * 60 * 60_000;
/** The day in Tokyo. */
export const todayAt = (nowMs: number): string => dayOf(nowMs + TOKYO_MS);

const YEAR_END: readonly string[] = ['12-29', '12-30', '12-31', '01-01', '01-02', '01-03'];
/** 市の休日 (地方自治法4条の2): Saturday, Sunday, national holidays, 29 December to 3 January. */
export const isClosedDay = (day: string, holidays: ReadonlySet<string>): boolean =>
  [0, 6].includes(new Date(msOf(day)).getUTCDay()) || YEAR_END.includes(day.slice(5)) || holidays.has(day);

/** 地方自治法4条の2第4項: a period that would end on a closed day ends on the next open one. */
export const nextOpenDay = (day: string, holidays: ReadonlySet<string>): string => {
  let open = day;
  while (isClosedDay(open, holidays)) open = plusDays(open, 1);
  return open;
};

/**
 * 民法143条: a period in months or years ends the day before the one that answers to its first day; where the last month has
 * no such day, on that month's last.
 */
const calendarEnd = (first: string, months: number): string => {
  const [y = 0, m = 1, d = 1] = first.split('-').map(Number);
  const answering = new Date(Date.UTC(y, m - 1 + months, d));
  return answering.getUTCDate() === d ? dayOf(answering.getTime() - DAY_MS) : dayOf(Date.UTC(y, m + months, 0));
};

/** Last day of a period as it is counted, before closed days are looked at. */
export const countedEnd = (rule: Exclude<Deadline, { until: unknown }>, day: string): string => {
  const first = rule.counting === 'that-day' ? day : plusDays(day, 1);
  switch (rule.unit) {
    case 'days': return plusDays(first, rule.within - 1);
    case 'months': return calendarEnd(first, rule.within);
    case 'years': return calendarEnd(first, rule.within * 12);
  }
};

export interface Due { /** last day */ readonly day: string; /** before today: still taken */ readonly passed: boolean; /** first day on which it is taken, when that lies ahead */ readonly opensOn: string | null }

export const dueOf = (rule: Deadline, day: string, today: string, holidays: ReadonlySet<string>): Due => {
  const last = 'until' in rule ? day : nextOpenDay(countedEnd(rule, day), holidays);
  return { day: last, passed: last < today, opensOn: 'opens' in rule && rule.opens !== undefined && day > today ? day : null };
};
