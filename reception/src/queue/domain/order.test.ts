import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CareReason } from '../../../contract/index.ts';
import { playForward } from '../../forecast/domain/play-forward.ts';
import { timesFromQuantiles } from '../../forecast/domain/service-times.ts';
import { HEAD_START_MS, hereFromMs, inOrder, inTurn, placeMs, type Placed } from './order.ts';

const MIN = 60_000;
const T = Date.UTC(2026, 10, 24, 1, 0);
/** People of one hour; odd seconds keep two of them from one moment. */
const people = fc.uniqueArray(fc.record({
  came: fc.integer({ min: 0, max: 3_600 }), care: fc.option(fc.constantFrom(...CareReason.options), { freq: 3 }), booked: fc.option(fc.integer({ min: -30, max: 90 }), { freq: 3 }),
}), { selector: ({ came }) => came, minLength: 2, maxLength: 14 }).map((all) => all.map(({ came, care, booked }, n): Placed => ({
  orderAtMs: T + came * 1_000, series: 1, sequence: n + 1, care, bookedAtMs: booked === null ? null : T + booked * MIN + (n + 1) * 10,
})));
const LATER_MS = T + 5 * 60 * MIN;
const at = (minute: number, more: Partial<Placed> = {}): Placed => ({ orderAtMs: T + minute * MIN, series: 1, sequence: minute + 1, care: null, bookedAtMs: null, ...more });
const clock = (ms: number): number => (ms - T) / MIN;

describe('the one rule of order', () => {
  it('[Q34] care counts as fifteen minutes earlier, an appointment as thirty before its time, and the larger of both alone counts', () => {
    expect([at(40), at(40, { care: 'unwell' }), at(10, { bookedAtMs: T + 40 * MIN }), at(55, { bookedAtMs: T + 40 * MIN }), at(10, { care: 'staff', bookedAtMs: T + 40 * MIN })].map((t) => clock(placeMs(t)))).toEqual([40, 25, 10, 25, 10]);
    expect([at(20), at(0), at(34, { care: 'mobility' })].sort(inTurn(LATER_MS)).map((t) => t.sequence)).toEqual([1, 35, 21]);
  });

  it('[Q34] an appointment is called before its time only where nobody else waits', () => {
    const booked = at(0, { bookedAtMs: T + 30 * MIN });
    const early = [at(29), booked].sort(inTurn(T + 29 * MIN));
    expect(early.map((t) => t.sequence)).toEqual([30, 1]);
    expect([at(29), booked].sort(inTurn(T + 30 * MIN)).map((t) => t.sequence)).toEqual([1, 30]);
  });

  it('[Q35] nobody is ever passed by somebody who came later by more than the head start, whatever that one has', () => {
    fc.assert(fc.property(people, fc.integer({ min: 0, max: 300 }), (all, minute) => {
      const turn = inTurn(T + minute * MIN);
      for (const a of all) for (const b of all) {
        // b is here later by more than any head start: a is not passed by it, whatever b has and at whatever time; only an appointment before its time lets b go.
        if (hereFromMs(b) > hereFromMs(a) + HEAD_START_MS.booked && hereFromMs(a) <= T + minute * MIN) expect(turn(a, b)).toBeLessThan(0);
        // Two of a kind go as they came.
        if (b.bookedAtMs === null && a.bookedAtMs === null && b.orderAtMs > a.orderAtMs + HEAD_START_MS.care) expect(turn(a, b)).toBeLessThan(0);
      }
    }), { numRuns: 300 });
  });

  it('[Q35] it is an order: everybody has one place, and from the moment everybody is here it never changes', () => {
    fc.assert(fc.property(people, (all) => {
      const line = all.toSorted(inOrder);
      expect(line.map(placeMs)).toEqual(all.map(placeMs).toSorted((a, b) => a - b));
      expect(all.toReversed().toSorted(inTurn(LATER_MS))).toEqual(line);
    }), { numRuns: 200 });
  });

  it('[Q36] the forecast calls in the very order of the rule, whoever has care or an appointment', () => {
    const minutes = timesFromQuantiles(() => 3);
    const beliefs = { times: [minutes], noShow: [0], noShowMinutes: 1, missedAppointments: 0, goesOn: [0], goesTo: [[1]], turnoverMinutes: 0 };
    fc.assert(fc.property(people, (all) => {
      // Of one moment the smaller number goes first, and a forecast knows no numbers.
      fc.pre(new Set(all.map(placeMs)).size === all.length);
      const start = T + 60 * MIN;
      const waiting = all.toSorted(inOrder).map((t, n) => ({ mark: n + 1, kind: 0, order: placeMs(t) / MIN, sinceMinute: t.orderAtMs / MIN, dueMinute: t.bookedAtMs === null ? null : hereFromMs(t) / MIN, lastStep: true, stretch: 1, aheadThen: 0, ticket: t }));
      const calls = playForward({ nowMinute: start / MIN, closesMinute: null, counters: [{ kinds: [0], closed: [], serving: null, freeSinceMinute: 0 }], waiting, expected: [], lastCalled: [] }, beliefs, { runs: 1, watched: 'all', seed: 1 });
      const foretold = waiting.map((w, n) => ({ t: w.ticket, at: calls[n] as number })).sort((a, b) => a.at - b.at).map(({ t }) => t.sequence);
      const left = [...all];
      const called: number[] = [];
      for (let now = start; left.length > 0; now += 3 * MIN) { const [next] = left.sort(inTurn(now)); called.push((next as Placed).sequence); left.shift(); }
      expect(foretold).toEqual(called);
    }), { numRuns: 200 });
  });
});
