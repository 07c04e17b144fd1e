import { DAY_MS, MINUTE_MS, dayOf, midnightOf } from '../../facilities/domain/city-day.ts';
import { NO_CELLS, cellsTouched, either, isSame } from './cells.ts';
import type { Cells } from './cells.ts';

/** A live row of one leaf. A hold is live until `holdUntilMs`, and free from that instant on, before anybody has swept it (B1). */
export interface LeafRow { space: string; startMs: number; endMs: number; holdUntilMs: number | null }
interface Hold { cells: Cells; untilMs: number }

/**
 * What is taken, for each leaf and Tokyo day of a stretch of days. Filled in place by whoever reads the rows; everything that asks only reads.
 * Holds stand beside the bits, because the clock of the asking decides about them.
 */
export interface Occupation { leaves: ReadonlyMap<string, number>; firstMs: number; days: number; firm: Int32Array; holds: Map<number, Hold[]> }
const WORDS = 3;

export const emptyOccupation = (spaces: readonly string[], firstDay: string, days: number): Occupation => ({
  leaves: new Map([...new Set(spaces)].map((space, leaf) => [space, leaf])), firstMs: midnightOf(firstDay), days, firm: new Int32Array(new Set(spaces).size * days * WORDS), holds: new Map(),
});
/** Number of the day in the stretch; may lie outside of it. */
export const dayIn = (occupation: Occupation, ms: number): number => Math.floor((ms - occupation.firstMs) / DAY_MS);
const slotOf = (occupation: Occupation, leaf: number, day: number): number => leaf * occupation.days + day;

/** Adds one live row; leaves and days that the stretch does not have are passed over. */
export function take(occupation: Occupation, row: LeafRow): void {
  const leaf = occupation.leaves.get(row.space);
  if (leaf === undefined) return;
  const last = Math.min(occupation.days - 1, dayIn(occupation, row.endMs - 1));
  for (let day = Math.max(0, dayIn(occupation, row.startMs)); day <= last; day += 1) {
    const midnight = occupation.firstMs + day * DAY_MS;
    const cells = cellsTouched((row.startMs - midnight) / MINUTE_MS, (row.endMs - midnight) / MINUTE_MS);
    const slot = slotOf(occupation, leaf, day);
    if (row.holdUntilMs !== null) addHold(occupation, slot, { cells, untilMs: row.holdUntilMs });
    else {
      occupation.firm[slot * WORDS]! |= cells.a;
      occupation.firm[slot * WORDS + 1]! |= cells.b;
      occupation.firm[slot * WORDS + 2]! |= cells.c;
    }
  }
}

/** Once: a row that reaches over several days may be read anew because of one of them, while its other days were not forgotten. */
function addHold({ holds }: Occupation, slot: number, hold: Hold): void {
  const known = holds.get(slot) ?? [];
  if (!known.some(({ cells, untilMs }) => untilMs === hold.untilMs && isSame(cells, hold.cells))) holds.set(slot, [...known, hold]);
}

/** Forgets the days of a leaf between two moments, so that its rows can be read anew. */
export function forget(occupation: Occupation, space: string, fromMs: number, untilMs: number): void {
  const leaf = occupation.leaves.get(space);
  if (leaf === undefined) return;
  const last = Math.min(occupation.days - 1, dayIn(occupation, untilMs - 1));
  for (let day = Math.max(0, dayIn(occupation, fromMs)); day <= last; day += 1) {
    const slot = slotOf(occupation, leaf, day);
    occupation.firm.fill(0, slot * WORDS, (slot + 1) * WORDS);
    occupation.holds.delete(slot);
  }
}

/** What is taken of a room, whose leaves are given by number, on a day of the stretch: the union of its leaves. */
export function takenOn(occupation: Occupation, leaves: readonly number[], day: number, nowMs: number): Cells {
  const { firm, holds } = occupation;
  let taken = NO_CELLS;
  for (const leaf of leaves) {
    const slot = slotOf(occupation, leaf, day);
    taken = { a: taken.a | firm[slot * WORDS]!, b: taken.b | firm[slot * WORDS + 1]!, c: taken.c | firm[slot * WORDS + 2]! };
    if (holds.size > 0) for (const hold of holds.get(slot) ?? []) if (hold.untilMs > nowMs) taken = either(taken, hold.cells);
  }
  return taken;
}

export interface OccupationFault { space: string; day: string }
const holdsAs = (holds: readonly Hold[] | undefined): string => JSON.stringify((holds ?? []).map(({ cells, untilMs }) => [untilMs, cells.a, cells.b, cells.c]).sort());

/** The days of leaves in which what is known differs from the truth. `truth` may have fewer leaves; it has the same days. */
export function findFaults(known: Occupation, truth: Occupation): OccupationFault[] {
  const faults: OccupationFault[] = [];
  for (const [space, leaf] of truth.leaves) for (let day = 0; day < truth.days; day += 1) {
    const mine = known.leaves.get(space);
    const right = slotOf(truth, leaf, day);
    const has = mine === undefined ? -1 : slotOf(known, mine, day);
    const firmOf = ({ firm }: Occupation, slot: number): Cells => ({ a: firm[slot * WORDS] ?? -1, b: firm[slot * WORDS + 1] ?? -1, c: firm[slot * WORDS + 2] ?? -1 });
    if (!isSame(firmOf(known, has), firmOf(truth, right)) || holdsAs(known.holds.get(has)) !== holdsAs(truth.holds.get(right))) faults.push({ space, day: dayOf(truth.firstMs + day * DAY_MS) });
  }
  return faults;
}
