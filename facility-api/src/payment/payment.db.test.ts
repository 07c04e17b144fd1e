import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Booking } from '../../contract/index.ts';
import type { SignedInResident } from '../../testing/make-resident.ts';
import { SECRETS, newKey, openTestHouse } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';

let house: TestHouse;
let hanako: SignedInResident;
let taro: SignedInResident;
beforeAll(async () => { house = await openTestHouse(); });
afterAll(() => house.close());
beforeEach(async () => {
  await house.wipe();
  [hanako, taro] = [await house.newResident(), await house.newResident()];
});
const held = async (as = hanako): Promise<{ id: string; session: string }> => {
  const { body } = await house.place(as, {});
  return { id: body.id, session: await house.startPayment(as, body.id) };
};
const now = async (id: string, as = hanako): Promise<Booking> => (await house.ask('GET', `/api/bookings/${id}`, { as })).body;
const outcomes = (): string[] => house.simulator.deliveries.map((delivery) => delivery.status === 200 ? '' : String(delivery.status));
const kept = async (): Promise<string[]> => (await house.database.pool.query<{ outcome: string }>('SELECT outcome FROM notices ORDER BY received_at, event_id')).rows.map((row) => row.outcome).sort();
const payWell = async (id: string): Promise<void> => { house.simulator.behave('silent'); await house.simulator.pay(id); house.simulator.behave('good'); };

/** A notice of captured money, well-formed but for `changes`. */
function noticeOf(session: string, changes: Record<string, unknown>): string {
  const order = house.simulator.sessions.get(session);
  return JSON.stringify({ id: newKey(), type: 'payment.captured', resource: 'event', data: { id: 'p1', resource: 'payment', status: 'captured', amount: order?.amount, currency: 'JPY', external_order_num: order?.orderNumber, session, ...changes } });
}
const post = async (body: string, signed = body): Promise<number> =>
  (await fetch(`${house.url}/api/payment/notices`, { method: 'POST', headers: { 'x-komoju-signature': createHmac('sha256', SECRETS.webhookSecret).update(signed).digest('hex') }, body })).status;

describe('payment', () => {
  it('[P1] captured money confirms a hold, with PIN and release job in the same transaction', async () => {
    const { id, session } = await held();
    await house.simulator.pay(session);
    expect(await now(id)).toMatchObject({ status: 'confirmed', payment: 'paid', pin: expect.stringMatching(/^[1-9]\d{5}$/) as string, holdUntil: null });
    expect((await house.database.pool.query(`SELECT kind FROM jobs WHERE subject = $1`, [id])).rows).toEqual([{ kind: 'release' }]);
    expect(await kept()).toEqual(['confirmed']);
  });

  it('[P2] duplicates of every kind change nothing', async () => {
    house.simulator.behave('duplicate');
    const { id, session } = await held();
    await house.simulator.pay(session);
    expect((await now(id)).payment).toBe('paid');
    expect(await kept()).toEqual(['confirmed', 'duplicate']);
    expect((await house.database.pool.query('SELECT max(deliveries)::int AS most FROM notices')).rows[0]).toEqual({ most: 2 });
    expect(house.simulator.refunds).toEqual([]);
  });

  it('[P3] a wrong amount confirms nothing and is kept for staff; the right one still can', async () => {
    house.simulator.behave('wrong-amount');
    const { id, session } = await held();
    await house.simulator.pay(session);
    expect(await kept()).toEqual(['wrong-amount']);
    expect((await house.database.pool.query('SELECT state, payment FROM bookings WHERE id = $1', [id])).rows[0]).toEqual({ state: 'held', payment: 'wrong-amount' });
    await house.simulator.notify(session, 'payment.captured');
    expect((await now(id)).status).toBe('confirmed');
  });

  it('[P4] money for a lapsed hold takes the slot again when it is free', async () => {
    const { id, session } = await held();
    house.simulator.behave('late');
    await house.simulator.pay(session);
    house.clock.nowMs += 6 * 60_000;
    await house.worker.round();
    await house.simulator.releaseLate();
    expect((await now(id)).status).toBe('confirmed');
    expect((await kept()).every((outcome) => outcome === 'late-reacquired' || outcome === 'duplicate')).toBe(true);
  });

  it('[P5] money for a slot that somebody else has by now goes back', async () => {
    const { id, session } = await held();
    house.clock.nowMs += 6 * 60_000;
    const other = await house.place(taro, {});
    expect(other.status).toBe(201);
    await house.simulator.pay(session);
    expect(await kept()).toEqual(['late-refund']);
    await house.worker.round();
    expect(await now(id)).toMatchObject({ status: 'lapsed', payment: 'refunded', pin: null });
    expect(house.simulator.refunds).toHaveLength(1);
    expect((await now(other.body.id, taro)).status).toBe('held');
  });

  it('[P6] money for a cancelled booking goes back once, also when the provider fails at first', async () => {
    const { id, session } = await held();
    await house.ask('POST', `/api/bookings/${id}/cancel`, { as: hanako, key: newKey() });
    await house.simulator.pay(session);
    expect(await kept()).toEqual(['already-cancelled-refund']);
    house.simulator.behave('api-500');
    await house.worker.round();
    expect((await now(id)).payment).toBe('refund-due');
    house.simulator.behave('good');
    house.clock.nowMs += 60_000;
    await house.worker.round();
    await house.worker.round();
    expect((await now(id)).payment).toBe('refunded');
    expect(house.simulator.refunds).toHaveLength(1);
  });

  it('[P7] a failed try leaves the hold alone, and one that comes after the money is out of order', async () => {
    const { id, session } = await held();
    await house.simulator.fail(session);
    expect((await now(id)).status).toBe('held');
    house.simulator.behave('reordered');
    await house.simulator.pay(session);
    expect((await now(id)).status).toBe('confirmed');
    expect(await kept()).toEqual(['confirmed', 'failed', 'out-of-order']);
  });

  it('[P8] a notice with a wrong signature or another body is refused and not kept', async () => {
    const { id, session } = await held();
    house.simulator.behave('silent');
    await house.simulator.pay(session);
    expect(await house.simulator.notify(session, 'payment.captured', { signature: '0'.repeat(64) })).toBe(403);
    expect(await house.simulator.notify(session, 'payment.captured', { signature: 'short' })).toBe(403);
    expect(await kept()).toEqual([]);
    expect((await house.database.pool.query('SELECT state FROM bookings WHERE id = $1', [id])).rows[0]).toEqual({ state: 'held' });
    expect(outcomes()).toEqual(['403', '403']);
  });

  it('[P8] the signature is over the bytes as they came: another spelling of the same JSON is refused', async () => {
    const { id, session } = await held();
    const text = noticeOf(session, {});
    expect(await post(text.replace(',', ', '), text)).toBe(403);
    expect(await post(text, text.replace(',', ', '))).toBe(403);
    expect((await now(id)).status).toBe('held');
    expect(await post(text, text)).toBe(200);
    expect((await now(id)).status).toBe('confirmed');
  });

  it('[P3] the right number in another currency, or a number written as text, confirms nothing', async () => {
    const { id, session } = await held();
    for (const changes of [{ currency: 'USD' }, { currency: 'jpy' }, { amount: '600' }, { amount: 600.5 }, { amount: null }]) await post(noticeOf(session, changes));
    expect((await house.database.pool.query('SELECT state, pin FROM bookings WHERE id = $1', [id])).rows[0]).toEqual({ state: 'held', pin: null });
    expect(await kept()).toEqual(['wrong-amount', 'wrong-amount']);
  });

  it('[P9] when no notice comes, the returning resident still gets the booking, and a later notice is a duplicate', async () => {
    const { id, session } = await held();
    await payWell(session);
    expect((await now(id)).status).toBe('confirmed');
    await house.simulator.notify(session, 'payment.captured');
    expect(await kept()).toEqual(['confirmed', 'duplicate']);
  });

  it('[P9] the worker asks as well when nobody comes back', async () => {
    const { id, session } = await held();
    await payWell(session);
    house.clock.nowMs += 90_000;
    await house.worker.round();
    expect((await house.database.pool.query('SELECT state FROM bookings WHERE id = $1', [id])).rows[0]).toEqual({ state: 'confirmed' });
  });

  it('[P10] a provider that fails is told as such, keeps the hold, and the next try works', async () => {
    const { body } = await house.place(hanako, {});
    house.simulator.behave('api-500');
    expect((await house.ask('POST', `/api/bookings/${body.id}/payment`, { as: hanako, key: newKey() })).problem).toMatchObject({ status: 502, code: 'payment-unreachable' });
    expect((await now(body.id)).status).toBe('held');
    house.simulator.behave('good');
    const session = await house.startPayment(hanako, body.id);
    expect(await house.startPayment(hanako, body.id)).toBe(session);
  });

  it('[P11] no payment page for a hold that has lapsed or a booking that is paid', async () => {
    const paid = await house.book(hanako, {});
    expect((await house.ask('POST', `/api/bookings/${paid.id}/payment`, { as: hanako, key: newKey() })).problem.code).toBe('booking-not-held');
    const lapsed = (await house.place(hanako, { start: '2026-11-24T05:00:00Z', end: '2026-11-24T06:00:00Z' })).body;
    house.clock.nowMs += 5 * 60_000;
    expect((await house.ask('POST', `/api/bookings/${lapsed.id}/payment`, { as: hanako, key: newKey() })).problem).toMatchObject({ status: 410, code: 'hold-expired' });
  });

  it('[P12] in every order of up to four notices the resident ends with a booking or with the money, never both or none', async () => {
    const events = ['captured', 'captured-again', 'failed', 'expired'] as const;
    const orders = permutations([...events]).flatMap((order) => [1, 2, 3, 4].map((length) => order.slice(0, length)));
    const seen = new Set<string>();
    let tried = 0;
    for (const order of orders) {
      for (const before of ['held', 'cancelled', 'lapsed'] as const) {
        const name = `${before}:${order.join()}`;
        if (seen.has(name)) continue;
        seen.add(name);
        await house.wipe();
        const { id, session } = await held();
        await payWell(session);
        if (before === 'cancelled') await house.ask('POST', `/api/bookings/${id}/cancel`, { as: hanako, key: newKey() });
        if (before === 'lapsed') { house.clock.nowMs += 6 * 60_000; await house.database.pool.query(`UPDATE bookings SET state = 'lapsed' WHERE id = $1`, [id]); await house.database.pool.query(`UPDATE occupancies SET state = 'lapsed'`); }
        for (const event of order) await house.simulator.notify(session, `payment.${event.replace('-again', '')}`, { eventId: event });
        const { rows } = await house.database.pool.query<{ state: string; payment: string; refunds: number }>(`SELECT b.state, b.payment, (SELECT count(*)::int FROM payments p WHERE p.booking = b.id AND p.state = 'refund-due') AS refunds FROM bookings b`);
        const captured = order.some((event) => event.startsWith('captured'));
        const expected = !captured ? { state: before, payment: 'open', refunds: 0 } : before === 'cancelled' ? { state: 'cancelled', payment: 'refund-due', refunds: 1 } : { state: 'confirmed', payment: 'paid', refunds: 0 };
        expect(rows[0], name).toEqual(expected);
        tried += 1;
      }
    }
    expect(tried).toBe(3 * 64);
  }, 60_000);

  it('[P13] two sessions paid for one booking: one confirms, the other goes back', async () => {
    const { id, session } = await held();
    await payWell(session);
    // The answer to a second order was lost on the way; its session exists all the same.
    const { rows } = await house.database.pool.query<{ session_id: string }>(`UPDATE payments SET session_url = NULL WHERE booking = $1 RETURNING session_id`, [id]);
    const second = await house.startPayment(hanako, id);
    expect(second).not.toBe(rows[0]?.session_id);
    await payWell(second);
    await house.simulator.notify(second, 'payment.captured');
    await house.simulator.notify(session, 'payment.captured');
    await house.worker.round();
    expect(await now(id)).toMatchObject({ status: 'confirmed', payment: 'paid' });
    expect(house.simulator.refunds).toHaveLength(1);
    expect(await kept()).toEqual(['confirmed', 'late-refund']);
  });
  it('[P14] money goes back also when we never learnt the session: the answer to our order was lost', async () => {
    const { id, session } = await held();
    await house.database.pool.query('UPDATE payments SET session_id = NULL, session_url = NULL WHERE booking = $1', [id]);
    await house.ask('POST', `/api/bookings/${id}/cancel`, { as: hanako, key: newKey() });
    await house.simulator.pay(session);
    expect(await kept()).toEqual(['already-cancelled-refund']);
    await house.worker.round();
    expect((await now(id)).payment).toBe('refunded');
    expect(house.simulator.refunds).toHaveLength(1);
  });

  it('[P9] one session that the provider cannot tell does not keep the others from being asked about', async () => {
    const ids: string[] = [];
    for (const hour of ['03', '04', '05', '06']) {
      const { body } = await house.place(ids.length < 2 ? hanako : taro, { start: `2026-11-24T${hour}:00:00Z`, end: `2026-11-24T${hour}:30:00Z` });
      await payWell(await house.startPayment(ids.length < 2 ? hanako : taro, body.id));
      ids.push(body.id);
    }
    for (const lost of [ids[0], ids[1]]) await house.database.pool.query(`UPDATE payments SET session_id = 'gone-' || id WHERE booking = $1`, [lost]);
    // PostgreSQL gives rows in the order in which they were written: the lost ones are asked about first
    await house.database.pool.query(`UPDATE payments SET created_at = created_at WHERE session_id NOT LIKE 'gone-%'`);
    house.clock.nowMs += 60_000;
    await house.worker.round();
    const { rows } = await house.database.pool.query<{ state: string }>('SELECT state FROM bookings ORDER BY start_at');
    expect(rows.map((row) => row.state)).toEqual(['held', 'held', 'confirmed', 'confirmed']);
  });

  it('[P15] a provider that hangs keeps no grant from its door', async () => {
    for (const hour of ['05', '06', '07', '08', '09', '10']) {
      const booking = await house.book(await house.newResident(), { start: `2026-11-24T${hour}:00:00Z`, end: `2026-11-24T${hour}:30:00Z` });
      await house.database.pool.query(`UPDATE bookings SET state = 'cancelled', payment = 'refund-due' WHERE id = $1`, [booking.id]);
      await house.database.pool.query(`INSERT INTO jobs (kind, subject, due_at) VALUES ('refund', $1, $2)`, [booking.id, new Date(house.clock.nowMs)]);
    }
    const { id } = await house.book(hanako, {});
    const START = Date.parse('2026-11-24T03:00:00Z');
    house.clock.nowMs = START - 15 * 60_000;
    house.simulator.behave('api-slow');
    const seen: string[] = [];
    const round = house.worker.round().then(() => seen.push('round over'));
    const released = (async () => {
      while ((await house.database.pool.query<{ state: string }>('SELECT state FROM bookings WHERE id = $1', [id])).rows[0]?.state !== 'released') await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(house.simulator.refunds.length === 0 ? 'released first' : 'released after refunds');
    })();
    await Promise.all([round, released]);
    expect(seen).toEqual(['released first', 'round over']);
    // the rest of the refunds waits for the next rounds, so that manifests go out in between
    expect(house.simulator.refunds.length).toBeLessThanOrEqual(3);
    house.simulator.behave('good');
    for (let i = 0; i < 3; i++) await house.worker.round();
    expect(house.simulator.refunds).toHaveLength(6);
  });

  it('[P5] money for a slot that is over goes back, also when no sweep has run since', async () => {
    const { id, session } = await held();
    house.clock.nowMs = Date.parse('2026-11-24T04:00:00Z');
    await house.simulator.pay(session);
    expect(await kept()).toEqual(['late-refund']);
    await house.worker.round();
    expect(await now(id)).toMatchObject({ payment: 'refunded', pin: null });
  });
});

function permutations<T>(items: T[]): T[][] {
  return items.length <= 1 ? [items] : items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]));
}
