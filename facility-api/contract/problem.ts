import { z } from 'zod';
import { Offer } from './booking.ts';

/** Closed list of refusals; the phone turns them into words. */
export const PROBLEM_CODES = [
  'bad-request', 'not-found', 'not-signed-in', 'forbidden-origin', 'too-many-requests', 'too-large', 'internal', 'idempotency-key-missing', 'idempotency-key-reused',
  'passkey-refused', 'passkey-unknown', 'challenge-expired',
  'slot-taken', 'outside-opening-hours', 'closed', 'slot-in-the-past', 'too-far-ahead', 'too-many-people', 'too-many-holds', 'not-aligned', 'proof-missing', 'fee-unknown',
  'hold-expired', 'booking-not-held', 'booking-not-confirmed', 'cancel-too-late', 'change-too-late', 'payment-unreachable', 'notice-signature', 'not-your-booking',
  'too-early', 'too-late', 'door-unreachable', 'door-refused',
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** RFC 9457. `offers` comes with `slot-taken`: the next best things, best first. */
export const Problem = z.object({
  type: z.string().default('about:blank'), title: z.string(), status: z.int().min(400).max(599), code: ProblemCode,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  offers: z.array(Offer).optional(),
});
export type Problem = z.infer<typeof Problem>;
