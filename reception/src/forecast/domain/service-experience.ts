import { z } from 'zod';
import { normalBelow } from './normal-law.ts';
import { GRAINS, type ServiceTimes } from './service-times.ts';

/** How long visits of one kind took: counts in bins of equal ratio, old ones fading. 108 numbers, however many visits. */
const BINS = { firstMinute: 0.1, ratio: 1.08, count: 108 } as const;
const STEP = Math.log(BINS.ratio);
const FIRST = Math.log(BINS.firstMinute);
/** As many visits a kind remembers: a month of a busy hall, so that a slow change of habits is followed. */
const MEMORY_VISITS = 2_000;
/** Before the first day: what was typed counts as so many visits, with this scatter (standard deviation of the logarithm). */
const TYPED = { visits: 5, sigma: 0.6 } as const;
/** The scatter of one kind is drawn towards that of all kinds as if so many visits had shown it. */
const POOLED_VISITS = 10;
/** Below so many visits the smooth curve says more than the bins: their shares are visits : SMOOTH_VISITS. */
const SMOOTH_VISITS = 30;

export const ServiceExperience = z.strictObject({ typedMinutes: z.number().positive(), counts: z.array(z.number().min(0)).length(BINS.count) });
export type ServiceExperience = z.infer<typeof ServiceExperience>;

export const noService = (typedMinutes: number): ServiceExperience => ({ typedMinutes, counts: Array.from({ length: BINS.count }, () => 0) });
export const visitsOf = ({ counts }: ServiceExperience): number => counts.reduce((sum, n) => sum + n, 0);

const binOf = (minutes: number): number => Math.min(BINS.count - 1, Math.max(0, Math.floor((Math.log(minutes) - FIRST) / STEP)));
const middleOf = (bin: number): number => FIRST + (bin + 0.5) * STEP;

export function learnService(known: ServiceExperience, minutes: number): ServiceExperience {
  const bin = binOf(minutes);
  return { ...known, counts: known.counts.map((n, at) => n * (1 - 1 / MEMORY_VISITS) + (at === bin ? 1 : 0)) };
}

/** All visits take `exp(shift)` times as long from now on, of which the past is worth only `trust`. */
export function shiftService(known: ServiceExperience, shift: number, trust: number): ServiceExperience {
  const counts = Array.from({ length: BINS.count }, () => 0);
  known.counts.forEach((n, bin) => {
    const to = Math.min(BINS.count - 1.001, Math.max(0, bin + shift / STEP));
    const low = Math.floor(to);
    counts[low] = (counts[low] as number) + n * trust * (1 - (to - low));
    counts[low + 1] = (counts[low + 1] as number) + n * trust * (to - low);
  });
  return { ...known, counts };
}

interface Scatter { readonly visits: number; readonly mean: number; /** sum of squared deviations of the logarithm */ readonly squares: number }
export function scatterOf({ counts }: ServiceExperience): Scatter {
  let visits = 0;
  let sum = 0;
  let squares = 0;
  counts.forEach((n, bin) => { visits += n; sum += n * middleOf(bin); squares += n * middleOf(bin) ** 2; });
  const mean = visits === 0 ? 0 : sum / visits;
  return { visits, mean, squares: Math.max(0, squares - visits * mean * mean) };
}

/** The scatter that all kinds share: variance of the logarithm within a kind. */
export function pooledVariance(all: readonly ServiceExperience[]): number {
  let visits = TYPED.visits;
  let squares = TYPED.visits * TYPED.sigma ** 2;
  for (const scatter of all.map(scatterOf)) { visits += scatter.visits; squares += scatter.squares; }
  return squares / visits;
}

/**
 * What is believed of a kind: its own bins, and the less of them there are the more the lognormal curve that typed minutes,
 * its own mean and the pooled scatter make together.
 */
export function believedTimes(known: ServiceExperience, pooled: number): ServiceTimes {
  const { visits, mean, squares } = scatterOf(known);
  const typedMean = Math.log(known.typedMinutes) - TYPED.sigma ** 2 / 2;
  const mu = (TYPED.visits * typedMean + visits * mean) / (TYPED.visits + visits);
  const sigma = Math.sqrt((POOLED_VISITS * pooled + squares) / (POOLED_VISITS + visits));
  const own = visits / (visits + SMOOTH_VISITS);
  let counted = 0;
  const below = known.counts.map((n, bin) => {
    counted += n;
    return own * (visits === 0 ? 0 : counted / visits) + (1 - own) * normalBelow((FIRST + (bin + 1) * STEP - mu) / sigma);
  });
  const times = new Float64Array(GRAINS);
  let bin = 0;
  for (let grain = 0; grain < GRAINS; grain += 1) {
    const p = (grain + 0.5) / GRAINS;
    while (bin < BINS.count - 1 && (below[bin] as number) < p) bin += 1;
    const low = bin === 0 ? 0 : below[bin - 1] as number;
    const high = below[bin] as number;
    const within = high > low ? Math.min(1, Math.max(0, (p - low) / (high - low))) : 0.5;
    times[grain] = Math.exp(FIRST + (bin + within) * STEP);
  }
  return times;
}
