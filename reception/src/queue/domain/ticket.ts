import type { Language, ProcedureId, TicketId, Zone } from '../../../contract/index.ts';
import type { Placed } from './order.ts';
import { standingAt, type LastAct, type Standing } from './standing.ts';
import type { Step } from './steps.ts';

/** A 番号札 as the hall knows it. No name, no form. */
export interface Ticket extends Placed {
  readonly ticketId: TicketId;
  readonly day: string;
  /** the letter of its plate, for ever */
  readonly zone: Zone;
  /** in whose line it stands now */
  readonly line: Zone;
  /** what is over of its visit */
  readonly steps: readonly Step[];
  readonly procedures: readonly ProcedureId[];
  readonly language: Language;
  readonly issuedAtMs: number;
  readonly receivedAtMs: number;
  readonly promised: { readonly fromMs: number; readonly untilMs: number } | null;
  /** how many it was told stand before it; null until its promise is made */ readonly toldAhead: number | null;
  readonly standing: Standing;
  readonly lastAct: LastAct | null;
  readonly announcements: number;
  readonly form: 'ready' | 'none' | 'gone';
}

/** The ticket as it stands at this moment. */
export const asOf = (nowMs: number) => (ticket: Ticket): Ticket => {
  const standing = standingAt(ticket.standing, nowMs);
  return standing === ticket.standing ? ticket : { ...ticket, standing };
};

/** A kiosk's clock may run ahead by its error bound; further ahead it would only let others pass. */
export const FUTURE_BOUND_MS = 30_000;

/** The place in the queue of a label that says `issuedAtMs`: never before its own business day, never more than 30 s in the future. */
export const orderAt = (issuedAtMs: number, nowMs: number, dayStartsAtMs: number): number =>
  Math.max(dayStartsAtMs, Math.min(issuedAtMs, nowMs + FUTURE_BOUND_MS));
