import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CancellationRule } from '../../../contract/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, midnightOf } from '../../facilities/domain/city-day.ts';
import { termsAt } from './cancellation-terms.ts';
import { decideCancel } from './decide-cancel.ts';
import { decideChange } from './decide-change.ts';
import { isRefusal } from './decision.ts';

const words = { ja: '規', 'ja-easy': '規', en: 'r' };
const rules: CancellationRule[] = [{ daysBefore: 1, percent: 50, title: words, clause: '第2項' }, { daysBefore: 7, percent: 100, title: words, clause: '第1項' }];
/** Tuesday noon in Tokyo. */
const START = Date.parse('2026-12-08T03:00:00Z');
const booking = { state: 'confirmed' as const, payment: 'paid' as const, startMs: START, termsMs: START, confirmedMs: START - 60 * DAY_MS, totalYen: 1_001, feeYen: 0, holdUntilMs: null };

describe('cancellation rules', () => {
  it.each([
    ['seven days before, to the last minute', midnightOf('2026-12-02') - 1, 100, '第1項'], ['from six days before', midnightOf('2026-12-02'), 50, '第2項'],
    ['the evening before', midnightOf('2026-12-08') - 1, 50, '第2項'], ['on the day', midnightOf('2026-12-08'), 0, null],
  ])('[B34] %s', (_, nowMs, percent, clause) => {
    const terms = termsAt(rules, booking, nowMs);
    expect([terms.percent, terms.rule?.clause ?? null]).toEqual([percent, clause]);
    expect(termsAt(rules, booking, terms.untilMs).percent).toBeLessThanOrEqual(percent);
  });

  it('[B34] within ten minutes after the confirmation everything comes back, also on the day', () => {
    const confirmedMs = START - 3 * HOUR_MS;
    const at = (minutes: number) => decideCancel({ ...booking, confirmedMs }, rules, confirmedMs + minutes * MINUTE_MS);
    expect(at(9)).toEqual({ payment: 'refund-due', refundYen: 1_001, feeYen: 0 });
    expect(at(10)).toEqual({ payment: 'paid', refundYen: 0, feeYen: 1_001 });
  });

  it('[B34] a facility without rules gives everything back', () => {
    expect(termsAt(undefined, booking, START - HOUR_MS)).toEqual({ percent: 100, rule: null, untilMs: START - 15 * MINUTE_MS });
  });

  const someRules = fc.uniqueArray(fc.record({ daysBefore: fc.nat(20), percent: fc.nat(100) }), { selector: (rule) => rule.daysBefore, maxLength: 4 }).map((list) => list.map((rule) => ({ ...rule, title: words, clause: '' })));
  const steps = fc.array(fc.record({ dayShift: fc.integer({ min: -5, max: 30 }), totalYen: fc.nat(5_000), aheadMs: fc.nat(6 * HOUR_MS) }), { maxLength: 6 });
  it('[B35] after any changes and a cancellation what stays is at most the dearest price, never below zero, and nothing is lost or made', () => {
    fc.assert(fc.property(someRules, steps, (list, acts) => {
      let now = START - 20 * DAY_MS;
      let one = { ...booking };
      let withUsYen = one.totalYen;
      let dearestYen = one.totalYen;
      for (const { dayShift, totalYen, aheadMs } of acts) {
        now += aheadMs;
        const to = { startMs: Math.max(one.startMs + dayShift * DAY_MS, now + HOUR_MS), totalYen };
        const changed = decideChange(one, to, list, now);
        if (isRefusal(changed)) continue;
        withUsYen += changed.kind === 'hold' ? changed.dueYen : -changed.refundYen;
        one = { ...one, ...to, termsMs: changed.termsMs, feeYen: changed.kind === 'move' ? changed.feeYen : one.feeYen };
        expect(withUsYen).toBe(one.totalYen + one.feeYen);
        expect(one.termsMs).toBeLessThanOrEqual(one.startMs);
        dearestYen = Math.max(dearestYen, one.totalYen + one.feeYen);
      }
      const gone = decideCancel(one, list, now);
      if (isRefusal(gone)) return;
      expect(withUsYen - gone.refundYen).toBe(gone.feeYen);
      expect(gone.feeYen).toBeGreaterThanOrEqual(0);
      expect(gone.feeYen).toBeLessThanOrEqual(dearestYen);
    }), { numRuns: 500 });
  });

  it('[B35] to move a booking away from its day and cancel it there is no way around the rules', () => {
    const now = midnightOf('2026-12-08') - HOUR_MS;
    const moved = decideChange(booking, { startMs: START + 30 * DAY_MS, totalYen: 1_001 }, rules, now);
    expect(moved).toEqual({ kind: 'move', refundYen: 0, feeYen: 0, termsMs: START });
    expect(decideCancel({ ...booking, startMs: START + 30 * DAY_MS, termsMs: START }, rules, now + DAY_MS)).toMatchObject({ refundYen: 0, feeYen: 1_001 });
  });
});

describe('a change', () => {
  const NOW = START - 10 * DAY_MS;
  it('[B31] cheaper moves and gives back by the rules, even only moves, dearer waits for the difference', () => {
    expect(decideChange(booking, { startMs: START, totalYen: 1_001 }, rules, NOW)).toMatchObject({ kind: 'move', refundYen: 0, feeYen: 0 });
    expect(decideChange(booking, { startMs: START, totalYen: 600 }, rules, NOW)).toMatchObject({ kind: 'move', refundYen: 401, feeYen: 0 });
    expect(decideChange(booking, { startMs: START, totalYen: 600 }, rules, NOW + 5 * DAY_MS)).toMatchObject({ kind: 'move', refundYen: 200, feeYen: 201 });
    expect(decideChange(booking, { startMs: START, totalYen: 1_500 }, rules, NOW)).toMatchObject({ kind: 'hold', dueYen: 499 });
  });
  it('[B30] possible as long as cancelling is, and for a hold while it lasts', () => {
    const at = (change: object, nowMs: number) => decideChange({ ...booking, ...change }, { startMs: START, totalYen: 1_001 }, undefined, nowMs);
    expect(at({}, START - 15 * MINUTE_MS - 1)).toMatchObject({ kind: 'move' });
    expect(at({}, START - 15 * MINUTE_MS)).toMatchObject({ refused: 'change-too-late' });
    expect(at({ state: 'released' }, NOW)).toMatchObject({ refused: 'change-too-late' });
    expect(at({ state: 'held', holdUntilMs: NOW }, NOW)).toMatchObject({ refused: 'hold-expired' });
    expect(at({ state: 'held', holdUntilMs: NOW + 1 }, NOW)).toMatchObject({ kind: 'move', refundYen: 0 });
    for (const state of ['lapsed', 'cancelled']) expect(at({ state }, NOW)).toMatchObject({ refused: 'booking-not-confirmed' });
  });
});
