import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { Router } from 'express';
import { fieldsOfVisit, HeardIntake, IntakeId, TicketId, ticketLabel, TicketSecret, ticketZone, type DeskTicketIssued, type IntakeForm, type Zone } from '../../../contract/index.ts';
import type { Transaction } from '../../database/database.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { NewTicket } from '../../queue/application/ports.ts';
import type { Standing } from '../../queue/domain/standing.ts';
import type { Seated } from '../../staff/domain/session.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse, readCommand } from '../../web/request.ts';
import { withSeat } from '../../web/staff-guard.ts';
import { refusalOfHeard } from '../application/hear-intake.ts';

const TOKYO_MS = 9 * 3_600_000;

interface Heard { readonly heard: HeardIntake; readonly zone: Zone; readonly session: Seated; readonly secret: TicketSecret; readonly nowMs: number }

/** A desk ticket with its form sealed before any write. Served at once it stands at the clerk's counter, and an undo lets it wait. */
async function takeHeard(house: House, tx: Transaction, { heard, zone, session, secret, nowMs }: Heard): Promise<Outcome<Omit<DeskTicketIssued, 'secret'>>> {
  const store = house.tickets(tx);
  const { day } = house.today();
  const number = { day, series: 0, sequence: await store.nextDeskNumber(day) };
  const intakeId = IntakeId.parse(randomBytes(16).toString('base64url'));
  const hasForm = fieldsOfVisit(house.city, heard.procedures, heard.values).length > 0;
  const ticket: NewTicket = {
    ticketId: TicketId.parse(randomUUID()), ...number, queueDay: day, intakeId, secretHash: createHash('sha256').update(secret).digest(), zone, procedures: heard.procedures, language: heard.language,
    issuedAtMs: nowMs, receivedAtMs: nowMs, orderAtMs: nowMs, standing: { status: 'waiting' }, hasForm, care: null, bookedAtMs: null,
  };
  if (!await store.add(ticket)) return refuse('ticket-number-taken', { label: ticketLabel(number) });
  if (hasForm) {
    const form: IntakeForm = { version: 1, intakeId, procedures: heard.procedures, language: heard.language, values: heard.values, card: heard.card };
    await house.sealedForms(tx).keep(ticket.ticketId, intakeId, await house.seal.seal(form));
  }
  const { counter, staffId } = session;
  if (heard.serveNow) {
    const standing: Standing = { status: 'serving', counter, staffId, calls: 1, calledAtMs: nowMs, servedAtMs: nowMs };
    const served = await store.save(ticket.ticketId, { standing, line: zone, steps: [], lastAct: { act: 'serve', counter, atMs: nowMs, before: { status: 'waiting' } }, announces: false, undoUntilMs: null, call: 'made' }, nowMs);
    if (!served) return refuse('counter-busy', { counter });
  }
  await house.recordAct(tx, { atMs: nowMs, staffId, counter, ticketId: ticket.ticketId, act: 'hear-intake' });
  return done({ ticketId: ticket.ticketId, label: ticketLabel(number), zone });
}

/** 聞き取り: staff hear the visitor and tick; the same fields and papers as at the kiosk. */
export function heardRoutes(house: House): Router {
  const router = Router();
  router.post('/api/staff/intakes', withSeat(house, async (req, res, session) => {
    const nowMs = house.clock();
    const body = parse(HeardIntake, req.body);
    const command = readCommand(req, `staff:${session.staffId}`, house.secret, nowMs);
    if (!body.ok) { sendProblem(res, body); return; }
    if (!command.ok) { sendProblem(res, command); return; }
    const heard = body.value;
    const zone = ticketZone(heard.procedures, house.profile);
    if (zone === undefined || heard.procedures.some((id) => !house.profile.procedures.some((p) => p.id === id))) { sendProblem(res, refuse('bad-request', { at: 'procedures' })); return; }
    const refused = refusalOfHeard(house.city, heard, new Date(nowMs + TOKYO_MS).toISOString().slice(0, 10));
    if (refused !== null) { sendProblem(res, refused); return; }
    // Derived from the command, so that the ledger can replay the answer without ever holding the secret.
    const secret = TicketSecret.parse(createHmac('sha256', house.secret).update(`heard ticket\n${command.value.scope}\n${command.value.key}\n`).update(command.value.fingerprint).digest('base64url').slice(0, 22));
    const outcome = await house.once(command.value, (tx) => takeHeard(house, tx, { heard, zone, session, secret, nowMs }));
    if (outcome.ok) await house.hall().promise(outcome.value.ticketId);
    sendOutcome<DeskTicketIssued>(res, outcome.ok ? done({ ...outcome.value, secret }) : outcome, 201);
  }));
  return router;
}
