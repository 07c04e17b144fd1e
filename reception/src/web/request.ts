import { createHmac } from 'node:crypto';
import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import type { Command } from '../idempotency/application/ports.ts';
import { done, refuse, type Outcome } from '../idempotency/domain/outcome.ts';
import { sendProblem } from './problem.ts';

/** A sealed form has at most 120,000 letters (contract/kiosk.ts): twelve people on twelve forms fit; the rest of an intake is small. */
export const BODY_LIMIT = '128kb';
const bodies = new WeakMap<object, Buffer>();

/** Reads JSON and keeps the exact bytes, which kiosks sign and the ledger fingerprints. */
export const jsonBody = (): RequestHandler => express.json({ limit: BODY_LIMIT, verify: (req, _res, bytes) => { bodies.set(req, bytes); } });
export const bytesOf = (req: Request): Buffer => bodies.get(req) ?? Buffer.alloc(0);

/** Parses at the edge: unknown and hostile keys are refused. The facts name the places, never the values. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): Outcome<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  return refuse('bad-request', { at: parsed.error.issues.map((issue) => issue.path.join('.') || '(body)').slice(0, 5).join(' ') });
}

/** The header names the act; its fingerprint is keyed, because a body may hold a phone number that could be guessed from a plain hash. */
export function readCommand(req: Request, scope: string, secret: Buffer, nowMs: number): Outcome<Command> {
  const key = req.get('idempotency-key') ?? '';
  if (!/^[\x21-\x7e]{1,64}$/.test(key)) return refuse('idempotency-key-missing');
  const fingerprint = createHmac('sha256', secret).update(`${req.method} ${req.path}\n`).update(bytesOf(req)).digest();
  return done({ scope, key, fingerprint, nowMs });
}

/** A command from another site's page is refused. Programs without a browser send no Origin; the cookie is SameSite=Strict besides. */
export const sameOrigin = (publicOrigin: string): RequestHandler => (req, res, next) => {
  const origin = req.get('origin');
  const safe = req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';
  if (safe || origin === undefined || isOwnOrigin(origin, req.get('host'), publicOrigin)) next();
  else sendProblem(res, refuse('forbidden-origin'));
};

export function isOwnOrigin(origin: string, host: string | undefined, publicOrigin: string): boolean {
  if (origin === publicOrigin) return true;
  try { return host !== undefined && new URL(origin).host === host; } catch { return false; }
}
