import { createHash, createHmac, randomUUID } from 'node:crypto';
import { Router } from 'express';
import { ActDetail, IssueDeskTicket, SetCare, TicketAct, TicketId, TicketSecret, ticketLabel, ticketZone, type DeskTicketIssued } from '../../../contract/index.ts';
import { comeWithAppointment } from '../../appointments/application/keep-the-register.ts';
import { counterOf, hallRulesOf } from '../../city/application/city.ts';
import { done, refuse } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse, readCommand } from '../../web/request.ts';
import { withSeat, withStaff } from '../../web/staff-guard.ts';
import { actOnTicket, callNext, setCare } from '../application/work-the-queue.ts';
import type { NewTicket } from '../application/ports.ts';

const AUDITED = ['rejoin', 'leave', 'cancel', 'hold', 'transfer'] as const;
/** The visitor is no longer at this counter. */
const ENDS_A_CONVERSATION: readonly TicketAct[] = ['finish', 'no-show', 'hold', 'transfer'];

/** The staff's acts on the queue. Each is a command with an Idempotency-Key; the scope is the clerk. */
export function queueRoutes(house: House): Router {
  const router = Router();

  router.post('/api/staff/call-next', withSeat(house, async (req, res, session) => {
    const nowMs = house.clock();
    const command = readCommand(req, `staff:${session.staffId}`, house.secret, nowMs);
    if (!command.ok) { sendProblem(res, command); return; }
    const zones = counterOf(house.city, session.counter)?.zones ?? [];
    const outcome = await house.once(command.value, (tx) => callNext(house.tickets(tx), { queueDay: house.today().day, zones, counter: session.counter, staffId: session.staffId, nowMs }));
    sendOutcome(res, outcome);
    if (outcome.ok) house.changed();
  }));

  router.post('/api/staff/tickets', withStaff(house, async (req, res, session) => {
    const nowMs = house.clock();
    const body = parse(IssueDeskTicket, req.body);
    const command = readCommand(req, `staff:${session.staffId}`, house.secret, nowMs);
    if (!body.ok || !command.ok) { sendProblem(res, !body.ok ? body : command as Extract<typeof command, { ok: false }>); return; }
    const { procedures, language, care = null, bookedAt = null, appointment } = body.value;
    const zone = ticketZone(procedures, house.profile);
    if (zone === undefined || procedures.some((id) => !house.profile.procedures.some((p) => p.id === id))) { sendProblem(res, refuse('bad-request', { at: 'procedures' })); return; }
    const { day, startsAtMs, endsAtMs } = house.today();
    const toldMs = bookedAt === null ? null : Date.parse(bookedAt);
    if (toldMs !== null && !(toldMs >= startsAtMs && toldMs < endsAtMs)) { sendProblem(res, refuse('bad-request', { at: 'bookedAt' })); return; }
    // Derived from the command, so that the ledger can replay the answer without ever holding the secret.
    const secret = TicketSecret.parse(createHmac('sha256', house.secret).update(`desk ticket\n${command.value.scope}\n${command.value.key}\n`).update(command.value.fingerprint).digest('base64url').slice(0, 22));
    const outcome = await house.once<Omit<DeskTicketIssued, 'secret'>>(command.value, async (tx) => {
      const come = appointment === undefined ? done({ bookedAtMs: toldMs }) : await comeWithAppointment(house.appointments(tx), appointment, day);
      if (!come.ok) return come;
      const { bookedAtMs } = come.value;
      const store = house.tickets(tx);
      const number = { day, series: 0, sequence: await store.nextDeskNumber(day) };
      const ticket: NewTicket = {
        ticketId: TicketId.parse(randomUUID()), ...number, queueDay: day, intakeId: null, secretHash: createHash('sha256').update(secret).digest(), zone, procedures, language,
        issuedAtMs: nowMs, receivedAtMs: nowMs, orderAtMs: nowMs, standing: { status: 'waiting' }, hasForm: false, care, bookedAtMs,
      };
      if (!await store.add(ticket)) return refuse('ticket-number-taken', { label: ticketLabel(number) });
      await house.paper.ofDesk(tx, { ticketId: ticket.ticketId, day, counter: session.counter, secret, nowMs });
      if (care !== null) await house.recordAct(tx, { atMs: nowMs, staffId: session.staffId, counter: session.counter, ticketId: ticket.ticketId, act: 'care' });
      return done({ ticketId: ticket.ticketId, label: ticketLabel(number), zone });
    });
    if (outcome.ok) await house.hall().promise(outcome.value.ticketId);
    sendOutcome<DeskTicketIssued>(res, outcome.ok ? done({ ...outcome.value, secret }) : outcome, 201);
    if (outcome.ok) house.paper.poke();
  }));

  router.post('/api/staff/tickets/:ticketId/care', withStaff(house, async (req, res, session) => {
    const nowMs = house.clock();
    const id = TicketId.safeParse(req.params.ticketId);
    if (!id.success) { sendProblem(res, refuse('not-found')); return; }
    const body = parse(SetCare, req.body);
    const command = readCommand(req, `staff:${session.staffId}`, house.secret, nowMs);
    if (!body.ok || !command.ok) { sendProblem(res, !body.ok ? body : command as Extract<typeof command, { ok: false }>); return; }
    const outcome = await house.once(command.value, async (tx) => {
      const set = await setCare(house.tickets(tx), id.data, body.value.care);
      // That somebody was let before is on record, why is not.
      if (set.ok) await house.recordAct(tx, { atMs: nowMs, staffId: session.staffId, counter: session.counter, ticketId: id.data, act: 'care' });
      return set;
    });
    sendOutcome(res, outcome);
    if (outcome.ok) house.changed();
  }));

  // A route for each act, because not every role may do each (web/routes.ts).
  for (const act of TicketAct.options) router.post(`/api/staff/tickets/:ticketId/${act}`, withStaff(house, async (req, res, session) => {
    const nowMs = house.clock();
    const id = TicketId.safeParse(req.params.ticketId);
    if (!id.success) { sendProblem(res, refuse('not-found')); return; }
    const command = readCommand(req, `staff:${session.staffId}`, house.secret, nowMs);
    if (!command.ok) { sendProblem(res, command); return; }
    const detail = parse(ActDetail, req.body ?? {});
    if (!detail.ok) { sendProblem(res, detail); return; }
    let first = false;
    const outcome = await house.once(command.value, async (tx) => {
      first = true;
      const { counter, staffId } = session;
      const made = await actOnTicket(house.tickets(tx), id.data, { act, detail: detail.value, counter, staffId, nowMs, hall: hallRulesOf(house.city, counter) });
      // Acts that move a visitor past the ordinary way are on record; the others are the ticket's own standing.
      const audited = AUDITED.find((one) => one === act);
      if (made.ok && audited !== undefined) await house.recordAct(tx, { atMs: nowMs, staffId, counter, ticketId: id.data, act: audited });
      return made;
    });
    sendOutcome(res, outcome);
    if (!outcome.ok) return;
    // The words of one visit never stay on the glass for the next visitor; a repeated answer wipes nothing of theirs.
    if (first && session.counter !== null && ENDS_A_CONVERSATION.includes(act)) house.captions.close(session.counter);
    house.changed();
  }));
  return router;
}
