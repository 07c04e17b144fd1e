import { Router } from 'express';
import { z } from 'zod';
import { TicketId, TicketSecret, ticketLabel, type ActDone, type PaperView } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { readCommand } from '../../web/request.ts';
import { withStaff } from '../../web/staff-guard.ts';
import { isOver, type PaperKind } from '../domain/print-job.ts';
import { settleJob, takeBack } from './postgres-print-jobs.ts';

const JobId = z.uuid();

/** Paper of tickets: what a visitor's own ticket may ask, and what staff do. */
export function printRoutes(house: House): Router {
  const router = Router();

  router.get('/api/tickets/:secret/paper', async (req, res) => {
    const secret = TicketSecret.safeParse(req.params.secret);
    const view = secret.success ? await house.paper.viewOf(secret.data) : null;
    sendOutcome<PaperView>(res, view === null ? refuse('not-found') : done(view));
  });

  router.get('/api/tickets/:secret/paper.png', async (req, res) => {
    const secret = TicketSecret.safeParse(req.params.secret);
    const picture = secret.success ? await house.paper.pictureOf(secret.data) : null;
    if (picture === null) { sendProblem(res, refuse('not-found')); return; }
    res.set('cache-control', 'no-store').type('png').send(picture);
  });

  /** One more paper of a ticket, or a 受付票 for whom a counter serves. */
  const print = (kind: PaperKind) => withStaff(house, async (req, res, session) => {
    const nowMs = house.clock();
    const id = TicketId.safeParse(req.params.ticketId);
    const command = readCommand(req, `staff:${session.staffId}`, house.secret, nowMs);
    if (!id.success || !command.ok) { sendProblem(res, !id.success ? refuse('not-found') : command as Extract<typeof command, { ok: false }>); return; }
    const outcome = await house.once<ActDone>(command.value, async (tx): Promise<Outcome<ActDone>> => {
      const ticket = await house.tickets(tx).lock(id.data);
      if (ticket === null) return refuse('not-found');
      const { status } = ticket.standing;
      if (kind === 'slip' && status !== 'serving' && status !== 'done') return refuse('ticket-not-serving', { status });
      if (isOver(kind, ticket)) return refuse('ticket-not-waiting', { status });
      if (!await house.paper[kind === 'slip' ? 'slip' : 'again'](tx, ticket, session.counter, nowMs)) return refuse('not-found', { at: 'printer' });
      await house.recordAct(tx, { atMs: nowMs, staffId: session.staffId, counter: session.counter, ticketId: id.data, act: `print-${kind}` });
      return done({ ticketId: id.data, label: ticketLabel(ticket), undoUntil: null });
    });
    sendOutcome(res, outcome);
    if (outcome.ok) { house.changed(); house.paper.poke(); }
  });
  router.post('/api/staff/tickets/:ticketId/paper', print('ticket'));
  router.post('/api/staff/tickets/:ticketId/slip', print('slip'));

  router.post('/api/staff/print-jobs/:jobId/cancel', withStaff(house, async (req, res) => {
    const id = JobId.safeParse(req.params.jobId);
    const state = id.success ? await takeBack(house.pool, id.data, house.clock()) : null;
    // What is under way or out cannot be taken back; what was taken back once is so for whoever asks again.
    if (state !== 'withdrawn') { sendProblem(res, refuse('not-found', { at: 'print-job', ...(state === null ? {} : { state }) })); return; }
    res.status(204).end();
    house.changed();
  }));

  router.post('/api/staff/print-jobs/:jobId/settled', withStaff(house, async (req, res) => {
    const id = JobId.safeParse(req.params.jobId);
    if (!id.success || !await settleJob(house.pool, id.data, house.clock())) { sendProblem(res, refuse('not-found')); return; }
    res.status(204).end();
    house.changed();
  }));
  return router;
}
