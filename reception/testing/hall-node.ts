import { createHash, createHmac, randomUUID } from 'node:crypto';
import { CounterId, StaffId, SubmitIntake, TicketId, ticketLabel, ticketZone, type ActDone, type BoardState, type CityProfile, type DeskTicketIssued, type IntakeAccepted, type KioskEnrolled, type KioskHello, type KioskWelcome, type ProcedureId, type PublicJwk, type StreamMessage, type TicketAct, type Zone } from '../contract/index.ts';
import { inTransaction, type Database, type Queryable } from '../src/database/database.ts';
import { postgresSealedForms } from '../src/forms/adapters/postgres-sealed-forms.ts';
import { applyOnce } from '../src/idempotency/adapters/postgres-ledger.ts';
import type { Once } from '../src/idempotency/application/ports.ts';
import { done, refuse, type Outcome } from '../src/idempotency/domain/outcome.ts';
import { hearIntake, hearLife, provenKiosk, type KioskHouse } from '../src/kiosks/adapters/hear-kiosks.ts';
import { thumbprintOf } from '../src/kiosks/adapters/kiosk-proof.ts';
import { enrolKiosk, listKiosks } from '../src/kiosks/adapters/postgres-kiosks.ts';
import { closeEarlierDays, postgresTicketStore } from '../src/queue/adapters/postgres-ticket-store.ts';
import { actAsVisitor, actOnTicket, callNext } from '../src/queue/application/work-the-queue.ts';
import type { TicketStore } from '../src/queue/application/ports.ts';
import { businessDayAt } from '../src/queue/domain/business-day.ts';
import type { Ticket } from '../src/queue/domain/ticket.ts';
import { boardOf, type Hall } from '../src/queue/domain/project-hall.ts';
import type { Standing } from '../src/queue/domain/standing.ts';
import { hallWatch } from '../src/streams/application/hall-watch.ts';
import { openStreams } from '../src/streams/application/streams.ts';

export interface Clerk { readonly staffId: string; readonly counter: string }
/** What an experiment may put in the place of a part. */
export interface HallParts { once: (pool: Database) => Once; tickets: (db: Queryable) => TicketStore; /** 呼ばれて来られなかった方 may come back for so long */ graceMs: number }
export const PARTS: HallParts = { once: (pool) => (command, effect) => applyOnce(pool, command, effect), tickets: postgresTicketStore, graceMs: 20 * 60_000 };

/** One reception without HTTP, sockets, sign-in, forecast and signatures: the queue, the kiosks and the streams, over any database. */
export interface HallNode {
  enrol(publicKey: PublicJwk): Promise<Outcome<KioskEnrolled>>;
  hello(kind: 'boot' | 'heartbeat', kioskId: string, hello: KioskHello, signedBy: string): Promise<Outcome<KioskWelcome>>;
  takeIn(body: string, key: string, signedBy: string): Promise<Outcome<IntakeAccepted>>;
  callNext(clerk: Clerk, key: string): Promise<Outcome<ActDone>>;
  act(clerk: Clerk, key: string, ticketId: string, act: TicketAct): Promise<Outcome<ActDone>>;
  /** 「列に戻る」 on the phone of whoever holds this ticket */ rejoin(ticketId: string, key: string): Promise<Outcome<{ status: Standing['status'] }>>;
  desk(clerk: Clerk, key: string, procedures: readonly ProcedureId[]): Promise<Outcome<Omit<DeskTicketIssued, 'secret'>>>;
  board(): BoardState;
  newest(stream: 'board' | 'console'): StreamMessage | undefined;
  sweep(): Promise<void>;
}
export interface HallNodeDependencies {
  readonly pool: Database; readonly city: CityProfile; readonly dayStartsAt: string; readonly epoch: string; readonly secret: Buffer; readonly clock: () => number;
  readonly send: (message: StreamMessage) => void; readonly failed: (error: unknown) => void; readonly parts?: Partial<HallParts>;
  /** told whose work a transaction is: the key of the command */ readonly working?: (tx: Queryable, key: string) => void;
}

/** Parses a row of the list once, with production's own parser, for as long as the memory database gives the same row. */
const listOnce = (tickets: HallParts['tickets']): HallParts['tickets'] => {
  const parsed = new WeakMap<object, Ticket>();
  return (db) => ({
    ...tickets(db),
    async list(queueDay) {
      let all: readonly object[] = [];
      const query = async (text: string, params: unknown[]) => { ({ rows: all } = await db.query<object>(text, params)); return { rows: all.filter((row) => !parsed.has(row)) }; };
      const fresh = await tickets({ query } as unknown as Queryable).list(queueDay);
      for (const row of all) if (!parsed.has(row)) parsed.set(row, fresh.shift() as Ticket);
      return all.map((row) => parsed.get(row) as Ticket);
    },
  });
};

const NOTHING_FORETOLD = { tickets: new Map(), zones: new Map(), forecasts: new Map(), leave: new Map() };
/** A seal that nobody opens here. */
const SEAL_TO: KioskWelcome['sealTo'] = { keyId: 'sealed', publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } };

export async function openHallNode(deps: HallNodeDependencies): Promise<HallNode> {
  const { pool, city, clock, secret } = deps;
  const chosen = { ...PARTS, ...deps.parts };
  const parts: HallParts = { ...chosen, tickets: listOnce(chosen.tickets) };
  const today = (): ReturnType<typeof businessDayAt> => businessDayAt(clock(), deps.dayStartsAt);
  const base = parts.once(pool);
  const once: Once = (command, effect) => base(command, (tx) => { deps.working?.(tx, command.key); return effect(tx); });
  const zonesOf = (counter: string): readonly Zone[] => city.counters.find(({ id }) => id === counter)?.zones ?? [];
  const open = city.counters.map(({ id, zones }) => ({ id, zones, staffName: id, sinceMs: 0 }));
  const readHall = async (): Promise<{ hall: Hall; kiosks: Awaited<ReturnType<typeof listKiosks>> }> => {
    const nowMs = clock();
    const [tickets, kiosks] = await Promise.all([parts.tickets(pool).list(today().day), listKiosks(pool)]);
    return { kiosks, hall: { nowMs, tickets, open, counters: city.counters, zones: city.zones.map(({ zone }) => zone), procedures: city.procedures, foretold: NOTHING_FORETOLD, appointments: [], appointmentGraceMs: 0, promises: [], graceMs: parts.graceMs, staffNames: new Map() } };
  };
  const streams = openStreams({ epoch: deps.epoch, clock, send: deps.send });
  await closeEarlierDays(pool, today().day);
  const watch = hallWatch({ readHall, streams, boards: { list: () => [], announced: () => {} }, watchedTickets: () => [], ticketLeft: async () => {}, failed: deps.failed, first: await readHall() });
  await watch.refresh();
  const house: KioskHouse = { pool, once, tickets: parts.tickets, sealedForms: postgresSealedForms, clock, today, secret, city: { hall: { dayStartsAt: deps.dayStartsAt } }, profile: city, seal: { sealTo: SEAL_TO }, hall: () => watch };

  const then = async <T>(outcome: Promise<Outcome<T>>): Promise<Outcome<T>> => { const known = await outcome; if (known.ok) void watch.refresh(); return known; };
  /** Like reception's own door: the whole request is the command's fingerprint. */
  const command = (scope: string, key: string, request: string) => ({ scope, key, fingerprint: createHmac('sha256', secret).update(request).digest(), nowMs: clock() });
  const proven = (kioskId: string, signedBy: string, givenOn?: string) => provenKiosk(house, kioskId, ({ x }) => x === signedBy, givenOn);

  return {
    enrol: (publicKey) => then(inTransaction(pool, async (tx) => {
      const enrolled = await enrolKiosk(tx, { thumbprint: thumbprintOf(publicKey), publicKey, day: today().day, nowMs: clock(), reclaim: false });
      return enrolled === null ? refuse('enrolment-refused') : done(enrolled);
    })),
    async hello(kind, kioskId, hello, signedBy) {
      const kiosk = await proven(kioskId, signedBy);
      // Production reads the hall anew here too, for the staff's list of kiosks; nothing of that is played.
      return kiosk.ok ? hearLife(house, kind, kiosk.value, hello) : kiosk;
    },
    async takeIn(body, key, signedBy) {
      const intake = SubmitIntake.parse(JSON.parse(body));
      const kiosk = await proven(intake.kioskId, signedBy, intake.number.day);
      return kiosk.ok ? hearIntake(house, { command: command(`kiosk:${kiosk.value.kioskId}`, key, `POST /api/intakes\n${body}`), intake, series: kiosk.value.series }) : kiosk;
    },
    callNext(clerk, key) {
      const told = command(`staff:${clerk.staffId}`, key, 'POST /api/staff/call-next\n');
      return then(once(told, (tx) => callNext(parts.tickets(tx), { queueDay: today().day, zones: zonesOf(clerk.counter), counter: CounterId.parse(clerk.counter), staffId: StaffId.parse(clerk.staffId), nowMs: told.nowMs })));
    },
    act(clerk, key, ticketId, act) {
      const told = command(`staff:${clerk.staffId}`, key, `POST /api/staff/tickets/${ticketId}/${act}\n`);
      return then(once(told, (tx) => actOnTicket(parts.tickets(tx), TicketId.parse(ticketId), { act, detail: {}, counter: CounterId.parse(clerk.counter), staffId: StaffId.parse(clerk.staffId), nowMs: told.nowMs, hall: { zones: zonesOf(clerk.counter), served: city.counters.flatMap(({ zones }) => zones), procedures: city.procedures, graceMs: parts.graceMs } })));
    },
    rejoin(ticketId, key) {
      const told = command(`ticket:${ticketId}`, key, `POST rejoin ${ticketId}`);
      return then(once(told, (tx) => actAsVisitor(parts.tickets(tx), TicketId.parse(ticketId), { act: 'rejoin', graceMs: parts.graceMs, nowMs: told.nowMs })));
    },
    desk(clerk, key, procedures) {
      const told = command(`staff:${clerk.staffId}`, key, `POST /api/staff/tickets\n${procedures.join(' ')}`);
      const zone = ticketZone(procedures, city);
      if (zone === undefined) return Promise.resolve(refuse('bad-request'));
      // Derived from the command as at reception's own door: a second sending makes the same secret.
      const secretHash = createHash('sha256').update(told.fingerprint).update(key).digest();
      return then(once(told, async (tx) => {
        const store = parts.tickets(tx);
        const { day } = today();
        const number = { day, series: 0, sequence: await store.nextDeskNumber(day) };
        const ticketId = TicketId.parse(randomUUID());
        const at = { issuedAtMs: told.nowMs, receivedAtMs: told.nowMs, orderAtMs: told.nowMs };
        const added = await store.add({ ticketId, ...number, queueDay: day, intakeId: null, secretHash, zone, procedures, language: 'ja', ...at, standing: { status: 'waiting' }, hasForm: false, care: null, bookedAtMs: null });
        return added ? done({ ticketId, label: ticketLabel(number), zone }) : refuse('ticket-number-taken', { label: ticketLabel(number) });
      }));
    },
    board: () => boardOf(watch.hall()),
    newest: (stream) => streams.newest(stream),
    async sweep() { await closeEarlierDays(pool, today().day); await watch.refresh(); },
  };
}
