import { Router, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { AskNotices, TicketId, TicketSecret, ticketLabel, type NoticesView } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse } from '../../web/request.ts';
import type { AskedFor } from '../application/ports.ts';
import { isPushService, KeptPush } from './http-push-courier.ts';

/** Nobody switches more often. */
const ASKS_PER_MINUTE = 12;

/** What a ticket's page asks of the hall's notices; the secret is the right to it (Q4). No answer tells an address. */
export function noticeRoutes(house: House, ticketIdOf: (secret: TicketSecret) => Promise<string | null>): Router {
  const router = Router();
  const { notices } = house;
  const own: RequestHandler = async (req, res, next) => {
    const secret = TicketSecret.safeParse(req.params.secret);
    const ticketId = secret.success ? await ticketIdOf(secret.data) : null;
    if (ticketId === null) { sendProblem(res, refuse('not-found')); return; }
    res.locals.ticketId = ticketId;
    next();
  };
  const pace = rateLimit({ windowMs: 60_000, limit: ASKS_PER_MINUTE, keyGenerator: (_req, res) => String(res.locals.ticketId), standardHeaders: false, legacyHeaders: false, handler: (_req, res) => sendProblem(res, refuse('too-many-requests')) });
  const viewOf = async (ticketId: TicketId, asked: string | null = null): Promise<Outcome<NoticesView>> =>
    done({ push: notices.pushKey === null ? null : { key: notices.pushKey }, line: notices.line === null ? null : { account: notices.line.settings.account, code: await codeOf(ticketId) }, mail: notices.mail, on: await notices.ways.list(ticketId), asked });

  const codeOf = async (ticketId: TicketId): Promise<string> => {
    if (house.hall().hall().tickets.every((one) => one.ticketId !== ticketId)) await house.hall().refresh();
    const ticket = house.hall().hall().tickets.find((one) => one.ticketId === ticketId);
    return ticket === undefined ? '' : `${ticketLabel(ticket)}-${notices.line?.lettersOf(ticketId) ?? ''}`;
  };
  router.get('/api/tickets/:secret/notices', own, async (_req, res) => sendOutcome(res, await viewOf(TicketId.parse(res.locals.ticketId))));
  router.post('/api/tickets/:secret/notices', own, pace, async (req, res) => {
    const ticketId = TicketId.parse(res.locals.ticketId);
    const asked = parse(AskNotices, req.body);
    if (!asked.ok) { sendProblem(res, asked); return; }
    const wanted = wantedOf(asked.value, String(req.params.secret), notices);
    if (!wanted.ok) { sendProblem(res, wanted); return; }
    const how = await notices.ways.ask(ticketId, wanted.value, house.clock());
    if (typeof how === 'string') { sendProblem(res, refuse(how === 'full' ? 'too-many-requests' : 'ticket-not-waiting')); return; }
    house.changed();
    sendOutcome(res, await viewOf(ticketId, how.wayId));
  });
  router.delete('/api/tickets/:secret/notices/:wayId', own, pace, async (req, res) => {
    const wayId = z.uuid().safeParse(req.params.wayId);
    const ticketId = TicketId.parse(res.locals.ticketId);
    if (wayId.success) await notices.ways.end(ticketId, wayId.data);
    sendOutcome(res, await viewOf(ticketId));
  });
  return router;
}

function wantedOf(asked: AskNotices, secret: string, { mail, pushServices }: House['notices']): Outcome<AskedFor> {
  if (asked.way === 'mail') return mail ? done({ way: 'mail', language: asked.language, address: asked.address, sameAs: asked.address.toLowerCase() }) : refuse('bad-request', { at: 'way' });
  if (!isPushService(asked.address.endpoint, pushServices)) return refuse('bad-request', { at: 'way' });
  const kept: z.infer<typeof KeptPush> = { address: asked.address, page: `/phone/ticket/${secret}` };
  return done({ way: 'push', language: asked.language, address: JSON.stringify(kept), sameAs: asked.address.endpoint });
}
