import { describe, expect, it } from 'vitest';
import { dayAfter, dayWindowAt, dueAtMs, highestBy, PACE } from './pace.ts';

const start = Date.UTC(2026, 10, 21, 23, 0);

describe('the pace of numbers', () => {
  it('[N3] C(t) grows by one in 20 s from a burst of three and never falls', () => {
    expect(highestBy(start, start)).toBe(3);
    expect(highestBy(start, start + 19_999)).toBe(3);
    expect(highestBy(start, start + 20_000)).toBe(4);
    expect(highestBy(start, start - 60_000)).toBe(0);
    expect(highestBy(start, start - 3_600_000)).toBe(0);
  });

  it('[N3] a number is due at the first instant at which C(t) reaches it', () => {
    for (const n of [1, 3, 4, 77, 1_080]) {
      expect(highestBy(start, dueAtMs(start, n))).toBe(n);
      expect(highestBy(start, dueAtMs(start, n) - 1)).toBe(n - 1);
    }
  });

  it('[N6] cut off for days, the kiosk goes on with whole days of the same hours', () => {
    const known = { day: '2026-12-31', startsAtMs: start, endsAtMs: start + 12 * 3_600_000 };
    expect(dayWindowAt(known, start + 1)).toEqual(known);
    expect(dayWindowAt(known, start + 2 * 86_400_000 + 5)).toEqual({ day: '2027-01-02', startsAtMs: start + 2 * 86_400_000, endsAtMs: known.endsAtMs + 2 * 86_400_000 });
    expect(dayWindowAt(known, start + 20 * 3_600_000)).toEqual(known);
  });

  it('[N6] days are counted over month ends and leap years', () => {
    expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(dayAfter('2028-02-29', 1)).toBe('2028-03-01');
    expect(dayAfter('2027-12-31', 1)).toBe('2028-01-01');
    expect(PACE.everyMs).toBe(20_000);
  });
});
