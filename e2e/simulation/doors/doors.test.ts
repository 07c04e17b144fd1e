import { describe, expect, it } from 'vitest';
import { ArgumentError, readArguments } from '../simulate-arguments.ts';
import { MUTANT_DAYS, MUTANTS } from './mutants.ts';
import { playDay } from './play-day.ts';
import { playDays } from './play-days.ts';

const DAYS = 20;

describe('days of a house in which everything breaks', { timeout: 240_000 }, () => {
  it('[E320] the true code opens to nobody without a right, and to almost everybody with one', async () => {
    const played = await playDays({ from: 1, days: DAYS });
    expect(played.first).toBeNull();
    expect(played.missed.slice(Math.ceil(played.owed / 100))).toEqual([]);
    expect(played.owed).toBeGreaterThan(5 * DAYS);
    expect(played.cutKept).toBeGreaterThan(DAYS / 2);
  });

  it('[E322] the same seed is the same day, and another is another', async () => {
    const [one, same, other] = [await playDay(7), await playDay(7), await playDay(8)];
    expect(same.hash).toBe(one.hash);
    expect(other.hash).not.toBe(one.hash);
  });

  for (const { name, variant } of MUTANTS) {
    it(`[E321] finds ${name}`, async () => {
      const played = await playDays({ from: 1, days: MUTANT_DAYS, variant, untilBad: true });
      expect(played.bad, `${name} lived through ${MUTANT_DAYS} days`).toBeGreaterThan(0);
    });
  }

  it('[E322] says what is wrong with a command line', () => {
    expect(readArguments(['doors', '--days', '3'], 'doors')).toMatchObject({ days: 3, seed: 1 });
    expect(() => readArguments(['doors', '--days', 'many'], 'doors')).toThrow(ArgumentError);
  });
});
