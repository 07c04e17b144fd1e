import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkCity } from '../../testing/check-city.ts';
import type { Booking, ChangePreview, PlaceBooking } from '../../contract/index.ts';
import { newKey, openTestHouse, wishOf } from '../../testing/test-house.ts';
import type { Answer, TestHouse } from '../../testing/test-house.ts';
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
const LEAVES: Record<string, number> = { 'hall-whole': 3, 'hall-ab': 2 };
const well = async (): Promise<void> => { expect(await checkCity(house.database.pool, (room) => LEAVES[room] ?? 1)).toEqual([]); };
const change = (as: SignedInResident, id: string, wish: Partial<PlaceBooking>, key = newKey()): Promise<Answer<Booking>> => house.ask('POST', `/api/bookings/${id}/change`, { as, key, body: wishOf(wish) });
const look = async (as: SignedInResident, id: string): Promise<Booking> => (await house.ask('GET', `/api/bookings/${id}`, { as })).body;
const cancel = (as: SignedInResident, id: string): Promise<Answer<Booking>> => house.ask('POST', `/api/bookings/${id}/cancel`, { as, key: newKey() });
const at = (from: number, until: number): Partial<PlaceBooking> => ({ start: new Date(Date.parse('2026-11-24T03:00:00Z') + from * 60_000).toISOString(), end: new Date(Date.parse('2026-11-24T03:00:00Z') + until * 60_000).toISOString() });
/** Thursday the 26th at noon, in the hall that has cancellation rules. */
const inHall = (room: string, hour = 3, hours = 1): Partial<PlaceBooking> => ({ room: room as never, start: `2026-11-26T0${hour}:00:00Z`, end: `2026-11-26T0${hour + hours}:00:00Z`, people: 10 });

describe('change without cancelling', () => {
  it.each([
    ['beside', 60, 120], ['half an hour later', 30, 90], ['half an hour earlier', -30, 30], ['into its own time', 0, 30],
  ])('[B30] a confirmed booking moves %s and keeps its reference and number', async (_, from, until) => {
    const booking = await house.book(hanako, at(0, 60));
    const moved = await change(hanako, booking.id, at(from, until));
    expect([moved.status, moved.body.start, moved.body.end, moved.body.reference, moved.body.pin, moved.body.status]).toEqual([200, at(from, until).start, at(from, until).end, booking.reference, booking.pin, 'confirmed']);
    // Only what it had and does not have any more is free.
    for (let part = 0; part < 60; part += 30) expect((await house.place(taro, at(part, part + 30))).status).toBe(part >= from && part < until ? 409 : 201);
    await well();
  });

  it('[B30] from one part to the whole hall and back: all leaves or none', async () => {
    const booking = await house.book(hanako, inHall('hall-whole'));
    await house.place(taro, inHall('hall-c', 5));
    expect((await change(hanako, booking.id, inHall('hall-whole', 5))).problem).toMatchObject({ code: 'slot-taken', offers: expect.anything() as never });
    expect(await look(hanako, booking.id)).toMatchObject({ room: 'hall-whole', start: '2026-11-26T03:00:00.000Z' });
    expect((await house.place(taro, inHall('hall-a'))).problem.code).toBe('slot-taken');
    expect((await change(hanako, booking.id, inHall('hall-ab', 5))).status).toBe(200);
    expect((await house.place(await house.newResident(), inHall('hall-whole'))).status).toBe(201);
    await well();
  });

  it('[B30] two who want to swap both keep what they have; of many who move to one free place exactly one gets it', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => house.newResident()));
    const bookings = await Promise.all(people.map((as, n) => house.book(as, { ...at(n * 60, n * 60 + 60) })));
    const swapped = await Promise.all([change(people[0]!, bookings[0]!.id, at(60, 120)), change(people[1]!, bookings[1]!.id, at(0, 60))]);
    expect(swapped.map((answer) => answer.problem.code)).toEqual(['slot-taken', 'slot-taken']);
    const raced = await Promise.all(people.map((as, n) => change(as, bookings[n]!.id, at(-60, 0))));
    expect(raced.filter((answer) => answer.status === 200)).toHaveLength(1);
    await well();
  });

  it('[B31] a lower price gives the difference back in part, and the rest when it is cancelled in the end', async () => {
    const booking = await house.book(hanako, at(0, 120));
    expect(booking.quote.totalYen).toBe(1_200);
    expect((await change(hanako, booking.id, at(0, 60))).body).toMatchObject({ payment: 'paid', quote: { totalYen: 600 } });
    await well();
    await house.worker.round();
    expect(house.simulator.refunds.map((refund) => refund.amount)).toEqual([600]);
    expect(await look(hanako, booking.id)).toMatchObject({ status: 'confirmed', payment: 'paid' });
    await well();
    await cancel(hanako, booking.id);
    await house.worker.round();
    expect(house.simulator.refunds.map((refund) => refund.amount)).toEqual([600, 600]);
    expect((await look(hanako, booking.id)).payment).toBe('refunded');
    await well();
  });

  it('[B31] a higher price waits for exactly the difference and moves when it is paid', async () => {
    const booking = await house.book(hanako, at(0, 60));
    const asked = await change(hanako, booking.id, at(30, 150));
    expect(asked.body).toMatchObject({ start: booking.start, status: 'confirmed', change: { dueYen: 600, totalYen: 1_200, start: at(30, 150).start, holdUntil: '2026-11-24T01:05:00.000Z' } });
    // Old and new place are both kept, and nothing between them is anybody's.
    expect((await house.place(taro, at(0, 30))).problem.code).toBe('slot-taken');
    expect((await house.place(taro, at(120, 150))).problem.code).toBe('slot-taken');
    await house.simulator.pay(await house.startPayment(hanako, asked.body.change?.id ?? ''));
    expect(await look(hanako, booking.id)).toMatchObject({ start: at(30, 150).start, end: at(30, 150).end, status: 'confirmed', quote: { totalYen: 1_200 }, change: null, reference: booking.reference, pin: booking.pin });
    expect((await house.place(taro, at(0, 30))).status).toBe(201);
    expect((await house.ask<Booking[]>('GET', '/api/bookings', { as: hanako })).body).toHaveLength(1);
    await well();
    await cancel(hanako, booking.id);
    await house.worker.round();
    expect(house.simulator.refunds.map((refund) => refund.amount)).toEqual([600, 600]);
    await well();
  });

  it('[B31] who does not pay the difference keeps the old place, and the new one is free again', async () => {
    const booking = await house.book(hanako, at(0, 60));
    await change(hanako, booking.id, at(60, 180));
    house.clock.nowMs += 5 * 60_000;
    expect(await look(hanako, booking.id)).toMatchObject({ start: booking.start, status: 'confirmed', change: null });
    expect((await house.place(taro, at(60, 120))).status).toBe(201);
    await well();
  });

  it('[B31] with its booking a change ends at once, and its place is free', async () => {
    const booking = await house.book(hanako, at(0, 60));
    await change(hanako, booking.id, at(60, 180));
    await cancel(hanako, booking.id);
    expect((await house.place(taro, at(60, 180))).status).toBe(201);
    await well();
  });

  it.each(['cancelled', 'changed again', 'changed while it is being paid', 'place gone'] as const)('[B32] money for a change that cannot happen comes back: %s', async (why) => {
    const booking = await house.book(hanako, at(0, 60));
    const pending = (await change(hanako, booking.id, at(60, 180))).body.change?.id ?? '';
    const session = await house.startPayment(hanako, pending);
    if (why === 'cancelled') await cancel(hanako, booking.id);
    if (why === 'changed again') await change(hanako, booking.id, at(0, 30));
    if (why === 'changed while it is being paid') {
      // Whoever confirms has the change locked at this moment; nobody may wait for that with the booking in hand.
      const confirming = await house.database.pool.connect();
      await confirming.query('BEGIN');
      await confirming.query('SELECT 1 FROM bookings WHERE id = $1 FOR UPDATE', [pending]);
      expect((await change(hanako, booking.id, at(0, 30))).status).toBe(200);
      await confirming.query('COMMIT');
      confirming.release();
    }
    if (why === 'place gone') {
      house.clock.nowMs += 5 * 60_000;
      await house.book(taro, at(60, 120));
    }
    await house.simulator.pay(session);
    await house.worker.round();
    expect(house.simulator.refunds.filter((refund) => refund.payment === house.simulator.sessions.get(session)?.payment?.id)).toMatchObject([{ amount: 600 }]);
    expect(await look(hanako, booking.id)).toMatchObject({ status: why === 'cancelled' ? 'cancelled' : 'confirmed', start: booking.start });
    await well();
  });

  it('[B32] the page of an earlier price does not confirm a hold that was moved to a dearer place', async () => {
    const held = await house.place(hanako, at(0, 60));
    const cheap = await house.startPayment(hanako, held.body.id);
    expect((await change(hanako, held.body.id, at(0, 120))).body).toMatchObject({ status: 'held', holdUntil: held.body.holdUntil, quote: { totalYen: 1_200 } });
    await house.simulator.pay(cheap);
    expect((await look(hanako, held.body.id)).status).toBe('held');
    const right = await house.startPayment(hanako, held.body.id);
    expect(right).not.toBe(cheap);
    await house.simulator.pay(right);
    await house.worker.round();
    expect(await look(hanako, held.body.id)).toMatchObject({ status: 'confirmed', quote: { totalYen: 1_200 } });
    expect(house.simulator.refunds.map((refund) => refund.amount)).toEqual([600]);
    await well();
  });

  it('[B33] the same key changes once, and the grant goes out for the new time only', async () => {
    const booking = await house.book(hanako, at(0, 60));
    const key = newKey();
    const [first, second] = await Promise.all([change(hanako, booking.id, at(240, 300), key), change(hanako, booking.id, at(240, 300), key)]);
    expect([first.status, second.status, first.body.start]).toEqual([200, 200, second.body.start]);
    expect((await change(hanako, booking.id, at(300, 360), key)).problem.code).toBe('idempotency-key-reused');
    const released = async (iso: string) => {
      house.clock.nowMs = Date.parse(iso);
      await house.worker.round();
      return (await look(hanako, booking.id)).status;
    };
    expect(await released('2026-11-24T02:50:00Z')).toBe('confirmed');
    expect(await released('2026-11-24T06:44:59Z')).toBe('confirmed');
    expect(await released('2026-11-24T06:45:00Z')).toBe('released');
    expect((await change(hanako, booking.id, at(300, 360))).problem.code).toBe('change-too-late');
    await well();
  });

  it('[B33] a release that comes while the booking is being moved to a later time comes again for that time', async () => {
    const booking = await house.book(hanako, at(0, 60));
    await change(hanako, booking.id, at(240, 300));
    await house.database.pool.query(`UPDATE jobs SET due_at = $1 WHERE kind = 'release'`, [new Date(house.clock.nowMs)]);
    await house.worker.round();
    expect((await house.database.pool.query<{ due: Date }>(`SELECT due_at AS due FROM jobs WHERE kind = 'release'`)).rows.map((row) => row.due.toISOString())).toEqual(['2026-11-24T06:45:00.000Z']);
  });

  it("[B10][B30] somebody else's booking cannot be changed nor previewed, and looks like none", async () => {
    const booking = await house.book(hanako, at(0, 60));
    for (const path of ['change', 'change/preview']) expect((await house.ask('POST', `/api/bookings/${booking.id}/${path}`, { as: taro, key: newKey(), body: wishOf(at(60, 120)) })).problem).toMatchObject({ status: 404, code: 'not-your-booking' });
    const pending = (await change(hanako, booking.id, at(60, 180))).body.change?.id ?? '';
    expect((await house.ask('GET', `/api/bookings/${pending}`, { as: taro })).problem.code).toBe('not-your-booking');
    expect((await change(hanako, pending, at(180, 240))).problem.code).toBe('not-your-booking');
  });
});

describe('what comes back', () => {
  it('[B34][B36] is told before, half of it two days ahead, and all within the first ten minutes', async () => {
    const booking = await house.book(hanako, inHall('hall-ab'));
    expect(booking).toMatchObject({ quote: { totalYen: 5_000 }, cancelTerms: { percent: 100, refundYen: 5_000, until: '2026-11-24T01:10:00.000Z', clause: null } });
    house.clock.nowMs += 10 * 60_000;
    expect((await look(hanako, booking.id)).cancelTerms).toEqual({ percent: 50, refundYen: 2_500, until: '2026-11-25T15:00:00.000Z', clause: '縁側ホール条例 第12条第2項' });
    const preview = (wish: Partial<PlaceBooking>) => house.ask<ChangePreview>('POST', `/api/bookings/${booking.id}/change/preview`, { as: hanako, body: wishOf(wish) });
    expect((await preview(inHall('hall-a'))).body).toMatchObject({ differenceYen: -2_400, money: 'to-refund', refundYen: 1_200, clause: '縁側ホール条例 第12条第2項', free: true, offers: [] });
    expect((await preview(inHall('hall-whole'))).body).toMatchObject({ differenceYen: 2_200, money: 'to-pay', refundYen: 0, free: true });
    await house.place(taro, inHall('hall-c'));
    expect((await preview(inHall('hall-whole'))).body).toMatchObject({ free: false, offers: expect.arrayContaining([]) as never });
    await change(hanako, booking.id, inHall('hall-a'));
    await well();
    await cancel(hanako, booking.id);
    await house.worker.round();
    // 1,200 of the 2,400 saved, then half of what the smaller room costs.
    expect(house.simulator.refunds.reduce((sum, refund) => sum + refund.amount, 0)).toBe(1_200 + 1_300);
    expect(await look(hanako, booking.id)).toMatchObject({ status: 'cancelled', payment: 'refunded', cancelTerms: null });
    await well();
  });

  it('[B34] on the day nothing comes back, and what the city withdraws comes back whole', async () => {
    const [one, two] = [await house.book(hanako, inHall('hall-ab')), await house.book(taro, inHall('hall-ab', 5))];
    house.clock.nowMs = Date.parse('2026-11-25T15:00:00Z');
    expect((await cancel(hanako, one.id)).body).toMatchObject({ status: 'cancelled', payment: 'paid' });
    const { withdrawBooking } = await import('../access/application/withdraw-booking.ts');
    const { transactOn } = await import('../stores.ts');
    await transactOn(house.database.pool)((stores) => withdrawBooking(stores, two.reference, house.clock.nowMs));
    await house.worker.round();
    expect(house.simulator.refunds.map((refund) => refund.amount)).toEqual([5_000]);
    await well();
  });
});
