import type { LotteryEntry, LotteryFile, LotteryRedraw, LotteryTerms } from '../../../contract/index.ts';

/** SHA-256 of ASCII text, in hex: the only thing that the draw needs of the world. */
export type Sha256 = (text: string) => string;

/** Every hash has its purpose in its first line, so that none can stand for another. All text is ASCII: the contract lets nothing else in. */
const hashOf = (sha256: Sha256, purpose: string, ...lines: readonly string[]): string => sha256([`engawa-lottery-1 ${purpose}`, ...lines].join('\n'));
export const entryIdOf = (sha256: Sha256, round: string, receipt: string): string => hashOf(sha256, 'entry', round, receipt);
export const commitmentOf = (sha256: Sha256, round: string, by: string, secret: string): string => hashOf(sha256, 'commitment', round, by, secret);
export const leafOf = (sha256: Sha256, { id, weight, wishes }: LotteryEntry): string => hashOf(sha256, 'leaf', id, String(weight), ...wishes.map((slots) => slots.join(' ')));

const linesOf = (t: LotteryTerms): string[] => [
  t.round, t.opensAt, t.closesAt, t.revealUntil, t.beacon.source, t.beacon.at, String(t.mostWins), String(t.mostWeight), ...t.slots.map((slot) => [slot.id, slot.room, slot.start, slot.end, ...slot.spaces].join(' ')),
];
/** 封印: terms, entries and commitments in one number that is published at the close. */
export const sealOf = (sha256: Sha256, file: Pick<LotteryFile, 'terms' | 'leaves' | 'commitments'>): string =>
  hashOf(sha256, 'seal', ...linesOf(file.terms), `leaves ${file.leaves.length}`, ...file.leaves, ...file.commitments.map(({ by, commitment, at }) => `${by} ${commitment} ${at}`));

/**
 * Seed of the draw: the seal, every secret in the order of the commitments, and the beacon. A secret that is missing or late is `absent`. Who holds
 * one back cannot steer by it: the time for secrets ends before anybody can know the beacon.
 */
export function seedOf(sha256: Sha256, file: Pick<LotteryFile, 'terms' | 'commitments' | 'seal' | 'secrets'>, beaconValue: string): string {
  const secrets = file.commitments.map(({ by, commitment }) => file.secrets.find((told) => told.by === by && isInTime(file.terms, told.at) && commitmentOf(sha256, file.terms.round, by, told.secret) === commitment)?.secret ?? 'absent');
  return hashOf(sha256, 'seed', file.seal, ...secrets, beaconValue);
}
/** Ties a redraw to the seed and to the redraws before it. */
export const redrawDigest = (sha256: Sha256, before: string, { returned, out, awards }: Omit<LotteryRedraw, 'digest'>): string =>
  hashOf(sha256, 'redraw', before, returned.join(' '), out.join(' '), ...awards.map(({ entry, wish, slots }) => [entry, wish, ...slots].join(' ')));
export const isInTime = (terms: LotteryTerms, at: string): boolean => Date.parse(at) <= Date.parse(terms.revealUntil);

const DRAW_SPACE = 2 ** 48;
/**
 * Whole number in [0, below), every one equally likely: 48 bits of SHA-256 over seed and a counter that never repeats; what lies above the last
 * whole multiple of `below` is thrown away, so that no remainder is favoured.
 */
export function drawBelow(sha256: Sha256, seed: string, counter: { n: number }, below: number): number {
  const limit = DRAW_SPACE - (DRAW_SPACE % below);
  for (;;) {
    const value = parseInt(hashOf(sha256, 'draw', seed, String(counter.n)).slice(0, 12), 16);
    counter.n += 1;
    if (value < limit) return value % below;
  }
}
