import type { Deadline } from '@engawa/reception/contract';
import { demoCity } from '@engawa/reception/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedEnd, dueOf, isClosedDay } from './deadline.ts';

type Counted = Exclude<Deadline, { until: unknown }>;
const within = (n: number, unit: Counted['unit'], counting: Counted['counting']): Counted => ({ within: n, unit, counting });
const OPEN: ReadonlySet<string> = new Set();
const holidays = new Set((await demoCity()).navigator.holidays);

/** A calendar of a clerk: the next day, and nothing else. */
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const lengthOf = (y: number, m: number): number => (m === 2 && (y % 4 === 0 && y % 100 !== 0 || y % 400 === 0) ? 29 : LENGTHS[m - 1] ?? 0);
const text = (y: number, m: number, d: number): string => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
const nextDay = (day: string): string => {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
  return d < lengthOf(y, m) ? text(y, m, d + 1) : m < 12 ? text(y, m + 1, 1) : text(y + 1, 1, 1);
};
/** Counts on the fingers: the first day is one, until the last. */
const byFingers = (day: string, days: number, counting: Counted['counting']): string => {
  let at = counting === 'that-day' ? day : nextDay(day);
  for (let n = 1; n < days; n += 1) at = nextDay(at);
  return at;
};
const anyDay = fc.tuple(fc.integer({ min: 2019, max: 2032 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 })).map(([y, m, d]) => text(y, m, Math.min(d, lengthOf(y, m))));

describe('deadlines', () => {
  it('[W5] days are counted as on the fingers, with the day itself or from the next, over every end of month, year and leap February', () => {
    const ends = new Set<string>();
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 90 }), fc.constantFrom('that-day' as const, 'next-day' as const), (day, days, counting) => {
      const end = countedEnd(within(days, 'days', counting), day);
      ends.add(`${day.slice(0, 4) === end.slice(0, 4)} ${day < `${day.slice(0, 4)}-02-29` && end > `${day.slice(0, 4)}-02-29`}`);
      expect(end).toBe(byFingers(day, days, counting));
    }), { numRuns: 3_000 });
    expect(ends.size).toBeGreaterThanOrEqual(3);
  });
  it.each([
    ['a birth, 戸籍法: 14 days with the day itself', within(14, 'days', 'that-day'), '2026-11-10', '2026-11-23'],
    ['a death, 戸籍法: 7 days with the day itself', within(7, 'days', 'that-day'), '2026-12-28', '2027-01-03'],
    ['moving in, 住民基本台帳法: 14 days from the next', within(14, 'days', 'next-day'), '2026-11-10', '2026-11-24'],
    ['child allowance: 15 days from the next, over a leap February', within(15, 'days', 'next-day'), '2028-02-20', '2028-03-06'],
    ['three months from the next day, from the end of a longer month', within(3, 'months', 'next-day'), '2026-11-30', '2027-02-28'],
    ['three months that begin on a 1st', within(3, 'months', 'that-day'), '2026-12-01', '2027-02-28'],
    ['two years from 29 February', within(2, 'years', 'that-day'), '2028-02-29', '2030-02-28'],
    ['two years from the next day', within(2, 'years', 'next-day'), '2026-11-24', '2028-11-24'],
  ])('[W5] %s', (_what, rule, day, end) => { expect(countedEnd(rule, day)).toBe(end); });

  it('[W6] a period that would end on a closed day ends on the next open one: Saturday, Sunday, holiday, the turn of the year', () => {
    const due = (day: string, days: number): string => dueOf(within(days, 'days', 'next-day'), day, '2026-01-01', holidays).day;
    expect(due('2026-11-07', 14)).toBe('2026-11-24'); // Saturday 21st, Sunday, and 勤労感謝の日
    expect(due('2026-12-15', 14)).toBe('2027-01-04'); // Tuesday 29 December
    expect(due('2026-04-19', 14)).toBe('2026-05-07'); // Sunday 3 May and the holidays after it
    expect(due('2026-11-10', 14)).toBe('2026-11-24');
  });
  it('[W6] it never ends on a closed day, and never earlier than counted', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, days) => {
      const rule = within(days, 'days', 'next-day');
      const { day: due } = dueOf(rule, day, day, holidays);
      expect(isClosedDay(due, holidays)).toBe(false);
      for (let at = countedEnd(rule, day); at !== due; at = nextDay(at)) expect(isClosedDay(at, holidays)).toBe(true);
    }), { numRuns: 1_500 });
  });
  it('[W6] today is in time, yesterday has passed, and in advance means by the day itself, whatever day that is', () => {
    const rule = within(14, 'days', 'next-day');
    expect(dueOf(rule, '2026-11-10', '2026-11-24', OPEN)).toEqual({ day: '2026-11-24', passed: false, opensOn: null });
    expect(dueOf(rule, '2026-11-10', '2026-11-25', OPEN).passed).toBe(true);
    expect(dueOf({ until: 'that-day' }, '2026-11-29', '2026-11-24', holidays)).toEqual({ day: '2026-11-29', passed: false, opensOn: null });
  });
  it('[W6] what is not taken before its day says from when', () => {
    const rule: Deadline = { ...within(14, 'days', 'next-day'), opens: 'that-day' };
    expect(dueOf(rule, '2026-11-30', '2026-11-24', OPEN).opensOn).toBe('2026-11-30');
    expect(dueOf(rule, '2026-11-24', '2026-11-24', OPEN).opensOn).toBeNull();
  });
});
