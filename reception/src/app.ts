import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import { CounterId, type CityProfile, type TicketId, type TicketView } from '../contract/index.ts';
import { recordAct } from './audit/adapters/postgres-audit.ts';
import { lineReader } from './captions/adapters/line-reader.ts';
import { readGlossary } from './captions/adapters/read-glossary.ts';
import { readPhrasebook } from './captions/adapters/read-phrasebook.ts';
import { captionRooms } from './captions/application/caption-rooms.ts';
import { phraseDesk } from './captions/domain/phrasebook.ts';
import { readCity, readPart } from './city/adapters/read-city.ts';
import { nationalHolidays, readNavigator } from './city/adapters/read-navigator.ts';
import { navigatorProfile, unconfirmedBases } from './city/application/navigator.ts';
import { appointmentRoutes } from './appointments/adapters/appointment-routes.ts';
import { postgresAppointments } from './appointments/adapters/postgres-appointments.ts';
import { isCounted } from './appointments/domain/appointment.ts';
import { appointmentGraceMsOf, cityProfile, counterOf, graceMsOf, staffOf } from './city/application/city.ts';
import { cityOn, dayByDay } from './city/application/fiscal-years.ts';
import { inTransaction, openDatabase } from './database/database.ts';
import { hearOthers } from './database/hear-others.ts';
import { migrate } from './database/migrate.ts';
import { foresightReader, listPromises, postgresForesight } from './forecast/adapters/postgres-foresight.ts';
import { learnFromAppointments, learnFromTickets } from './forecast/application/learn-from-tickets.ts';
import { foretellHall } from './forecast/domain/foretell-hall.ts';
import { openPaperPress } from './forms/adapters/paper/paper-press.ts';
import { heardRoutes } from './forms/adapters/heard-routes.ts';
import { formRoutes } from './forms/adapters/form-routes.ts';
import { postgresSealedForms } from './forms/adapters/postgres-sealed-forms.ts';
import { openFormSeal, secretFile } from './forms/adapters/sealing.ts';
import { csvFile } from './hand-over/adapters/csv-file.ts';
import { handOverRoutes } from './hand-over/adapters/hand-over-routes.ts';
import { readHandOver } from './hand-over/adapters/read-hand-over.ts';
import { vanishForms } from './hand-over/adapters/deletion-journal.ts';
import { applyOnce, claimTogether, forgetOldCommands, LEDGER_KEPT_MS } from './idempotency/adapters/postgres-ledger.ts';
import { kioskRoutes } from './kiosks/adapters/kiosk-routes.ts';
import { forgetOldEvidence, listKiosks } from './kiosks/adapters/postgres-kiosks.ts';
import type { KioskSeen } from './kiosks/domain/kiosk-seen.ts';
import { lineRoutes } from './notices/adapters/line-routes.ts';
import { noticeRoutes } from './notices/adapters/notice-routes.ts';
import { openNotices, type Notices, type NoticeSettings } from './notices/adapters/open-notices.ts';
import { stopRoutes } from './notices/adapters/stop-routes.ts';
import { openPrinting, type Paper } from './printing/adapters/open-printing.ts';
import { printRoutes } from './printing/adapters/print-routes.ts';
import { readPrinters } from './printing/adapters/read-printers.ts';
import type { LineTiming } from './printing/adapters/tcp-printer-line.ts';
import type { PaperSeen } from './printing/domain/paper-views.ts';
import { dayTickets } from './queue/adapters/day-tickets.ts';
import { closeEarlierDays, findTicketBySecret, postgresTicketStore } from './queue/adapters/postgres-ticket-store.ts';
import { openRoutes } from './queue/adapters/open-routes.ts';
import { hashOfSecret, publicRoutes, viewOfSecret } from './queue/adapters/public-routes.ts';
import { visitorRoutes } from './queue/adapters/visitor-routes.ts';
import { asOf } from './queue/domain/ticket.ts';
import { queueRoutes } from './queue/adapters/queue-routes.ts';
import { businessDayAt, momentOf } from './queue/domain/business-day.ts';
import { UNDO_MS } from './queue/domain/decide-act.ts';
import { makePromises } from './queue/application/tell-promise.ts';
import type { Hall } from './queue/domain/project-hall.ts';
import { findSession, forgetOldSessions, listOpenCounters, touchSessions } from './staff/adapters/postgres-sessions.ts';
import { passkeyRoutes } from './staff/adapters/passkey-routes.ts';
import { forgetOldCeremonies } from './staff/adapters/postgres-passkeys.ts';
import { staffRoutes } from './staff/adapters/staff-routes.ts';
import { statisticsRoutes } from './statistics/adapters/statistics-routes.ts';
import { halfTime } from './streams/adapters/half-time.ts';
import { openSocketStreams, type SocketStreams } from './streams/adapters/socket-streams.ts';
import { hallWatch, type HallWatch } from './streams/application/hall-watch.ts';
import { openStreams } from './streams/application/streams.ts';
import { apiDescription } from './web/api-description.ts';
import type { House } from './web/house.ts';
import { describeError, errorHandler, notFound } from './web/problem.ts';
import { jsonBody, sameOrigin } from './web/request.ts';
import { checkRoutes } from './web/routes.ts';
import { tokenIn } from './web/staff-guard.ts';
import { security, surfaces } from './web/surfaces.ts';

export interface ReceptionSettings {
  readonly databaseUrl: string; readonly dataDir: string; readonly cityDir: string; readonly clock: () => number;
  readonly publicUrl: string; readonly facilityUrl: string; readonly cardBridgeUrl: string;
  readonly kioskDist: string; readonly consoleDist: string; readonly enrolment: string;
  readonly dayStartsAt?: string; /** a second face for rare letters on paper, or null */ readonly nameFont: string | null;
  /** where staff passkeys are good: absent, the host name of `publicUrl`; a domain above it where several hosts share them */ readonly staffRpId?: string;
  /** which printer prints for whom; default `printers.json` of the city, which a hall without paper does not have */ readonly printersFile?: string; readonly printTiming?: { readonly line: LineTiming; readonly giveUpMs: number };
  /** how the hall reaches telephones; default: web push alone */ readonly notices?: NoticeSettings;
  readonly log: Logger;
}
/** `sweep` does what the timers do (forms, days, captions, estimates); tests call it after moving their clock. */
export interface Reception { readonly server: Server; readonly house: House; sweep(): Promise<void>; close(): Promise<void> }

/** Estimates move with the clock, forms are due for deletion: looked at this often. */
const SWEEP_MS = 5_000;

/** A hall in a rush is read and foretold half of the time; between two readings at most this long nothing new is shown. */
const HALL_RESTS_MS = 20;

/** Builds the whole reception from its settings; the caller lets `server` listen. */
export async function openReception(settings: ReceptionSettings): Promise<Reception> {
  const { clock, log } = settings;
  const city = await readCity(settings.cityDir, { dayStartsAt: settings.dayStartsAt });
  const navigator = await readNavigator(settings.cityDir, city);
  if (navigator !== null) log.info({ articles: unconfirmedBases(navigator) }, 'navigator.json: a clerk still has to check these against the text of the law');
  const handOver = await readHandOver(settings.cityDir, readPart);
  const printers = await readPrinters(settings.printersFile ?? join(settings.cityDir, 'printers.json'), readPart);
  const seal = await openFormSeal(settings.dataDir);
  const secret = Buffer.from(await secretFile(settings.dataDir, 'server-secret', async () => randomBytes(32).toString('base64url')), 'base64url');
  const serverName = `engawa-${randomUUID()}`;
  const pool = openDatabase(settings.databaseUrl, (error) => log.error(describeError(error), 'an idle database connection broke'), serverName);
  await migrate(pool);

  const publicOrigin = new URL(settings.publicUrl).origin;
  const facilityOrigin = new URL(settings.facilityUrl).origin === publicOrigin ? null : new URL(settings.facilityUrl).origin;
  const links: CityProfile['links'] = { reception: settings.publicUrl, facility: settings.facilityUrl, cardBridge: settings.cardBridgeUrl };
  const onDay = dayByDay(clock, (day) => { const then = cityOn(city, day); return { city: then, profile: cityProfile(then, links) }; });
  const secure = publicOrigin.startsWith('https:');
  const today = (): ReturnType<typeof businessDayAt> => businessDayAt(clock(), city.hall.dayStartsAt);

  const readForesight = foresightReader(city.procedures);
  const tickets = dayTickets(pool, today);
  let promises: { readonly before: string; readonly kept: Hall['promises'] } = { before: '', kept: [] };
  const readHall = async (owed: ReadonlySet<TicketId>): Promise<{ hall: Hall; kiosks: KioskSeen[]; paper: PaperSeen }> => {
    const nowMs = clock();
    const [read, appointments, open, kiosks, { foresight, beliefs }, papers] = await Promise.all([tickets.read(), postgresAppointments(pool).list(today().day), listOpenCounters(pool, nowMs), listKiosks(pool), readForesight(pool), paper.seen(today().day)]);
    const { day, startsAtMs } = read.today;
    const seen = {
      nowMs, tickets: read.tickets.map(asOf(nowMs)), appointments, appointmentGraceMs: appointmentGraceMsOf(city), expected: appointments.filter((one) => isCounted(one, nowMs, appointmentGraceMsOf(city))), graceMs: graceMsOf(city), staffNames: new Map(city.staff.map(({ id, name }) => [id, name])), counters: city.hall.counters, zones: city.hall.zones.map((z) => z.zone), procedures: city.procedures,
      open: open.flatMap(({ counter, staffId, sinceMs }) => { const c = counterOf(city, counter); return c === undefined ? [] : [{ id: c.id, zones: c.zones, sinceMs, closed: (c.closed ?? []).map(([from, until]) => [momentOf(from, { startsAtMs }), momentOf(until, { startsAtMs })] as const), staffName: staffOf(city, staffId)?.name ?? staffId }]; }),
    };
    const hall = await makePromises(postgresTicketStore(pool), { ...seen, foretold: foretellHall(seen, foresight, day, beliefs), promises: promises.kept }, owed);
    if (watch !== null) notices.see(hall);
    return { kiosks, paper: papers, hall };
  };

  const app = express();
  const server = createServer(app);
  const ticketOfStream = new Map<string, string>();
  let sockets: SocketStreams | null = null;
  let watch: HallWatch | null = null;
  const hall = (): HallWatch => { if (watch === null) throw new Error('the hall is not read yet'); return watch; };
  const streams = openStreams({ epoch: randomUUID(), clock, send: (message) => sockets?.send(message) });
  const changed = (): void => { void hall().refresh(); };
  const ticketIdOf = async (code: string): Promise<string | null> => (await findTicketBySecret(pool, hashOfSecret(code)))?.ticketId ?? null;
  const paper: Paper = openPrinting({
    printers, pool, me: serverName, clock, secret, hall, profile: () => onDay().profile, changed, ...(settings.printTiming === undefined ? {} : { timing: settings.printTiming.line, giveUpMs: settings.printTiming.giveUpMs }),
    ticketIdOf, failed: (error) => log.error(describeError(error), 'a printer could not be looked after'),
  });
  const notices: Notices = openNotices({
    settings: settings.notices ?? {}, pool, me: serverName, clock, secret, publicUrl: settings.publicUrl, hall,
    closesAtMs: () => momentOf(city.hall.hours.close, today()), failed: (error) => log.error(describeError(error), 'a notice could not be looked after'),
  });
  const furigana = lineReader(await readGlossary(settings.cityDir));
  const phrasebook = await readPhrasebook(settings.cityDir);
  const captions = captionRooms({ clock, derivation: { phrases: phraseDesk(city.hall.quickPhrases, phrasebook, furigana), furigana }, changed: (view) => { streams.publish(`caption:${view.counter}`, view); } });
  const house: House = {
    get city() { return onDay().city; }, get profile() { return onDay().profile; }, navigator: () => (navigator === null ? null : navigatorProfile(navigator, nationalHolidays, clock())), pool, tickets: postgresTicketStore, dayTickets: tickets, appointments: postgresAppointments, sealedForms: postgresSealedForms, recordAct, clock, today, secret, seal, press: openPaperPress(settings.nameFont), paper, notices, captions, phrasebook, hall,
    enrolment: settings.enrolment, secure, log, changed,
    once: (command, effect) => applyOnce(pool, command, effect), claimTogether,
    async sessionOf(cookie) {
      const token = tokenIn(cookie);
      const kept = token === '' ? null : await findSession(pool, token, clock());
      // Who left the city's file has no role any more, whatever cookie they hold.
      const member = kept === null ? undefined : staffOf(city, kept.staffId);
      return kept === null || member === undefined ? null : { ...kept, role: member.role };
    },
    sessionEnded: (sessionId) => sockets?.forgetSession(sessionId),
  };

  sockets = openSocketStreams(server, {
    publicOrigin, facilityOrigin, clock,
    session: house.sessionOf,
    counterExists: (counter) => counterOf(city, counter) !== undefined,
    hearCaption: (counter, event) => captions.hear(counter, event),
    boardsChanged: () => hall().boardsMoved(),
    async newest(stream) {
      if (stream === 'board' || stream === 'console') return streams.newest(stream) ?? null;
      const [kind, id = '', more] = stream.split(':', 3);
      // One name for one stream: an alias would be a stream of its own that nobody forgets.
      if (more !== undefined) return null;
      if (kind === 'caption') {
        const counter = CounterId.safeParse(id);
        return counter.success && counterOf(city, counter.data) !== undefined ? streams.publish(stream, captions.view(counter.data)) : null;
      }
      const found = kind === 'ticket' ? await viewOfSecret(house, id) : null;
      if (found === null) return null;
      ticketOfStream.set(stream, found.ticketId);
      return streams.publish(stream, found.view);
    },
  });
  const watchedTickets = (): { stream: string; ticketId: string }[] => {
    const watched = new Set(sockets?.watchedStreams('ticket:'));
    for (const stream of ticketOfStream.keys()) if (!watched.has(stream)) { ticketOfStream.delete(stream); streams.drop(stream); }
    return [...ticketOfStream].map(([stream, ticketId]) => ({ stream, ticketId }));
  };
  /** A phone left open over the border of the day is told once how its ticket ended; that is final. */
  const ticketLeft = async (stream: string): Promise<void> => {
    const shown = (streams.newest(stream)?.body as TicketView | undefined)?.status;
    if (shown === 'cancelled' || shown === 'done') return;
    const found = await viewOfSecret(house, stream.slice('ticket:'.length));
    if (found !== null && ticketOfStream.has(stream)) streams.publish(stream, found.view);
  };
  watch = hallWatch({ readHall, pace: halfTime(HALL_RESTS_MS), streams, boards: sockets.boards, watchedTickets, ticketLeft, first: await readHall(new Set()), failed: (error) => log.error(describeError(error), 'the hall could not be read') });

  app.disable('x-powered-by');
  app.use(security({ facilityOrigin, secure }), publicRoutes(house, facilityOrigin), openRoutes(house), apiDescription());
  app.use('/api', sameOrigin(publicOrigin), jsonBody());
  const party = { rpId: settings.staffRpId ?? new URL(settings.publicUrl).hostname, origins: [publicOrigin] };
  app.use(kioskRoutes(house), staffRoutes(house), passkeyRoutes(house, party), heardRoutes(house), formRoutes(house, csvFile), handOverRoutes(house, handOver), printRoutes(house), queueRoutes(house), appointmentRoutes(house), statisticsRoutes(house), noticeRoutes(house, ticketIdOf), lineRoutes(house), stopRoutes(house), visitorRoutes(house));
  app.use('/api', notFound);
  app.use(surfaces({ kiosk: settings.kioskDist, console: settings.consoleDist }), notFound, errorHandler(log));
  checkRoutes(app);

  const sweep = async (): Promise<void> => {
    captions.sweep();
    const { day } = today();
    await closeEarlierDays(pool, day);
    if (promises.before !== day) promises = { before: day, kept: await listPromises(pool, day) };
    await vanishForms(pool, seal.open, { today: today().day, nowMs: clock(), undoMs: UNDO_MS, policy: handOver.policy });
    await inTransaction(pool, (tx) => learnFromTickets(postgresForesight(tx), { day, nowMs: clock(), procedures: city.procedures }));
    await inTransaction(pool, async (tx) => learnFromAppointments(postgresForesight(tx), await postgresAppointments(tx).forget(day), city.procedures));
    await paper.sweep(day);
    await notices.sweep(day);
    await forgetOldCommands(pool, clock());
    await forgetOldSessions(pool, clock() - LEDGER_KEPT_MS);
    await forgetOldCeremonies(pool, clock());
    await forgetOldEvidence(pool, clock() - LEDGER_KEPT_MS);
    for (const over of await touchSessions(pool, sockets?.sessionsPresent() ?? [], clock())) sockets?.forgetSession(over);
    tickets.readWhole();
    await hall().refresh();
  };
  await sweep();
  let sweeping: Promise<void> | null = null;
  const timer = setInterval(() => {
    sweeping ??= sweep().catch((error: unknown) => log.error(describeError(error), 'the sweep failed')).finally(() => { sweeping = null; });
  }, SWEEP_MS);

  const others = hearOthers({ url: settings.databaseUrl, name: serverName, heard: changed, broken: (error) => log.error(describeError(error), 'changes of other servers are not heard; they come with the next sweep') });

  return {
    server, house, sweep,
    async close() {
      clearInterval(timer);
      await paper.close();
      await notices.close();
      await others.close();
      await sweeping;
      await sockets?.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => { server.close(() => resolve()); });
      await hall().refresh();
      await house.press.close();
      await pool.end();
    },
  };
}
