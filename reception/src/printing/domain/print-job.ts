import type { TicketId } from '../../../contract/index.ts';

/**
 * One paper of one ticket.
 *
 *   queued -begin-> sending -printer says it is out-> printed
 *                   sending -silence, line broke, server died-> unknown     (never sent again by itself: staff look)
 *   queued -nobody could print it in time-> not-printed                     (surely: no byte left)
 *   queued -ticket over, or printed anew by staff-> withdrawn
 */
export type PrintState = 'queued' | 'sending' | 'printed' | 'not-printed' | 'unknown' | 'withdrawn';
/** `slip` 受付票: what a counter hands over. Each kind of a ticket has its own copies. */
export type PaperKind = 'ticket' | 'slip';
export interface PrintJob {
  readonly kind: PaperKind; readonly jobId: string; readonly ticketId: TicketId; readonly printer: string; /** 1, 2, … of this ticket */ readonly copy: number; /** 再発行: an earlier paper is out, or may be */ readonly again: boolean;
  readonly state: PrintState; readonly why: string | null; /** papers that the printer says are out */ readonly sheets: number;
  readonly askedAtMs: number; /** staff looked, or printed anew */ readonly settled: boolean;
}

export const PRINT = {
  /** A visitor waits so long before the kiosk; a paper that comes later falls into other hands. */ giveUpMs: 90_000,
  /** An intake that arrives later than this after its label was taken (the kiosk was cut off) is not printed: its visitor went with the number on the screen. */ lateMs: 30_000,
  /** One server drives a printer for so long after it last said so. It says so again when half is over, which is still more than a sheet may take (LINE). */ holdMs: 20_000,
  /** With nothing to print a printer is asked this often how it is. */ checkMs: 15_000,
  /** How often each printer is looked after. */ lookMs: 1_000,
} as const;

/** Nobody needs its paper any more. A 受付票 is handed over when the visit is over as well. */
export const isOver = (kind: PaperKind, { standing: { status } }: { readonly standing: { readonly status: string } }): boolean => status === 'cancelled' || (status === 'done' && kind === 'ticket');
export const isWorthPaper = (issuedAtMs: number, nowMs: number): boolean => nowMs - issuedAtMs <= PRINT.lateMs;

/** Whether a further paper is a 再発行: an earlier one is out, or nobody knows. */
export const isAgain = (earlier: readonly Pick<PrintJob, 'state'>[]): boolean => earlier.some(({ state }) => state === 'printed' || state === 'unknown' || state === 'sending');

/** What staff have to look at: what did not come out, may have come out, or came out twice. */
export const needsStaff = ({ state, settled, sheets }: PrintJob): boolean => !settled && (state === 'unknown' || state === 'not-printed' || (state === 'printed' && sheets > 1));
