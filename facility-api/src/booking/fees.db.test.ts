import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newKey, openTestHouse, wishOf } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';
import { pastBookingsIn } from '../tariff/adapters/past-bookings.ts';
import { noteStanding } from './adapters/pg-standings.ts';

let house: TestHouse;
beforeAll(async () => { house = await openTestHouse(); });
afterAll(() => house.close());
beforeEach(() => house.wipe());
const note = (reference: string, code: string, validUntil: string): Promise<boolean> => noteStanding(house.database.pool, reference, { code, evidence: '障害者手帳', validUntil }, house.clock.nowMs);

describe('fees over HTTP', () => {
  it('[M23] a reduction counts once the city has seen the paper, until the day that it ends, and is explained with its clause', async () => {
    const hanako = await house.newResident();
    const wish = { room: 'studio24-a' as never, start: '2026-11-24T03:00:00Z', end: '2026-11-24T05:00:00Z', reduction: 'disability' };
    const key = newKey();
    expect((await house.place(hanako, wish, key)).problem).toMatchObject({ status: 403, code: 'proof-missing', facts: { code: 'disability' } });
    const first = await house.place(hanako, { room: 'studio24-b' as never });
    expect(await note(first.body.reference, 'disability', '2026-11-24')).toBe(true);
    expect((await house.ask('GET', '/api/standings', { as: hanako })).body).toEqual([{ code: 'disability', evidence: '障害者手帳', validUntil: '2026-11-24' }]);
    const held = await house.place(hanako, wish);
    expect([held.status, held.body.quote.totalYen, held.body.quote.lines.at(-1)]).toMatchObject([201, 600, { yen: -600, clause: '縁側市音楽スタジオ条例 第11条第1号' }]);
    expect((await house.place(hanako, { ...wish, start: '2026-11-25T03:00:00Z', end: '2026-11-25T05:00:00Z' })).problem.code).toBe('proof-missing');
    expect((await house.place(await house.newResident(), { ...wish, start: '2026-11-24T05:00:00Z', end: '2026-11-24T06:00:00Z' })).problem.code).toBe('proof-missing');
    expect(await note('none', 'disability', '2027-01-01')).toBe(false);
  });
  it('[M20] class and tickets of a wish are in its price; a class that nobody knows is refused', async () => {
    const hanako = await house.newResident();
    const at = { room: 'hall-a' as never, start: '2026-11-25T03:00:00Z', end: '2026-11-25T04:00:00Z' };
    expect((await house.place(hanako, { ...at, userClass: 'martian' })).problem).toMatchObject({ status: 422, code: 'fee-unknown' });
    expect((await house.place(hanako, { ...at, userClass: 'non-resident', admissionYen: 2000 })).body.quote.totalYen).toBe(2600 * 2 * 1.5);
  });
  it('[M33] the export has the facts of bookings that count and nobody in them', async () => {
    const hanako = await house.newResident();
    await house.book(hanako, { room: 'studio24-a' as never, purpose: '山田会', items: ['microphone', 'unknown'], userClass: 'non-resident' });
    await house.place(hanako, { room: 'studio24-b' as never });
    const out = await pastBookingsIn(house.database.pool, { from: '2026-11-24', until: '2026-11-24' });
    expect(out).toEqual({ without: 0, bookings: [{ room: 'studio24-a', start: '2026-11-24T03:00:00.000Z', end: '2026-11-24T04:00:00.000Z', userClass: 'non-resident', commercial: false, admissionYen: 0, items: ['microphone'], reduction: null, chargedYen: 1500 }] });
    expect((await pastBookingsIn(house.database.pool, { from: '2026-11-25', until: '2026-12-31' })).bookings).toEqual([]);
    await house.database.pool.query('UPDATE bookings SET fee_facts = NULL');
    expect((await pastBookingsIn(house.database.pool, { from: '2026-11-24', until: '2026-11-24' }))).toEqual({ bookings: [], without: 1 });
  });
  it('[M23] a change can claim no reduction without proof either, and carries its facts', async () => {
    const hanako = await house.newResident();
    const booking = await house.book(hanako, { room: 'studio24-a' as never, start: '2026-11-25T03:00:00Z', end: '2026-11-25T05:00:00Z', items: ['microphone'] });
    const to = wishOf({ room: 'studio24-b' as never, start: '2026-11-25T03:00:00Z', end: '2026-11-25T04:00:00Z' });
    const change = (body: unknown) => house.ask('POST', `/api/bookings/${booking.id}/change`, { as: hanako, key: newKey(), body });
    expect((await change({ ...to as object, reduction: 'children' })).problem.code).toBe('proof-missing');
    expect((await change({ ...to as object, userClass: 'non-resident' })).status).toBe(200);
    expect((await pastBookingsIn(house.database.pool, { from: '2026-11-25', until: '2026-11-25' })).bookings).toMatchObject([{ room: 'studio24-b', userClass: 'non-resident', items: [], chargedYen: 400 }]);
  });
});
