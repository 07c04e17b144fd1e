import type { CounterId, TicketId, Zone } from '../../../contract/index.ts';
import type { Forecast } from '../../forecast/domain/forecast-wait.ts';
import { inTurn } from './order.ts';
import type { Ticket } from './ticket.ts';

/** A promise is a clock range in steps of five minutes; finer would pretend. */
export const STEP_MS = 5 * 60_000;

export interface RangeMs { readonly fromMs: number; readonly untilMs: number }
export interface OpenCounter { readonly id: CounterId; readonly zones: readonly Zone[] }
/** When those who wait will be called, and a person who would take a ticket of a zone now. null: the hall cannot tell. */
export interface Foretold { readonly tickets: ReadonlyMap<TicketId, RangeMs | null>; readonly zones: ReadonlyMap<Zone, RangeMs | null>; /** of those who can be told anything: what the outcome of a promise teaches */ readonly forecasts: ReadonlyMap<TicketId, Forecast>; /** until when those who wait may leave the hall; who should stay is not in it */ readonly leave: ReadonlyMap<TicketId, number> }

/** Minutes until the call as clock times, rounded outwards to the step and never before now. */
export function promiseOf({ p50, p90 }: { readonly p50: number; readonly p90: number }, nowMs: number): RangeMs {
  const from = Math.floor((nowMs + p50 * 60_000) / STEP_MS) * STEP_MS;
  const until = Math.ceil((nowMs + p90 * 60_000) / STEP_MS) * STEP_MS;
  // Rounding outwards may fall before now; a time that is already over promises nothing.
  const nowMinute = Math.floor(nowMs / 60_000) * 60_000;
  return { fromMs: Math.max(from, nowMinute), untilMs: Math.max(until, from + STEP_MS) };
}

/** Who is away for a while stands in the line as well. */
export const isInLine = ({ standing: { status } }: Pick<Ticket, 'standing'>): boolean => status === 'waiting' || status === 'away';

/** People who may be called before this one: earlier in the queue, and wanted by a counter that also serves this zone. */
export function aheadOf(ticket: Ticket, tickets: readonly Ticket[], counters: readonly Pick<OpenCounter, 'zones'>[], nowMs: number): number {
  const order = inTurn(nowMs);
  const reach = new Set<Zone>([ticket.line, ...counters.filter((c) => c.zones.includes(ticket.line)).flatMap((c) => c.zones)]);
  return tickets.filter((t) => isInLine(t) && reach.has(t.line) && order(t, ticket) < 0).length;
}

/** Why the range moved since the promise on the ticket; a move within one step needs no words. */
export function reasonOf(promised: RangeMs | null, now: RangeMs | null): 'later' | 'sooner' | 'no-counter' | null {
  if (now === null) return 'no-counter';
  if (promised === null) return null;
  if (now.untilMs > promised.untilMs + STEP_MS) return 'later';
  return now.untilMs < promised.fromMs ? 'sooner' : null;
}
