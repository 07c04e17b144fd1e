import express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Logger } from 'pino';
import { Problem } from '../../contract/index.ts';
import type { ProblemCode, ResidentId } from '../../contract/index.ts';
import { STATUS, TITLE } from './route.ts';
import type { Call, Problematic, Reply, Route } from './route.ts';

export interface MountNeeds {
  /** origins whose pages may change something */ origins: readonly string[];
  residentOf(cookies: Record<string, string>): Promise<ResidentId | null>;
  /** requests a minute and address; null = no limit (benches) */ ratePerMinute: number | null;
  /** whose `X-Forwarded-For` is believed (Express `trust proxy`); without it all residents behind the city's proxy share one rate */ trustProxy: string;
  secureCookies: boolean; log: Logger;
}
const KEY_LENGTH = 64;
const BODY_LIMIT = '64kb';

/** Puts the routes on the app: origin, rate, sign-in, key, body and query are judged here, once for all. */
export function mountRoutes(app: Express, routes: Route[], needs: MountNeeds): void {
  app.set('trust proxy', needs.trustProxy);
  const limit = (share: number): RequestHandler => needs.ratePerMinute === null ? (_req, _res, next) => next()
    : rateLimit({ windowMs: 60_000, limit: Math.max(1, Math.floor(needs.ratePerMinute / share)), standardHeaders: 'draft-8', legacyHeaders: false, handler: (_req, res) => sendProblem(res, { refused: 'too-many-requests' }) });
  const general = limit(1);
  const ceremony = limit(10);
  const raw = express.raw({ type: () => true, limit: BODY_LIMIT });
  for (const route of routes) {
    app[route.method](route.path, route.rate === 'ceremony' ? ceremony : general, raw, async (req: Request, res: Response) => {
      const reply = await answer(route, req, needs);
      send(res, reply, needs);
    });
  }
  app.use('/api', (_req, res) => sendProblem(res, { refused: 'not-found' }));
  const failed: ErrorRequestHandler = (error: { type?: string; stack?: string }, req, res, _next) => {
    if (error.type === 'entity.too.large') return sendProblem(res, { refused: 'too-large' });
    if (error.type !== undefined) return sendProblem(res, { refused: 'bad-request' });
    needs.log.error({ stack: error.stack, path: req.route?.path as unknown }, 'request failed');
    return sendProblem(res, { refused: 'internal' });
  };
  app.use(failed);
}

async function answer(route: Route, req: Request, needs: MountNeeds): Promise<Reply> {
  if (route.method === 'post' && !route.machine && !isOurPage(req, needs.origins)) return { refused: 'forbidden-origin' };
  const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  const call: Call = { params: req.params as Record<string, string>, body: undefined, query: undefined, resident: '' as ResidentId, key: '', cookies: cookiesOf(req), header: (name) => req.get(name), raw: bytes };
  if (route.resident) {
    const resident = await needs.residentOf(call.cookies);
    if (!resident) return { refused: 'not-signed-in' };
    call.resident = resident;
  }
  if (route.key) {
    const key = req.get('idempotency-key') ?? '';
    if (!/^[\x21-\x7e]+$/.test(key) || key.length > KEY_LENGTH) return { refused: 'idempotency-key-missing', facts: { longest: KEY_LENGTH } };
    call.key = key;
  }
  if (route.query) {
    const query = route.query.safeParse(req.query);
    if (!query.success) return unreadable(query.error.issues);
    call.query = query.data;
  }
  if (route.body && !route.machine) {
    const json = parseJson(bytes);
    const body = route.body.safeParse(json === undefined ? {} : json);
    if (!body.success) return unreadable(body.error.issues);
    call.body = body.data;
  }
  return route.handle(call);
}

/** A browser always says where a changing request comes from; programs without a browser have no cookie jar to steal from. */
const isOurPage = (req: Request, origins: readonly string[]): boolean => {
  const origin = req.get('origin');
  if (origin !== undefined) return origins.includes(origin);
  const site = req.get('sec-fetch-site');
  return site === undefined || site === 'same-origin';
};

const unreadable = (issues: readonly { path: PropertyKey[] }[]): Problematic => ({ refused: 'bad-request', facts: { where: issues.slice(0, 5).map((issue) => issue.path.join('.') || '(whole)').join(', ') } });

/** null on broken JSON, so that the schema refuses it. */
function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try { return JSON.parse(bytes.toString('utf8')); } catch { return null; }
}

function cookiesOf(req: Request): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (req.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return cookies;
}

function send(res: Response, reply: Reply, needs: MountNeeds): void {
  if ('refused' in reply) return sendProblem(res, reply);
  if ('openSeconds' in reply && reply.openSeconds) res.set({ 'cache-control': `public, max-age=${reply.openSeconds}`, 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  else res.set('cache-control', 'no-store');
  if ('cookie' in reply && reply.cookie) res.cookie(reply.cookie.name, reply.cookie.value, { httpOnly: true, sameSite: 'strict', secure: needs.secureCookies, path: '/', maxAge: reply.cookie.maxAgeSeconds * 1_000 });
  if ('text' in reply) {
    if (reply.filename) res.set('content-disposition', `attachment; filename="${reply.filename}"`);
    res.status(200).type(reply.type).send(reply.text);
  } else if (reply.status === 204) res.status(204).end();
  else res.status(reply.status).json(reply.body);
}

export function sendProblem(res: Response, problem: Problematic): void {
  const code: ProblemCode = problem.refused;
  const body = Problem.parse({ title: TITLE(code), status: STATUS[code], code, ...(problem.facts && { facts: problem.facts }), ...(problem.offers && { offers: problem.offers }) });
  res.status(body.status).set('cache-control', 'no-store').type('application/problem+json').send(JSON.stringify(body));
}
