import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededChance } from './chance.ts';
import type { CounterNow, HallNow, WaitingNow } from './hall-now.ts';
import { playForward, type Beliefs } from './play-forward.ts';
import { timesFromQuantiles } from './service-times.ts';

const fixed = (minutes: number) => timesFromQuantiles(() => minutes);
const spread = (median: number) => timesFromQuantiles((p) => median * (p / (1 - p)) ** 0.35);
const beliefs = (more: Partial<Beliefs> = {}): Beliefs => ({
  times: [fixed(5), fixed(20)], noShow: [0, 0], noShowMinutes: 1, missedAppointments: 0, goesOn: [0, 0], goesTo: [[0, 1], [1, 1]], turnoverMinutes: 0, ...more,
});
const counter = (kinds: number[], more: Partial<CounterNow> = {}): CounterNow => ({ kinds, closed: [], serving: null, freeSinceMinute: 600, ...more });
const serving = (kind: number, sinceMinute: number, order = 500) => ({ mark: 9_000 + sinceMinute, kind, sinceMinute, order, lastStep: false, stretch: 1 });
const waits = (mark: number, kind = 0, more: Partial<WaitingNow> = {}): WaitingNow =>
  ({ mark, kind, order: 590 + mark / 100, sinceMinute: 590 + mark / 100, dueMinute: null, lastStep: false, stretch: 1, aheadThen: 0, ...more });
const hall = (counters: CounterNow[], waiting: WaitingNow[], more: Partial<HallNow> = {}): HallNow =>
  ({ nowMinute: 600, closesMinute: null, counters, waiting: waiting.toSorted((a, b) => a.order - b.order), expected: [], lastCalled: [], ...more });
const minutes = (of: HallNow, what = beliefs()): number[] => [...playForward(of, what, { runs: 1, watched: 'all', seed: 1 })].map((m) => Math.round(m * 100) / 100);
const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;

describe('the hall, played forward', () => {
  it('[Q20] tickets are called by their order, as counters become free', () => {
    expect(minutes(hall([counter([0], { serving: serving(0, 597) })], [waits(1), waits(2), waits(3)]))).toEqual([2, 7, 12]);
    expect(minutes(hall([counter([0]), counter([0], { serving: serving(0, 596) })], [waits(1), waits(2), waits(3)]))).toEqual([0, 1, 5]);
  });
  it('[Q20] a counter calls only its kinds, the first among all of them', () => {
    expect(minutes(hall([counter([0]), counter([1, 0], { serving: serving(1, 590) })], [waits(1), waits(2, 1), waits(3), waits(4)]))).toEqual([0, 10, 5, 10]);
  });
  it('[Q20] nobody is called while a counter is closed; who is served is served to the end', () => {
    const lunch = { closed: [[603, 663]] as const, serving: serving(0, 599) };
    expect(minutes(hall([counter([0], lunch)], [waits(1), waits(2)]))).toEqual([63, 68]);
    expect(minutes(hall([counter([0], { closed: [[590, 610], [610, 615]] })], [waits(1)]))).toEqual([15]);
  });
  it('[Q20] a due appointment goes before everybody, one before its time only where nobody waits', () => {
    const booked = waits(3, 0, { dueMinute: 604, order: 604 });
    expect(minutes(hall([counter([0])], [waits(1), waits(2), booked]))).toEqual([0, 10, 5]);
    expect(minutes(hall([counter([0])], [booked]))).toEqual([0]);
    expect(minutes(hall([counter([0])], [waits(1), waits(2)], { expected: [{ mark: 7, kind: 0, dueMinute: 603 }] }))).toEqual([0, 10]);
    expect(minutes(hall([counter([0])], [waits(1), waits(2)], { expected: [{ mark: 7, kind: 0, dueMinute: 603 }] }), beliefs({ missedAppointments: 1 }))).toEqual([0, 5]);
  });
  it('[Q20] a second step stands where its ticket stood, before those who came later', () => {
    const goesOn = beliefs({ goesOn: [1, 0], goesTo: [[0, 1], [1, 1]] });
    const first = hall([counter([0], { serving: serving(0, 598, 500) }), counter([1], { serving: serving(1, 585) })], [waits(1, 1), waits(2, 1)]);
    expect(minutes(first)).toEqual([5, 25]);
    expect(minutes(first, goesOn)).toEqual([25, 45]);
    expect(minutes(hall(first.counters.map((c) => (c.serving === null ? c : { ...c, serving: { ...c.serving, lastStep: true } })), [...first.waiting]), goesOn)).toEqual([5, 25]);
  });
  it('[Q20] a call to which nobody comes costs its minute, a visit with more papers more, a counter its turnover', () => {
    expect(minutes(hall([counter([0])], [waits(1), waits(2)]), beliefs({ noShow: [1, 1], noShowMinutes: 1.5 }))).toEqual([0, 1.5]);
    expect(minutes(hall([counter([0])], [waits(1, 0, { stretch: 1.5 }), waits(2)]))).toEqual([0, 7.5]);
    expect(minutes(hall([counter([0])], [waits(1), waits(2)]), beliefs({ turnoverMinutes: 0.5 }))).toEqual([0, 5.5]);
  });
  it('[Q23] nobody is called for whom no counter is there', () => {
    expect(minutes(hall([counter([0])], [waits(1, 1), waits(2)]))).toEqual([Infinity, 0]);
  });
  it('[Q24] what is left of a visit is drawn from those that lasted as long, and is never nothing', () => {
    const left = (since: number): Float64Array => playForward(hall([counter([0], { serving: serving(0, since) })], [waits(1)]), beliefs({ times: [spread(6), spread(20)] }), { runs: 4_000, watched: 0, seed: 3 });
    const possible = [...spread(6)].filter((t) => t > 10);
    expect(mean(left(590))).toBeCloseTo(possible.reduce((a, t) => a + t - 10, 0) / possible.length, 0);
    for (const since of [590, 560, 100]) expect(Math.min(...left(since))).toBeGreaterThan(0);
  });
});

describe('chance', () => {
  const busy = hall([counter([0]), counter([0, 1], { serving: serving(1, 592) })], [1, 2, 3, 4, 5, 6].map((n) => waits(n, n % 3 === 0 ? 1 : 0)));
  const what = beliefs({ times: [spread(5), spread(20)], noShow: [0.1, 0.1], goesOn: [0.2, 0.1] });
  it('[Q21] the same seed plays the same days, another seed others', () => {
    const play = (seed: number) => playForward(busy, what, { runs: 50, watched: 'all', seed });
    expect(play(5)).toEqual(play(5));
    expect(play(5)).not.toEqual(play(6));
  });
  it('[Q21] somebody who comes later changes nothing for those before them: chance belongs to the person', () => {
    const more = { ...busy, waiting: [...busy.waiting, waits(7)] };
    const without = playForward(busy, what, { runs: 50, watched: 'all', seed: 5 });
    const with_ = playForward(more, what, { runs: 50, watched: 'all', seed: 5 });
    for (let run = 0; run < 50; run += 1) for (let n = 0; n < 6; n += 1) expect(with_[run * 7 + n]).toBe(without[run * 6 + n]);
  });
});

/** Halls of two to four counters and a few people of two kinds; every kind has a counter. */
const drawHall = (seed: number): HallNow => {
  const chance = seededChance(seed);
  const draw = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
  const skills = Array.from({ length: draw([1, 2, 3]) }, () => draw([[0], [1], [0, 1]]));
  const people = Array.from({ length: draw([1, 3, 5, 8]) }, () => draw([0, 1]));
  return hall([counter([0, 1], { serving: serving(0, 600 - 25 * chance()) }), ...skills.map((kinds) => counter(kinds))], people.map((kind, n) => waits(n + 1, kind)));
};

describe('the same chance, another hall', () => {
  const what = beliefs({ times: [spread(5), spread(18)], noShow: [0.05, 0.05] });
  const ahead = (of: HallNow, kind: number): HallNow => ({ ...of, waiting: [waits(0, kind, { mark: 77, order: 580 }), ...of.waiting] });
  it('[Q22] where all counters have the same skills, one more person ahead or one counter fewer never calls anybody earlier, in no single run', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 9 }), fc.constantFrom(0, 1), fc.integer(), (counters, people, kind, seed) => {
      const of = hall(Array.from({ length: counters }, () => counter([0, 1])), people.map((k, n) => waits(n + 1, k)));
      const play = (one: HallNow) => playForward(one, what, { runs: 40, watched: one.waiting.length - 1, seed });
      const now = play(of);
      const longer = play(ahead(of, kind));
      const fewer = play({ ...of, counters: of.counters.slice(1) });
      now.forEach((minute, run) => { expect(longer[run]).toBeGreaterThanOrEqual(minute - 1e-9); expect(fewer[run]).toBeGreaterThanOrEqual(minute - 1e-9); });
    }), { numRuns: 60 });
  });
  it('[Q22] in halls of mixed skills it holds on the whole; a single run may turn out either way, as in a real hall', () => {
    let longer = 0;
    let fewer = 0;
    let earlier = 0;
    const halls = 150;
    for (let seed = 1; seed <= halls; seed += 1) {
      const of = drawHall(seed);
      const last = (one: HallNow): number => mean(playForward(one, what, { runs: 60, watched: one.waiting.length - 1, seed }));
      const now = last(of);
      const [more, less] = [last(ahead(of, seed % 2)), last({ ...of, counters: of.counters.slice(0, -1) })];
      longer += (more - now) / halls;
      fewer += (less - now) / halls;
      earlier += more < now - 0.5 || less < now - 0.5 ? 1 : 0;
    }
    expect(longer).toBeGreaterThan(1);
    expect(fewer).toBeGreaterThan(1);
    expect(earlier / halls).toBeLessThan(0.1);
  });
});
