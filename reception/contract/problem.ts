import { z } from 'zod';

/** Closed list of refusals. Codes travel, sentences stay at home: the surfaces turn a code into words. */
export const PROBLEM_CODES = [
  'bad-request', 'not-found', 'not-signed-in', 'wrong-code', 'not-allowed', 'no-counter', 'passkey-refused', 'passkey-unknown', 'challenge-expired', 'forbidden-origin', 'too-many-requests', 'too-large', 'internal',
  'idempotency-key-missing', 'idempotency-key-reused', 'client-too-old',
  'enrolment-refused', 'kiosk-unknown', 'kiosk-signature', 'ticket-number-taken', 'seal-unreadable', 'form-invalid',
  'nobody-waiting', 'ticket-not-waiting', 'ticket-not-called', 'ticket-not-serving', 'ticket-elsewhere', 'counter-busy', 'counter-taken', 'ticket-not-missed', 'rejoin-too-late', 'ticket-away', 'leave-too-long', 'ticket-held', 'zone-not-served', 'same-line', 'form-gone', 'appointment-unknown', 'appointment-not-expected',
  'state-not-allowed',
  'caption-not-open', 'utterance-committed', 'utterance-unknown',
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** RFC 9457 `application/problem+json`. `facts` carries what a sentence needs (counts, labels), never personal data. */
export const Problem = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: ProblemCode,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Problem = z.infer<typeof Problem>;
