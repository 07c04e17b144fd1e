import { Router, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { OpenCaptions, ROLE_SEAT, SignIn, type CounterId, type SignInWays, type StaffSession } from '../../../contract/index.ts';
import { counterOf, staffOf, type StaffMember } from '../../city/application/city.ts';
import { done, refuse, type Refused } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse } from '../../web/request.ts';
import { COOKIE, tokenIn, withSeat, withStaff } from '../../web/staff-guard.ts';
import { SESSION_MS } from '../domain/take-counter.ts';
import type { Session } from '../domain/session.ts';
import { endSession, isRightCode, openSession } from './postgres-sessions.ts';

/** Wrong codes from one machine in a minute. The account itself is never locked: that would let anybody lock a clerk out. */
const WRONG_CODES_PER_MINUTE = 10;

const onWire = (house: House, { staffId, counter, role }: Pick<Session, 'staffId' | 'counter' | 'role'>): StaffSession => ({ staffId, counter, role, name: staffOf(house.city, staffId)?.name ?? staffId });
const cookieOf = (house: House) => ({ httpOnly: true, sameSite: 'strict', secure: house.secure, path: '/' }) as const;

/** Where somebody of this role may sit. */
function wrongSeat(house: House, { role }: StaffMember, counter: CounterId | null): Refused | null {
  if (counter === null) return ROLE_SEAT[role] === 'needed' ? refuse('no-counter', { role }) : null;
  if (ROLE_SEAT[role] === 'none') return refuse('not-allowed', { role, right: 'serve' });
  return counterOf(house.city, counter) === undefined ? refuse('not-found') : null;
}

/** Somebody has proven who they are: the session is opened and whatever stood in its way ends. */
export async function enterAs(house: House, req: Request, res: Response, { member, counter, passkey }: { member: StaffMember; counter: CounterId | null; passkey: string | null }): Promise<void> {
  const wrong = wrongSeat(house, member, counter);
  if (wrong !== null) { sendProblem(res, wrong); return; }
  const nowMs = house.clock();
  const staffId = member.id;
  const opened = await openSession(house.pool, { staffId, counter, passkey, heldToken: tokenIn(req.headers.cookie), nowMs });
  if (opened === null) { sendProblem(res, refuse('counter-taken', { counter: counter ?? '' })); return; }
  // Whoever sat there before takes along what was said and seen there.
  for (const gone of opened.ended) { if (gone.counter !== null) house.captions.close(gone.counter); house.sessionEnded(gone.sessionId); }
  if (counter !== null) house.captions.close(counter);
  await house.recordAct(house.pool, { atMs: nowMs, staffId, counter, ticketId: null, act: 'sign-in' });
  res.cookie(COOKIE, opened.token, { ...cookieOf(house), maxAge: SESSION_MS });
  sendOutcome(res, done(onWire(house, { ...opened.session, role: member.role })));
  house.changed();
}

/** `/api/staff/session` and the conversation at the own counter. */
export function staffRoutes(house: House): Router {
  const router = Router();
  const tries = rateLimit({ windowMs: 60_000, limit: WRONG_CODES_PER_MINUTE, skipSuccessfulRequests: true, requestWasSuccessful: (_req, res) => res.statusCode !== 401, standardHeaders: false, legacyHeaders: false, handler: (_req, res) => sendProblem(res, refuse('too-many-requests')) });

  router.get('/api/staff/ways', (_req, res) => sendOutcome<SignInWays>(res, done({ codes: house.city.staffPolicy.codes })));
  router.post('/api/staff/session', tries, async (req, res) => {
    const body = parse(SignIn, req.body);
    if (!body.ok) { sendProblem(res, body); return; }
    const { staffId, code, counter } = body.value;
    if (!house.city.staffPolicy.codes) { sendProblem(res, refuse('not-allowed', { way: 'code' })); return; }
    const member = staffOf(house.city, staffId);
    if (!await isRightCode(member, code) || member === undefined) { sendProblem(res, refuse('wrong-code')); return; }
    await enterAs(house, req, res, { member, counter, passkey: null });
  });
  router.get('/api/staff/session', withStaff(house, async (_req, res, session) => sendOutcome(res, done(onWire(house, session)))));
  router.delete('/api/staff/session', withStaff(house, async (_req, res, session) => {
    const nowMs = house.clock();
    await endSession(house.pool, session.sessionId, nowMs);
    await house.recordAct(house.pool, { atMs: nowMs, staffId: session.staffId, counter: session.counter, ticketId: null, act: 'sign-out' });
    if (session.counter !== null) house.captions.close(session.counter);
    house.sessionEnded(session.sessionId);
    res.clearCookie(COOKIE, cookieOf(house)).status(204).end();
    house.changed();
  }));

  // Opening and closing have no ledger row: doing them twice is the same as once, and nothing of a conversation is ever stored.
  const open = withSeat(house, async (req, res, session) => {
    const how = parse(OpenCaptions, req.body);
    sendOutcome(res, how.ok ? done(house.captions.open(session.counter, how.value)) : how);
  });
  const close = withSeat(house, async (_req, res, session) => {
    house.captions.close(session.counter);
    res.status(204).end();
  });
  router.get('/api/staff/phrasebook', withSeat(house, async (_req, res) => sendOutcome(res, done(house.phrasebook))));
  router.post('/api/staff/captions', open);
  router.post('/api/staff/captions/open', open);
  router.delete('/api/staff/captions', close);
  router.post('/api/staff/captions/close', close);
  return router;
}
