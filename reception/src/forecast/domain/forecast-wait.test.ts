import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededChance } from './chance.ts';
import { beliefsOf, newExperience } from './experience.ts';
import { Calibration, forecastAll, forecastWait, learnCall, newCalibration, type Forecast } from './forecast-wait.ts';
import type { HallNow, WaitingNow } from './hall-now.ts';
import { guessesFromDelays } from './delay-history.ts';
import { AWAY_AFTER_MINUTES } from './present-counters.ts';

const IDS = ['a', 'b'];
const beliefs = beliefsOf(newExperience({ a: 6, b: 20 }), IDS);
const ask = { ids: IDS, runs: 200, seed: 7 };
const waits = (mark: number, more: Partial<WaitingNow> = {}): WaitingNow => ({ mark, kind: 0, order: 590 + mark / 10, sinceMinute: 590 + mark / 10, dueMinute: null, lastStep: false, stretch: 1, aheadThen: mark - 1, ...more });
const hallOf = (people: number, more: Partial<HallNow> = {}): HallNow => ({
  nowMinute: 600, closesMinute: null, expected: [], lastCalled: [], waiting: Array.from({ length: people }, (_, n) => waits(n + 1, { kind: n % 4 === 3 ? 1 : 0 })),
  counters: [{ kinds: [0], closed: [], serving: { mark: 1_001, kind: 0, sinceMinute: 597, order: 500, lastStep: false, stretch: 1 }, freeSinceMinute: null },
    { kinds: [0, 1], closed: [], serving: { mark: 1_002, kind: 1, sinceMinute: 590, order: 501, lastStep: false, stretch: 1 }, freeSinceMinute: null }],
  ...more,
});
const last = (hall: HallNow, calibration: Calibration = newCalibration()): Forecast | null => forecastWait(hall, hall.waiting.length - 1, beliefs, calibration, ask);

describe('a forecast', () => {
  it('[Q23] P50 is never after P90, nor before now', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -15, max: 15 }), (people, level) => {
      const calibration = { ...newCalibration(), levels: { ...newCalibration().levels, all: level / 10 } };
      for (const forecast of forecastAll(hallOf(people), beliefs, calibration, { ...ask, runs: 60 })) {
        expect(forecast?.p50).toBeGreaterThanOrEqual(0);
        expect(forecast?.p90).toBeGreaterThan(forecast?.p50 ?? Infinity);
      }
    }), { numRuns: 25 });
  });
  it('[Q23] nobody can tell where no counter of the kind is there', () => {
    expect(last(hallOf(3, { counters: [{ kinds: [1], closed: [], serving: null, freeSinceMinute: 600 }] }))).toBeNull();
    expect(last(hallOf(3, { counters: [] }))).toBeNull();
  });
  it('[Q23] nothing is told beyond closing', () => {
    const far = last(hallOf(9))?.p90 ?? 0;
    expect(last(hallOf(9, { closesMinute: 600 + far + 1 }))).not.toBeNull();
    expect(last(hallOf(9, { closesMinute: 600 + far - 1 }))).toBeNull();
    expect(last(hallOf(1, { closesMinute: 601, counters: [{ kinds: [0], closed: [[599, 640]], serving: null, freeSinceMinute: 590 }] }))).toBeNull();
  });
  it('[Q21] one and all are the same forecast, and the same one each time', () => {
    const hall = hallOf(6);
    expect(forecastAll(hall, beliefs, newCalibration(), ask)[5]).toEqual(last(hall));
    expect(last(hall)).toEqual(last(hall));
  });
  it('[Q32] who only asks is foretold as if they stood there, and changes nothing for anybody', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 5 }), (people, returning) => {
      const back = Array.from({ length: returning }, (_, n) => ({ minute: 601 + n, kind: n % 2, order: 580 + n, mark: 500 + n }));
      const hall = hallOf(people, { returning: back });
      const asks = [0, 1].map((kind) => waits(900 + kind, { kind, order: 601, sinceMinute: 600, aheadThen: 0 }));
      const all = forecastAll({ ...hall, waiting: [...hall.waiting, ...asks] }, beliefs, newCalibration(), { ...ask, asking: 2 });
      expect(all.slice(0, people)).toEqual(forecastAll(hall, beliefs, newCalibration(), ask));
      expect(all.slice(people)).toEqual(asks.map((one) => last({ ...hall, waiting: [...hall.waiting, one] })));
    }), { numRuns: 25 });
  });
  it('[Q28] a counter that is free and lets people wait is not counted', () => {
    const free = { kinds: [0, 1], closed: [] as const, serving: null, freeSinceMinute: 600 - AWAY_AFTER_MINUTES - 1 };
    const without = last(hallOf(6))?.p50;
    expect(last({ ...hallOf(6), counters: [...hallOf(6).counters, free] })?.p50).toBe(without);
    expect(last({ ...hallOf(6), counters: [...hallOf(6).counters, { ...free, freeSinceMinute: 599 }] })?.p50).toBeLessThan(without ?? 0);
    // At lunch it is not away; afterwards it is given its time to call.
    const back = last({ ...hallOf(6), counters: [...hallOf(6).counters, { ...free, closed: [[540, 599]] }] })?.p50;
    expect(back).toBeLessThan(without ?? 0);
  });
});

describe('what others lived through', () => {
  it('[Q28] the head of the line and those called last foretell by places', () => {
    const hall = hallOf(0, { waiting: [waits(1, { sinceMinute: 580, aheadThen: 3 }), waits(2), waits(3)], lastCalled: [{ kind: 0, waitedMinutes: 12, aheadThen: 2 }, { kind: 0, waitedMinutes: 8, aheadThen: 3 }, { kind: 0, waitedMinutes: 99, aheadThen: 0 }] });
    expect(guessesFromDelays(hall)).toEqual([{ headOfLine: null, lastToEnter: 3 }, { headOfLine: 10, lastToEnter: 6 }, { headOfLine: 15, lastToEnter: 9 }]);
  });
  it('[Q28] where the simulation is wrong by more than they are, the forecast follows them, and comes back', () => {
    const made = { cell: 'a/short', simulation: 10, headOfLine: 19, lastToEnter: 22 };
    const outcome = (calibration: Calibration, waitedMinutes: number): Calibration => learnCall(calibration, { p50: 10, p90: 15, made }, { day: '2026-11-24', waitedMinutes });
    const hall = hallOf(0, { waiting: [waits(1, { sinceMinute: 580, aheadThen: 0 }), waits(2), waits(3)], lastCalled: [{ kind: 0, waitedMinutes: 20, aheadThen: 0 }] });
    let calibration = newCalibration();
    const before = last(hall, calibration);
    for (let n = 0; n < 90; n += 1) calibration = outcome(calibration, 20);
    const delays = guessesFromDelays(hall)[2];
    expect(last(hall, calibration)?.p50).toBeGreaterThan(((before?.p50 ?? 0) + (delays?.headOfLine ?? 0)) / 2);
    for (let n = 0; n < 200; n += 1) calibration = outcome(calibration, 10);
    expect(last(hall, calibration)?.p50).toBeCloseTo(before?.p50 ?? 0, -0.5);
  });
});

describe('nine of ten', () => {
  it.each([['too short', 0.7], ['right', 1], ['too long', 1.1]])('[Q27] of a belief that is %s the promise keeps 88 to 92 %%', (_name, factor) => {
    const chance = seededChance(11);
    let calibration = newCalibration();
    let told = 0;
    let kept = 0;
    for (let day = 0; day < 30; day += 1) {
      const ofTheDay = 0.8 + 0.4 * chance();
      for (let n = 0; n < 60; n += 1) {
        const waited = 20 * ofTheDay * Math.exp(0.3 * (chance() + chance() + chance() - 1.5));
        const p50 = 20 * factor;
        // What a play would say, stretched as foretell() does it.
        const p90 = p50 + 6 * factor * Math.exp(calibration.levels.all + (calibration.levels.cells['a/middle'] ?? 0));
        if (day >= 10) { told += 1; kept += waited <= p90 ? 1 : 0; }
        calibration = learnCall(calibration, { p50, p90, made: { cell: 'a/middle', simulation: p50, headOfLine: null, lastToEnter: null } }, { day: String(day), waitedMinutes: waited });
      }
    }
    expect(kept / told).toBeGreaterThan(0.88);
    expect(kept / told).toBeLessThan(0.92);
  });
  it('[Q27] a kind or a load that is missed more often than others gets wider ranges of its own', () => {
    let calibration = newCalibration();
    for (let day = 0; day < 20; day += 1) {
      for (let n = 0; n < 50; n += 1) {
        const cell = n % 2 === 0 ? 'a/short' : 'b/long';
        calibration = learnCall(calibration, { p50: 5, p90: 10, made: { cell, simulation: 5, headOfLine: null, lastToEnter: null } }, { day: String(day), waitedMinutes: cell === 'b/long' && n % 10 < 4 ? 12 : 5 });
      }
    }
    expect(calibration.levels.cells['b/long'] ?? 0).toBeGreaterThan((calibration.levels.cells['a/short'] ?? 0) + 0.3);
    expect(Calibration.parse(JSON.parse(JSON.stringify(calibration)))).toEqual(calibration);
  });
});
