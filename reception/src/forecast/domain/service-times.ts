/** How finely a distribution is kept: as many values, each as likely as the other. */
export const GRAINS = 1024;
/** Who takes longer than everybody before is over after another while: this share of the time that has passed. */
const BEYOND = 0.25;

/** Minutes that a kind of visit takes, as equally likely values in ascending order. */
export type ServiceTimes = Float64Array;

/** From the inverse of a distribution function. */
export const timesFromQuantiles = (quantileOf: (probability: number) => number): ServiceTimes =>
  Float64Array.from({ length: GRAINS }, (_, n) => Math.max(0, quantileOf((n + 0.5) / GRAINS))).sort();

/** From observed values, however many. */
export function timesFromSample(minutes: readonly number[]): ServiceTimes {
  const sorted = [...minutes].sort((a, b) => a - b);
  return timesFromQuantiles((p) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0);
}

export const meanMinutes = (times: ServiceTimes): number => times.reduce((sum, t) => sum + t, 0) / times.length;

/** How many of the values are at most `minutes`: where the possible values begin for a visit that lasts as long already. */
export function grainsWithin(times: ServiceTimes, minutes: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= minutes) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is still to come of a visit that lasts `elapsed` minutes already; `within` = grainsWithin(times, elapsed). */
export function remainingMinutes(times: ServiceTimes, elapsed: number, within: number, chance: number): number {
  if (within < times.length) return (times[within + Math.floor(chance * (times.length - within))] as number) - elapsed;
  return -Math.log(1 - chance) * Math.max(1, BEYOND * elapsed);
}
