import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newKey, openTestHouse } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';
import { mountRoutes } from './mount.ts';
import { route } from './route.ts';

let house: TestHouse;
beforeAll(async () => { house = await openTestHouse(); });
afterAll(() => house.close());
beforeEach(() => house.wipe());

describe('an opponent on the web', () => {
  it('[M5] every route that changes something refuses another site, whatever else is right', async () => {
    const hanako = await house.newResident();
    const { paths } = (await house.ask<{ paths: Record<string, Record<string, unknown>> }>('GET', '/openapi.json')).body;
    const changing = Object.entries(paths).filter(([, methods]) => methods['post']).map(([path]) => path);
    expect(changing.length).toBeGreaterThan(8);
    for (const path of changing.filter((entry) => entry !== '/api/payment/notices')) {
      const url = path.replaceAll(/\{[a-z]+\}/g, '11111111-1111-4111-8111-111111111111');
      const strangers: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'http://localhost:4200.evil.example' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'cross-site' }];
      for (const headers of strangers) {
        expect((await house.ask('POST', url, { as: hanako, key: newKey(), headers })).problem, path).toMatchObject({ status: 403, code: 'forbidden-origin' });
      }
    }
  });

  it('[M7] the PIN is in one column of one table', async () => {
    const hanako = await house.newResident();
    const booking = await house.book(hanako, { purpose: 'canary' });
    house.clock.nowMs = Date.parse('2026-11-24T03:00:00Z');
    await house.worker.round();
    await house.ask('POST', `/api/bookings/${booking.id}/unlock`, { as: hanako, key: newKey() });
    const pin = booking.pin ?? '';
    expect(pin).toMatch(/^\d{6}$/);
    const { rows: columns } = await house.database.pool.query<{ table: string; column: string }>(`SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema = 'public'`);
    const found: string[] = [];
    for (const { table, column } of columns) {
      // as a number of its own: six digits may lie inside a hash or a microsecond by chance
      const hit = await house.database.pool.query(`SELECT 1 FROM "${table}" WHERE "${column}"::text ~ ('(^|[^0-9a-zA-Z_.-])' || $1 || '($|[^0-9a-zA-Z_-])') LIMIT 1`, [pin]);
      if (hit.rowCount) found.push(`${table}.${column}`);
    }
    expect(found).toEqual(['bookings.pin']);
  });

  it('[M8] behind the city\'s own proxy each resident has a rate of their own', async () => {
    const app = express();
    mountRoutes(app, [route({ method: 'get', path: '/api/x', summary: 'x', handle: () => Promise.resolve({ status: 200, body: {} }) })], { origins: [], residentOf: () => Promise.resolve(null), ratePerMinute: 2, trustProxy: 'loopback', secureCookies: false, log: pino({ level: 'silent' }) });
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const from = async (forwarded: string) => (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/x`, { headers: { 'x-forwarded-for': forwarded } })).status;
    expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1')]).toEqual([200, 200, 429]);
    expect(await from('192.0.2.2')).toBe(200);
    // what the resident writes there lies left of what the proxy has seen
    expect(await from('198.51.100.9, 192.0.2.1')).toBe(429);
    await new Promise<void>((resolve) => { server.close(() => resolve()); });
  });
});
