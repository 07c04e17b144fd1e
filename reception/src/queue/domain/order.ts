import { HEAD_START_MINUTES, type CareReason } from '../../../contract/index.ts';

/** What the rule of order knows of a ticket. */
export interface Placed {
  /** issue time within honest bounds (`orderAt`); a transferred, missed or absent ticket keeps it */ readonly orderAtMs: number;
  readonly series: number;
  readonly sequence: number;
  /** 配慮: why staff let this visitor wait less; null where nobody did */ readonly care: CareReason | null;
  /** 予約: null for a walk-in */ readonly bookedAtMs: number | null;
}

/**
 * 順番: the one published rule of order (SPEC, Q34 to Q36). Each ticket has a place, a moment of the day, and the earlier place
 * goes first: a walk-in's is when it came; with care, fifteen minutes before; with an appointment, thirty minutes before the
 * booked time, or before its coming where it came late. The head starts do not add up, and they never change, so that nobody is
 * ever passed by somebody who came later by more than the head start.
 */
export const HEAD_START_MS = { care: HEAD_START_MINUTES.care * 60_000, booked: HEAD_START_MINUTES.booked * 60_000 } as const;

const headStartMs = ({ care, bookedAtMs }: Placed): number => (bookedAtMs !== null ? HEAD_START_MS.booked : care !== null ? HEAD_START_MS.care : 0);
/** From when on a ticket counts as being here: its coming, and with an appointment not before its time. */
export const hereFromMs = ({ orderAtMs, bookedAtMs }: Placed): number => Math.max(orderAtMs, bookedAtMs ?? orderAtMs);
/** The place in the queue, as a moment of the day. */
export const placeMs = (ticket: Placed): number => hereFromMs(ticket) - headStartMs(ticket);

/** By place; of one moment, the smaller number first. */
export const inOrder = (a: Placed, b: Placed): number => placeMs(a) - placeMs(b) || a.series - b.series || a.sequence - b.sequence;

/** Who is called first at this moment: by place, and appointments before their time only where nobody else waits. */
export const inTurn = (nowMs: number) => (a: Placed, b: Placed): number => Number(isEarly(a, nowMs)) - Number(isEarly(b, nowMs)) || inOrder(a, b);
const isEarly = ({ bookedAtMs }: Placed, nowMs: number): boolean => bookedAtMs !== null && bookedAtMs > nowMs;
