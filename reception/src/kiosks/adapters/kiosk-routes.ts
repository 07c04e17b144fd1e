import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AvoidedVisits, Day, EnrolKiosk, KioskHello, KioskHelp, SubmitIntake, type PublicJwk } from '../../../contract/index.ts';
import { inTransaction } from '../../database/database.ts';
import { done, refuse } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { bytesOf, parse, readCommand } from '../../web/request.ts';
import { withStaff } from '../../web/staff-guard.ts';
import { hearIntake, hearLife, provenKiosk } from './hear-kiosks.ts';
import { isSignedBy, isUsableKey, thumbprintOf } from './kiosk-proof.ts';
import { countAvoidedVisits, listAvoidedVisits } from './postgres-avoided-visits.ts';
import { takeTogether } from './take-together.ts';
import { askForHelp, endHelp, enrolKiosk } from './postgres-kiosks.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const isCode = (expected: string, given: string | undefined): boolean => expected === 'open' || (given !== undefined && timingSafeEqual(sha256(expected), sha256(given)));

const signedWith = (req: Request) => (publicKey: PublicJwk): boolean => isSignedBy(publicKey, bytesOf(req), req.get('engawa-signature') ?? '');

/** `/api/kiosks` and `/api/intakes`: everything a kiosk says, signed with its device key. */
export function kioskRoutes(house: House): Router {
  const router = Router();
  const take = takeTogether(house, setImmediate);
  const enrolments = rateLimit({ windowMs: 60_000, limit: 30, standardHeaders: false, legacyHeaders: false, handler: (_req, res) => sendProblem(res, refuse('too-many-requests')) });

  router.post('/api/kiosks', enrolments, async (req, res) => {
    const body = parse(EnrolKiosk, req.body);
    if (!body.ok) { sendProblem(res, body); return; }
    const { publicKey, enrolmentCode } = body.value;
    if (!isCode(house.enrolment, enrolmentCode) || !isUsableKey(publicKey)) { sendProblem(res, refuse('enrolment-refused')); return; }
    const nowMs = house.clock();
    const enrolled = await inTransaction(house.pool, (tx) => enrolKiosk(tx, { thumbprint: thumbprintOf(publicKey), publicKey, day: house.today().day, nowMs, reclaim: house.enrolment === 'open' }));
    sendOutcome(res, enrolled === null ? refuse('enrolment-refused', { reason: 'no-series-left' }) : done(enrolled), 201);
    house.changed();
  });

  for (const kind of ['boot', 'heartbeat'] as const) {
    router.post(`/api/kiosks/:kioskId/${kind}`, async (req, res) => {
      const proven = await provenKiosk(house, req.params.kioskId ?? '', signedWith(req));
      if (!proven.ok) { sendProblem(res, proven); return; }
      const hello = parse(KioskHello, req.body);
      if (!hello.ok) { sendProblem(res, hello); return; }
      sendOutcome(res, await hearLife(house, kind, proven.value, hello.value));
      house.changed();
    });
  }

  router.post('/api/kiosks/:kioskId/help', async (req, res) => {
    const proven = await provenKiosk(house, req.params.kioskId ?? '', signedWith(req));
    const help = parse(KioskHelp, req.body);
    if (!proven.ok || !help.ok) { sendProblem(res, !proven.ok ? proven : help as Extract<typeof help, { ok: false }>); return; }
    await askForHelp(house.pool, proven.value.kioskId, help.value.wanted, house.clock());
    res.status(204).end();
    house.changed();
  });

  router.post('/api/staff/help/:series/done', withStaff(house, async (req, res) => {
    const series = Number(req.params.series);
    if (!Number.isInteger(series) || !await endHelp(house.pool, series)) { sendProblem(res, refuse('not-found')); return; }
    res.status(204).end();
    house.changed();
  }));

  router.post('/api/kiosks/:kioskId/avoided-visits', async (req, res) => {
    const proven = await provenKiosk(house, req.params.kioskId ?? '', signedWith(req));
    if (!proven.ok) { sendProblem(res, proven); return; }
    const avoided = parse(AvoidedVisits, req.body);
    if (!avoided.ok) { sendProblem(res, avoided); return; }
    const command = readCommand(req, `kiosk:${proven.value.kioskId}`, house.secret, house.clock());
    if (!command.ok) { sendProblem(res, command); return; }
    const known = [...new Set(avoided.value.procedures)].filter((id) => house.navigator()?.rules.some(({ procedure, skip }) => procedure === id && skip !== undefined));
    const counted = await house.once(command.value, async (tx) => { await countAvoidedVisits(tx, house.today().day, known); return done(null); });
    if (counted.ok) res.status(204).end(); else sendProblem(res, counted);
  });

  router.get('/api/staff/avoided-visits', withStaff(house, async (req, res) => {
    const since = parse(Day, req.query['since'] ?? house.today().day);
    sendOutcome(res, since.ok ? done(await listAvoidedVisits(house.pool, since.value)) : since);
  }));

  router.post('/api/intakes', async (req, res) => {
    const intake = parse(SubmitIntake, req.body);
    if (!intake.ok) { sendProblem(res, intake); return; }
    const proven = await provenKiosk(house, intake.value.kioskId, signedWith(req), intake.value.number.day);
    if (!proven.ok) { sendProblem(res, proven); return; }
    const command = readCommand(req, `kiosk:${proven.value.kioskId}`, house.secret, house.clock());
    if (!command.ok) { sendProblem(res, command); return; }
    if (command.value.key !== intake.value.intakeId) { sendProblem(res, refuse('bad-request', { at: 'Idempotency-Key' })); return; }
    const outcome = await hearIntake(house, { command: command.value, intake: intake.value, series: proven.value.series }, take);
    sendOutcome(res, outcome, 201);
    if (outcome.ok) house.paper.poke();
  });
  return router;
}
