/** A facility-api process on a database of its own, residents who are signed in, and the slots that they may want. */
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { FacilityList, RoomsFound } from '@engawa/facility-api/contract';
import { freshDatabase, makeResident, startFacility } from '@engawa/facility-api/testing';
import type { FreshDatabase, SignedInResident } from '@engawa/facility-api/testing';
import { openCluster } from '../city/postgres/cluster.ts';
import type { Workbench } from './workbench.ts';
import { inLanes } from './workbench.ts';

/** One room for one hour; `space` is its one leaf. */
export type Slot = { room: string; space: string; start: string; end: string };
export type BookingAnswer = { status: number; body: { code?: string; offers?: unknown[] } };
export type BookingCity = {
  readonly database: FreshDatabase;
  readonly slots: readonly Slot[];
  residents(count: number): Promise<SignedInResident[]>;
  place(resident: SignedInResident, slot: Slot): Promise<BookingAnswer>;
};

/** As many as the server has to the database: more would only wait. */
export const LANES = 16;
const HOUR_MS = 3_600_000;
/** A day of the demo city has about 150 bookable hours. */
const DAYS = 30;
let keys = 0;

export async function openBookingCity({ folder, after }: Workbench): Promise<BookingCity> {
  const admin = process.env.TEST_POSTGRES_URL;
  if (!admin) {
    // Its own cluster, with writes forced to disk: the throw-away one of the tests would flatter both sides.
    const cluster = await openCluster({ folder: join(folder, 'postgres') });
    after(() => cluster.stop());
    process.env.TEST_POSTGRES_URL = cluster.url('postgres');
    after(() => { delete process.env.TEST_POSTGRES_URL; });
  }
  const database = await freshDatabase();
  after(() => database.drop());
  const facility = await startFacility({
    PORT: '0', DATABASE_URL: database.url, DATA_DIR: join(folder, 'facility-api'), RATE_PER_MINUTE: '0', LOG_LEVEL: 'fatal',
    MQTT_URL: 'mqtt://127.0.0.1:1', PAYMENT_URL: 'http://127.0.0.1:1', PAYMENT_SECRET: 'bench', PAYMENT_WEBHOOK_SECRET: 'bench',
  });
  after(() => facility.stop());
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  after(() => agent.destroy());

  const place = (resident: SignedInResident, { room, start, end }: Slot): Promise<BookingAnswer> => new Promise((resolve, reject) => {
    const body = JSON.stringify({ room, start, end, people: 1, purpose: '練習', commercial: false, items: [] });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie: resident.cookie, 'idempotency-key': `bench-${(keys += 1)}` };
    const call = request({ agent, host: '127.0.0.1', port: facility.port, method: 'POST', path: '/api/bookings', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text || '{}') as BookingAnswer['body'] })).on('error', reject);
    });
    call.on('error', reject).end(body);
  });
  return { database, slots: await findSlots(facility.url), residents: (count) => makeResidents(database, count), place };
}

/** Hours that are free, of rooms with one leaf: no two of these slots touch each other. */
async function findSlots(url: string): Promise<Slot[]> {
  const list = FacilityList.parse(await (await fetch(`${url}/api/facilities`)).json());
  const leafOf = new Map(list.facilities.flatMap(({ rooms }) => rooms).filter(({ spaces }) => spaces.length === 1).map(({ id, spaces }) => [id as string, String(spaces[0])]));
  const today = Date.parse(`${list.today}T00:00:00+09:00`);
  const slots: Slot[] = [];
  for (let ahead = 1; ahead <= DAYS; ahead += 1) {
    const midnight = today + ahead * 24 * HOUR_MS;
    const day = new Date(midnight + 9 * HOUR_MS).toISOString().slice(0, 10);
    const found = RoomsFound.parse(await (await fetch(`${url}/api/availability?day=${day}&from=13:00&until=14:00&people=1`)).json());
    for (const { room, hours } of found.rooms) {
      const space = leafOf.get(room);
      if (space === undefined) continue;
      for (const { hour, state } of hours) if (state === 'free') slots.push({ room, space, start: new Date(midnight + hour * HOUR_MS).toISOString(), end: new Date(midnight + (hour + 1) * HOUR_MS).toISOString() });
    }
  }
  return slots;
}

async function makeResidents(database: FreshDatabase, count: number): Promise<SignedInResident[]> {
  const made: SignedInResident[] = [];
  await inLanes(Array.from({ length: count }), LANES, async () => { made.push(await makeResident(database.pool)); });
  return made;
}
