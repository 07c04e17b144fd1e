import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Problem, ProblemCode } from '../../contract/index.ts';
import { refuse, type Outcome, type Refused } from '../idempotency/domain/outcome.ts';

/** HTTP status and English title of every code; the surfaces find their own words for a code. */
const KINDS: Record<ProblemCode, readonly [status: number, title: string]> = {
  'bad-request': [400, 'The request cannot be read'], 'not-found': [404, 'Nothing is here'], 'not-signed-in': [401, 'Nobody is signed in'],
  'wrong-code': [401, 'Staff number or code is wrong'], 'not-allowed': [403, 'The role does not allow this'], 'no-counter': [409, 'This is done at a counter'],
  'passkey-refused': [401, 'The passkey proves nothing'], 'passkey-unknown': [401, 'This passkey belongs to nobody here'], 'challenge-expired': [401, 'That took too long'], 'forbidden-origin': [403, 'The request comes from another site'], 'too-many-requests': [429, 'Too many tries'],
  'too-large': [413, 'The request is too large'], internal: [500, 'Something broke here'],
  'idempotency-key-missing': [400, 'A command needs an Idempotency-Key'], 'idempotency-key-reused': [409, 'This key was used for another command'], 'client-too-old': [426, 'This client is too old'],
  'enrolment-refused': [403, 'This device may not enrol'], 'kiosk-unknown': [404, 'This kiosk is not enrolled'], 'kiosk-signature': [401, 'The signature does not fit the kiosk'],
  'ticket-number-taken': [409, 'This number was given to another ticket'], 'seal-unreadable': [422, 'The form cannot be opened'], 'form-invalid': [422, 'The value does not fit the form'],
  'nobody-waiting': [409, 'Nobody is waiting for this counter'], 'ticket-not-waiting': [409, 'The ticket is not waiting'], 'ticket-not-called': [409, 'The ticket is not called'],
  'ticket-not-serving': [409, 'The ticket is not being served'], 'ticket-elsewhere': [409, 'The ticket is at another counter'], 'counter-busy': [409, 'The counter has a visitor'],
  'ticket-not-missed': [409, 'The ticket was not called in vain'], 'rejoin-too-late': [409, 'The time to come back after a call is over'],
  'ticket-away': [409, 'The visitor is away'], 'leave-too-long': [409, 'The call may come before that'],
  'ticket-held': [409, 'The ticket is kept for another counter or clerk'], 'zone-not-served': [409, 'No counter of this hall serves the zone'], 'same-line': [409, 'The ticket stands in that line'],
  'counter-taken': [409, 'Somebody else works at this counter'], 'form-gone': [410, 'The form was deleted'],
  'appointment-unknown': [404, 'No appointment of today has this reference'], 'appointment-not-expected': [409, 'Nobody is expected by this appointment any more'],
  'state-not-allowed': [409, 'The application cannot take this state'],
  'caption-not-open': [409, 'No conversation is open at this counter'], 'utterance-committed': [409, 'Committed words change by a correction alone'], 'utterance-unknown': [404, 'There is no such utterance'],
};

export const problemOf = ({ code, facts }: Refused): Problem => {
  const [status, title] = KINDS[code];
  return { type: 'about:blank', title, status, code, ...(facts === undefined ? {} : { facts }) };
};

export function sendProblem(res: Response, refused: Refused): void {
  const problem = problemOf(refused);
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** 200 (or `status`) with the value, or the problem of the refusal. Nothing of this API may be kept by a cache. */
export function sendOutcome<T>(res: Response, outcome: Outcome<T>, status = 200): void {
  res.set('cache-control', 'no-store');
  if (outcome.ok) res.status(status).json(outcome.value);
  else sendProblem(res, outcome);
}

export const notFound: RequestHandler = (_req, res) => sendProblem(res, refuse('not-found'));

/** What went wrong, without what it went wrong with: messages and details of the database may quote a row. */
export const describeError = (error: unknown): { name: string; code: string; at: string } => {
  const { name = 'Error', code = '', message = '', stack = '' } = error as { name?: string; code?: string; message?: string; stack?: string };
  // A message may have many lines, and they stand in the stack too: only what follows it, and looks like a place, is told.
  const places = stack.slice(Math.max(0, stack.indexOf(message)) + message.length).split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return { name, code: String(code), at: places.slice(0, 5).map((line) => line.trim()).join(' < ') };
};

export const errorHandler = (log: Logger): ErrorRequestHandler => (error: unknown, _req, res, next) => {
  if (res.headersSent) { next(error); return; }
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') sendProblem(res, refuse('too-large'));
  else if (status === 400 || type?.startsWith('entity.') === true) sendProblem(res, refuse('bad-request'));
  else { log.error(describeError(error), 'a request failed'); sendProblem(res, refuse('internal')); }
};
