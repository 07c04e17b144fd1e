import { z } from 'zod';
import type { DelayGuess } from './delay-history.ts';

/** Squared errors of the three ways to foretell, relative to the wait, newest weighing most. */
export const Blend = z.strictObject({ simulation: z.number().positive(), headOfLine: z.number().positive(), lastToEnter: z.number().positive() });
export type Blend = z.infer<typeof Blend>;

/** Until experience speaks the simulation is believed: others count as four times worse. */
export const newBlend = (): Blend => ({ simulation: 0.1, headOfLine: 0.4, lastToEnter: 0.4 });
/** About so many of the last outcomes are remembered, so that a wrong count of counters shows within the hour. */
const MEMORY_OUTCOMES = 60;
/** Errors are seen relative to the wait, and to at least this: two minutes instead of one is no failure. */
const RELATIVE_TO_MINUTES = 5;
/** A guess that is several times wrong says only that it is wrong. */
const LARGEST_ERROR = 2;
/**
 * So sharply the better way is preferred: at half the squared error it speaks 32 times as loud. Measured: weights by the plain inverse
 * cost up to a fifth of the accuracy where the simulation is right, because the three err together (after lunch, in a growing line).
 */
const SHARPNESS = 5;
/** One way alone is never believed blindly, and none is ever left out for good. */
const LEAST_ERROR = 0.005;

export interface Guesses extends DelayGuess { readonly simulation: number }

/** Weighted by inverse squared errors: who foretold the last waits well speaks loudest. */
export function blendGuesses(blend: Blend, guesses: Guesses): number {
  let weights = 0;
  let sum = 0;
  for (const way of ['simulation', 'headOfLine', 'lastToEnter'] as const) {
    const guess = guesses[way];
    if (guess === null) continue;
    const weight = 1 / (LEAST_ERROR + blend[way]) ** SHARPNESS;
    weights += weight;
    sum += weight * guess;
  }
  return sum / weights;
}

export function learnErrors(blend: Blend, guesses: Guesses, waitedMinutes: number): Blend {
  const next = (way: keyof Blend): number => {
    const guess = guesses[way];
    if (guess === null) return blend[way];
    const relative = Math.min(LARGEST_ERROR, Math.abs(guess - waitedMinutes) / (RELATIVE_TO_MINUTES + waitedMinutes));
    return blend[way] + (relative * relative - blend[way]) / MEMORY_OUTCOMES;
  };
  return { simulation: next('simulation'), headOfLine: next('headOfLine'), lastToEnter: next('lastToEnter') };
}
