/** What the clients of a storm mean to do, drawn from the seed before it begins: the same seed means the same wishes in the same order. */

/** let-go: the hold runs out. give-back: cancelled unpaid. keep: paid and kept. return: paid and cancelled. */
export type Ending = 'let-go' | 'give-back' | 'keep' | 'return';
export interface Visit {
  /** index of the slot that is raced for, and of the one that it is moved to */ readonly slot: number; readonly moveTo: number | null;
  readonly ending: Ending; readonly paysDifference: boolean;
  /** sends its answered command once more */ readonly repeats: boolean;
  /** never asks again after an answer was lost */ readonly hangsUp: boolean;
}

/** mulberry32: small, and good enough to choose among slots. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many wishes come upon one day before the crowd goes on to the next: what is kept there fills it. */
export const WISHES_A_DAY = 700;

/** @param slotsADay every day offers the same slots, one after the other in the list */
export function drawVisits(seed: number, attempts: number, slotsADay: number): Visit[] {
  const chance = chanceOf(seed);
  return Array.from({ length: attempts }, (_, n) => {
    const day = Math.floor(n / WISHES_A_DAY) * slotsADay;
    // Squared: some slots are wished for far more than others.
    const slot = (): number => day + Math.floor(chance() ** 2 * slotsADay);
    const fate = chance();
    return {
      slot: slot(), moveTo: chance() < 0.5 ? slot() : null, ending: fate < 0.01 ? 'let-go' : fate < 0.2 ? 'give-back' : fate < 0.24 ? 'keep' : 'return',
      paysDifference: chance() < 0.7, repeats: chance() < 0.1, hangsUp: chance() < 0.05,
    };
  });
}
