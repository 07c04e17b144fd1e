import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Booking } from '../../contract/index.ts';
import { checkCity } from '../../testing/check-city.ts';
import type { SignedInResident } from '../../testing/make-resident.ts';
import { TUESDAY_TEN, newKey, openTestHouse, wishOf } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';

let house: TestHouse;
beforeAll(async () => { house = await openTestHouse(); });
afterAll(() => house.close());

const LEAVES: Record<string, number> = { 'hall-whole': 3, 'hall-ab': 2 };
const leavesOf = (room: string): number => LEAVES[room] ?? 1;
const ROOMS = ['hall-whole', 'hall-ab', 'hall-a', 'hall-b', 'hall-c'];
/** Wednesday noon in Tokyo; the histories begin 20 minutes before it, so that releases fall into them. */
const NOON = Date.parse('2026-11-25T03:00:00Z');

type Act = { kind: 'place'; who: number; room: number; hour: number; hours: number } | { kind: 'pay' | 'cancel'; which: number } | { kind: 'late'; which: number } | { kind: 'change'; which: number; room: number; hour: number; hours: number; pays: boolean } | { kind: 'wait'; minutes: number } | { kind: 'work' };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('place' as const), who: fc.nat(2), room: fc.nat(ROOMS.length - 1), hour: fc.nat(2), hours: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pay' as const), which: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('change' as const), which: fc.nat(30), room: fc.nat(ROOMS.length - 1), hour: fc.nat(2), hours: fc.integer({ min: 1, max: 2 }), pays: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('late' as const), which: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'work' as const }) },
);

/** Found by no luck: a change that is paid, a release and a refund in one morning. */
const MORNING: Act[] = [
  { kind: 'place', who: 0, room: 2, hour: 2, hours: 1 }, { kind: 'pay', which: 0 }, { kind: 'change', which: 0, room: 1, hour: 2, hours: 1, pays: true }, { kind: 'change', which: 0, room: 3, hour: 1, hours: 1, pays: false },
  { kind: 'place', who: 1, room: 4, hour: 0, hours: 1 }, { kind: 'pay', which: 2 }, { kind: 'place', who: 2, room: 0, hour: 0, hours: 1 }, { kind: 'wait', minutes: 6 }, { kind: 'work' }, { kind: 'cancel', which: 0 }, { kind: 'work' }, { kind: 'work' },
];

describe('random histories', () => {
  it('[B12] after any history no leaf has two live bookings, no booking is half, and the money fits', async () => {
    const people = [await house.newResident(), await house.newResident(), await house.newResident()];
    const seen = { held: 0, cancelled: 0, released: 0, refunded: 0, taken: 0, moved: 0, changesPaid: 0 };
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 12, maxLength: 40 }), fc.integer({ min: 1, max: 4 }), async (acts, width) => {
      await house.wipe();
      house.clock.nowMs = NOON - 20 * 60_000;
      const made: { id: string; who: SignedInResident; session: string | null }[] = [];
      const pay = async (one: (typeof made)[number], atOnce: boolean): Promise<void> => {
        const answer = await house.ask<{ url: string }>('POST', `/api/bookings/${one.id}/payment`, { as: one.who, key: newKey() });
        if (answer.status !== 200) { if (one.session) await house.simulator.pay(one.session); return; }
        one.session = answer.body.url.split('/').at(-1) ?? '';
        if (atOnce) await house.simulator.pay(one.session);
      };
      const perform = async (next: Act): Promise<void> => {
        const one = 'which' in next ? made[next.which % Math.max(1, made.length)] : undefined;
        switch (next.kind) {
          case 'place': {
            const who = people[next.who] as SignedInResident;
            const startMs = NOON + next.hour * 3_600_000;
            const answer = await house.place(who, { room: ROOMS[next.room] as never, start: new Date(startMs).toISOString(), end: new Date(startMs + next.hours * 3_600_000).toISOString(), people: 10 });
            expect(answer.status).toBeLessThan(500);
            if (answer.status === 201) made.push({ id: answer.body.id, who, session: null });
            if (answer.problem.code === 'slot-taken') seen.taken += 1;
            return;
          }
          case 'pay': case 'late': {
            if (one) await pay(one, next.kind === 'pay');
            return;
          }
          case 'change': {
            if (!one) return;
            const startMs = NOON + next.hour * 3_600_000;
            const answer = await house.ask<Booking>('POST', `/api/bookings/${one.id}/change`, { as: one.who, key: newKey(), body: wishOf({ room: ROOMS[next.room] as never, start: new Date(startMs).toISOString(), end: new Date(startMs + next.hours * 3_600_000).toISOString(), people: 10 }) });
            expect(answer.status).toBeLessThan(500);
            if (answer.status !== 200) return;
            if (!answer.body.change) { seen.moved += 1; return; }
            const change = { id: answer.body.change.id, who: one.who, session: null };
            made.push(change);
            if (next.pays) await pay(change, true);
            return;
          }
          case 'cancel': if (one) await house.ask('POST', `/api/bookings/${one.id}/cancel`, { as: one.who, key: newKey() }); return;
          case 'wait': house.clock.nowMs += next.minutes * 60_000; return;
          case 'work': await house.worker.round(); return;
          default: return next satisfies never;
        }
      };
      // `width` acts at once, as on a busy morning.
      for (let i = 0; i < acts.length; i += width) await Promise.all(acts.slice(i, i + width).map(perform));
      expect(await checkCity(house.database.pool, leavesOf)).toEqual([]);
      const { rows } = await house.database.pool.query<{ state: string; payment: string; count: number }>('SELECT state, payment, count(*)::int AS count FROM bookings GROUP BY state, payment');
      for (const row of rows) {
        seen.held += row.count;
        if (row.state === 'cancelled') seen.cancelled += row.count;
        if (row.state === 'released') seen.released += row.count;
        if (row.payment === 'refunded') seen.refunded += row.count;
      }
      seen.changesPaid += (await house.database.pool.query(`SELECT 1 FROM bookings WHERE replaces IS NOT NULL AND payment = 'none-due'`)).rowCount ?? 0;
    }), { numRuns: 30, endOnFailure: true, examples: [[MORNING, 1]] });
    // The exercise did something.
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
    expect(house.clock.nowMs).toBeGreaterThan(TUESDAY_TEN);
  }, 120_000);
});
