import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { IssuerKeys } from '@engawa/locks/contract';
import pino from 'pino';
import type { Booking, PlaceBooking, Problem } from '../contract/index.ts';
import { issuerOf } from '../src/access/adapters/ed25519-issuer.ts';
import { openDoorLine } from '../src/access/adapters/mqtt-door-line.ts';
import { openAgentLedger } from '../src/access/adapters/pg-agent-ledger.ts';
import { facilityApp } from '../src/app.ts';
import { nodeChance } from '../src/booking/adapters/node-chance.ts';
import { readCity } from '../src/facilities/adapters/json-city.ts';
import { komojuGateway } from '../src/payment/adapters/komoju-gateway.ts';
import { makeWorker } from '../src/worker.ts';
import type { Worker } from '../src/worker.ts';
import { freshDatabase } from './fresh-database.ts';
import type { FreshDatabase } from './fresh-database.ts';
import { makeResident } from './make-resident.ts';
import type { SignedInResident } from './make-resident.ts';
import { startPaymentSimulator } from './payment-simulator.ts';
import type { PaymentSimulator } from './payment-simulator.ts';

/** 2026-11-24 (Tuesday) 10:00 in Tokyo. */
export const TUESDAY_TEN = Date.parse('2026-11-24T01:00:00Z');
export const SECRETS = { secret: 'sk_test_1', webhookSecret: 'whsec_1' } as const;

export interface Answer<T> { status: number; body: T; problem: Problem }
export interface TestHouse {
  url: string; issuerKeys: IssuerKeys; database: FreshDatabase; simulator: PaymentSimulator; worker: Worker;
  /** hand-driven */ clock: { nowMs: number };
  ask<T = Booking>(method: 'GET' | 'POST', path: string, options?: { as?: SignedInResident; body?: unknown; key?: string; headers?: Record<string, string> }): Promise<Answer<T>>;
  newResident(): Promise<SignedInResident>;
  place(as: SignedInResident, wish: Partial<PlaceBooking>, key?: string): Promise<Answer<Booking>>;
  /** holds and pays; the confirmed booking */ book(as: SignedInResident, wish: Partial<PlaceBooking>): Promise<Booking>;
  startPayment(as: SignedInResident, id: string): Promise<string>;
  /** no bookings, no money, ten o'clock */ wipe(): Promise<void>;
  close(): Promise<void>;
}
let keys = 0;
export const newKey = (): string => `key-${(keys += 1)}`;
export const wishOf = (wish: Partial<PlaceBooking>): unknown => ({ room: 'studio24-a', start: '2026-11-24T03:00:00Z', end: '2026-11-24T04:00:00Z', people: 4, purpose: '練習', commercial: false, items: [], ...wish });

/** `mqttUrl` absent: the city is cut off from every building. */
export interface TestHouseSettings { mqttUrl?: string; unlockWaitMs?: number }

/** The whole server in this process on a fresh database, with a hand-driven clock and a simulated payment provider. */
export async function openTestHouse(settings: TestHouseSettings = {}): Promise<TestHouse> {
  const database = await freshDatabase();
  const clock = { nowMs: TUESDAY_TEN };
  const now = (): number => clock.nowMs;
  const log = pino({ level: 'silent' });
  const simulator = await startPaymentSimulator({ ...SECRETS, slowMs: 100 });
  const issuer = issuerOf(generateKeyPairSync('ed25519').privateKey);
  const ledger = await openAgentLedger(database.pool);
  const city = await readCity(fileURLToPath(new URL('../city', import.meta.url)));
  const line = openDoorLine({ url: settings.mqttUrl ?? 'mqtt://127.0.0.1:1', ledger, issuer, clock: now, log, buildings: new Set(city.facilities.map(({ building }) => building)), clientId: 'engawa-city' });
  const gateway = komojuGateway(simulator.url, SECRETS.secret);
  const chance = nodeChance();
  const { app, keeper, accept } = facilityApp({ pool: database.pool, city, clock: now, chance, gateway, issuer, ledger, line, log, publicUrl: 'http://localhost:4200', receptionUrl: 'http://localhost:4100', webhookSecret: SECRETS.webhookSecret, kioskDist: null, ratePerMinute: null, poke: () => {}, ...(settings.unlockWaitMs !== undefined && { unlockWaitMs: settings.unlockWaitMs }) });
  const worker = makeWorker({ pool: database.pool, clock: now, issuer, ledger, line, gateway, log, newId: () => chance.newId(), keeper, accept });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  simulator.notifyTo(`${url}/api/payment/notices`);

  const ask: TestHouse['ask'] = async (method, path, options = {}) => {
    const response = await fetch(`${url}${path}`, { method, headers: { ...(options.as && { cookie: options.as.cookie }), ...(options.key && { 'idempotency-key': options.key }), ...(method === 'POST' && { 'content-type': 'application/json' }), ...options.headers }, ...(method === 'POST' && { body: JSON.stringify(options.body ?? {}) }) });
    const text = await response.text();
    const body = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) as never : text as never;
    return { status: response.status, body, problem: body };
  };
  const place: TestHouse['place'] = (as, wish, key = newKey()) => ask('POST', '/api/bookings', { as, key, body: wishOf(wish) });
  const startPayment = async (as: SignedInResident, id: string): Promise<string> => (await ask<{ url: string }>('POST', `/api/bookings/${id}/payment`, { as, key: newKey() })).body.url.split('/').at(-1) ?? '';
  return {
    url, issuerKeys: issuer.keys, database, simulator, worker, clock, ask, place, startPayment, newResident: () => makeResident(database.pool),
    async wipe() {
      clock.nowMs = TUESDAY_TEN;
      simulator.behave('good');
      simulator.deliveries.length = 0;
      simulator.refunds.length = 0;
      // DELETE, because TRUNCATE of these small tables takes twenty times as long.
      for (const table of ['unlocks', 'grants', 'jobs', 'notices', 'payments', 'occupancies', 'bookings', 'commands', 'audit', 'journal_heads']) await database.pool.query(`DELETE FROM ${table}`);
    },
    async book(as, wish) {
      const held = await place(as, wish);
      if (held.status !== 201) throw new Error(`not held: ${JSON.stringify(held.body)}`);
      await simulator.pay(await startPayment(as, held.body.id));
      return (await ask('GET', `/api/bookings/${held.body.id}`, { as })).body;
    },
    async close() {
      await line.close().catch(() => {});
      await new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); });
      await simulator.close();
      await database.drop();
    },
  };
}
