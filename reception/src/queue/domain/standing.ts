import { z } from 'zod';
import { CounterId, Keeper, StaffId, TicketAct, Zone } from '../../../contract/index.ts';

const ms = z.int().min(0);
const at = { counter: CounterId, staffId: StaffId, calls: z.int().min(1), calledAtMs: ms };

/**
 * Where a ticket (番号札) stands:
 *
 *   waiting -call-> called -serve-> serving -finish-> done
 *   called -recall-> called      called -no-show-> missed -call-> called      missed -rejoin, within the city's window-> waiting
 *   waiting -leave-> away -back, rejoin, or its time is over-> waiting
 *   called|serving -hold-> held -call, by whom it is kept for-> called      held -rejoin-> waiting
 *   waiting|called|serving|held -transfer-> waiting, in another line      serving -finish-> waiting, where other counters have the rest
 *   waiting -leave, by staff-> away      waiting|away|missed|held -cancel (取りやめ)-> cancelled
 *   any but done -end of the business day-> cancelled
 *   any of the staff's acts -undo-> where it was, for UNDO_SECONDS, by the counter that did it, or by who did it without a counter
 */
export const Standing = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('waiting') }),
  /** 離席: left the hall until then, and is not called before */
  z.strictObject({ status: z.literal('away'), sinceMs: ms, untilMs: ms }),
  z.strictObject({ status: z.literal('called'), ...at }),
  z.strictObject({ status: z.literal('serving'), ...at, servedAtMs: ms }),
  /** 不在: called and not come */
  z.strictObject({ status: z.literal('missed'), ...at, missedAtMs: ms }),
  /** 保留: kept for the counter, or for the clerk, while the counter serves others */
  z.strictObject({ status: z.literal('held'), ...at, heldAtMs: ms, keeper: Keeper }),
  z.strictObject({ status: z.literal('done'), ...at, servedAtMs: ms, finishedAtMs: ms }),
  z.strictObject({ status: z.literal('cancelled') }),
]);
export type Standing = z.infer<typeof Standing>;

/** Whoever is away waits again when their time is over, also without a word. */
export const standingAt = (standing: Standing, nowMs: number): Standing => (standing.status === 'away' && nowMs >= standing.untilMs ? { status: 'waiting' } : standing);

/** The newest act and what it changed, so that it can be undone. */
export const LastAct = z.strictObject({ act: TicketAct.exclude(['undo']), /** null: done at none, by this clerk */ counter: CounterId.nullable(), staffId: StaffId.optional(), atMs: ms, before: Standing, /** where it stood, when the act moved it to another line */ line: Zone.optional() });
export type LastAct = z.infer<typeof LastAct>;
