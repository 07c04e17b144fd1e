import { Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { OpenCaptions, SignIn, type StaffSession } from '../../../contract/index.ts';
import { counterOf, staffOf } from '../../city/application/city.ts';
import { done, refuse } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse } from '../../web/request.ts';
import { COOKIE, tokenIn, withStaff } from '../../web/staff-guard.ts';
import { SESSION_MS } from '../domain/take-counter.ts';
import type { Session } from '../domain/session.ts';
import { endSession, isRightCode, openSession } from './postgres-sessions.ts';

/** Wrong codes from one machine in a minute. The account itself is never locked: that would let anybody lock a clerk out. */
const WRONG_CODES_PER_MINUTE = 10;

const onWire = (house: House, { staffId, counter }: Session): StaffSession => ({ staffId, counter, name: staffOf(house.city, staffId)?.name ?? staffId });

/** `/api/staff/session` and the conversation at the own counter. */
export function staffRoutes(house: House): Router {
  const router = Router();
  const cookie = { httpOnly: true, sameSite: 'strict', secure: house.secure, path: '/' } as const;
  const tries = rateLimit({ windowMs: 60_000, limit: WRONG_CODES_PER_MINUTE, skipSuccessfulRequests: true, requestWasSuccessful: (_req, res) => res.statusCode !== 401, standardHeaders: false, legacyHeaders: false, handler: (_req, res) => sendProblem(res, refuse('too-many-requests')) });

  router.post('/api/staff/session', tries, async (req, res) => {
    const body = parse(SignIn, req.body);
    if (!body.ok) { sendProblem(res, body); return; }
    const { staffId, code, counter } = body.value;
    const member = staffOf(house.city, staffId);
    if (!await isRightCode(member, code)) { sendProblem(res, refuse('wrong-code')); return; }
    if (counterOf(house.city, counter) === undefined) { sendProblem(res, refuse('not-found')); return; }
    const nowMs = house.clock();
    const opened = await openSession(house.pool, { staffId, counter, heldToken: tokenIn(req.headers.cookie), nowMs });
    if (opened === null) { sendProblem(res, refuse('counter-taken', { counter })); return; }
    // Whoever sat there before takes along what was said and seen there.
    for (const gone of opened.ended) { house.captions.close(gone.counter); house.sessionEnded(gone.sessionId); }
    house.captions.close(counter);
    await house.recordAct(house.pool, { atMs: nowMs, staffId, counter, ticketId: null, act: 'sign-in' });
    res.cookie(COOKIE, opened.token, { ...cookie, maxAge: SESSION_MS });
    sendOutcome(res, done(onWire(house, opened.session)));
    house.changed();
  });
  router.get('/api/staff/session', withStaff(house, async (_req, res, session) => sendOutcome(res, done(onWire(house, session)))));
  router.delete('/api/staff/session', withStaff(house, async (_req, res, session) => {
    const nowMs = house.clock();
    await endSession(house.pool, session.sessionId, nowMs);
    await house.recordAct(house.pool, { atMs: nowMs, staffId: session.staffId, counter: session.counter, ticketId: null, act: 'sign-out' });
    house.captions.close(session.counter);
    house.sessionEnded(session.sessionId);
    res.clearCookie(COOKIE, cookie).status(204).end();
    house.changed();
  }));

  // Opening and closing have no ledger row: doing them twice is the same as once, and nothing of a conversation is ever stored.
  router.post(['/api/staff/captions', '/api/staff/captions/open'], withStaff(house, async (req, res, session) => {
    const how = parse(OpenCaptions, req.body);
    sendOutcome(res, how.ok ? done(house.captions.open(session.counter, how.value)) : how);
  }));
  const close = withStaff(house, async (_req, res, session) => {
    house.captions.close(session.counter);
    res.status(204).end();
  });
  router.delete('/api/staff/captions', close);
  router.post('/api/staff/captions/close', close);
  return router;
}
