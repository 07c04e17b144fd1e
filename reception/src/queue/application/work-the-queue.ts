import type { ActDone, CareReason, CounterId, StaffId, TicketId, Zone } from '../../../contract/index.ts';
import { ticketLabel } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import { decideAct, decideCare, UNDO_MS, type ActCommand } from '../domain/decide-act.ts';
import { decideVisitorAct, type VisitorCommand } from '../domain/decide-visitor-act.ts';
import type { Standing } from '../domain/standing.ts';
import type { TicketStore } from './ports.ts';

/** Locks, decides, saves. The database has the last word on whether the counter is free. */
export async function actOnTicket(store: TicketStore, id: TicketId, command: ActCommand): Promise<Outcome<ActDone>> {
  const ticket = await store.lock(id);
  if (ticket === null) return refuse('not-found');
  const decided = decideAct(ticket, command);
  if (!decided.ok) return decided;
  if (!await store.save(id, decided.value, command.nowMs)) return refuse('counter-busy', { counter: command.counter ?? '' });
  const { undoUntilMs } = decided.value;
  return done({ ticketId: id, label: ticketLabel(ticket), undoUntil: undoUntilMs === null ? null : new Date(undoUntilMs).toISOString() });
}

/** A visitor's own act. No clerk can undo it, and it ends what a clerk could still have undone. */
export async function actAsVisitor(store: TicketStore, id: TicketId, command: VisitorCommand): Promise<Outcome<{ status: Standing['status'] }>> {
  const ticket = await store.lock(id);
  if (ticket === null) return refuse('not-found');
  const decided = decideVisitorAct(ticket.standing, command);
  if (!decided.ok) return decided;
  await store.save(id, { standing: decided.value, line: ticket.line, steps: ticket.steps, lastAct: null, announces: false, undoUntilMs: null, call: null }, command.nowMs);
  return done({ status: decided.value.status });
}

/** 配慮 counts from now on, or no more; it moves nobody who was called. */
export async function setCare(store: TicketStore, id: TicketId, care: CareReason | null): Promise<Outcome<ActDone>> {
  const ticket = await store.lock(id);
  if (ticket === null) return refuse('not-found');
  const decided = decideCare(ticket.standing);
  if (!decided.ok) return decided;
  await store.setCare(id, care);
  return done({ ticketId: id, label: ticketLabel(ticket), undoUntil: null });
}

export async function callNext(store: TicketStore, request: { queueDay: string; zones: readonly Zone[]; counter: CounterId; staffId: StaffId; nowMs: number }): Promise<Outcome<ActDone>> {
  const called = await store.callNext(request);
  if (called === 'busy') return refuse('counter-busy', { counter: request.counter });
  if (called === null) return refuse('nobody-waiting', { zones: request.zones.join(' ') });
  return done({ ticketId: called.ticketId, label: ticketLabel(called), undoUntil: new Date(request.nowMs + UNDO_MS).toISOString() });
}
