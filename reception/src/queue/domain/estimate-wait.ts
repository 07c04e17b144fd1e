import type { CounterId, Procedure, ProcedureId, Zone } from '../../../contract/index.ts';
import { inOrder, type Ticket } from './ticket.ts';

/** How far single services scatter around their mean: standard deviation ÷ mean. Counter work lies near 0.6 (assumed until the hall has learned its own). */
export const SERVICE_SPREAD = 0.6;
/** P90 of a normal sum of services: mean + 1.28 standard deviations. */
const P90_SIGMAS = 1.2816;
/** A promise is a clock range in steps of five minutes; finer would pretend. */
export const STEP_MS = 5 * 60_000;
/** A second procedure in the same conversation needs no second greeting, so it takes about half of its own time. */
const FURTHER_PROCEDURE = 0.5;

export interface RangeMs { readonly fromMs: number; readonly untilMs: number }
export interface OpenCounter { readonly id: CounterId; readonly zones: readonly Zone[] }

/** Mean minutes of one visit: its longest procedure, and half of each other one. */
export function visitMinutes(procedures: readonly ProcedureId[], city: { procedures: readonly Pick<Procedure, 'id' | 'minutes'>[] }): number {
  const minutes = city.procedures.filter((p) => procedures.includes(p.id)).map((p) => p.minutes).sort((a, b) => b - a);
  return minutes.reduce((sum, m, i) => sum + (i === 0 ? m : m * FURTHER_PROCEDURE), 0);
}

const roundOutwards = (fromMs: number, untilMs: number, nowMs: number): RangeMs => {
  const from = Math.floor(fromMs / STEP_MS) * STEP_MS;
  const until = Math.ceil(untilMs / STEP_MS) * STEP_MS;
  // Rounding outwards may fall before now; a time that is already over promises nothing.
  const nowMinute = Math.floor(nowMs / 60_000) * 60_000;
  return { fromMs: Math.max(from, nowMinute), untilMs: Math.max(until, from + STEP_MS) };
};

/**
 * P50..P90 of the moment of the call: the work ahead that can go to the counters of this zone, divided by those counters.
 * Work ahead = every waiting ticket before this one in a zone that one of those counters serves, and what is left of the
 * visits at those counters now. null when no open counter serves the zone: the hall cannot tell.
 */
export function estimateWait(ticket: Ticket, tickets: readonly Ticket[], open: readonly OpenCounter[], city: { procedures: readonly Procedure[] }, nowMs: number): RangeMs | null {
  const serving = open.filter((c) => c.zones.includes(ticket.zone));
  if (serving.length === 0) return null;
  const reach = new Set(serving.flatMap((c) => c.zones));
  const counters = new Set<CounterId>(serving.map((c) => c.id));
  let mean = 0;
  let variance = 0;
  const add = (minutes: number): void => { mean += minutes; variance += (SERVICE_SPREAD * minutes) ** 2; };
  for (const other of tickets) {
    const { standing } = other;
    if (standing.status === 'waiting' && reach.has(other.zone) && inOrder(other, ticket) < 0) add(visitMinutes(other.procedures, city));
    if ((standing.status === 'called' || standing.status === 'serving') && counters.has(standing.counter)) {
      const whole = visitMinutes(other.procedures, city);
      const spent = (nowMs - (standing.status === 'serving' ? standing.servedAtMs : nowMs)) / 60_000;
      // A visit that already takes longer than usual is not over at once: at least a fifth is still to come.
      add(Math.max(whole - spent, whole * 0.2));
    }
  }
  const busy = tickets.filter((t) => (t.standing.status === 'called' || t.standing.status === 'serving') && counters.has(t.standing.counter)).length;
  const ahead = aheadOf(ticket, tickets, serving);
  // A free counter and nobody before: called at once.
  const free = busy + ahead < serving.length;
  const p50 = free ? 0 : mean / serving.length;
  const p90 = free ? 0 : p50 + (P90_SIGMAS * Math.sqrt(variance)) / serving.length;
  return roundOutwards(nowMs + p50 * 60_000, nowMs + p90 * 60_000, nowMs);
}

/** People who may be called before this one: earlier in the queue, and wanted by a counter that also serves this zone. */
export function aheadOf(ticket: Ticket, tickets: readonly Ticket[], counters: readonly Pick<OpenCounter, 'zones'>[]): number {
  const reach = new Set<Zone>([ticket.zone, ...counters.filter((c) => c.zones.includes(ticket.zone)).flatMap((c) => c.zones)]);
  return tickets.filter((t) => t.standing.status === 'waiting' && reach.has(t.zone) && inOrder(t, ticket) < 0).length;
}

/** Why the range moved since the promise on the ticket; a move within one step needs no words. */
export function reasonOf(promised: RangeMs | null, now: RangeMs | null): 'later' | 'sooner' | 'no-counter' | null {
  if (now === null) return 'no-counter';
  if (promised === null) return null;
  if (now.untilMs > promised.untilMs + STEP_MS) return 'later';
  return now.untilMs < promised.fromMs ? 'sooner' : null;
}
