import { Router } from 'express';
import { CorrectField, fieldsOfVisit, formsOf, TicketId, ticketLabel, totalFee, type IntakeForm as Form, type OpenedForm } from '../../../contract/index.ts';
import { inTransaction, type Queryable } from '../../database/database.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import { csvRows, type CsvRows } from '../../hand-over/domain/csv.ts';
import { receiptNumberOf } from '../../hand-over/domain/receipt-number.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import type { Seated } from '../../staff/domain/session.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse, readCommand } from '../../web/request.ts';
import { withSeat } from '../../web/staff-guard.ts';
import { correctValue, faultOf } from '../domain/form-rules.ts';
import { paperForms, type PaperForm } from '../domain/paper-form.ts';

const TOKYO_MS = 9 * 3_600_000;
const tokyoDay = (ms: number): string => new Date(ms + TOKYO_MS).toISOString().slice(0, 10);

interface Opened { readonly ticket: Ticket; readonly form: Form }

/** Locks the ticket, opens its seal in memory. */
async function openTicketForm(house: House, tx: Queryable, ticketId: TicketId, { counter }: Seated): Promise<Outcome<Opened>> {
  const ticket = await house.tickets(tx).lock(ticketId);
  if (ticket === null) return refuse('not-found');
  const { standing } = ticket;
  // Whoever is called or served somewhere is read there and nowhere else.
  if ((standing.status === 'called' || standing.status === 'serving') && standing.counter !== counter) return refuse('ticket-elsewhere', { counter: standing.counter });
  const kept = await house.sealedForms(tx).find(ticketId, true);
  if (kept === null) return refuse(ticket.form === 'none' ? 'not-found' : 'form-gone', { label: ticketLabel(ticket) });
  const form = await house.seal.open(kept.sealed, kept.intakeId);
  return form === null ? refuse('seal-unreadable', { label: ticketLabel(ticket) }) : done({ ticket, form });
}

const onWire = (house: House, { ticket, form }: Opened): OpenedForm =>
  ({ ticketId: ticket.ticketId, label: ticketLabel(ticket), form, feeYen: totalFee(house.city, form.procedures, form.values) });

const pagesOf = ({ city }: House, { ticket, form }: Opened): PaperForm[] =>
  paperForms(form, { city: city.hall.name.ja, hall: city.hall.hall.ja, applicant: city.applicant, procedures: city.procedures, zone: ticket.zone, label: ticketLabel(ticket), date: tokyoDay(ticket.issuedAtMs) });

/** Opens for a named act; the audit row commits before anybody sees a letter of the form. */
const openFor = (house: House, session: Seated, ticketId: TicketId, act: 'open-form' | 'print-forms' | 'export-csv'): Promise<Outcome<Opened>> =>
  inTransaction(house.pool, async (tx) => {
    const opened = await openTicketForm(house, tx, ticketId, session);
    if (opened.ok) await house.recordAct(tx, { atMs: house.clock(), staffId: session.staffId, counter: session.counter, ticketId, act });
    return opened;
  });

/** Changes one value and seals again; the ledger keeps only that it was done. */
async function correct(house: House, tx: Queryable, session: Seated, ticketId: TicketId, { key, value }: CorrectField): Promise<Outcome<null>> {
  const opened = await openTicketForm(house, tx, ticketId, session);
  if (!opened.ok) return opened;
  const { form } = opened.value;
  const field = fieldsOfVisit(house.city, form.procedures, form.values).find((f) => f.key === key);
  if (field === undefined) return refuse('form-invalid', { key, fault: 'unknown-field' });
  const fault = faultOf(field, value, tokyoDay(house.clock()));
  if (fault !== null) return refuse('form-invalid', { key, fault });
  await house.sealedForms(tx).replace(ticketId, await house.seal.seal({ ...form, values: { ...form.values, [key]: correctValue(form.values[key], value) } }));
  await house.recordAct(tx, { atMs: house.clock(), staffId: session.staffId, counter: session.counter, ticketId, act: 'correct-form' });
  return done(null);
}

/** Forms of one ticket: opened, corrected and printed by staff, never stored in the clear. */
export function formRoutes(house: House, csvBytes: (rows: CsvRows, encoding: 'utf-8' | 'shift_jis') => Buffer): Router {
  const router = Router();
  const idOf = (text: unknown): TicketId | null => TicketId.safeParse(text).data ?? null;

  router.get('/api/staff/tickets/:ticketId/form', withSeat(house, async (req, res, session) => {
    const id = idOf(req.params.ticketId);
    const opened = id === null ? refuse('not-found') : await openFor(house, session, id, 'open-form');
    sendOutcome(res, opened.ok ? done(onWire(house, opened.value)) : opened);
    if (opened.ok) house.press.warm(pagesOf(house, { ticket: opened.value.ticket, form: { ...opened.value.form, values: {} } }));
  }));

  router.patch('/api/staff/tickets/:ticketId/form', withSeat(house, async (req, res, session) => {
    const id = idOf(req.params.ticketId);
    const body = parse(CorrectField, req.body);
    const command = readCommand(req, `staff:${session.staffId}`, house.secret, house.clock());
    if (id === null) { sendProblem(res, refuse('not-found')); return; }
    if (!body.ok || !command.ok) { sendProblem(res, !body.ok ? body : command as Extract<typeof command, { ok: false }>); return; }
    const corrected = await house.once(command.value, (tx) => correct(house, tx, session, id, body.value));
    if (!corrected.ok) { sendProblem(res, corrected); return; }
    const opened = await inTransaction(house.pool, (tx) => openTicketForm(house, tx, id, session));
    sendOutcome(res, opened.ok ? done(onWire(house, opened.value)) : opened);
  }));

  router.get('/api/staff/tickets/:ticketId/forms.pdf', withSeat(house, async (req, res, session) => {
    const id = idOf(req.params.ticketId);
    const opened = id === null ? refuse('not-found') : await openFor(house, session, id, 'print-forms');
    if (!opened.ok) { sendProblem(res, opened); return; }
    const { ticket } = opened.value;
    const pages = pagesOf(house, opened.value);
    const wanted = req.query.form === undefined ? pages : pages.filter((page) => page.procedure === req.query.form);
    if (wanted.length === 0) { sendProblem(res, refuse('not-found')); return; }
    const pdf = await house.press.print(wanted, ticket.issuedAtMs);
    res.set('cache-control', 'no-store').set('content-disposition', `inline; filename="${ticketLabel(ticket)}.pdf"`).type('application/pdf').send(pdf);
  }));

  router.get('/api/staff/tickets/:ticketId/forms.csv', withSeat(house, async (req, res, session) => {
    const id = idOf(req.params.ticketId);
    const encoding = req.query.encoding === 'shift_jis' ? 'shift_jis' : 'utf-8';
    const opened = id === null ? refuse('not-found') : await openFor(house, session, id, 'export-csv');
    if (!opened.ok) { sendProblem(res, opened); return; }
    const { ticket, form } = opened.value;
    const forms = formsOf(house.city, form.procedures, form.values);
    const procedure = req.query.form === undefined ? forms[0] : forms.find((p) => p.id === req.query.form);
    if (procedure === undefined) { sendProblem(res, refuse('not-found')); return; }
    const rows = csvRows(house.city, procedure, form, { receiptNumber: receiptNumberOf(ticket), label: ticketLabel(ticket), date: tokyoDay(ticket.issuedAtMs) });
    res.set('cache-control', 'no-store').set('content-disposition', `attachment; filename="${receiptNumberOf(ticket)}-${procedure.id}.csv"`).type(`text/csv; charset=${encoding}`).send(csvBytes(rows, encoding));
  }));
  return router;
}
