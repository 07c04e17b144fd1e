import express, { Router, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { HandOverState, Instant, SetState, ticketLabel, TicketId, type ApplicationList, type AppointmentsImported, type HandedApplication, type StateSet } from '../../../contract/index.ts';
import { importCsv, importJson } from '../../appointments/application/keep-the-register.ts';
import { inTransaction } from '../../database/database.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { BODY_LIMIT, parse } from '../../web/request.ts';
import { withStaff } from '../../web/staff-guard.ts';
import type { Client } from '../domain/client.ts';
import { decideState } from '../domain/decide-state.ts';
import { handOverForm } from '../domain/hand-over-form.ts';
import { receiptNumberOf, ticketNumberOf } from '../domain/receipt-number.ts';
import type { Retention } from '../domain/retention.ts';
import { clientProof, type Proven } from './client-proof.ts';
import { findReceipt, verifyDeletions } from './deletion-journal.ts';
import { findApplication, listApplications, recordAccess, saveState, type Application } from './postgres-applications.ts';

const PAGE = 50;
const WRONG_KEYS_PER_MINUTE = 10;
const REQUESTS_PER_MINUTE = 600;
const TOKYO_MS = 9 * 3_600_000;
type Seen<T> = { readonly outcome: Outcome<T>; readonly ticketId: string | null };

const lineOf = (house: House, a: Application): ApplicationList['申請'][number] => ({
  受付番号: receiptNumberOf(a.number), 番号札: ticketLabel(a.number), 手続: [...a.procedures], 様式: house.city.procedures.filter((p) => p.hasForm && a.procedures.includes(p.id)).map((p) => p.formTitle),
  状況: a.state, 受付日時: a.receivedAt.toISOString(), 更新日時: a.changedAt.toISOString(), 内容あり: a.kept,
});

async function list(house: House, query: Request['query']): Promise<Seen<ApplicationList>> {
  const state = query.status === undefined ? null : HandOverState.safeParse(query.status).data;
  const since = query.since === undefined ? null : Instant.safeParse(query.since).data;
  const after = query.cursor === undefined ? 0 : /^\d{1,15}$/.test(String(query.cursor)) ? Number(query.cursor) : undefined;
  if (state === undefined || since === undefined || after === undefined) return { outcome: refuse('bad-request', { at: 'query' }), ticketId: null };
  const found = await listApplications(house.pool, { state, since, after, limit: PAGE + 1 });
  const page = found.slice(0, PAGE);
  return { outcome: done({ 申請: page.map((a) => lineOf(house, a)), 次: found.length > PAGE ? String(page.at(-1)?.entry ?? after) : null }), ticketId: null };
}

/** The seal is opened in memory only, for this one answer. */
async function fetchOne(house: House, policy: Retention, receiptNumber: string): Promise<Seen<HandedApplication>> {
  const number = ticketNumberOf(receiptNumber);
  const found = number === null ? null : await findApplication(house.pool, number);
  if (found === null) return { outcome: refuse('not-found'), ticketId: null };
  const { ticketId } = found;
  const kept = found.finished && !policy.fetchAfterFinish ? null : await house.sealedForms(house.pool).find(TicketId.parse(ticketId));
  if (kept === null) return { outcome: refuse('form-gone', { label: ticketLabel(found.number) }), ticketId };
  const form = await house.seal.open(kept.sealed, kept.intakeId);
  if (form === null) return { outcome: refuse('seal-unreadable', { label: ticketLabel(found.number) }), ticketId };
  const day = new Date(found.receivedAt.getTime() + TOKYO_MS).toISOString().slice(0, 10);
  return { outcome: done(handOverForm(house.city, form, { receiptNumber: receiptNumberOf(found.number), state: found.state, receivedAt: found.receivedAt.toISOString(), day })), ticketId };
}

const setState = (house: House, client: Proven, receiptNumber: string, wanted: HandOverState): Promise<Seen<StateSet>> => inTransaction(house.pool, async (tx) => {
  const number = ticketNumberOf(receiptNumber);
  const found = number === null ? null : await findApplication(tx, number, true);
  if (found === null) return { outcome: refuse('not-found'), ticketId: null };
  const { ticketId } = found;
  const decided = decideState(found, wanted, client.clientId);
  if (!decided.ok) return { outcome: decided, ticketId };
  const nowMs = house.clock();
  if (decided.value.changes) await saveState(tx, ticketId, wanted, client.clientId, nowMs);
  return { outcome: done({ 受付番号: receiptNumberOf(found.number), 状況: wanted, 更新日時: decided.value.changes ? new Date(nowMs).toISOString() : found.changedAt.toISOString() }), ticketId };
});

/** The list of expected appointments: JSON, or CSV as text. */
const takeAppointments = (house: House, body: unknown): Promise<Outcome<AppointmentsImported>> => inTransaction(house.pool, (tx) => {
  const rules = { today: house.today().day, dayStartsAt: house.city.hall.dayStartsAt, procedures: house.city.procedures.map(({ id }) => id) };
  return typeof body === 'string' ? importCsv(house.appointments(tx), body, rules) : importJson(house.appointments(tx), body, rules);
});

/** The pull API of the back office (`/api/intake/v1`), and the receipts of deletions for staff. */
export function handOverRoutes(house: House, { clients, policy }: { clients: readonly Client[]; policy: Retention }): Router {
  const router = Router();
  const prove = clientProof(clients, house.secret);
  const tooMany = (_req: Request, res: Response): void => sendProblem(res, refuse('too-many-requests'));
  const plain = { windowMs: 60_000, standardHeaders: false, legacyHeaders: false, handler: tooMany } as const;
  const wrong = rateLimit({ ...plain, limit: WRONG_KEYS_PER_MINUTE, skipSuccessfulRequests: true, requestWasSuccessful: (_req, res) => res.statusCode !== 401 });
  router.use('/api/intake/v1', rateLimit({ ...plain, limit: REQUESTS_PER_MINUTE }), wrong);
  /** Whatever the answer is, it goes out after its audit row is written. */
  const withClient = <T>(act: 'list' | 'fetch' | 'set-state' | 'import', handle: (req: Request, client: Proven) => Promise<Seen<T>>) => async (req: Request, res: Response): Promise<void> => {
    const client = await prove(req.get('authorization'));
    if (client === null) { sendProblem(res, refuse('not-signed-in')); return; }
    const { outcome, ticketId } = await handle(req, client);
    await recordAccess(house.pool, client, { act, ticketId, outcome: outcome.ok ? 'done' : outcome.code, nowMs: house.clock() });
    sendOutcome(res, outcome);
  };
  router.get('/api/intake/v1/applications', withClient('list', (req) => list(house, req.query)));
  router.get('/api/intake/v1/applications/:receiptNumber', withClient('fetch', (req) => fetchOne(house, policy, String(req.params.receiptNumber))));
  router.put('/api/intake/v1/applications/:receiptNumber/status', withClient('set-state', async (req, client) => {
    const body = parse(SetState, req.body);
    return body.ok ? setState(house, client, String(req.params.receiptNumber), body.value.状況) : { outcome: body, ticketId: null };
  }));
  router.put('/api/intake/v1/appointments', express.text({ type: 'text/csv', limit: BODY_LIMIT }), withClient('import', async (req) => {
    const outcome = await takeAppointments(house, req.body);
    if (outcome.ok) house.changed();
    return { outcome, ticketId: null };
  }));

  router.get('/api/staff/tickets/:ticketId/deletion', withStaff(house, async (req, res) => {
    const id = TicketId.safeParse(req.params.ticketId);
    sendOutcome(res, id.success ? done({ receipt: await findReceipt(house.pool, id.data) }) : refuse('not-found'));
  }));
  router.get('/api/staff/deletions/verify', withStaff(house, async (_req, res) => sendOutcome(res, done(await verifyDeletions(house.pool)))));
  return router;
}
