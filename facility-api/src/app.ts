import { join } from 'node:path';
import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { BookingId, NoticeOutcome } from '../contract/index.ts';
import { accessRoutes } from './access/adapters/http-access.ts';
import type { AgentLedger, DoorLine, GrantIssuer } from './access/application/ports.ts';
import { isDoorReady } from './access/domain/door-health.ts';
import { availabilityRoutes } from './availability/adapters/http-availability.ts';
import { slotRoutes } from './availability/adapters/http-slots.ts';
import { keepOccupation } from './availability/adapters/pg-occupation-keeper.ts';
import type { OccupationKeeper } from './availability/application/ports.ts';
import { bookingRoutes } from './booking/adapters/http-bookings.ts';
import { pgBookingReader } from './booking/adapters/pg-booking-store.ts';
import { standingsOf } from './booking/adapters/pg-standings.ts';
import type { Chance } from './booking/application/ports.ts';
import type { Once } from './booking/application/place-booking.ts';
import type { Database } from './database/database.ts';
import type { City } from './facilities/domain/city.ts';
import { runOnce } from './idempotency/adapters/pg-command-ledger.ts';
import { openDataRoutes } from './open-data/adapters/http-open-data.ts';
import { paymentRoutes } from './payment/adapters/http-payment.ts';
import { paymentsToAsk } from './payment/adapters/pg-payment-store.ts';
import { acceptNotice } from './payment/application/accept-notice.ts';
import type { PaymentGateway } from './payment/application/ports.ts';
import { reconcilePayment } from './payment/application/reconcile-payment.ts';
import type { Notice } from './payment/domain/decide-payment-notice.ts';
import { residentOf, residentRoutes } from './residents/adapters/http-residents.ts';
import { pgResidentStore } from './residents/adapters/pg-resident-store.ts';
import { storesOn, transactOn } from './stores.ts';
import type { StoresOn } from './stores.ts';
import { mountRoutes } from './web/mount.ts';
import { API_PAGE_CSS, apiPage, openApi } from './web/openapi.ts';
import type { Route } from './web/route.ts';

export interface FacilityApi {
  pool: Database; city: City; clock(): number; chance: Chance; gateway: PaymentGateway; issuer: GrantIssuer; ledger: AgentLedger; line: DoorLine; log: Logger;
  /** addresses as browsers write them, without a trailing slash */ publicUrl: string; receptionUrl: string;
  webhookSecret: string; kioskDist: string | null; ratePerMinute: number | null;
  /** proxies in front, as Express names them; default `loopback` */ trustProxy?: string;
  /** other stores than ours, for a proof that needs worse ones */ storesOn?: StoresOn;
  /** wakes the worker: something is due now */ poke(): void;
  /** how long a press waits for the agent, default UNLOCK_WAIT_MS */ unlockWaitMs?: number;
}

/** How long a returning resident waits while we ask the provider; the phone asks again anyway. */
const CATCH_UP_MS = 1_500;

export function facilityApp(api: FacilityApi): { app: Express; routes: Route[]; keeper: OccupationKeeper; accept(notice: Notice, of: { paymentId: string | null; sessionId: string | null }): Promise<NoticeOutcome> } {
  const { pool, city, clock, chance, gateway, issuer, ledger, line, log, poke, publicUrl, receptionUrl } = api;
  const on = api.storesOn ?? storesOn;
  const transact = transactOn(pool, on);
  const reader = pgBookingReader(pool);
  const keeper = keepOccupation(pool, [...city.rooms.values()].flatMap(({ room }) => room.spaces), clock, (faults) => log.error({ faults: faults.length, first: faults[0] }, 'availability differed from the rows; read anew'));
  const residents = pgResidentStore(pool);
  const origins = [...new Set([publicUrl, receptionUrl].map((url) => new URL(url).origin))];
  const once: Once = (request, work) => runOnce(pool, request, clock(), (tx) => work(on(tx)));
  const accept = (notice: Notice, of: { paymentId: string | null; sessionId: string | null }) => transact((stores) => acceptNotice(stores, chance, notice, of, clock()));

  const catchUp = async (booking: { id: BookingId }): Promise<void> => {
    const asking = (async () => {
      for (const payment of await paymentsToAsk(pool, booking.id, clock())) if (await reconcilePayment(gateway, payment, accept)) poke();
    })().catch((error: unknown) => log.warn({ err: (error as Error).message }, 'cannot ask the payment provider'));
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([asking, new Promise<void>((resolve) => { timer = setTimeout(resolve, CATCH_UP_MS); })]);
    clearTimeout(timer);
  };

  const routes: Route[] = [
    ...availabilityRoutes({ city, reader, clock, links: { reception: receptionUrl, facility: publicUrl } }),
    ...slotRoutes({ city, keeper, clock }),
    ...openDataRoutes({ city, keeper, clock, publicUrl }),
    ...residentRoutes({ store: residents, rpId: new URL(publicUrl).hostname, origins, clock }),
    ...bookingRoutes({ city, reader, chance, once, clock, publicUrl, catchUp, poke, standings: (resident) => standingsOf(pool, resident), doorReady: (building, door) => isDoorReady(ledger.agent(building), door) }),
    ...paymentRoutes({ transact, gateway, newId: () => chance.newId(), returnUrl: (booking) => `${publicUrl}/phone/bookings/${booking}`, onUnreachable: (error) => log.warn({ err: (error as Error).message }, 'payment provider unreachable'), webhookSecret: api.webhookSecret, clock, poke, accept }),
    ...accessRoutes({ transact, ledger, line, issuer, newId: () => chance.newId(), clock, poke, ...(api.unlockWaitMs !== undefined && { waitMs: api.unlockWaitMs }) }),
  ];

  const app = express();
  app.disable('x-powered-by');
  app.use(helmet({
    contentSecurityPolicy: { useDefaults: false, directives: {
      defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'"], mediaSrc: ["'self'", 'blob:'], workerSrc: ["'self'"], manifestSrc: ["'self'"],
      connectSrc: ["'self'", new URL(receptionUrl).origin, new URL(receptionUrl).origin.replace(/^http/, 'ws')], objectSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"],
    } },
    strictTransportSecurity: publicUrl.startsWith('https:'), crossOriginEmbedderPolicy: false, referrerPolicy: { policy: 'same-origin' },
  }));
  app.get('/healthz', async (_req, res) => {
    const database = await pool.query('SELECT 1').then(() => true, () => false);
    res.status(database ? 200 : 503).set('cache-control', 'no-store').json({ ok: database, name: 'facility-api', database, doorLine: line.isUp(), now: new Date(clock()).toISOString() });
  });
  app.get('/openapi.json', (_req, res) => { res.json(openApi(routes, publicUrl)); });
  app.get('/api', (_req, res) => { res.type('html').send(apiPage(routes)); });
  app.get('/api/page.css', (_req, res) => { res.type('css').send(API_PAGE_CSS); });
  mountPages(app, api.kioskDist);
  mountRoutes(app, routes, { origins, residentOf: async (cookies) => (await residentOf(residents, cookies, clock()))?.id ?? null, ratePerMinute: api.ratePerMinute, trustProxy: api.trustProxy ?? 'loopback', secureCookies: publicUrl.startsWith('https:'), log });
  return { app, routes, keeper, accept };
}

/** The residents' phone pages. Names in /assets carry a hash of their content, so they never change; everything else is asked anew. */
function mountPages(app: Express, dist: string | null): void {
  app.get('/', (_req, res) => { res.redirect(302, '/phone/rooms'); });
  if (dist === null) return;
  app.use('/assets', express.static(join(dist, 'assets'), { immutable: true, maxAge: '365d', index: false }));
  const fresh = { maxAge: 0, setHeaders: (res: { setHeader(name: string, value: string): void }) => res.setHeader('cache-control', 'no-cache') };
  app.use('/phone', express.static(join(dist, 'phone'), { ...fresh, index: 'index.html' }));
  app.get('/phone/{*page}', (_req, res) => { res.set('cache-control', 'no-cache').sendFile(join(dist, 'phone', 'index.html')); });
  app.use('/icons', express.static(join(dist, 'icons'), { maxAge: '1d', index: false }));
}
