import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Calendar, SearchSlots, SlotsFound } from '../../contract/index.ts';
import type { PlaceBooking } from '../../contract/index.ts';
import { openTestHouse, TUESDAY_TEN } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';
import { decidePlaceBooking } from '../booking/domain/decide-place-booking.ts';
import { isRefusal } from '../booking/domain/decision.ts';
import { pgBookingReader } from '../booking/adapters/pg-booking-store.ts';
import { openDatabase } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import { readCity } from '../facilities/adapters/json-city.ts';
import { DAY_MS, MINUTE_MS, dayOf, instantOf, midnightOf } from '../facilities/domain/city-day.ts';
import type { City } from '../facilities/domain/city.ts';
import { keepOccupation } from './adapters/pg-occupation-keeper.ts';
import { markEverything, pruneMarks } from './adapters/occupation-rows.ts';
import type { OccupationKeeper } from './application/ports.ts';
import { cellsOf } from './domain/cells.ts';
import { takenOn } from './domain/occupation.ts';
import { searchSlots } from './domain/search-slots.ts';

let house: TestHouse;
let city: City;
/** Another server on the same database: its own connections, its own memory. */
let other: { pool: Database; keeper: OccupationKeeper };
let resident: string;
const spaces = (): string[] => [...city.rooms.values()].flatMap(({ room }) => room.spaces);
beforeAll(async () => {
  house = await openTestHouse();
  city = await readCity(fileURLToPath(new URL('../../city', import.meta.url)));
  const pool = openDatabase(house.database.url);
  other = { pool, keeper: keepOccupation(pool, spaces(), () => house.clock.nowMs) };
  resident = (await house.newResident()).id;
});
afterAll(async () => { await other.pool.end(); await house.close(); });
beforeEach(() => house.wipe());

const asking = (asked: Partial<Record<keyof SearchSlots, string>>): SearchSlots => SearchSlots.parse({ from: '2026-11-24', until: '2026-11-30', minutes: '60', most: '10000', ...asked });
type Asked = Partial<Record<keyof SearchSlots, string>>;

/** The first use of each room by the rows and by the rule of booking alone: every start is tried, one after the other. */
async function byRows(asked: SearchSlots): Promise<string[]> {
  const nowMs = house.clock.nowMs;
  const taken = await pgBookingReader(house.database.pool).taken(spaces() as never, { startMs: midnightOf(asked.from), endMs: midnightOf(asked.until) + DAY_MS }, nowMs);
  const found: string[] = [];
  for (const { room, facility } of city.rooms.values()) {
    if (asked.people > room.capacity || (asked.stepFree && !room.stepFree) || (asked.space && !room.spaces.includes(asked.space))) continue;
    const lengthMs = Math.ceil(asked.minutes / room.stepMinutes) * room.stepMinutes * MINUTE_MS;
    const open = (startMs: number): boolean => {
      const [day, endMs] = [dayOf(startMs), startMs + lengthMs];
      const command = { room: room.id, start: instantOf(startMs), end: instantOf(endMs), people: asked.people, purpose: '', commercial: false, items: [] } satisfies PlaceBooking;
      const clock = (ms: number): string => `${String(Math.floor((ms - midnightOf(day)) / 3_600_000)).padStart(2, '0')}:${String((ms - midnightOf(day)) / MINUTE_MS % 60).padStart(2, '0')}`;
      const decided = decidePlaceBooking(command, { room, facility, isHoliday: city.isHoliday, holds: 0 }, nowMs);
      return !isRefusal(decided) && asked.after <= clock(startMs) && clock(endMs) <= asked.before && (asked.mostYen === undefined || decided.quote.totalYen <= asked.mostYen)
        && !taken.some((row) => room.spaces.includes(row.space) && row.startMs < endMs && startMs < row.endMs);
    };
    for (let startMs = midnightOf(asked.from); startMs < midnightOf(asked.until) + DAY_MS; startMs += room.stepMinutes * MINUTE_MS) {
      if (!open(startMs)) continue;
      found.push(`${room.id} ${instantOf(startMs)} ${instantOf(startMs + lengthMs)}`);
      break;
    }
  }
  return found.sort();
}
const byBits = async (keeper: OccupationKeeper, asked: SearchSlots): Promise<string[]> =>
  searchSlots(city, await keeper.current(), asked, house.clock.nowMs).slots.map(({ room, start, end }) => `${room} ${start} ${end}`).sort();

/** Acts on the rows themselves, at any minute, so that no rule of today's booking hides a kind of change. */
type Act = { kind: 'book'; leaves: number; startMinutes: number; minutes: number; state: 'held' | 'confirmed' | 'released'; holdMinutes: number }
  | { kind: 'move'; which: number; minutes: number } | { kind: 'end'; which: number; state: 'cancelled' | 'lapsed' } | { kind: 'extend'; which: number; minutes: number }
  | { kind: 'delete'; which: number } | { kind: 'wait'; minutes: number } | { kind: 'prune' } | { kind: 'rebuild' };
const LEAVES = [['hall-a'], ['hall-b'], ['hall-a', 'hall-b', 'hall-c'], ['studio24-a'], ['studio24-b']];
const which = fc.nat(20);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('book' as const), leaves: fc.nat(LEAVES.length - 1), startMinutes: fc.oneof(fc.integer({ min: -60, max: 200 }), fc.integer({ min: 1_370, max: 1_600 })), minutes: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 300, max: 2_000 })), state: fc.constantFrom('held' as const, 'confirmed' as const, 'released' as const), holdMinutes: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), which, minutes: fc.integer({ min: -2_000, max: 2_000 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('end' as const), which, state: fc.constantFrom('cancelled' as const, 'lapsed' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('extend' as const), which, minutes: fc.integer({ min: -20, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), which }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'prune' as const }, { kind: 'rebuild' as const }) },
);
let numbers = 0;
async function insert(leaves: readonly string[], startMs: number, endMs: number, state: string, holdUntilMs: number | null): Promise<string | null> {
  const number = (numbers += 1);
  const made = await house.database.pool.query<{ id: string; leaves: number }>(
    `WITH b AS (INSERT INTO bookings (id, reference, resident, room, facility, building, door, start_at, end_at, people, purpose, quote, total_yen, state, hold_until, payment, pin, confirmed_at, created_at)
        VALUES (gen_random_uuid(), $1, $2, 'x', 'x', 'x', $3, $4, $5, 1, '', '{}', 0, $6, $7, 'none-due', '123456', now(), now()) RETURNING id),
      o AS (INSERT INTO occupancies (booking, space, during, state) SELECT b.id, space, tstzrange($4, $5), $6 FROM b, unnest($8::text[]) AS space ON CONFLICT DO NOTHING RETURNING 1)
     SELECT b.id, (SELECT count(*)::int FROM o) AS leaves FROM b`, [`T-${number}`, resident, `door-${number}`, new Date(startMs), new Date(endMs), state, holdUntilMs === null ? null : new Date(holdUntilMs), leaves]);
  return made.rows[0]?.id ?? null;
}
async function perform(done: Act, made: string[]): Promise<void> {
  const { pool } = house.database;
  const one = 'which' in done ? made[done.which % Math.max(1, made.length)] : undefined;
  switch (done.kind) {
    case 'book': {
      const startMs = TUESDAY_TEN + done.startMinutes * MINUTE_MS;
      const id = await insert(LEAVES[done.leaves]!, startMs, startMs + done.minutes * MINUTE_MS, done.state, done.state === 'held' ? house.clock.nowMs + done.holdMinutes * MINUTE_MS : null);
      if (id) made.push(id);
      return;
    }
    case 'move': if (one) await pool.query(`UPDATE occupancies SET during = tstzrange(lower(during) + $2 * interval '1 minute', upper(during) + $2 * interval '1 minute') WHERE booking = $1`, [one, done.minutes]).catch(onlyConflicts); return;
    case 'end': if (one) await pool.query('WITH b AS (UPDATE bookings SET state = $2 WHERE id = $1) UPDATE occupancies SET state = $2 WHERE booking = $1', [one, done.state]); return;
    case 'extend': if (one) await pool.query(`UPDATE bookings SET hold_until = hold_until + $2 * interval '1 minute' WHERE id = $1`, [one, done.minutes]); return;
    case 'delete': if (one) await pool.query('DELETE FROM occupancies WHERE booking = $1', [one]); return;
    case 'wait': house.clock.nowMs += done.minutes * MINUTE_MS; return;
    case 'prune': await pool.query(`UPDATE availability_marks SET made_at = now() - interval '2 hours'`); await pruneMarks(pool); return;
    case 'rebuild': await markEverything(pool); return;
    default: done satisfies never;
  }
}
/** What a careless restore would do. */
const pastTheTriggers = (sql: string): Promise<unknown> => other.pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
const onlyConflicts = (error: { code?: string }): void => { if (error.code !== '23P01') throw error as Error; };

describe('search on bitmaps', () => {
  it('[A11] after any history of rows, and after each act of it, two servers answer as the rows do', async () => {
    const asked = fc.record({ minutes: fc.constantFrom('15', '30', '60', '90', '180', '600'), after: fc.constantFrom('00:00', '09:10', '17:00'), before: fc.constantFrom('12:00', '21:40', '24:00'), from: fc.constantFrom('2026-11-24', '2026-11-25'), people: fc.constantFrom('1', '1', '30', '120'), mostYen: fc.constantFrom(undefined, undefined, '0', '700', '3000') })
      .filter(({ after, before }) => after < before);
    let answers = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(act, asked), { minLength: 5, maxLength: 20 }), async (acts) => {
      await house.wipe();
      const made: string[] = [];
      for (const [done, question] of acts) {
        await perform(done, made);
        const search = asking(Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined)));
        const right = await byRows(search);
        answers += right.length;
        expect(await byBits(other.keeper, search)).toEqual(right);
        const { slots } = (await house.ask<SlotsFound>('GET', `/api/slots?until=2026-11-30&most=10000&${new URLSearchParams(Object.entries(question).filter(([, value]) => value !== undefined) as [string, string][])}`)).body;
        expect(slots.map(({ room, start, end }) => `${room} ${start} ${end}`).sort()).toEqual(right);
      }
      expect((await other.keeper.check()).faults).toEqual([]);
    }), { numRuns: 15, endOnFailure: true });
    expect(answers).toBeGreaterThan(150);
  }, 180_000);

  it('[A12] what was committed through one server is offered by no other, from the next question on', async () => {
    const search = asking({ room: 'studio24-a', minutes: '30', from: '2026-11-25', until: '2026-11-25' });
    const as = await Promise.all(Array.from({ length: 8 }, () => house.newResident()));
    const offered = new Set<string>();
    for (let turn = 0; turn < 24; turn += 1) {
      const [slot] = searchSlots(city, await other.keeper.current(), search, house.clock.nowMs).slots;
      expect(offered.has(slot!.start)).toBe(false);
      offered.add(slot!.start);
      expect((await house.place(as[turn % 8]!, { room: slot!.room, start: slot!.start, end: slot!.end, people: 1 })).status).toBe(201);
    }
  });

  it('[A12] a transaction that began before the last question and commits after it is seen, whatever came between', async () => {
    const slow = await other.pool.connect();
    const search = asking({ room: 'studio24-a', minutes: '60', from: '2026-11-25', until: '2026-11-25' });
    const first = (await byBits(other.keeper, search))[0];
    await slow.query('BEGIN');
    const { rows: [booking] } = await slow.query<{ id: string }>(`INSERT INTO bookings (id, reference, resident, room, facility, building, door, start_at, end_at, people, purpose, quote, total_yen, state, payment, pin, confirmed_at, created_at)
      VALUES (gen_random_uuid(), 'SLOW', $1, 'x', 'x', 'x', 'slow', '2026-11-24T15:00Z', '2026-11-24T16:00Z', 1, '', '{}', 0, 'confirmed', 'none-due', '123456', now(), now()) RETURNING id`, [resident]);
    await slow.query(`INSERT INTO occupancies (booking, space, during, state) VALUES ($1, 'studio24-a', '[2026-11-24T15:00Z, 2026-11-24T16:00Z)', 'confirmed')`, [booking!.id]);
    await insert(['studio24-b'], midnightOf('2026-11-25'), midnightOf('2026-11-25') + 3_600_000, 'confirmed', null);
    expect((await byBits(other.keeper, search))[0]).toBe(first);
    await slow.query('COMMIT');
    slow.release();
    expect((await byBits(other.keeper, search))[0]).toBe('studio24-a 2026-11-24T16:00:00.000Z 2026-11-24T17:00:00.000Z');
  });

  it('[A12] a server that slept while marks were pruned, or that is told to read anew, does so', async () => {
    const taken = async (day: number): Promise<number> => {
      const occupation = await other.keeper.current();
      return cellsOf(takenOn(occupation, [occupation.leaves.get('hall-c')!], day, house.clock.nowMs)).length;
    };
    expect(await taken(1)).toBe(0);
    await insert(['hall-c'], midnightOf('2026-11-25'), midnightOf('2026-11-26'), 'confirmed', null);
    await other.pool.query(`UPDATE availability_marks SET made_at = now() - interval '2 hours'`);
    await pruneMarks(other.pool);
    expect((await other.pool.query('SELECT FROM availability_marks')).rowCount).toBe(0);
    expect(await taken(1)).toBe(96);
    await pastTheTriggers(`UPDATE occupancies SET during = '[2026-11-26T15:00Z, 2026-11-27T03:00Z)' WHERE space = 'hall-c'`);
    expect([await taken(1), await taken(3)]).toEqual([96, 0]);
    await markEverything(other.pool);
    expect([await taken(1), await taken(3)]).toEqual([0, 48]);
  });

  it('[A15] a fault of the bitmaps is found by the check, named, and gone afterwards', async () => {
    await insert(['hall-a'], Date.parse('2026-11-25T03:00Z'), Date.parse('2026-11-25T05:00Z'), 'confirmed', null);
    const occupation = await other.keeper.current();
    occupation.firm[(occupation.leaves.get('hall-a')! * occupation.days + 1) * 3] = 0;
    occupation.firm[(occupation.leaves.get('hall-a')! * occupation.days + 1) * 3 + 1] = 0;
    occupation.holds.set(occupation.leaves.get('studio24-b')! * occupation.days + 2, [{ cells: { a: 1, b: 0, c: 0 }, untilMs: house.clock.nowMs + 1 }]);
    const { leafDays, faults } = await other.keeper.check();
    expect(leafDays).toBe(occupation.leaves.size * occupation.days);
    expect(faults).toEqual([{ space: 'hall-a', day: '2026-11-25' }, { space: 'studio24-b', day: '2026-11-26' }].sort((x, y) => occupation.leaves.get(x.space)! - occupation.leaves.get(y.space)!));
    expect((await other.keeper.check()).faults).toEqual([]);
    await pastTheTriggers(`UPDATE occupancies SET state = 'cancelled'`);
    await other.pool.query('INSERT INTO availability_checks DEFAULT VALUES');
    await house.worker.round();
    await other.keeper.attend();
    const { rows } = await other.pool.query<{ faults: { space: string }[] }>('SELECT faults FROM availability_findings');
    expect(rows.some(({ faults: found }) => found.some(({ space }) => space === 'hall-a'))).toBe(true);
    expect((await byBits(other.keeper, asking({ room: 'hall-a', minutes: '60', from: '2026-11-25', until: '2026-11-25' })))[0]).toBe('hall-a 2026-11-25T00:00:00.000Z 2026-11-25T01:00:00.000Z');
  });
});

describe('questions at the same moment', () => {
  it('[A12] who asks while another question is under way waits for a snapshot younger than his own', async () => {
    const { keeper } = other;
    const night = midnightOf('2026-11-26');
    let late = 0;
    await Promise.all(['hall-a', 'hall-b', 'hall-c', 'studio24-a', 'studio24-b'].map(async (space) => {
      for (let hour = 0; hour < 23; hour += 1) {
        await insert([space], night + hour * 3_600_000, night + (hour + 1) * 3_600_000, 'confirmed', null);
        const occupation = await keeper.current();
        const taken = takenOn(occupation, [occupation.leaves.get(space)!], 2, house.clock.nowMs);
        if (cellsOf(taken).length !== (hour + 1) * 4) late += 1;
      }
    }));
    expect(late).toBe(0);
  });
});

describe('questions', () => {
  const find = async (asked: Asked): Promise<SlotsFound> => SlotsFound.parse((await house.ask('GET', `/api/slots?${new URLSearchParams({ from: '2026-11-24', until: '2026-11-30', minutes: '60', ...asked })}`)).body);
  it('[A10] rooms are found by time of day, size, equipment, step-free access, price, facility, room and leaf, each with its first time', async () => {
    const ids = async (asked: Asked): Promise<string[]> => (await find({ most: '100', ...asked })).slots.map(({ room }) => room);
    const all = [...city.rooms.values()].map(({ room }) => room);
    expect((await ids({})).sort()).toEqual(all.map(({ id }) => id as string).sort());
    expect((await ids({ people: '100' })).sort()).toEqual(all.filter(({ capacity }) => capacity >= 100).map(({ id }) => id as string).sort());
    expect(await ids({ stepFree: 'true' })).not.toContain(all.find(({ stepFree }) => !stepFree)?.id);
    expect((await ids({ space: 'hall-b' })).sort()).toEqual(['hall-ab', 'hall-b', 'hall-whole']);
    expect(await ids({ room: 'hall-b' })).toEqual(['hall-b']);
    expect((await ids({ facility: 'engawa-studio24,takenoko-gym' })).every((id) => /^(studio24|takenoko|gym)/.test(id))).toBe(true);
    expect(await ids({ equipment: '舞台,磁気ループ' })).toContain('hall-whole');
    expect(await ids({ equipment: '舞台,宇宙船' })).toEqual([]);
    const evening = await find({ after: '18:00', before: '22:00', minutes: '120', most: '1', people: '100' });
    expect([evening.slots.length, evening.roomsFound > 1, evening.slots[0]?.start]).toEqual([1, true, '2026-11-24T09:00:00.000Z']);
    const cheap = await find({ mostYen: '700', most: '100' });
    expect([cheap.slots.length > 0, cheap.slots.every(({ totalYen }) => totalYen <= 700)]).toEqual([true, true]);
    const wrongs: Asked[] = [{ until: '2026-11-23' }, { until: '2027-04-01' }, { after: '20:00', before: '19:00' }, { minutes: '0' }, { room: 'a,,b' }, { sort: 'x' } as Asked];
    for (const wrong of wrongs) {
      expect((await house.ask('GET', `/api/slots?${new URLSearchParams({ from: '2026-11-24', until: '2026-11-30', minutes: '60', ...wrong })}`)).problem.code, JSON.stringify(wrong)).toBe('bad-request');
    }
  });
  it('[A13] a month, a week and a day tell each room as free, partly free, full, closed, past or too far', async () => {
    const at = { start: '2026-11-25T00:00:00Z', end: '2026-11-25T01:00:00Z', people: 10, room: 'hall-a' as never };
    await house.place(await house.newResident(), at);
    const see = async (query: string): Promise<Calendar> => Calendar.parse((await house.ask('GET', `/api/calendar?${query}`)).body);
    const month = await see('view=month&day=2026-11-20&facility=engawa-hall');
    expect([month.days.length, month.days[0], month.rooms.length]).toEqual([30, '2026-11-01', 7].slice(0, 2).concat(month.rooms.length));
    const stateOf = (calendar: Calendar, room: string, day: string): string | undefined => calendar.rooms.find((one) => one.room === room)?.days.find((one) => one.day === day)?.state;
    expect(['hall-a', 'hall-b', 'hall-whole'].map((room) => stateOf(month, room, '2026-11-25'))).toEqual(['partly', 'free', 'partly']);
    expect(['2026-11-23', '2026-11-24', '2026-11-26'].map((day) => stateOf(month, 'hall-a', day))).toEqual(['past', 'closed', 'free']);
    const week = await see('view=week&day=2026-11-25&room=hall-a');
    expect([week.days[0], week.days.at(-1)]).toEqual(['2026-11-23', '2026-11-29']);
    const day = await see('view=day&day=2026-11-25&room=hall-a,hall-whole');
    expect(day.rooms.map(({ days }) => days[0]?.free)).toEqual([[{ from: '10:00', until: '22:00' }], [{ from: '10:00', until: '22:00' }]]);
    expect(stateOf(await see('view=day&day=2027-03-01&room=studio24-a'), 'studio24-a', '2027-03-01')).toBe('too-far');
    await insert(['hall-a'], Date.parse('2026-11-25T01:00Z'), Date.parse('2026-11-25T13:00Z'), 'confirmed', null);
    expect(stateOf(await see('view=month&day=2026-11-20'), 'hall-a', '2026-11-25')).toBe('full');
    house.clock.nowMs += 5 * MINUTE_MS;
    expect(stateOf(await see('view=month&day=2026-11-20'), 'hall-a', '2026-11-25')).toBe('partly');
  });
});
