import { z } from 'zod';

/** How long a form outlives its visit. The day's end deletes it in every case. */
export const Retention = z.strictObject({
  /** 0 to 60: deleted so long after the finish, and never before the finish can no longer be undone */
  minutesAfterFinish: z.int().min(0).max(60),
  /** at most so long, while a client of the back office has taken the form and not settled it (取得済, 処理中) */
  clientMinutesAfterFinish: z.int().min(0).max(480),
  /** whether a client may fetch a form whose visit is finished */
  fetchAfterFinish: z.boolean(),
}).refine((policy) => policy.clientMinutesAfterFinish >= policy.minutesAfterFinish, 'clientMinutesAfterFinish must not be shorter than minutesAfterFinish');
export type Retention = z.infer<typeof Retention>;
/** A city that decides nothing keeps nothing. */
export const NO_RETENTION: Retention = { minutesAfterFinish: 0, clientMinutesAfterFinish: 0, fetchAfterFinish: false };

/** Milliseconds that are added to the end of the undo, plain and while a client has the form in hand. */
export function keptAfterUndoMs(policy: Retention, undoMs: number): { plain: number; taken: number } {
  const beyond = (minutes: number): number => Math.max(0, minutes * 60_000 - undoMs);
  return { plain: beyond(policy.minutesAfterFinish), taken: beyond(policy.clientMinutesAfterFinish) };
}
