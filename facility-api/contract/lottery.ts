import { z } from 'zod';
import { Instant, RoomId, SpaceId } from './ids.ts';

/** SHA-256 in lower-case hex. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Token = z.string().regex(/^[A-Za-z0-9@:.+_-]{1,80}$/);

/** A time slot that is drawn. Two collide when they share a leaf space and their times overlap. */
export const LotterySlot = z.strictObject({ id: Token, room: RoomId, spaces: z.array(SpaceId).min(1), start: Instant, end: Instant });
/** What is fixed before anybody enters. `beacon`: a public number that nobody knows before `at`, e.g. a drand round, named beforehand. */
export const LotteryTerms = z.strictObject({
  round: Token, opensAt: Instant, closesAt: Instant, /** secrets that come later count as absent */ revealUntil: Instant, beacon: z.strictObject({ source: Token, at: Instant }),
  slots: z.array(LotterySlot).min(1), /** wins an entry may have */ mostWins: z.int().min(1).max(20), /** weight = 1 + losses counted, at most this */ mostWeight: z.int().min(1).max(16),
});
/** `id` is a hash of the receipt, so the public file names nobody. A wish is one slot or several that only count together (every Tuesday); best first. */
export const LotteryEntry = z.strictObject({ id: Hash, weight: z.int().min(1).max(16), wishes: z.array(z.array(Token).min(1).max(31)).min(1).max(20) });
/** The city is one of the committers. */
export const LotteryCommitment = z.strictObject({ by: Token, commitment: Hash, at: Instant });
export const LotteryAward = z.strictObject({ entry: Hash, wish: z.int().min(1), slots: z.array(Token).min(1) });
/** Slots that came back because somebody cancelled or did not confirm, and who takes no part any more. */
export const LotteryRedraw = z.strictObject({ returned: z.array(Token).min(1), out: z.array(Hash), awards: z.array(LotteryAward), /** over all of this and what came before */ digest: Hash });

/**
 * The public file of a round. `leaves` and `seal` are published at the close; secrets, beacon value and result follow.
 * Everything in it can be computed anew by anybody; the README of facility-api writes down how, byte by byte.
 */
export const LotteryFile = z.strictObject({
  version: z.literal(1), terms: LotteryTerms, entries: z.array(LotteryEntry), leaves: z.array(Hash), commitments: z.array(LotteryCommitment).min(1), seal: Hash,
  secrets: z.array(z.strictObject({ by: Token, secret: Hash, at: Instant })), beaconValue: z.string().regex(/^[0-9a-z]{4,128}$/).nullable(),
  result: z.strictObject({ seed: Hash, order: z.array(Hash), awards: z.array(LotteryAward), redraws: z.array(LotteryRedraw) }).nullable(),
});
export type LotteryTerms = z.infer<typeof LotteryTerms>;
export type LotteryEntry = z.infer<typeof LotteryEntry>;
export type LotteryRedraw = z.infer<typeof LotteryRedraw>;
export type LotteryAward = z.infer<typeof LotteryAward>;
export type LotteryFile = z.infer<typeof LotteryFile>;
