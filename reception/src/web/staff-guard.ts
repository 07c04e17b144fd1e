import type { Request, RequestHandler, Response } from 'express';
import { AT_A_COUNTER, mayRole } from '../../contract/index.ts';
import { refuse } from '../idempotency/domain/outcome.ts';
import type { Seated, Session } from '../staff/domain/session.ts';
import type { House } from './house.ts';
import { sendProblem } from './problem.ts';
import { rightOf } from './routes.ts';

export const COOKIE = 'engawa_staff';

/** The staff token in a Cookie header, or ''. */
export const tokenIn = (cookie: string | undefined): string =>
  (cookie ?? '').split(';').map((part) => part.trim()).find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';

/** A handler that only a signed-in person reaches whose role allows this route (routes.ts), and who sits at a counter where the right is exercised at one. */
export const withStaff = (house: Pick<House, 'sessionOf'>, handle: (req: Request, res: Response, session: Session) => Promise<void>): RequestHandler =>
  async (req, res) => {
    const session = await house.sessionOf(req.headers.cookie);
    const right = rightOf(req.method, String((req.route as { path: unknown }).path));
    if (session === null) sendProblem(res, refuse('not-signed-in'));
    else if (!mayRole(session.role, right)) sendProblem(res, refuse('not-allowed', { role: session.role, right }));
    else if (session.counter === null && AT_A_COUNTER.includes(right)) sendProblem(res, refuse('no-counter', { right }));
    else await handle(req, res, session);
  };

/** The same for a route whose right is exercised at a counter. */
export const withSeat = (house: Pick<House, 'sessionOf'>, handle: (req: Request, res: Response, session: Seated) => Promise<void>): RequestHandler =>
  withStaff(house, async (req, res, session) => {
    if (session.counter === null) throw new Error(`${req.method} ${req.path} is done at a counter, and its row in routes.ts does not say so`);
    await handle(req, res, { ...session, counter: session.counter });
  });
