import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AvoidedVisits, Day, EnrolKiosk, KioskHello, KioskHelp, SubmitIntake, ticketLabel, TicketId, type IntakeAccepted } from '../../../contract/index.ts';
import { inTransaction, type Transaction } from '../../database/database.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import { spanOfDay } from '../../queue/domain/business-day.ts';
import { aheadOf } from '../../queue/domain/promise.ts';
import { withPromise, type TicketForetold } from '../../queue/application/with-promise.ts';
import { rangeOnWire } from '../../queue/domain/project-hall.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { bytesOf, parse, readCommand } from '../../web/request.ts';
import { withStaff } from '../../web/staff-guard.ts';
import { admitIntake } from '../application/admit-intake.ts';
import { hearHeartbeat, startKiosk, type KioskMemory } from '../application/hear-kiosk.ts';
import { learn } from '../domain/number-from.ts';
import { isSignedBy, isUsableKey, makeToken, readToken, thumbprintOf } from './kiosk-proof.ts';
import { countAvoidedVisits, listAvoidedVisits } from './postgres-avoided-visits.ts';
import { askForHelp, endHelp, enrolKiosk, findEvidence, findKiosk, rememberLife, saveEvidence, sawKiosk, type Kiosk } from './postgres-kiosks.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const isCode = (expected: string, given: string | undefined): boolean => expected === 'open' || (given !== undefined && timingSafeEqual(sha256(expected), sha256(given)));

async function provenKiosk(house: House, req: Request, kioskId: string, givenOn?: string): Promise<Outcome<Kiosk>> {
  const kiosk = await findKiosk(house.pool, kioskId);
  // A retired kiosk speaks no more; what it gave out until that day may still arrive.
  if (kiosk === null || (kiosk.retiredOn !== null && !(givenOn !== undefined && givenOn <= kiosk.retiredOn))) return refuse('kiosk-unknown');
  return isSignedBy(kiosk.publicKey, bytesOf(req), req.get('engawa-signature') ?? '') ? done(kiosk) : refuse('kiosk-signature');
}

const memoryOf = (tx: Transaction, house: House, kiosk: Kiosk, life: string, nowMs: number): KioskMemory => ({
  bootId: kiosk.bootId,
  evidence: (day) => findEvidence(tx, kiosk.kioskId, day),
  save: (day, evidence) => saveEvidence(tx, kiosk.kioskId, day, evidence),
  isNewLife: (bootId) => rememberLife(tx, kiosk.kioskId, bootId, nowMs),
  seen: (bootId, pending) => sawKiosk(tx, kiosk.kioskId, { bootId, pending, nowMs }),
  readToken: (token) => readToken(house.secret, kiosk.kioskId, life, token),
  makeToken: () => makeToken(house.secret, kiosk.kioskId, life, nowMs),
});

/** The ticket as it will stand in the queue, for the promise that is given with it. */
async function promiseFor(tx: Transaction, house: House, ticket: Ticket, queueDay: string, nowMs: number): Promise<{ ahead: number; foretold: TicketForetold }> {
  const tickets = await house.tickets(tx).list(queueDay);
  return { ahead: aheadOf(ticket, tickets, house.hall().hall().open, nowMs), foretold: house.foretell(ticket, tickets, nowMs) };
}

async function takeIn(tx: Transaction, house: House, intake: SubmitIntake, series: number, nowMs: number): Promise<Outcome<IntakeAccepted>> {
  const numberDay = spanOfDay(intake.number.day, house.city.hall.dayStartsAt);
  const admitted = admitIntake({ intake, series, ticketId: TicketId.parse(randomUUID()), secretHash: sha256(intake.secret), city: house.profile, nowMs, today: house.today().day, numberDayStartsAtMs: numberDay.startsAtMs });
  if (!admitted.ok) return admitted;
  const over = admitted.value.standing.status === 'cancelled';
  const { ahead, foretold } = over ? { ahead: 0, foretold: null } : await promiseFor(tx, house, { ...admitted.value, lastAct: null, announcements: 0, form: 'none' }, admitted.value.queueDay, nowMs);
  if (!await house.tickets(tx).add(withPromise(admitted.value, foretold))) return refuse('ticket-number-taken', { label: ticketLabel(intake.number) });
  if (intake.sealed !== null && !over) await house.sealedForms(tx).keep(admitted.value.ticketId, intake.intakeId, intake.sealed);
  await findKiosk(tx, intake.kioskId, true);
  const learned = learn(await findEvidence(tx, intake.kioskId, intake.number.day), { lastSequence: intake.number.sequence, tokenMs: null });
  if (learned !== null) await saveEvidence(tx, intake.kioskId, intake.number.day, learned);
  return done({ label: ticketLabel(intake.number), ahead, range: rangeOnWire(foretold?.range ?? null) });
}

/** `/api/kiosks` and `/api/intakes`: everything a kiosk says, signed with its device key. */
export function kioskRoutes(house: House): Router {
  const router = Router();
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

  for (const [path, hear] of [['boot', startKiosk], ['heartbeat', hearHeartbeat]] as const) {
    router.post(`/api/kiosks/:kioskId/${path}`, async (req, res) => {
      const proven = await provenKiosk(house, req, req.params.kioskId ?? '');
      if (!proven.ok) { sendProblem(res, proven); return; }
      const hello = parse(KioskHello, req.body);
      if (!hello.ok) { sendProblem(res, hello); return; }
      const outcome = await inTransaction(house.pool, async (tx) => {
        // The row lock puts this kiosk's words in one order; the time is read under it.
        const kiosk = await findKiosk(tx, proven.value.kioskId, true) ?? proven.value;
        const nowMs = house.clock();
        return hear(memoryOf(tx, house, kiosk, hello.value.bootId, nowMs), { hello: hello.value, today: house.today(), nowMs, sealTo: house.seal.sealTo });
      });
      sendOutcome(res, outcome);
      house.changed();
    });
  }

  router.post('/api/kiosks/:kioskId/help', async (req, res) => {
    const proven = await provenKiosk(house, req, req.params.kioskId ?? '');
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
    const proven = await provenKiosk(house, req, req.params.kioskId ?? '');
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
    const proven = await provenKiosk(house, req, intake.value.kioskId, intake.value.number.day);
    if (!proven.ok) { sendProblem(res, proven); return; }
    const nowMs = house.clock();
    const command = readCommand(req, `kiosk:${proven.value.kioskId}`, house.secret, nowMs);
    if (!command.ok) { sendProblem(res, command); return; }
    if (command.value.key !== intake.value.intakeId) { sendProblem(res, refuse('bad-request', { at: 'Idempotency-Key' })); return; }
    const outcome = await house.once(command.value, (tx) => takeIn(tx, house, intake.value, proven.value.series, nowMs));
    sendOutcome(res, outcome, 201);
    if (outcome.ok) house.changed();
  });
  return router;
}
