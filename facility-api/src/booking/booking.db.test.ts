import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Allowance, Booking } from '../../contract/index.ts';
import { bookingsAhead } from './adapters/pg-booking-store.ts';
import { newKey, openTestHouse, wishOf } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';
import type { SignedInResident } from '../../testing/make-resident.ts';

let house: TestHouse;
let hanako: SignedInResident;
let taro: SignedInResident;
beforeAll(async () => { house = await openTestHouse(); });
afterAll(() => house.close());
beforeEach(async () => {
  await house.wipe();
  [hanako, taro] = [await house.newResident(), await house.newResident()];
});
const book = (as: SignedInResident, wish: Parameters<TestHouse['book']>[1]): Promise<Booking> => house.book(as, wish);
const overlaps = async (): Promise<number> => (await house.database.pool.query(`SELECT 1 FROM occupancies a JOIN occupancies b ON a.space = b.space AND a.booking < b.booking AND a.during && b.during WHERE a.state IN ('held','confirmed','released') AND b.state IN ('held','confirmed','released')`)).rowCount ?? 0;

describe('booking over HTTP', () => {
  it('[B1] a hold blocks its slot for five minutes and then gives it back', async () => {
    const held = await house.place(hanako, {});
    expect(held.status).toBe(201);
    expect(held.body).toMatchObject({ status: 'held', payment: 'open', pin: null, holdUntil: '2026-11-24T01:05:00.000Z' });
    expect((await house.place(taro, {})).problem.code).toBe('slot-taken');
    house.clock.nowMs += 5 * 60_000;
    expect((await house.ask('GET', `/api/bookings/${held.body.id}`, { as: hanako })).body.status).toBe('lapsed');
    expect((await house.place(taro, {})).status).toBe(201);
    expect(await overlaps()).toBe(0);
  });

  it('[B2] touching bookings are both legal, overlapping ones are not', async () => {
    expect((await house.place(hanako, {})).status).toBe(201);
    expect((await house.place(taro, { start: '2026-11-24T04:00:00Z', end: '2026-11-24T05:00:00Z' })).status).toBe(201);
    expect((await house.place(taro, { start: '2026-11-24T03:30:00Z', end: '2026-11-24T04:30:00Z' })).problem.code).toBe('slot-taken');
  });

  it('[B3] the whole hall takes all of its parts or nothing', async () => {
    const at = { start: '2026-11-25T03:00:00Z', end: '2026-11-25T05:00:00Z', people: 50 };
    expect((await house.place(hanako, { ...at, room: 'hall-b' as never })).status).toBe(201);
    expect((await house.place(taro, { ...at, room: 'hall-whole' as never })).problem.code).toBe('slot-taken');
    expect((await house.place(taro, { ...at, room: 'hall-a' as never })).status).toBe(201);
    expect((await house.place(taro, { ...at, room: 'hall-c' as never })).status).toBe(201);
    expect((await house.database.pool.query(`SELECT 1 FROM bookings WHERE room = 'hall-whole'`)).rowCount).toBe(0);
  });

  it.each([8, 32])('[B4] of %i racers for a free slot exactly one wins, and the others get an offer', async (racers) => {
    const residents = await Promise.all(Array.from({ length: racers }, () => house.newResident()));
    for (const room of ['studio24-a', 'hall-whole']) {
      const answers = await Promise.all(residents.map((as) => house.place(as, { room: room as never, start: '2026-11-25T03:00:00Z', end: '2026-11-25T04:00:00Z' })));
      expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
      const losers = answers.filter((answer) => answer.status !== 201);
      expect(losers.every((answer) => answer.problem.code === 'slot-taken' && (answer.problem.offers?.length ?? 0) > 0)).toBe(true);
    }
    expect(await overlaps()).toBe(0);
  });

  it('[B5] the same key gives the same booking, another body under it is refused', async () => {
    const key = newKey();
    const [first, second] = await Promise.all([house.place(hanako, {}, key), house.place(hanako, {}, key)]);
    expect(first.body.id).toBe(second.body.id);
    expect((await house.place(hanako, {}, key)).body.id).toBe(first.body.id);
    expect((await house.place(hanako, { people: 5 }, key)).problem).toMatchObject({ status: 409, code: 'idempotency-key-reused' });
    expect((await house.ask('POST', '/api/bookings', { as: hanako, body: wishOf({}) })).problem.code).toBe('idempotency-key-missing');
  });

  it('[B6] a resident has at most three holds, also from two phones at once', async () => {
    const answers = await Promise.all([3, 4, 5, 6, 7, 8].map((hour) => house.place(hanako, { start: `2026-11-25T0${hour}:00:00Z`, end: `2026-11-25T0${hour}:30:00Z` })));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(3);
    expect(answers.filter((answer) => answer.status !== 201).every((answer) => answer.problem.code === 'too-many-holds')).toBe(true);
  });

  it('[B20] who lets ten holds go without paying waits until the next day; paying costs nothing of that', async () => {
    const once = async (i: number) => {
      const placed = await house.place(hanako, { start: `2026-11-2${5 + (i % 3)}T03:00:00Z`, end: `2026-11-2${5 + (i % 3)}T03:30:00Z` });
      if (placed.status === 201 && i % 2 === 0) await house.ask('POST', `/api/bookings/${placed.body.id}/cancel`, { as: hanako, key: newKey() });
      else house.clock.nowMs += 5 * 60_000;
      return placed;
    };
    await book(hanako, { start: '2026-11-28T03:00:00Z', end: '2026-11-28T03:30:00Z' });
    for (let i = 0; i < 10; i++) expect((await once(i)).status, String(i)).toBe(201);
    expect((await once(10)).problem).toMatchObject({ status: 429, code: 'too-many-requests' });
    house.clock.nowMs += 24 * 3_600_000;
    expect((await once(10)).status).toBe(201);
  });

  it('[B21] a resident has at most five free bookings ahead', async () => {
    const place = (hour: number) => house.place(hanako, { room: 'niwaishi-salon' as never, people: 5, start: `2026-11-25T0${hour}:00:00Z`, end: `2026-11-25T0${hour}:30:00Z` });
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(place));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 201, 201, 201, 201, 409]);
    house.clock.nowMs = Date.parse('2026-11-26T00:00:00Z');
    expect((await house.place(hanako, { room: 'niwaishi-salon' as never, people: 5, start: '2026-11-27T03:00:00Z', end: '2026-11-27T03:30:00Z' })).status).toBe(201);
  });

  it('[B40] what is left is told before, and the refusal comes exactly when nothing is', async () => {
    const allowance = async () => (await house.ask<Allowance>('GET', '/api/me/allowance', { as: hanako })).body;
    expect(await allowance()).toEqual({ holds: { used: 0, most: 3, left: 3 }, unpaid: { used: 0, most: 10, left: 10 }, freeAhead: { used: 0, most: 5, left: 5 }, lastDay: '2027-02-24', blocked: null });
    for (let hour = 3; hour < 8; hour += 1) {
      const told = await allowance();
      expect((await house.place(hanako, { start: `2026-11-25T0${hour}:00:00Z`, end: `2026-11-25T0${hour}:30:00Z` })).status).toBe(told.blocked === null ? 201 : 409);
    }
    expect(await allowance()).toMatchObject({ holds: { used: 3, left: 0 }, blocked: 'too-many-holds' });
    house.clock.nowMs += 5 * 60_000;
    expect(await allowance()).toMatchObject({ holds: { used: 0 }, unpaid: { used: 3, left: 7 }, blocked: null });
    const ahead = (day: string) => house.place(hanako, { start: `${day}T03:00:00Z`, end: `${day}T04:00:00Z` });
    expect([(await ahead('2027-02-24')).status, (await ahead('2027-02-25')).problem.code]).toEqual([201, 'too-far-ahead']);
    expect((await house.ask('GET', '/api/me/allowance')).problem.code).toBe('not-signed-in');
  });

  it('[B41] bookings ahead are those that still keep their leaves', async () => {
    const whole = await book(hanako, { room: 'hall-whole' as never, start: '2026-11-25T03:00:00Z', end: '2026-11-25T04:00:00Z', people: 50 });
    await house.place(taro, {});
    const gone = await book(taro, { start: '2026-11-25T03:00:00Z', end: '2026-11-25T04:00:00Z' });
    await house.ask('POST', `/api/bookings/${gone.id}/cancel`, { as: taro, key: newKey() });
    const ahead = async (nowMs: number) => (await bookingsAhead(house.database.pool, nowMs)).map(({ reference, spaces }) => [reference, spaces.toSorted()]);
    expect(await ahead(house.clock.nowMs)).toHaveLength(2);
    expect(await ahead(house.clock.nowMs + 5 * 60_000)).toEqual([[whole.reference, ['hall-a', 'hall-b', 'hall-c']]]);
    expect(await ahead(Date.parse('2026-11-25T04:00:00Z'))).toEqual([]);
  });

  it('[B7] offers name the room beside first, then later and earlier times, all of them free', async () => {
    const at = { start: '2026-11-25T03:00:00Z', end: '2026-11-25T04:00:00Z', people: 30 };
    await house.place(hanako, { ...at, room: 'hall-a' as never });
    const lost = await house.place(taro, { ...at, room: 'hall-a' as never });
    expect(lost.problem.offers?.slice(0, 2).map((offer) => [offer.room, offer.kind])).toEqual([['hall-b', 'next-room'], ['hall-c', 'next-room']]);
    for (const offer of lost.problem.offers ?? []) {
      const taken = await house.place(await house.newResident(), { ...at, room: offer.room, start: offer.start, end: offer.end });
      expect([taken.status, taken.body.quote.totalYen]).toEqual([201, offer.totalYen]);
    }
  });

  it('[B8] a free room needs no payment and is confirmed at once', async () => {
    const placed = await house.place(hanako, { room: 'niwaishi-salon' as never, people: 5, start: '2026-11-25T03:00:00Z', end: '2026-11-25T04:00:00Z' });
    expect(placed.body).toMatchObject({ status: 'confirmed', payment: 'none-due', pin: expect.stringMatching(/^[1-9]\d{5}$/) as string });
  });

  it('[B9] a paid booking is cancelled with a refund until 15 minutes before its start', async () => {
    const booking = await book(hanako, {});
    expect(booking).toMatchObject({ status: 'confirmed', payment: 'paid', cancelUntil: '2026-11-24T02:45:00.000Z' });
    const cancelled = await house.ask('POST', `/api/bookings/${booking.id}/cancel`, { as: hanako, key: newKey() });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', payment: 'refund-due', pin: null });
    await house.worker.round();
    expect((await house.ask('GET', `/api/bookings/${booking.id}`, { as: hanako })).body.payment).toBe('refunded');
    expect(house.simulator.refunds.at(-1)?.amount).toBe(600);
    const late = await book(hanako, {});
    house.clock.nowMs = Date.parse('2026-11-24T02:45:00Z');
    expect((await house.ask('POST', `/api/bookings/${late.id}/cancel`, { as: hanako, key: newKey() })).problem.code).toBe('cancel-too-late');
  });

  it("[B10] somebody else's booking looks like none at all", async () => {
    const booking = await book(hanako, {});
    for (const [method, path] of [['GET', ''], ['GET', '/calendar.ics'], ['POST', '/cancel'], ['POST', '/payment'], ['POST', '/unlock']] as const) {
      expect((await house.ask(method, `/api/bookings/${booking.id}${path}`, { as: taro, key: newKey() })).problem, path).toMatchObject({ status: 404, code: 'not-your-booking' });
      expect((await house.ask(method, `/api/bookings/${booking.id}${path}`, { key: newKey() })).problem.code).toBe('not-signed-in');
    }
    expect((await house.ask<Booking[]>('GET', '/api/bookings', { as: taro })).body).toEqual([]);
  });

  it('[B11] the calendar file names time, place and reference, never the PIN', async () => {
    const booking = await book(hanako, {});
    const file = (await house.ask<string>('GET', `/api/bookings/${booking.id}/calendar.ics`, { as: hanako })).body.replaceAll('\r\n ', '');
    expect(file).toContain('DTSTART:20261124T030000Z');
    expect(file).toContain('DTEND:20261124T040000Z');
    expect(file).toContain('X-WR-TIMEZONE:Asia/Tokyo');
    expect(file).toContain('SUMMARY:縁側スタジオ24 音楽スタジオ');
    expect(file).toContain(booking.reference);
    expect(file).not.toContain(booking.pin ?? 'no pin');
  });

  it('[A1] availability is exact from the rows: taken, closed, too small and past are told apart', async () => {
    await house.place(hanako, {});
    const find = async (query: string) => (await house.ask<{ rooms: { room: string; why: string | null; free: boolean; hours: { hour: number; state: string }[] }[]; freeCount: number }>('GET', `/api/availability?${query}`)).body;
    const found = await find('day=2026-11-24&from=12:00&until=13:00&people=5');
    const why = Object.fromEntries(found.rooms.map((room) => [room.room, room.why]));
    expect(why).toMatchObject({ 'studio24-a': 'taken', 'studio24-b': 'too-small', 'hall-a': 'closed', 'niwaishi-kaigi': null });
    expect(found.rooms.find((room) => room.room === 'studio24-a')?.hours.map((hour) => hour.state).slice(9, 14)).toEqual(['past', 'free', 'free', 'taken', 'free']);
    expect(found.freeCount).toBe(found.rooms.filter((room) => room.free).length);
    expect((await find('day=2026-11-24&from=08:00&until=09:00&people=2&facility=engawa-studio24')).rooms.map((room) => room.why)).toEqual(['past', 'past']);
    house.clock.nowMs += 5 * 60_000;
    expect((await find('day=2026-11-24&from=12:00&until=13:00&people=5')).rooms.find((room) => room.room === 'studio24-a')?.free).toBe(true);
    expect((await house.ask('GET', '/api/availability?day=2026-11-24&from=13:00&until=12:00&people=5')).problem.code).toBe('bad-request');
    expect((await house.ask('GET', '/api/availability?day=2026-11-24&from=13:00&until=14:00&people=5&sort=x')).problem.code).toBe('bad-request');
  });
});
