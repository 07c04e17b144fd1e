import { Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { LeaveHall, TicketId, TicketSecret, VisitorAct } from '../../../contract/index.ts';
import { graceMsOf } from '../../city/application/city.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse, readCommand } from '../../web/request.ts';
import { actAsVisitor } from '../application/work-the-queue.ts';
import type { VisitorCommand } from '../domain/decide-visitor-act.ts';
import { findTicketBySecret } from './postgres-ticket-store.ts';
import { hashOfSecret, viewOfSecret } from './public-routes.ts';

/** Nobody leaves and comes back more often; every act leaves a row in the ledger. */
const ACTS_PER_MINUTE = 12;

/** The command as the hall knows it now; what the forecast allows is read last, so that it is of this moment. */
async function commandOf(house: House, ticketId: string, act: VisitorAct, body: unknown, nowMs: number): Promise<Outcome<VisitorCommand>> {
  if (act === 'back') return done({ act, nowMs });
  if (act === 'rejoin') return done({ act, nowMs, graceMs: graceMsOf(house.city) });
  const leave = parse(LeaveHall, body);
  if (!leave.ok) return leave;
  await house.hall().refresh();
  return done({ act, nowMs, untilMs: Date.parse(leave.value.until), mayUntilMs: house.hall().hall().foretold.leave.get(TicketId.parse(ticketId)) ?? null });
}

/** What a phone may do with its own ticket; the secret is the right to it (Q4), and nothing else is asked. */
export function visitorRoutes(house: House): Router {
  const router = Router();
  const pace = rateLimit({ windowMs: 60_000, limit: ACTS_PER_MINUTE, keyGenerator: (_req, res) => String(res.locals.ticketId), standardHeaders: false, legacyHeaders: false, handler: (_req, res) => sendProblem(res, refuse('too-many-requests')) });

  router.post('/api/tickets/:secret/:act', async (req, res, next) => {
    const secret = TicketSecret.safeParse(req.params.secret);
    const found = secret.success && VisitorAct.safeParse(req.params.act).success ? await findTicketBySecret(house.pool, hashOfSecret(secret.data)) : null;
    if (found === null) { sendProblem(res, refuse('not-found')); return; }
    res.locals.ticketId = found.ticketId;
    next();
  }, pace, async (req, res) => {
    const nowMs = house.clock();
    const ticketId = TicketId.parse(res.locals.ticketId);
    const command = readCommand(req, `ticket:${ticketId}`, house.secret, nowMs);
    if (!command.ok) { sendProblem(res, command); return; }
    const wanted = await commandOf(house, ticketId, VisitorAct.parse(req.params.act), req.body, nowMs);
    if (!wanted.ok) { sendProblem(res, wanted); return; }
    const outcome = await house.once(command.value, (tx) => actAsVisitor(house.tickets(tx), ticketId, wanted.value));
    if (!outcome.ok) { sendProblem(res, outcome); return; }
    await house.hall().refresh();
    const now = await viewOfSecret(house, String(req.params.secret));
    sendOutcome(res, now === null ? refuse('not-found') : done(now.view));
  });
  return router;
}
