import type { HallStatistics } from '@engawa/reception/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter, dayAt, dayText, weeksBefore } from './days.ts';
import { findingsOf } from './findings.ts';
import { axisOf, hoursShown, toldBand } from './plot.ts';

type Point = HallStatistics['points'][number];
const none = { people: 0, median: null, p90: null };
const day = (points: Point[], told = 0, kept = 0): HallStatistics => ({
  from: '2026-11-24', until: '2026-11-24', at: '2026-11-24T09:00:00.000Z', all: { tickets: 9, neverCame: 1, neverCalled: 0, avoided: 2, told, kept, wait: none, service: none },
  hours: [], procedures: [], days: [], weekHours: [], points,
});
const point = (minute: number, wait: number, until: number | null = null): Point => ({ minute, wait, told: until === null ? null : { from: Math.min(2, until), until } });

describe('what the statistics say before they draw', () => {
  it('[K60] late are those who were called after the time that they were told; the hours are named in which that was most', () => {
    const points = [point(605, 16, 15), point(610, 15, 15), point(650, 40, 15), point(845, 30, 20), point(850, 31, 20), point(900, 90)];
    expect(findingsOf(day(points)).late).toEqual({ people: 4, hours: [10, 14], inEach: 2 });
    expect(findingsOf(day([point(600, 5, 10)])).late).toEqual({ people: 0, hours: [], inEach: 0 });
  });

  it.each([[100, 90, 'within', 90], [100, 87, 'below', 87], [200, 175, 'below', 88], [100, 93, 'above', 93], [19, 10, 'too-few-people', 53]] as const)('[K60] of %i promises %i kept are %s', (told, kept, enough, percent) => {
    expect(findingsOf(day([], told, kept)).kept).toEqual({ told, kept, percent, enough });
  });

  it('[K60] an axis ends at a round number that holds the longest wait, in one to five equal steps', () => {
    fc.assert(fc.property(fc.float({ min: 0, max: 2_000, noNaN: true }), (most) => {
      const { end, ticks } = axisOf(most);
      expect([end >= most, ticks[0], ticks.at(-1), ticks.length >= 2 && ticks.length <= 6]).toEqual([true, 0, end, true]);
      expect(new Set(ticks.slice(1).map((tick, n) => tick - ticks[n]!)).size).toBe(1);
    }));
  });

  it('[K60] every point lies in the hours that are shown, and the band in the time that people were told', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1_439 }), fc.option(fc.integer({ min: 0, max: 90 }))), { minLength: 1, maxLength: 40 }), (people) => {
      const points = people.map(([minute, until]) => point(minute, 10, until));
      const { from, until } = hoursShown(points);
      expect(points.every(({ minute }) => minute >= from * 60 && minute < until * 60)).toBe(true);
      const told = points.flatMap((one) => (one.told === null ? [] : [one.told.until]));
      expect(toldBand(points).every((bin) => bin.until >= Math.min(...told) && bin.until <= Math.max(...told) && bin.from <= bin.until)).toBe(true);
      expect(toldBand(points).length === 0).toBe(told.length === 0);
    }));
  });

  it('[K61] days are those of Tokyo; the weeks before a day end on its eve', () => {
    expect([dayAt(Date.parse('2026-12-03T00:10:00+09:00')), dayAfter('2026-12-01', -1), dayText('2026-11-24')]).toEqual(['2026-12-03', '2026-11-30', '11月24日(火)']);
    expect(weeksBefore('2026-11-24')).toEqual({ from: '2026-09-29', until: '2026-11-23' });
  });
});
