import { createHash } from 'node:crypto';
import { Router, type RequestHandler } from 'express';
import { TicketSecret, type TicketView } from '../../../contract/index.ts';
import { done, refuse } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { ticketViewOf } from '../domain/project-hall.ts';
import { asOf, type Ticket } from '../domain/ticket.ts';
import { findTicketBySecret, postgresTicketStore } from './postgres-ticket-store.ts';

export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A ticket and those among which it stands: of today from memory, of another day from the database. */
async function among(house: House, hash: Buffer): Promise<{ ticket: Ticket; tickets: readonly Ticket[] } | null> {
  const read = await house.dayTickets.read();
  const now = asOf(house.clock());
  const ticket = read.ticketOf(hash);
  if (ticket !== undefined) return { ticket: now(ticket), tickets: read.tickets.map(now) };
  const found = await findTicketBySecret(house.pool, hash);
  if (found === null) return null;
  const tickets = (await postgresTicketStore(house.pool).list(found.queueDay)).map(now);
  const old = tickets.find((t) => t.ticketId === found.ticketId);
  return old === undefined ? null : { ticket: old, tickets };
}

/** The ticket behind a QR code, as its owner sees it; null when there is none (or not yet: its kiosk may be cut off). */
export async function viewOfSecret(house: House, secret: string): Promise<{ ticketId: string; view: TicketView } | null> {
  if (!TicketSecret.safeParse(secret).success) return null;
  const found = await among(house, hashOfSecret(secret));
  if (found === null) return null;
  const { ticket, tickets } = found;
  // A ticket that is only just in the queue is not foretold yet in what was read last.
  if (ticket.standing.status === 'waiting' && !house.hall().hall().foretold.tickets.has(ticket.ticketId)) await house.hall().refresh();
  return { ticketId: ticket.ticketId, view: ticketViewOf(ticket, { ...house.hall().hall(), nowMs: house.clock(), tickets }) };
}

/** What anybody may ask: the city, the board, one's own ticket. Also for the phone pages of the residents' server. */
export function publicRoutes(house: House, facilityOrigin: string | null): Router {
  const router = Router();
  const shared: RequestHandler = (req, res, next) => {
    res.vary('Origin');
    if (facilityOrigin !== null && req.get('origin') === facilityOrigin) res.set('access-control-allow-origin', facilityOrigin).set('cross-origin-resource-policy', 'cross-origin');
    next();
  };
  router.get('/api/city', shared, (_req, res) => sendOutcome(res, done(house.profile)));
  router.get('/api/navigator', shared, (_req, res) => {
    const navigator = house.navigator();
    sendOutcome(res, navigator === null ? refuse('not-found') : done(navigator));
  });
  router.get('/api/board', shared, (_req, res) => sendOutcome(res, done(house.hall().board())));
  router.get('/api/tickets/:secret', shared, async (req, res) => {
    const found = await viewOfSecret(house, String(req.params.secret));
    sendOutcome(res, found === null ? refuse('not-found') : done(found.view));
  });
  router.get('/healthz', async (_req, res) => {
    try {
      await house.pool.query('SELECT 1');
      sendOutcome(res, done({ ok: true, name: 'reception', day: house.today().day, time: new Date(house.clock()).toISOString() }));
    } catch { sendProblem(res, refuse('internal')); }
  });
  return router;
}
