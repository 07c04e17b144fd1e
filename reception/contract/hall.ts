import { z } from 'zod';
import { CounterId, Instant } from './ids.ts';
import { ClockRange, Zone } from './ticket.ts';

export const BoardCall = z.strictObject({ /** changes with each call and recall: a board sounds once per callId */ callId: z.string(), label: z.string(), zone: Zone, counter: CounterId, calledAt: Instant, repeat: z.int().min(0) });
export type BoardCall = z.infer<typeof BoardCall>;

/** The hall board, whole. Stream `board`. At most 4 calls, newest first; `missed` are those who did not come. */
export const BoardState = z.strictObject({
  calls: z.array(BoardCall).max(4), missed: z.array(z.strictObject({ label: z.string(), zone: Zone })).max(8),
  waits: z.array(z.strictObject({ zone: Zone, waiting: z.int().min(0), range: ClockRange, openCounters: z.int().min(0) })),
  openCounters: z.array(CounterId),
});
export type BoardState = z.infer<typeof BoardState>;
