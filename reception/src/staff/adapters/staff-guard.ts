import type { Request, RequestHandler, Response } from 'express';
import { refuse } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendProblem } from '../../web/problem.ts';
import { findSession, type Session } from './postgres-sessions.ts';

export const COOKIE = 'engawa_staff';

/** The staff token in a Cookie header, or ''. */
export const tokenIn = (cookie: string | undefined): string =>
  (cookie ?? '').split(';').map((part) => part.trim()).find((part) => part.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';

export const sessionOf = async (house: House, cookie: string | undefined): Promise<Session | null> => {
  const token = tokenIn(cookie);
  return token === '' ? null : findSession(house.pool, token, house.clock());
};

/** A handler that only a signed-in clerk reaches. */
export const withStaff = (house: House, handle: (req: Request, res: Response, session: Session) => Promise<void>): RequestHandler =>
  async (req, res) => {
    const session = await sessionOf(house, req.headers.cookie);
    if (session === null) sendProblem(res, refuse('not-signed-in'));
    else await handle(req, res, session);
  };
