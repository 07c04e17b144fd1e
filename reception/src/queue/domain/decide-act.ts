import { UNDO_SECONDS, type CounterId, type StaffId, type TicketAct } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { LastAct, Standing } from './standing.ts';
import type { Ticket } from './ticket.ts';

export interface ActCommand { readonly act: TicketAct; readonly counter: CounterId; readonly staffId: StaffId; readonly nowMs: number }
export interface ActDecided { readonly standing: Standing; readonly lastAct: LastAct | null; readonly announces: boolean; readonly undoUntilMs: number | null }

export const UNDO_MS = UNDO_SECONDS * 1_000;

type Subject = Pick<Ticket, 'standing' | 'lastAct'>;

/** What a clerk's act makes of a ticket. That a counter has only one visitor is judged by the database (`counter-busy`). */
export function decideAct(ticket: Subject, command: ActCommand): Outcome<ActDecided> {
  return command.act === 'undo' ? decideUndo(ticket, command) : decideForward(ticket, command, command.act);
}

function decideForward({ standing }: Subject, command: ActCommand, act: Exclude<TicketAct, 'undo'>): Outcome<ActDecided> {
  const { counter, staffId, nowMs } = command;
  const go = (next: Standing, announces = false): Outcome<ActDecided> =>
    done({ standing: next, lastAct: { act, counter, atMs: nowMs, before: standing }, announces, undoUntilMs: nowMs + UNDO_MS });
  if ((standing.status === 'called' || standing.status === 'serving') && standing.counter !== counter) return refuse('ticket-elsewhere', { counter: standing.counter });

  switch (act) {
    case 'call':
      if (standing.status === 'waiting') return go({ status: 'called', counter, staffId, calls: 1, calledAtMs: nowMs }, true);
      if (standing.status === 'missed') return go({ status: 'called', counter, staffId, calls: standing.calls + 1, calledAtMs: nowMs }, true);
      return refuse('ticket-not-waiting', { status: standing.status });
    case 'recall':
      if (standing.status !== 'called') return refuse('ticket-not-called', { status: standing.status });
      return go({ ...standing, staffId, calls: standing.calls + 1, calledAtMs: nowMs }, true);
    case 'no-show':
      if (standing.status !== 'called') return refuse('ticket-not-called', { status: standing.status });
      return go({ ...standing, status: 'missed', missedAtMs: nowMs });
    case 'serve':
      if (standing.status !== 'called') return refuse('ticket-not-called', { status: standing.status });
      return go({ ...standing, status: 'serving', staffId, servedAtMs: nowMs });
    case 'finish':
      if (standing.status !== 'serving') return refuse('ticket-not-serving', { status: standing.status });
      return go({ ...standing, status: 'done', staffId, finishedAtMs: nowMs });
    default: return unreachable(act);
  }
}

/** Back where it was, once: an undo cannot itself be undone. */
function decideUndo({ standing, lastAct }: Subject, { counter, nowMs }: ActCommand): Outcome<ActDecided> {
  if (lastAct === null) return refuse('ticket-not-called', { status: standing.status, reason: 'nothing-to-undo' });
  if (lastAct.counter !== counter) return refuse('ticket-elsewhere', { counter: lastAct.counter });
  if (nowMs > lastAct.atMs + UNDO_MS) return refuse('ticket-not-called', { status: standing.status, reason: 'undo-too-late' });
  return done({ standing: lastAct.before, lastAct: null, announces: false, undoUntilMs: null });
}

const unreachable = (value: never): never => { throw new Error(`unknown act ${String(value)}`); };
