/** A source of numbers in [0, 1). The same seed gives the same numbers, so that a forecast can be made again bit for bit. */
export type Chance = () => number;

const GOLDEN = 0x9e3779b9;
const TO_UNIT = 1 / 4_294_967_296;

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** One seed from several numbers and words, so that days, halls and purposes have streams of their own. */
export function seedOf(...parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const letter of parts.join('\n')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return mix(hash) >>> 0;
}

export function seededChance(seed: number): Chance {
  let state = seed | 0;
  return () => {
    state = (state + GOLDEN) | 0;
    return (mix(state) >>> 0) * TO_UNIT;
  };
}

/** The seed of one run of many. */
export const seedOfRun = (seed: number, run: number): number => mix(seed + Math.imul(run + 1, 0x6c8e9cf5));

/**
 * What chance decides about one person in one run: the same for the same person whoever else is there. So two forecasts differ by
 * what differs between the halls, not by chance, and a forecast made anew a moment later does not tremble.
 */
export const drawOf = (runSeed: number, mark: number, purpose: number): number => (mix(runSeed + Math.imul(mark, GOLDEN) + Math.imul(purpose, 0x7feb352d)) >>> 0) * TO_UNIT;
