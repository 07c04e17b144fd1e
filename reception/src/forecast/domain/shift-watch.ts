import { z } from 'zod';
import { normalQuantile } from './normal-law.ts';
import { GRAINS, grainsWithin, type ServiceTimes } from './service-times.ts';

/**
 * Page's cumulative sums over normal scores: has everybody become slower, or quicker, since some moment? `slack` is half of the
 * change that must be found soon (a fifth, of a scatter of 0.6). Measured with a learned belief: one false alarm in some 60,000
 * visits, gone again 200 visits later, and a change of a fifth is certain after 200 to 250. A single kind needs more, so that a change of all is seen as one of all.
 */
export const SHIFT = { slack: 0.15, alarm: 30, ownAlarm: 40 } as const;
/** A single visit counts for at most this many standard deviations: one forgotten "finish" is no change of the times. */
const LARGEST_SCORE = 3;
const Sum = z.strictObject({ sum: z.number().min(0), scores: z.number(), gains: z.number(), visits: z.int().min(0) });
export const ShiftWatch = z.strictObject({ slower: Sum, quicker: Sum });
export type ShiftWatch = z.infer<typeof ShiftWatch>;
const NOTHING = { sum: 0, scores: 0, gains: 0, visits: 0 } as const;
export const newShiftWatch = (): ShiftWatch => ({ slower: NOTHING, quicker: NOTHING });

/** Beliefs are kept in bins of this ratio; where all visits take the same time, they stand in the middle of what is believed of them. */
const BLUR = 1.08;
/** How far a visit lies from what was believed, in standard deviations. */
export function scoreOf(times: ServiceTimes, minutes: number): number {
  const rank = (grainsWithin(times, minutes / BLUR) + grainsWithin(times, minutes * BLUR)) / 2;
  const z = normalQuantile((rank + 0.5) / (GRAINS + 1));
  return Math.max(-LARGEST_SCORE, Math.min(LARGEST_SCORE, z));
}

/** By how much scores move, on average, when all times are multiplied by e^1: one over the scatter of the logarithm for a lognormal kind. */
export function gainOf(times: ServiceTimes): number {
  let moved = 0;
  for (let grain = SAMPLED / 2; grain < GRAINS; grain += SAMPLED) {
    const minutes = times[grain] as number;
    moved += scoreOf(times, minutes * Math.exp(NUDGE)) - scoreOf(times, minutes * Math.exp(-NUDGE));
  }
  return Math.max(LEAST_GAIN, moved / (2 * NUDGE * (GRAINS / SAMPLED)));
}
/** A small change of the logarithm, and of how many grains one is looked at. */
const NUDGE = 0.1;
const SAMPLED = 16;
const LEAST_GAIN = 0.2;
/** A change is believed the less the larger it is: standard deviation of changes of the logarithm that a hall may see. */
const USUAL_SHIFT = 0.2;

/** The change that these scores show, drawn towards none by what chance can do to so many. */
function sizeOf({ scores, gains, visits }: z.infer<typeof Sum>): number {
  const variance = visits / (gains * gains);
  return (scores / gains) * (USUAL_SHIFT ** 2 / (USUAL_SHIFT ** 2 + variance));
}

/** Takes one more score; `shift` is the change of the logarithm since it began, once it is certain enough. */
export function watchShift(watch: ShiftWatch, score: number, gain: number, alarm: number): { watch: ShiftWatch; shift: number | null } {
  const next = (was: ShiftWatch['slower'], signed: number): ShiftWatch['slower'] => {
    const sum = was.sum + signed - SHIFT.slack;
    return sum <= 0 ? NOTHING : { sum, scores: was.scores + score, gains: was.gains + gain, visits: was.visits + 1 };
  };
  const slower = next(watch.slower, score);
  const quicker = next(watch.quicker, -score);
  const found = [slower, quicker].find((one) => one.sum > alarm);
  return found === undefined ? { watch: { slower, quicker }, shift: null } : { watch: newShiftWatch(), shift: sizeOf(found) };
}
