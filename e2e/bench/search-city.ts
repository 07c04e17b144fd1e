/** Cities of any size for the search bench: ten rooms a house, one of them a hall of two parts, and ten bookings a leaf and day. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { SlotsFound } from '@engawa/facility-api/contract';
import type { SlotFound } from '@engawa/facility-api/contract';
import { freshDatabase, makeResident, startFacility } from '@engawa/facility-api/testing';
import type { FreshDatabase } from '@engawa/facility-api/testing';
import { openCluster } from '../city/postgres/cluster.ts';
import type { Workbench } from './workbench.ts';

export const DAYS = 31;
/** Of thirteen open hours; every leaf and day has others. */
const HOURS_TAKEN = 10;
const OPEN = { from: 9, hours: 13 } as const;
const ROOMS_A_HOUSE = 10;

export type Room = { id: string; spaces: string[] };
/** The whole use lies between `after` and `before` of one day. */
export type Question = { minutes: number; after: string; before: string };
export type SearchCity = {
  readonly database: FreshDatabase; readonly rooms: readonly Room[]; readonly bookings: number; readonly from: string; readonly until: string; readonly firstAnswerMs: number;
  ask(question: Question, most: number): Promise<{ slots: SlotFound[]; ms: number }>;
  close(): Promise<void>;
};

/** A cluster of its own with writes forced to disk, unless the environment names one. */
export async function openSearchCluster({ folder, after }: Workbench): Promise<void> {
  if (process.env.TEST_POSTGRES_URL) return;
  const cluster = await openCluster({ folder: join(folder, 'postgres') });
  after(() => cluster.stop());
  process.env.TEST_POSTGRES_URL = cluster.url('postgres');
  after(() => { delete process.env.TEST_POSTGRES_URL; });
}

export async function openSearchCity(folder: string, count: number): Promise<SearchCity> {
  const rooms = await writeCity(join(folder, `city-${count}`), count);
  const database = await freshDatabase();
  const from = tokyoDay(Date.now() + 86_400_000);
  const until = tokyoDay(Date.now() + DAYS * 86_400_000);
  const bookings = await fill(database, [...new Set(rooms.flatMap(({ spaces }) => spaces))], from);
  const facility = await startFacility({
    PORT: '0', DATABASE_URL: database.url, DATA_DIR: join(folder, `facility-${count}`), CITY_DIR: join(folder, `city-${count}`), RATE_PER_MINUTE: '0', LOG_LEVEL: 'fatal',
    MQTT_URL: 'mqtt://127.0.0.1:1', PAYMENT_URL: 'http://127.0.0.1:1', PAYMENT_SECRET: 'bench', PAYMENT_WEBHOOK_SECRET: 'bench',
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask: SearchCity['ask'] = async (question, most) => {
    const begun = performance.now();
    const body = await get(agent, facility.port, `/api/slots?${new URLSearchParams({ from, until, after: question.after, before: question.before, minutes: String(question.minutes), most: String(most) })}`);
    const ms = performance.now() - begun;
    return { slots: SlotsFound.parse(body).slots, ms };
  };
  const firstAnswerMs = (await ask({ minutes: 60, after: '00:00', before: '24:00' }, 1)).ms;
  return { database, rooms, bookings, from, until, firstAnswerMs, ask, async close() { agent.destroy(); await facility.stop(); await database.drop(); } };
}

const tokyoDay = (ms: number): string => new Date(ms + 9 * 3_600_000).toISOString().slice(0, 10);

const get = (agent: Agent, port: number, path: string): Promise<unknown> => new Promise((resolve, reject) => {
  request({ agent, host: '127.0.0.1', port, path }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => resolve(JSON.parse(text))).on('error', reject);
  }).on('error', reject).end();
});

type Json = Record<string, unknown>;
/** Houses after the demo city's own file, open every day. */
async function writeCity(folder: string, count: number): Promise<Room[]> {
  const model = JSON.parse(await readFile(new URL('../../facility-api/city/takenoko-gym.json', import.meta.url), 'utf8')) as Json & { rooms: Json[] };
  await mkdir(folder, { recursive: true });
  const rooms: Room[] = [];
  const houses = Array.from({ length: count / ROOMS_A_HOUSE }, (_, house) => {
    const id = `house-${house}`;
    const own = Array.from({ length: ROOMS_A_HOUSE }, (_, i) => {
      const last = i === ROOMS_A_HOUSE - 1;
      return { id: `${id}-r${i}`, spaces: last ? [`${id}-r0`, `${id}-r1`] : [`${id}-r${i}`] };
    });
    rooms.push(...own);
    return { ...model, id, building: id, closures: [], opening: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'], open: '09:00', close: '22:00' }], rooms: own.map((room) => ({ ...model.rooms[0], ...room, facility: id, stepMinutes: 30, capacity: 100 })) };
  });
  await writeFile(join(folder, 'city.json'), JSON.stringify({ title: { ja: '大きな市', 'ja-easy': 'おおきな まち', en: 'A large city' }, facilities: houses.map(({ id }) => id), holidays: [] }));
  for (const house of houses) await writeFile(join(folder, `${house.id}.json`), JSON.stringify(house));
  return rooms;
}

/** Rows past the constraint that would judge each of them: it is made again at the end, and judges all of them then. */
async function fill({ pool }: FreshDatabase, leaves: readonly string[], from: string): Promise<number> {
  const { id } = await makeResident(pool);
  const { rows: [constraint] } = await pool.query<{ text: string }>(`SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'one_booking_per_leaf'`);
  await pool.query('ALTER TABLE occupancies DROP CONSTRAINT one_booking_per_leaf; ALTER TABLE bookings DROP CONSTRAINT one_pin_per_door; ALTER TABLE occupancies DISABLE TRIGGER USER');
  await pool.query(`CREATE TABLE wanted AS SELECT gen_random_uuid() AS id, row_number() OVER () AS number, space, at + interval '1 hour' * hour AS start_at, at + interval '1 hour' * (hour + 1) AS end_at
    FROM unnest($1::text[]) AS space, generate_series(0, ${DAYS} - 1) AS day, LATERAL (SELECT ($2::date + day + time '0${OPEN.from}:00') AT TIME ZONE 'Asia/Tokyo' AS at) AS opening,
      LATERAL (SELECT hour FROM generate_series(0, ${OPEN.hours} - 1) AS hour ORDER BY hashtext(space || day || '.' || hour) LIMIT ${HOURS_TAKEN}) AS hours`, [leaves, from]);
  const { rowCount } = await pool.query(`INSERT INTO bookings (id, reference, resident, room, facility, building, door, start_at, end_at, people, purpose, quote, total_yen, state, payment, pin, confirmed_at, created_at)
    SELECT id, 'N' || number, $1, space, 'house', 'house', space, start_at, end_at, 1, '', '{}', 0, 'confirmed', 'none-due', '123456', now(), now() FROM wanted`, [id]);
  await pool.query(`INSERT INTO occupancies (booking, space, during, state) SELECT id, space, tstzrange(start_at, end_at), 'confirmed' FROM wanted`);
  await pool.query(`ALTER TABLE occupancies ADD CONSTRAINT one_booking_per_leaf ${constraint?.text}`);
  await pool.query('ALTER TABLE occupancies ENABLE TRIGGER USER; DROP TABLE wanted; ANALYZE');
  return rowCount ?? 0;
}
