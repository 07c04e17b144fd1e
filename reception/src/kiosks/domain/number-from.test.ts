import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterBoot, highestBy, learn, numberFrom, PACE, type Evidence } from './number-from.ts';

const T0 = Date.UTC(2026, 10, 21, 19, 0);
const NOON = T0 + 8 * 3_600_000;

describe('the first number of a life', () => {
  it('[S11] a kiosk that was just enrolled begins at 1', () => {
    expect(numberFrom({ highWater: 0, asOfMs: NOON - 5_000, booted: false }, NOON, T0)).toBe(1);
  });
  it('[S11] with fresh evidence: above the high water by what the bucket allows', () => {
    expect(numberFrom({ highWater: 40, asOfMs: NOON - 50_000, booted: true }, NOON, T0)).toBe(40 + 3 + 3 + 1);
  });
  it('[S11] with evidence of 60 s or older, or none: the floor of the clock, so that a visitor waits 80 s at most', () => {
    const floor = highestBy(T0, NOON + 60_000) + 1;
    expect(floor).toBe(1_440 + 3 + 3 + 1);
    expect(numberFrom({ highWater: 40, asOfMs: NOON - 60_000, booted: true }, NOON, T0)).toBe(floor);
    // restarts without end never run ahead of the clock either
    let evidence: Evidence = { highWater: 40, asOfMs: NOON - 1_000, booted: true };
    for (let start = 0; start < 1_000; start += 1) evidence = afterBoot(numberFrom(evidence, NOON, T0), NOON);
    expect(evidence.highWater).toBe(floor - 1);
    expect(numberFrom(null, NOON, T0)).toBe(floor);
  });
  it('[S11] what a kiosk gave by a clock that was an hour ahead is never given again once its clock is right', () => {
    const ahead = highestBy(T0, NOON + 3_600_000);
    for (const asOfMs of [NOON - 1_000, NOON - 59_000, NOON - 3_600_000]) expect(numberFrom({ highWater: ahead, asOfMs, booted: true }, NOON, T0)).toBe(ahead + 1);
  });
  it('[S11] a start counts as evidence, so a second start at once is above the first', () => {
    const first = numberFrom({ highWater: 0, asOfMs: NOON, booted: false }, NOON, T0);
    expect(numberFrom(afterBoot(first, NOON), NOON, T0)).toBe(4);
  });
  it('[S12] evidence never goes back, and a token that proves nothing moves no time', () => {
    const have: Evidence = { highWater: 9, asOfMs: NOON, booted: true };
    expect(learn(have, { lastSequence: 4, tokenMs: NOON - 1 })).toEqual(have);
    expect(learn(have, { lastSequence: 12, tokenMs: null })).toEqual({ highWater: 12, asOfMs: NOON, booted: true });
    expect(learn(null, { lastSequence: 12, tokenMs: null })).toBeNull();
  });
});

/*
 * One kiosk through many lives: taps, mashing, heartbeats that get lost on the way there or back, starts with and
 * without network, from the newest or from an old disk image, clocks wrong by up to e. The kiosk is modelled by its
 * contract (bucket, nothing above C(t), silence and clock floor after an offline start); the server is the real functions.
 */
interface Disk { last: number; token: { atMs: number; life: number } | null }
interface Life { id: number; online: boolean; startedAtMs: number; from: number | null; tokens: number; filledAtMs: number; clockErrorMs: number }
type Step =
  | { do: 'pass'; ms: number } | { do: 'tap' } | { do: 'mash' } | { do: 'photograph' }
  | { do: 'beat'; lost: 'there' | 'back' | 'no' } | { do: 'deliver' }
  | { do: 'boot'; net: 'online' | 'offline' | 'lost-back'; image: 'newest' | 'old'; clockErrorMs: number };

const errorMs = fc.integer({ min: -PACE.clockErrorMs, max: PACE.clockErrorMs });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.oneof(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 55_000, max: 65_000 }), fc.integer({ min: 60_000, max: 4_000_000 })) }) },
  { weight: 4, arbitrary: fc.constant({ do: 'tap' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'mash' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('beat' as const), lost: fc.constantFrom('there' as const, 'back' as const, 'no' as const, 'no' as const) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'photograph' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'deliver' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('boot' as const), net: fc.constantFrom('online' as const, 'online' as const, 'offline' as const, 'lost-back' as const), image: fc.constantFrom('newest' as const, 'old' as const), clockErrorMs: errorMs }) },
);

function play(steps: readonly Step[], rule: typeof numberFrom = numberFrom, believesUnbooted = false, floorStaysInMemory = false): { shown: number[]; online: number; offline: number } {
  let trueMs = T0 + 600_000;
  let lives = 0;
  let bootedLife = -1;
  let evidence: Evidence | null = { highWater: 0, asOfMs: trueMs, booted: false };
  let disk: Disk = { last: 0, token: null };
  let image: Disk = disk;
  let counts = { online: 0, offline: 0 };
  const shown: number[] = [];
  let life: Life = { id: -1, online: false, startedAtMs: trueMs, from: null, tokens: PACE.burst, filledAtMs: trueMs, clockErrorMs: 0 };
  const proven = (hello: { life: number }): number | null =>
    disk.token !== null && (believesUnbooted || disk.token.life === hello.life) ? disk.token.atMs : null;

  /** The floor of a life is saved together with the token, so that the number it proves next is never below it (kiosk N2). */
  const keepToken = (): void => { disk = { last: Math.max(disk.last, floorStaysInMemory ? 0 : (life.from ?? 1) - 1), token: { atMs: trueMs, life: life.id } }; };

  const boot = (net: 'online' | 'offline' | 'lost-back', clockErrorMs: number): void => {
    lives += 1;
    life = { id: lives, online: false, startedAtMs: trueMs, from: null, tokens: PACE.burst, filledAtMs: trueMs, clockErrorMs };
    if (net === 'offline') { counts = { ...counts, offline: counts.offline + 1 }; return; }
    evidence = learn(evidence, { lastSequence: disk.last, tokenMs: null });
    const first = rule(evidence, trueMs, T0);
    evidence = afterBoot(first, trueMs);
    bootedLife = life.id;
    if (net === 'lost-back') return;
    counts = { ...counts, online: counts.online + 1 };
    life = { ...life, online: true, from: first, clockErrorMs: 0 };
    keepToken();
  };
  const clockC = (localMs: number): number => (localMs - T0) / PACE.everyMs + PACE.burst;
  const tap = (): void => {
    const localMs = trueMs + life.clockErrorMs;
    if (life.from === null) {
      if (trueMs - life.startedAtMs < PACE.offlineBootWaitMs) return;
      life = { ...life, from: Math.floor(clockC(localMs + 2 * PACE.clockErrorMs)) + 1 };
    }
    const tokens = Math.min(PACE.burst, life.tokens + (trueMs - life.filledAtMs) / PACE.everyMs);
    const n = Math.max(disk.last + 1, life.from ?? 1);
    if (tokens < 1 || n > clockC(localMs)) return;
    life = { ...life, tokens: tokens - 1, filledAtMs: trueMs };
    disk = { ...disk, last: n };
    shown.push(n);
  };
  const beat = (lost: 'there' | 'back' | 'no'): void => {
    if (lost === 'there') return;
    const booted = believesUnbooted || bootedLife === life.id;
    evidence = learn(evidence, { lastSequence: disk.last, tokenMs: booted ? proven({ life: life.id }) : null });
    if (lost === 'no' && booted) keepToken();
  };
  boot('online', 0);
  for (const s of steps) {
    trueMs += 1;
    if (s.do === 'pass') trueMs += s.ms;
    else if (s.do === 'tap') tap();
    else if (s.do === 'mash') for (let i = 0; i < 8; i += 1) { tap(); trueMs += 200; }
    else if (s.do === 'beat') beat(s.lost);
    else if (s.do === 'photograph') image = disk;
    else if (s.do === 'deliver') evidence = learn(evidence, { lastSequence: Math.max(0, ...shown), tokenMs: null });
    else { if (s.image === 'old') disk = image; boot(s.net, s.clockErrorMs); }
  }
  return { shown, ...counts };
}
const doubled = (numbers: readonly number[]): boolean => new Set(numbers).size !== numbers.length;
const days = fc.array(step, { minLength: 10, maxLength: 120, size: 'max' });

describe('numbers over many lives', () => {
  it('[S11] no (day, series, sequence) is given twice over deaths, old images, lost heartbeats and wrong clocks', () => {
    let given = 0; let online = 0; let offline = 0;
    fc.assert(fc.property(days, (steps) => {
      const day = play(steps);
      given += day.shown.length; online += day.online; offline += day.offline;
      return !doubled(day.shown);
    }), { numRuns: 20_000 });
    expect(given).toBeGreaterThan(10_000);
    expect(Math.min(online, offline)).toBeGreaterThan(3_000);
  });

  const finds = (broken: (steps: readonly Step[]) => { shown: number[] }): boolean =>
    fc.check(fc.property(days, (steps) => !doubled(broken(steps).shown)), { numRuns: 4_000, seed: 47 }).failed;

  it('[S11] the exercise finds a server that trusts the high water alone', () => {
    expect(finds((steps) => play(steps, (e) => (e?.highWater ?? 0) + 1))).toBe(true);
  });
  it('[S11] the exercise finds a server that forgets the floor of the clock', () => {
    expect(finds((steps) => play(steps, (e, now) => (e?.highWater ?? 0) + Math.ceil((now - (e?.asOfMs ?? T0)) / PACE.everyMs) + PACE.burst + 1))).toBe(true);
  });
  it('[S11] the exercise finds a kiosk that saves a token without the floor of its life', () => {
    const found = fc.check(fc.property(days, (steps) => !doubled(play(steps, numberFrom, false, true).shown)), { numRuns: 40_000, seed: 2, endOnFailure: true });
    expect(found.failed).toBe(true);
  });
  it('[S12] only a life that the server started is believed: an old image behind an offline life proves nothing', () => {
    const quiet = (n: number): Step[] => Array.from({ length: n }, () => [{ do: 'pass', ms: 20_000 }, { do: 'tap' }] as Step[]).flat();
    const offline = (image: 'newest' | 'old'): Step => ({ do: 'boot', net: 'offline', image, clockErrorMs: 0 });
    const beat: Step = { do: 'beat', lost: 'no' };
    const day: Step[] = [{ do: 'photograph' }, offline('newest'), { do: 'pass', ms: 60_000 }, ...quiet(8), offline('old'), beat, beat, { do: 'boot', net: 'online', image: 'newest', clockErrorMs: 0 }, ...quiet(80)];
    expect(doubled(play(day, numberFrom, true).shown)).toBe(true);
    expect(doubled(play(day).shown)).toBe(false);
    expect(play(day).shown.length).toBeGreaterThan(40);
  });
});
