import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootLife, endLife, nextNumber, NO_RECORD, resumeLife, welcomeLife, type Handover, type NumberLife, type NumberRecord } from './next-number.ts';
import { highestBy, PACE } from './pace.ts';

/*
 * A kiosk lives, dies, comes back from an old disk image, with and without its server, under clocks that are wrong by
 * up to e either way. The server is modelled by what its contract promises: a token younger than the offline wait
 * proves the saved number, anything else gets the floor of the clock.
 */
const T0 = Date.UTC(2026, 10, 21, 23, 30);
const window = { day: '2026-11-22', startsAtMs: T0, endsAtMs: T0 + 10 * 3_600_000 };

interface Disk { record: NumberRecord; token: number; known: boolean; left: Handover | null }
type Step =
  | { do: 'pass'; ms: number } | { do: 'take' } | { do: 'mash' } | { do: 'beat' }
  | { do: 'boot'; online: boolean; image: 'newest' | 'old'; clockErrorMs: number } | { do: 'photograph' }
  | { do: 'hand-over'; image: 'newest' | 'old'; dies: boolean; ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.oneof(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 60_000, max: 4_000_000 })) }) },
  { weight: 4, arbitrary: fc.constant({ do: 'take' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'mash' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'beat' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'photograph' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hand-over' as const), image: fc.constantFrom('newest' as const, 'newest' as const, 'old' as const), dies: fc.boolean(), ms: fc.integer({ min: 1, max: 90_000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('boot' as const), online: fc.boolean(), image: fc.constantFrom('newest' as const, 'old' as const), clockErrorMs: fc.integer({ min: -PACE.clockErrorMs, max: PACE.clockErrorMs }) }) },
);

/** Plays the steps; returns every number shown, in order, and how often a number was asked for. */
const play = (steps: readonly Step[], next = nextNumber, resume = resumeLife) => {
  let trueMs = T0 + 1_800_000;
  let newestToken = 0;
  let tokenMadeMs = trueMs;
  let disk: Disk = { record: NO_RECORD, token: 0, known: true, left: null };
  let image: Disk = disk;
  let clockErrorMs = 0;
  const shown: number[] = [];
  let words = 0;
  const clocks = () => ({ wallMs: trueMs + clockErrorMs, monoMs: trueMs });
  const welcome = (numberFrom: number | null): void => {
    newestToken += 1;
    tokenMadeMs = trueMs;
    life = welcomeLife(life, { window, numberFrom, serverMs: trueMs });
    disk = { ...disk, token: newestToken, record: { ...life.record } };
    clockErrorMs = 0;
  };
  const boot = (online: boolean, word: string | null = null): void => {
    life = resume(disk.record, window, disk.left, word, trueMs);
    disk = { ...disk, left: null };
    if (!online || life.begun !== null) return;
    const fresh = disk.token === newestToken && trueMs - tokenMadeMs < PACE.offlineBootWaitMs;
    const numberFrom = fresh ? disk.record.last + PACE.burst + Math.floor((trueMs - tokenMadeMs) / PACE.everyMs) + 1
      : highestBy(window.startsAtMs, trueMs + 2 * PACE.clockErrorMs) + 1;
    welcome(numberFrom);
  };
  let life: NumberLife = bootLife(disk.record, window, trueMs);
  boot(true);
  const take = (): void => {
    const decision = next(life, clocks());
    life = decision.life;
    if (decision.kind !== 'give') return;
    disk = { ...disk, record: decision.life.record };
    shown.push(decision.sequence);
  };
  for (const s of steps) {
    if (s.do === 'pass') trueMs += s.ms;
    else if (s.do === 'take') take();
    else if (s.do === 'mash') for (let i = 0; i < 8; i++) { take(); trueMs += 200; }
    else if (s.do === 'beat') { if (life.begun !== null) welcome(null); }
    else if (s.do === 'photograph') image = disk;
    else if (s.do === 'hand-over') {
      words += 1;
      disk = { ...disk, left: endLife(life, `word ${words}`, trueMs) };
      if (s.dies) image = disk;
      if (s.image === 'old') disk = image;
      trueMs += s.ms;
      boot(false, `word ${words}`);
      if (life.begun !== null) handedOver += 1;
    }
    else {
      if (s.image === 'old') disk = image;
      clockErrorMs = s.clockErrorMs;
      trueMs += 1;
      boot(s.online);
    }
  }
  return shown;
};

let handedOver = 0;

describe('numbers over many lives', () => {
  it('[N1] [Z1] no number is given twice over deaths, lives that were handed over, restored images, cut networks, button mashers and clocks wrong by e', () => {
    let given = 0;
    fc.assert(fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const shown = play(steps);
      given += shown.length;
      return new Set(shown).size === shown.length;
    }), { numRuns: 15_000 });
    expect(given).toBeGreaterThan(30_000);
    expect(handedOver).toBeGreaterThan(10_000);
  });

  it('[N4] the exercise finds a kiosk that trusts its saved number at an offline start', () => {
    const careless: typeof nextNumber = (life, clocks) => nextNumber(life.begun === null
      ? { ...life, begun: { day: window.day, from: 1, atWallMs: clocks.wallMs } } : life, clocks);
    const found = fc.check(fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const shown = play(steps, careless);
      return new Set(shown).size === shown.length;
    }), { numRuns: 3_000 });
    expect(found.failed).toBe(true);
  });

  it('[Z2] the exercise finds a kiosk that takes a life over without knowing the word', () => {
    const careless: typeof resumeLife = (record, win, left, _word, monoMs) => resumeLife(record, win, left, left?.word ?? null, monoMs);
    const found = fc.check(fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const shown = play(steps, nextNumber, careless);
      return new Set(shown).size === shown.length;
    }), { numRuns: 5_000 });
    expect(found.failed).toBe(true);
  });

  it('[Z1] a life that is handed over goes on without a jump, a wait or a fresh bucket, also without the server', () => {
    const start = T0 + 3_600_000;
    const first = welcomeLife(bootLife(NO_RECORD, window, 0), { window, numberFrom: 40, serverMs: start });
    const one = nextNumber(first, { wallMs: start, monoMs: 0 });
    const two = nextNumber(resumeLife(one.life.record, window, endLife(one.life, 'w', 0), 'w', 500_000), { wallMs: start + 1_000, monoMs: 500_000 });
    expect([one, two].map((given) => given.kind === 'give' && given.sequence)).toEqual([40, 41]);
    expect(two.life.tokens).toBe(PACE.burst - 2);
    expect(resumeLife(one.life.record, window, endLife(one.life, 'w', 0), null, 0).begun).toBeNull();
  });

  it('[N3] the exercise finds a kiosk without the bucket', () => {
    const greedy: typeof nextNumber = (life, clocks) => nextNumber({ ...life, tokens: PACE.burst }, clocks);
    const found = fc.check(fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const shown = play(steps, greedy);
      return new Set(shown).size === shown.length;
    }), { numRuns: 5_000 });
    expect(found.failed).toBe(true);
  });
});
