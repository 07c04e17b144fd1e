import type { Appointment } from '../../appointments/domain/appointment.ts';
import type { OpenCounter } from '../../queue/domain/promise.ts';
import { hereFromMs, inOrder, placeMs } from '../../queue/domain/order.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import { seedOf } from './chance.ts';
import type { CounterNow, DelayNow, ExpectedNow, HallNow, ServingNow, WaitingNow } from './hall-now.ts';
import { lineAfter, proceduresAt, zonesInOneGo } from '../../queue/domain/steps.ts';
import { visitKindOf, type Timed, type VisitKind } from './visit-kind.ts';

/** One reading of the hall. */
export interface HallSeen {
  readonly nowMs: number;
  readonly tickets: readonly Ticket[];
  /** counters at which a clerk is signed in, since when, and from and until when they will call nobody */
  readonly open: readonly (OpenCounter & { readonly sinceMs: number; readonly closed?: readonly (readonly [number, number])[] })[];
  readonly procedures: readonly Timed[];
  /** 予約 whose people have not come and still count; absent: none */ readonly expected?: readonly Pick<Appointment, 'reference' | 'procedure' | 'bookedAtMs'>[];
}

const minute = (ms: number): number => ms / 60_000;
/** The person's own number in every draw of chance. */
const markOf = (ticket: Ticket): number => Number.parseInt(ticket.ticketId.slice(0, 8), 16) | 0;
/** When somebody stood in the queue here: a label that came late waited elsewhere, but this hall began to serve it only then. */
const sinceMs = (ticket: Ticket): number => Math.max(ticket.orderAtMs, ticket.receivedAtMs);
const calledMs = ({ standing }: Ticket): number | null => ('calledAtMs' in standing ? standing.calledAtMs : null);

/** What the forecast plays forward, and which ticket each waiting person is. */
export function hallNowOf(seen: HallSeen): { readonly hall: HallNow; readonly waiting: readonly Ticket[] } {
  const { nowMs, open, procedures } = seen;
  const stepOf = stepsOf(seen);
  const kinds = new Map(seen.tickets.map((ticket) => [ticket, stepOf(ticket)]));
  const tickets = seen.tickets.filter((ticket) => kinds.get(ticket) !== null).sort(inOrder);
  const kindOf = (ticket: Ticket) => kinds.get(ticket) as StepNow;
  const waiting = tickets.filter(({ standing }) => standing.status === 'waiting');
  const place = new Map(tickets.map((ticket, at) => [ticket, at]));
  const kind = Int32Array.from(tickets, (ticket) => kindOf(ticket).kind);
  const called = Float64Array.from(tickets, (ticket) => calledMs(ticket) ?? Infinity);
  /** Of the same kind, before this ticket in turn, and not yet called when it came. */
  const aheadThen = (ticket: Ticket): number => {
    const [since, at] = [sinceMs(ticket), place.get(ticket) ?? 0];
    let ahead = 0;
    for (let n = 0; n < at; n += 1) if ((called[n] as number) > since && kind[n] === kind[at]) ahead += 1;
    return ahead;
  };

  const counters = open.map((counter): CounterNow => {
    const visitor = tickets.find(({ standing }) => (standing.status === 'called' || standing.status === 'serving') && standing.counter === counter.id);
    const serving: ServingNow | null = visitor === undefined ? null
      : { mark: markOf(visitor), ...kindOf(visitor), sinceMinute: minute(calledMs(visitor) ?? nowMs), order: minute(placeMs(visitor)) };
    return { kinds: procedures.flatMap(({ zone }, kind) => (counter.zones.includes(zone) ? [kind] : [])), closed: (counter.closed ?? []).map(([from, until]) => [minute(from), minute(until)] as const).sort(([a], [b]) => a - b), serving, freeSinceMinute: serving === null ? minute(freeSinceMs(counter, tickets)) : null };
  });
  const people = waiting.map((ticket): WaitingNow => ({
    mark: markOf(ticket), ...kindOf(ticket), order: minute(placeMs(ticket)), sinceMinute: minute(sinceMs(ticket)), dueMinute: ticket.bookedAtMs === null ? null : minute(hereFromMs(ticket)), aheadThen: aheadThen(ticket),
  }));
  const returning = tickets.flatMap((ticket) => (ticket.standing.status === 'away' ? [{ minute: minute(ticket.standing.untilMs), kind: kindOf(ticket).kind, order: minute(placeMs(ticket)), mark: markOf(ticket) }] : []));
  const lastCalled = tickets.flatMap((ticket) => { const at = calledMs(ticket); return at === null ? [] : [{ ticket, at }]; }).sort((a, b) => b.at - a.at).slice(0, LAST_CALLED)
    .map(({ ticket, at }): DelayNow => ({ kind: kindOf(ticket).kind, waitedMinutes: Math.max(0, minute(at - sinceMs(ticket))), aheadThen: aheadThen(ticket) }));
  return { hall: { nowMinute: minute(nowMs), closesMinute: null, counters, waiting: people, returning, expected: expectedOf(seen), lastCalled }, waiting };
}

/** Whoever is late comes now at the earliest: their place is half an hour before their coming (order.ts). */
const expectedOf = ({ nowMs, expected = [], procedures }: HallSeen): ExpectedNow[] => expected.flatMap(({ reference, procedure, bookedAtMs }) => {
  const kind = visitKindOf([procedure], procedures)?.kind;
  return kind === undefined ? [] : [{ mark: seedOf('appointment', reference) | 0, kind, dueMinute: minute(Math.max(bookedAtMs, nowMs)) }];
});

interface StepNow extends VisitKind { readonly lastStep: boolean; readonly thenKind?: number }

/** Many tickets of a day stand for the same step: each is worked out once. */
function stepsOf(seen: HallSeen): (ticket: Ticket) => StepNow | null {
  const known = new Map<string, StepNow | null>();
  return (ticket) => {
    const { standing, line, procedures, steps } = ticket;
    const key = `${line} ${standing.status === 'called' || standing.status === 'serving' ? standing.counter : ''} ${procedures.join(' ')} ${steps.map((step) => step.procedures.join(' ')).join('/')}`;
    const have = known.get(key);
    if (have !== undefined) return have;
    const step = stepNow(ticket, seen);
    known.set(key, step);
    return step;
  };
}

/** The step that a ticket stands for now, as a visit of its own, and the kind of the one that surely follows. */
function stepNow(ticket: Ticket, { open, procedures }: HallSeen): StepNow | null {
  const { standing, line } = ticket;
  const zones = (standing.status === 'called' || standing.status === 'serving' ? open.find((c) => c.id === standing.counter)?.zones : undefined) ?? zonesInOneGo(line, open);
  // A ticket in a line of which it holds nothing was transferred: it takes what such a visit takes.
  const here = proceduresAt(ticket, zones, procedures);
  const kind = visitKindOf(here.some((id) => procedures.some((p) => p.id === id && zones.includes(p.zone))) ? here : procedures.filter((p) => p.zone === line).slice(0, 1).map(({ id }) => id), procedures);
  if (kind === null) return null;
  const next = lineAfter(ticket, zones, procedures);
  const rest = next === null ? null : visitKindOf(ticket.procedures.filter((id) => procedures.some((p) => p.id === id && p.zone === next) && !here.includes(id)), procedures);
  return { ...kind, lastStep: rest === null, ...(rest === null ? {} : { thenKind: rest.kind }) };
}

/** Enough for one round of every counter of a large hall. */
const LAST_CALLED = 60;

/** Since the clerk sat down, or since the last act there: a visitor left, was kept, or went to another line. */
const freeSinceMs = (counter: HallSeen['open'][number], tickets: readonly Ticket[]): number => tickets.reduce((latest, { standing, lastAct }) => {
  if (lastAct?.counter === counter.id) return Math.max(latest, lastAct.atMs);
  if (standing.status === 'done' && standing.counter === counter.id) return Math.max(latest, standing.finishedAtMs);
  return standing.status === 'missed' && standing.counter === counter.id ? Math.max(latest, standing.missedAtMs) : latest;
}, counter.sinceMs);
