import type { LotteryFile } from '../../../contract/index.ts';
import { award, drawOrder, redraw } from './draw.ts';
import { leafOf, redrawDigest, sealOf, seedOf } from './seal.ts';
import type { Sha256 } from './seal.ts';

/** Closes a round: entries in the order of their ids, their leaves, and the seal over everything. Nothing is known yet that could decide. */
export function sealRound(sha256: Sha256, open: Pick<LotteryFile, 'terms' | 'entries' | 'commitments'>): LotteryFile {
  const entries = open.entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const sealed = { terms: open.terms, entries, leaves: entries.map((entry) => leafOf(sha256, entry)), commitments: open.commitments };
  return { version: 1, ...sealed, seal: sealOf(sha256, sealed), secrets: [], beaconValue: null, result: null };
}

/** 抽選. No input but the file: done twice, or again after a crash, it is the same result. */
export function drawRound(sha256: Sha256, file: LotteryFile, beaconValue: string): LotteryFile {
  const seed = seedOf(sha256, file, beaconValue);
  const order = drawOrder(sha256, seed, file.entries);
  return { ...file, beaconValue, result: { seed, order, awards: award(file.terms, file.entries, order), redraws: [] } };
}

/** Gives slots that came back to the next in the same order, as one more redraw of the file. */
export function redrawRound(sha256: Sha256, file: LotteryFile, back: { returned: string[]; out: string[] }): LotteryFile {
  const { result, terms, entries } = file;
  if (result === null) return file;
  let standing = result.awards;
  for (const earlier of result.redraws) standing = redraw(terms, entries, result.order, standing, earlier).standing;
  const { awards } = redraw(terms, entries, result.order, standing, back);
  const made = { ...back, awards };
  return { ...file, result: { ...result, redraws: [...result.redraws, { ...made, digest: redrawDigest(sha256, result.redraws.at(-1)?.digest ?? result.seed, made) }] } };
}
