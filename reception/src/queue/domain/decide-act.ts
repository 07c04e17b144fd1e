import { UNDO_SECONDS, type ActDetail, type CounterId, type StaffId, type TicketAct, type Zone } from '../../../contract/index.ts';
import { done, refuse, type Outcome, type Refused } from '../../idempotency/domain/outcome.ts';
import { decideRejoin } from './decide-visitor-act.ts';
import { standingAt, type LastAct, type Standing } from './standing.ts';
import { lineAfter, proceduresAt, type KnownProcedure, type Step } from './steps.ts';
import type { Ticket } from './ticket.ts';

/** What the decision needs of the hall. */
export interface HallRules {
  /** zones of the clerk's counter */ readonly zones: readonly Zone[];
  /** zones that any counter of the hall serves */ readonly served: readonly Zone[];
  readonly procedures: readonly KnownProcedure[];
  /** the city's window for 呼ばれて来られなかった方 */ readonly graceMs: number;
}
export interface ActCommand { readonly act: TicketAct; readonly detail: ActDetail; /** null: somebody who sits at none */ readonly counter: CounterId | null; readonly staffId: StaffId; readonly nowMs: number; readonly hall: HallRules }
type Seated = ActCommand & { readonly counter: CounterId };
export interface ActDecided {
  readonly standing: Standing; /** in whose line it stands */ readonly line: Zone; readonly steps: readonly Step[];
  readonly lastAct: LastAct | null; readonly announces: boolean; readonly undoUntilMs: number | null;
  /** for what the first call teaches: one was made now, the one of that moment was taken back, or neither */ readonly call: 'made' | { readonly undoneMs: number } | null;
}

export const UNDO_MS = UNDO_SECONDS * 1_000;
/** 離席 at a clerk's word: longer than an errand nobody is kept a place for. */
export const LEAVE_MOST_MS = 2 * 3_600_000;

export type Subject = Pick<Ticket, 'standing' | 'lastAct' | 'procedures' | 'line' | 'steps'>;
type Forward = Exclude<TicketAct, 'undo'>;
/** What an act changes; the rest of the ticket stays. */
interface Change { readonly standing: Standing; readonly line?: Zone; readonly steps?: readonly Step[]; readonly announces?: boolean }

/** What a clerk's act makes of a ticket. That a counter has only one visitor is judged by the database (`counter-busy`). */
export function decideAct(ticket: Subject, command: ActCommand): Outcome<ActDecided> {
  if (command.act === 'undo') return decideUndo(ticket, command);
  const { act, counter, staffId, nowMs } = command;
  const before = standingAt(ticket.standing, nowMs);
  const changed = decideForward(ticket, before, command, command.act);
  if (!changed.ok) return changed;
  const { standing, line = ticket.line, steps = ticket.steps, announces = false } = changed.value;
  const lastAct: LastAct = { act, counter, ...(counter === null ? { staffId } : {}), atMs: nowMs, before, ...(line === ticket.line ? {} : { line: ticket.line }) };
  return done({ standing, line, steps, lastAct, announces, undoUntilMs: nowMs + UNDO_MS, call: announces ? 'made' : null });
}

function decideForward(ticket: Subject, standing: Standing, command: ActCommand, act: Forward): Outcome<Change> {
  const { counter, nowMs, hall } = command;
  if ((standing.status === 'called' || standing.status === 'serving') && standing.counter !== counter) return refuse('ticket-elsewhere', { counter: standing.counter });
  switch (act) {
    case 'rejoin': {
      if (standing.status === 'away' || standing.status === 'held') return done({ standing: { status: 'waiting' } });
      const again = decideRejoin(standing, { graceMs: hall.graceMs, nowMs });
      return again.ok ? done({ standing: again.value }) : again;
    }
    case 'leave': return decideLeave(standing, command);
    case 'cancel': return decideCancel(standing, command);
    case 'transfer': return decideTransfer(ticket, standing, command);
    default: return counter === null ? refuse('no-counter') : decideSeated(ticket, standing, { ...command, counter }, act);
  }
}

/** What is done at a counter alone. */
function decideSeated(ticket: Subject, standing: Standing, command: Seated, act: Exclude<Forward, 'rejoin' | 'leave' | 'cancel' | 'transfer'>): Outcome<Change> {
  const { counter, staffId, nowMs, detail } = command;
  switch (act) {
    case 'call': return decideCall(standing, command);
    case 'recall':
      if (standing.status !== 'called') return refuse('ticket-not-called', { status: standing.status });
      return done({ standing: { ...standing, staffId, calls: standing.calls + 1, calledAtMs: nowMs }, announces: true });
    case 'no-show':
      if (standing.status !== 'called') return refuse('ticket-not-called', { status: standing.status });
      return done({ standing: { ...standing, status: 'missed', missedAtMs: nowMs } });
    case 'serve':
      if (standing.status !== 'called') return refuse('ticket-not-called', { status: standing.status });
      return done({ standing: { ...standing, status: 'serving', staffId, servedAtMs: nowMs } });
    case 'finish': return decideFinish(ticket, standing, command);
    case 'hold': {
      if (standing.status !== 'called' && standing.status !== 'serving') return refuse('ticket-not-called', { status: standing.status });
      const { calls, calledAtMs } = standing;
      return done({ standing: { status: 'held', counter, staffId, calls, calledAtMs, heldAtMs: nowMs, keeper: detail.keeper ?? 'counter' } });
    }
    default: return unreachable(act);
  }
}

function decideCall(standing: Standing, { counter, staffId, nowMs }: Seated): Outcome<Change> {
  const call = (calls: number): Outcome<Change> => done({ standing: { status: 'called', counter, staffId, calls, calledAtMs: nowMs }, announces: true });
  switch (standing.status) {
    case 'waiting': return call(1);
    case 'missed': return call(standing.calls + 1);
    case 'held': return keptFrom(standing, { counter, staffId }) ?? call(standing.calls + 1);
    case 'away': return refuse('ticket-away', { until: new Date(standing.untilMs).toISOString() });
    default: return refuse('ticket-not-waiting', { status: standing.status });
  }
}

/** 保留: a ticket kept for a counter is out of reach for the others, one kept for a clerk for everybody else, wherever they sit. */
function keptFrom(standing: Extract<Standing, { status: 'held' }>, { counter, staffId }: Pick<ActCommand, 'counter' | 'staffId'>): Refused | null {
  const mine = standing.keeper === 'clerk' ? standing.staffId === staffId : standing.counter === counter;
  return mine ? null : refuse('ticket-held', { counter: standing.counter, keeper: standing.keeper });
}

/** What is done here is done; what other counters do stands in their line, at the same place. */
function decideFinish(ticket: Subject, standing: Standing, { counter, staffId, nowMs, detail, hall }: Seated): Outcome<Change> {
  if (standing.status !== 'serving') return refuse('ticket-not-serving', { status: standing.status });
  const line = detail.all === true ? null : lineAfter(ticket, hall.zones, hall.procedures);
  const procedures = detail.all === true ? ticket.procedures : proceduresAt(ticket, hall.zones, hall.procedures);
  const steps = [...ticket.steps, { counter, procedures, calledAtMs: standing.calledAtMs, finishedAtMs: nowMs }];
  return line === null ? done({ standing: { ...standing, status: 'done', staffId, finishedAtMs: nowMs }, steps }) : done({ standing: { status: 'waiting' }, line, steps });
}

/** 離席, said to a clerk instead of a phone: the clerk may promise longer than the forecast, because nobody is called meanwhile. */
function decideLeave(standing: Standing, { detail, nowMs }: ActCommand): Outcome<Change> {
  if (standing.status !== 'waiting') return refuse('ticket-not-waiting', { status: standing.status });
  const untilMs = Date.parse(detail.until ?? '');
  if (!(untilMs > nowMs)) return refuse('bad-request', { at: 'until' });
  if (untilMs > nowMs + LEAVE_MOST_MS) return refuse('leave-too-long', { minutes: LEAVE_MOST_MS / 60_000 });
  return done({ standing: { status: 'away', sinceMs: nowMs, untilMs } });
}

/** 取りやめ: whoever goes home is no longer waited for. Nobody at a counter is sent away by it. */
function decideCancel(standing: Standing, command: ActCommand): Outcome<Change> {
  const { status } = standing;
  if (status === 'held') { const kept = keptFrom(standing, command); if (kept !== null) return kept; }
  return status === 'waiting' || status === 'away' || status === 'missed' || status === 'held' ? done({ standing: { status: 'cancelled' } }) : refuse('ticket-not-waiting', { status });
}

/** To the line of another zone, or back into its own, at the place that the ticket has anyway. */
function decideTransfer(ticket: Subject, standing: Standing, command: ActCommand): Outcome<Change> {
  const { to } = command.detail;
  if (to === undefined) return refuse('bad-request', { at: 'to' });
  if (!command.hall.served.includes(to)) return refuse('zone-not-served', { zone: to });
  const { status } = standing;
  if (status === 'held') { const kept = keptFrom(standing, command); if (kept !== null) return kept; }
  if (status !== 'waiting' && status !== 'called' && status !== 'serving' && status !== 'held') return refuse('ticket-not-waiting', { status });
  if (status === 'waiting' && to === ticket.line) return refuse('same-line', { zone: to });
  return done({ standing: { status: 'waiting' }, line: to });
}

/** Back where it was, once: an undo cannot itself be undone. */
function decideUndo({ standing, lastAct, line, steps }: Subject, { counter, staffId, nowMs }: ActCommand): Outcome<ActDecided> {
  if (lastAct === null) return refuse('ticket-not-called', { status: standing.status, reason: 'nothing-to-undo' });
  if (lastAct.counter !== counter || (counter === null && lastAct.staffId !== staffId)) return refuse('ticket-elsewhere', lastAct.counter === null ? {} : { counter: lastAct.counter });
  if (nowMs > lastAct.atMs + UNDO_MS) return refuse('ticket-not-called', { status: standing.status, reason: 'undo-too-late' });
  return done({
    standing: lastAct.before, line: lastAct.line ?? line, steps: lastAct.act === 'finish' ? steps.slice(0, -1) : steps,
    lastAct: null, announces: false, undoUntilMs: null, call: lastAct.act === 'call' ? { undoneMs: lastAct.atMs } : null,
  });
}

/** 配慮 moves only who may still be called by it. */
export const decideCare = ({ status }: Standing): Outcome<null> =>
  (status === 'waiting' || status === 'away' || status === 'missed' ? done(null) : refuse('ticket-not-waiting', { status }));

const unreachable = (value: never): never => { throw new Error(`unknown act ${String(value)}`); };
