import { z } from 'zod';
import { CounterId, StaffId, TicketAct } from '../../../contract/index.ts';

const ms = z.int().min(0);
const at = { counter: CounterId, staffId: StaffId, calls: z.int().min(1), calledAtMs: ms };

/**
 * Where a ticket (番号札) stands:
 *
 *   waiting -call-> called -serve-> serving -finish-> done
 *   called -recall-> called      called -no-show-> missed -call-> called
 *   waiting|called|missed|serving -end of the business day-> cancelled
 *   any of the staff's acts -undo-> where it was, for UNDO_SECONDS, by the counter that did it
 */
export const Standing = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('waiting') }),
  z.strictObject({ status: z.literal('called'), ...at }),
  z.strictObject({ status: z.literal('serving'), ...at, servedAtMs: ms }),
  /** 不在: called and not come */
  z.strictObject({ status: z.literal('missed'), ...at, missedAtMs: ms }),
  z.strictObject({ status: z.literal('done'), ...at, servedAtMs: ms, finishedAtMs: ms }),
  z.strictObject({ status: z.literal('cancelled') }),
]);
export type Standing = z.infer<typeof Standing>;

/** The newest act and what it changed, so that it can be undone. */
export const LastAct = z.strictObject({ act: TicketAct.exclude(['undo']), counter: CounterId, atMs: ms, before: Standing });
export type LastAct = z.infer<typeof LastAct>;
