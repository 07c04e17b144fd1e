import type { LotteryAward, LotteryFile } from '../../../contract/index.ts';
import { award, drawOrder, redraw } from './draw.ts';
import { commitmentOf, isInTime, leafOf, redrawDigest, sealOf, seedOf } from './seal.ts';
import type { Sha256 } from './seal.ts';

export const FAULTS = [
  'entry-changed', 'entry-missing', 'entry-added', 'entry-twice', 'entries-unsorted', 'weight-too-high', 'slot-unknown', 'slot-twice', 'seal-differs', 'seal-not-the-published',
  'committer-twice', 'commitment-late', 'secret-wrong', 'secret-twice', 'secret-of-nobody', 'times-out-of-order', 'beacon-missing', 'seed-differs', 'order-differs', 'award-differs', 'redraw-differs',
] as const;
export interface Fault { fault: typeof FAULTS[number]; at: string }
export interface Verification {
  faults: Fault[];
  /** who counts as absent, and why: no fault, the terms say what happens then */ absent: { by: string; why: 'withheld' | 'late' }[];
  /** closed and sealed, but not drawn yet */ pending: boolean;
}

/** Computes a public file anew, from the first byte to the last award. `published`: the seal as it was published at the close, where the reader has it from elsewhere. */
export function verifyLottery(sha256: Sha256, file: LotteryFile, published?: string): Verification {
  const faults: Fault[] = [...entryFaults(sha256, file), ...sealFaults(sha256, file, published), ...secretFaults(sha256, file)];
  const absent = file.commitments.flatMap(({ by }): Verification['absent'] => {
    const told = file.secrets.find((secret) => secret.by === by);
    return !told ? [{ by, why: 'withheld' }] : isInTime(file.terms, told.at) ? [] : [{ by, why: 'late' }];
  });
  if (file.result === null) return { faults, absent, pending: true };
  if (file.beaconValue === null) return { faults: [...faults, { fault: 'beacon-missing', at: file.terms.beacon.source }], absent, pending: false };
  return { faults: [...faults, ...resultFaults(sha256, file, file.beaconValue, file.result)], absent, pending: false };
}

function entryFaults(sha256: Sha256, { entries, leaves, terms }: LotteryFile): Fault[] {
  const ids = entries.map(({ id }) => id);
  const slots = terms.slots.map(({ id }) => id as string);
  const now = new Map(entries.map((entry) => [leafOf(sha256, entry), entry.id]));
  const sealed = new Set(leaves);
  const foreign = [...now].filter(([leaf]) => !sealed.has(leaf)).map(([, id]) => id);
  const lost = leaves.filter((leaf) => !now.has(leaf));
  // As many lost as foreign: the same lines, changed. Which old line became which new one is not in the file.
  return [
    ...foreign.map((id, n) => ({ fault: n < lost.length ? 'entry-changed' as const : 'entry-added' as const, at: id })),
    ...lost.slice(foreign.length).map((leaf) => ({ fault: 'entry-missing' as const, at: leaf })),
    ...ids.filter((id, n) => ids.indexOf(id) !== n).map((at) => ({ fault: 'entry-twice' as const, at })),
    ...(leaves.length !== entries.length && foreign.length === 0 && lost.length === 0 ? [{ fault: 'entry-missing' as const, at: `${leaves.length} / ${entries.length}` }] : []),
    ...ids.flatMap((id, n) => (n > 0 && id < (ids[n - 1] ?? '') ? [{ fault: 'entries-unsorted' as const, at: id }] : [])),
    ...entries.filter(({ weight }) => weight > terms.mostWeight).map(({ id }) => ({ fault: 'weight-too-high' as const, at: id })),
    ...entries.filter(({ wishes }) => wishes.flat().some((slot) => !slots.includes(slot))).map(({ id }) => ({ fault: 'slot-unknown' as const, at: id })),
    ...slots.filter((id, n) => slots.indexOf(id) !== n).map((at) => ({ fault: 'slot-twice' as const, at })),
  ];
}

function sealFaults(sha256: Sha256, file: LotteryFile, published: string | undefined): Fault[] {
  const { terms, commitments } = file;
  const times = [terms.opensAt, terms.closesAt, terms.revealUntil, terms.beacon.at].map((at) => Date.parse(at));
  return [
    ...(sealOf(sha256, file) === file.seal ? [] : [{ fault: 'seal-differs' as const, at: file.seal }]),
    ...(published === undefined || published === file.seal ? [] : [{ fault: 'seal-not-the-published' as const, at: published }]),
    // The beacon must come after the last secret, or the last one to tell could choose.
    ...(times.every((at, n) => n === 0 || (times[n - 1] ?? 0) < at) ? [] : [{ fault: 'times-out-of-order' as const, at: terms.round }]),
    ...commitments.filter(({ at }) => Date.parse(at) > Date.parse(terms.closesAt)).map(({ by }) => ({ fault: 'commitment-late' as const, at: by })),
    ...commitments.filter(({ by }, n) => commitments.findIndex((other) => other.by === by) !== n).map(({ by }) => ({ fault: 'committer-twice' as const, at: by })),
  ];
}

function secretFaults(sha256: Sha256, { commitments, secrets, terms }: LotteryFile): Fault[] {
  return secrets.flatMap(({ by, secret }, n): Fault[] => {
    const promised = commitments.find((one) => one.by === by);
    if (!promised) return [{ fault: 'secret-of-nobody', at: by }];
    return [
      ...(commitmentOf(sha256, terms.round, by, secret) === promised.commitment ? [] : [{ fault: 'secret-wrong' as const, at: by }]),
      ...(secrets.findIndex((other) => other.by === by) !== n ? [{ fault: 'secret-twice' as const, at: by }] : []),
    ];
  });
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const firstDifference = (told: readonly LotteryAward[], right: readonly LotteryAward[]): string => {
  const n = Array.from({ length: Math.max(told.length, right.length) }, (_, i) => i).find((i) => !same(told[i], right[i]));
  return n === undefined ? '' : (right[n] ?? told[n])?.entry ?? '';
};

function resultFaults(sha256: Sha256, file: LotteryFile, beaconValue: string, result: NonNullable<LotteryFile['result']>): Fault[] {
  const { terms, entries } = file;
  const faults: Fault[] = [];
  const seed = seedOf(sha256, file, beaconValue);
  if (seed !== result.seed) faults.push({ fault: 'seed-differs', at: result.seed });
  const order = drawOrder(sha256, seed, entries);
  if (!same(order, result.order)) faults.push({ fault: 'order-differs', at: order.find((id, n) => id !== result.order[n]) ?? result.order.at(-1) ?? '' });
  let standing = award(terms, entries, order);
  if (!same(standing.map(normal), result.awards.map(normal))) faults.push({ fault: 'award-differs', at: firstDifference(result.awards.map(normal), standing.map(normal)) });
  let before = seed;
  result.redraws.forEach((told, n) => {
    const right = redraw(terms, entries, order, standing, told);
    const digest = redrawDigest(sha256, before, told);
    if (!same(right.awards.map(normal), told.awards.map(normal)) || digest !== told.digest) faults.push({ fault: 'redraw-differs', at: String(n + 1) });
    standing = right.standing;
    before = digest;
  });
  return faults;
}
/** Keys in one order, whatever wrote the file. */
const normal = ({ entry, wish, slots }: LotteryAward): LotteryAward => ({ entry, wish, slots });
