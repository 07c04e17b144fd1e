import { z } from 'zod';
import { CounterId, Day, Instant } from './ids.ts';
import { ClockRange, Zone } from './ticket.ts';

export const BoardCall = z.strictObject({ /** changes with each call and recall: a board sounds once per callId */ callId: z.string(), label: z.string(), zone: Zone, counter: CounterId, calledAt: Instant, repeat: z.int().min(0) });
export type BoardCall = z.infer<typeof BoardCall>;

/** How honest a day's promises were: people who were told a time, and those of them who were called by it. Who left before their call counts as told. */
export const PromiseRecord = z.strictObject({ day: Day, told: z.int().min(0), kept: z.int().min(0) });
export type PromiseRecord = z.infer<typeof PromiseRecord>;

/** The hall board, whole. Stream `board`. At most 4 calls, newest first; `missed` are those who did not come. */
export const BoardState = z.strictObject({
  calls: z.array(BoardCall).max(4), missed: z.array(z.strictObject({ label: z.string(), zone: Zone })).max(8),
  waits: z.array(z.strictObject({ zone: Zone, waiting: z.int().min(0), range: ClockRange, openCounters: z.int().min(0) })),
  openCounters: z.array(CounterId),
  /** of the last day on which enough people were told a time; null before there was one */ lastPromises: PromiseRecord.nullable(),
});
export type BoardState = z.infer<typeof BoardState>;

/** Open data: `/open/queue.json`, for anybody to read and to keep. No ticket, no person. */
export const OpenQueue = z.strictObject({
  at: Instant,
  zones: z.array(z.strictObject({ zone: Zone, title: z.string(), waiting: z.int().min(0), openCounters: z.int().min(0), /** when somebody who takes a ticket now is called */ range: ClockRange })),
  /** newest first, at most 30 days */ promises: z.array(PromiseRecord),
});
export type OpenQueue = z.infer<typeof OpenQueue>;
