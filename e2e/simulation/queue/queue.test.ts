import { demoCity } from '@engawa/reception/testing';
import { describe, expect, it } from 'vitest';
import { MUTANT_DAYS, MUTANTS } from './mutants.ts';
import { playDay } from './play-day.ts';
import { playDays } from './play-days.ts';
import { ArgumentError, readArguments } from '../simulate-arguments.ts';

const { city } = await demoCity();
const DAYS = 8;

describe('days of the queue in which everything breaks', { timeout: 240_000 }, () => {
  it('[E180] the true code keeps every promise, and the days did something', async () => {
    const played = await playDays({ city, from: 1, days: DAYS });
    expect(played.first).toBeNull();
    expect(played.bad).toBe(0);
    expect(played.shown).toBeGreaterThan(10 * DAYS);
    expect(played.calls).toBeGreaterThan(20 * DAYS);
    expect(played.rejoined).toBeGreaterThan(DAYS);
    expect(played.tooLate).toBeGreaterThan(DAYS / 2);
  });

  it('[E182] the same seed is the same day, and another is another', async () => {
    const [one, same, other] = [await playDay(7, city), await playDay(7, city), await playDay(8, city)];
    expect(same.hash).toBe(one.hash);
    expect(other.hash).not.toBe(one.hash);
  });

  for (const { name, variant } of MUTANTS) {
    it(`[E181] finds ${name}`, async () => {
      const played = await playDays({ city, from: 1, days: MUTANT_DAYS, variant, untilBad: true });
      expect(played.bad, `${name} lived through ${MUTANT_DAYS} days`).toBeGreaterThan(0);
    });
  }

  it('[E182] says what is wrong with a command line', () => {
    expect(readArguments(['queue', '--days', '3', '--seed', '9', '--json'])).toEqual({ days: 3, seed: 9, json: true, mutants: false });
    for (const words of [[], ['queues'], ['queue', '--days'], ['queue', '--days', '0'], ['queue', '--fast']]) expect(() => readArguments(words)).toThrow(ArgumentError);
  });
});
