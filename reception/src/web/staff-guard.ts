import type { Request, RequestHandler, Response } from 'express';
import { refuse } from '../idempotency/domain/outcome.ts';
import type { Session } from '../staff/domain/session.ts';
import type { House } from './house.ts';
import { sendProblem } from './problem.ts';

export const COOKIE = 'engawa_staff';

/** The staff token in a Cookie header, or ''. */
export const tokenIn = (cookie: string | undefined): string =>
  (cookie ?? '').split(';').map((part) => part.trim()).find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';

/** A handler that only a signed-in clerk reaches. */
export const withStaff = (house: Pick<House, 'sessionOf'>, handle: (req: Request, res: Response, session: Session) => Promise<void>): RequestHandler =>
  async (req, res) => {
    const session = await house.sessionOf(req.headers.cookie);
    if (session === null) sendProblem(res, refuse('not-signed-in'));
    else await handle(req, res, session);
  };
