import { createHmac, randomBytes } from 'node:crypto';
import { Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { EnrolByWord, PasskeySignIn, StaffCeremonyAnswer, StaffId, type EnrolmentWord, type OwnPasskeys, type StaffPasskey, type StaffPeople } from '../../../contract/index.ts';
import { staffOf } from '../../city/application/city.ts';
import { done, refuse } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse } from '../../web/request.ts';
import { withStaff } from '../../web/staff-guard.ts';
import { enrolmentWord, FRESH_MS, plainWord, WORD_MS } from '../domain/enrolment-word.ts';
import { finishEnrolment, provenPasskey, startEnrolment, startSignIn, type RelyingParty } from './passkey-proof.ts';
import { findWord, keepWord, listPasskeys, revokePasskey } from './postgres-passkeys.ts';
import { endSessionsOf } from './postgres-sessions.ts';
import { enterAs } from './staff-routes.ts';

/** Of one machine in a minute: beginnings, which leave a row for minutes, and answers that prove nothing. */
const BEGINNINGS_PER_MINUTE = 30;
const WRONG_PER_MINUTE = 10;

/** Keyed, because a word is short enough to be found from a plain hash. */
export const wordHash = (secret: Buffer, word: string): Buffer => createHmac('sha256', secret).update(`enrolment word\n${plainWord(word)}`).digest();

const onWire = ({ credentialId, createdAt, lastUsedAt, doubted }: StaffPasskey): StaffPasskey => ({ credentialId, createdAt, lastUsedAt, doubted });

/** A word for one enrolment of this person. */
export async function makeWord(house: Pick<House, 'pool' | 'secret'>, { staffId, madeBy, nowMs }: { staffId: StaffId; madeBy: string; nowMs: number }): Promise<EnrolmentWord> {
  const word = enrolmentWord(randomBytes(64));
  await keepWord(house.pool, { staffId, hash: wordHash(house.secret, word), madeBy, untilMs: nowMs + WORD_MS });
  return { word, until: new Date(nowMs + WORD_MS).toISOString() };
}

/** Passkeys of the staff: sign-in, enrolment by word or by a fresh session, and what a supervisor does with those of others. */
export function passkeyRoutes(house: House, party: RelyingParty): Router {
  const router = Router();
  const limit = { windowMs: 60_000, standardHeaders: false, legacyHeaders: false, handler: (_req: unknown, res: Parameters<typeof sendProblem>[0]) => sendProblem(res, refuse('too-many-requests')) } as const;
  const beginnings = rateLimit({ ...limit, limit: BEGINNINGS_PER_MINUTE });
  const tries = rateLimit({ ...limit, limit: WRONG_PER_MINUTE, skipSuccessfulRequests: true, requestWasSuccessful: (_req, res) => res.statusCode !== 401 && res.statusCode !== 403 });

  router.post('/api/staff/session/passkey/start', beginnings, async (_req, res) => sendOutcome(res, done(await startSignIn(house, party))));
  router.post('/api/staff/session/passkey', tries, async (req, res) => {
    const body = parse(PasskeySignIn, req.body);
    const proven = body.ok ? await provenPasskey(house, party, body.value) : body;
    if (!body.ok || !proven.ok) { sendProblem(res, proven as Extract<typeof proven, { ok: false }>); return; }
    const member = staffOf(house.city, proven.value.staffId);
    if (member === undefined) { sendProblem(res, refuse('passkey-unknown')); return; }
    await enterAs(house, req, res, { member, counter: body.value.counter, passkey: proven.value.credentialId });
  });

  router.post('/api/staff/enrolments/start', tries, async (req, res) => {
    const body = parse(EnrolByWord, req.body);
    if (!body.ok) { sendProblem(res, body); return; }
    const hash = wordHash(house.secret, body.value.word);
    const staffId = await findWord(house.pool, hash, house.clock());
    const member = staffId === null ? undefined : staffOf(house.city, staffId);
    sendOutcome(res, member === undefined ? refuse('enrolment-refused') : done(await startEnrolment(house, party, member, hash)));
  });
  router.post('/api/staff/enrolments', tries, async (req, res) => {
    const body = parse(StaffCeremonyAnswer, req.body);
    const enrolled = body.ok ? await finishEnrolment(house, party, body.value, 'word') : body;
    if (!enrolled.ok) { sendProblem(res, enrolled); return; }
    await house.recordAct(house.pool, { atMs: house.clock(), staffId: enrolled.value.staffId, counter: null, ticketId: null, act: 'enrol-passkey' });
    res.status(204).end();
  });

  router.get('/api/staff/passkeys', withStaff(house, async (_req, res, session) => sendOutcome<OwnPasskeys>(res, done({ passkeys: (await listPasskeys(house.pool, session.staffId)).map(onWire) }))));
  router.post('/api/staff/passkeys/start', withStaff(house, async (_req, res, session) => {
    const member = staffOf(house.city, session.staffId);
    sendOutcome(res, member === undefined || house.clock() - session.openedAtMs > FRESH_MS ? refuse('challenge-expired') : done(await startEnrolment(house, party, member, null)));
  }));
  router.post('/api/staff/passkeys', withStaff(house, async (req, res, session) => {
    const body = parse(StaffCeremonyAnswer, req.body);
    const enrolled = body.ok ? await finishEnrolment(house, party, body.value, session) : body;
    if (!enrolled.ok) { sendProblem(res, enrolled); return; }
    await house.recordAct(house.pool, { atMs: house.clock(), staffId: session.staffId, counter: session.counter, ticketId: null, act: 'enrol-passkey' });
    res.status(204).end();
  }));

  router.get('/api/staff/people', withStaff(house, async (_req, res) => {
    const passkeys = await listPasskeys(house.pool);
    const people = house.city.staff.map(({ id, name, role, scrypt }) => ({ staffId: id, name, role, hasCode: scrypt !== undefined && house.city.staffPolicy.codes, passkeys: passkeys.filter((p) => p.staffId === id).map(onWire) }));
    sendOutcome<StaffPeople>(res, done({ people }));
  }));
  router.post('/api/staff/people/:staffId/enrolment-word', withStaff(house, async (req, res, session) => {
    const id = StaffId.safeParse(req.params.staffId);
    if (!id.success || staffOf(house.city, id.data) === undefined) { sendProblem(res, refuse('not-found')); return; }
    const nowMs = house.clock();
    const word = await makeWord(house, { staffId: id.data, madeBy: session.staffId, nowMs });
    await house.recordAct(house.pool, { atMs: nowMs, staffId: session.staffId, counter: session.counter, ticketId: null, act: 'enrolment-word' });
    sendOutcome<EnrolmentWord>(res, done(word));
  }));
  router.delete('/api/staff/people/:staffId/passkeys/:credentialId', withStaff(house, async (req, res, session) => {
    const id = StaffId.safeParse(req.params.staffId);
    const credentialId = String(req.params.credentialId);
    const nowMs = house.clock();
    if (!id.success || !await revokePasskey(house.pool, { credentialId, staffId: id.data, by: session.staffId }, nowMs)) { sendProblem(res, refuse('not-found')); return; }
    await house.recordAct(house.pool, { atMs: nowMs, staffId: session.staffId, counter: session.counter, ticketId: null, act: 'revoke-passkey' });
    for (const gone of await endSessionsOf(house.pool, credentialId, nowMs)) { if (gone.counter !== null) house.captions.close(gone.counter); house.sessionEnded(gone.sessionId); }
    res.status(204).end();
    house.changed();
  }));
  return router;
}
