import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressSafe, postgresNotices } from '../src/notices/adapters/postgres-notices.ts';
import { noticeSettings } from '../src/notices/adapters/notice-settings.ts';
import { UNDO_MS } from '../src/queue/domain/decide-act.ts';
import { callsTo, openNoticesHall, phoneOf, until, type NoticesHall } from './notices-hall.ts';
import { startSimulatedPush, type SimulatedPush } from './simulated-push/simulated-push.ts';

let push: SimulatedPush;
let hall: NoticesHall;
beforeAll(async () => { push = await startSimulatedPush(); hall = await openNoticesHall({ push: { services: [push.origin] } }); }, 60_000);
afterAll(async () => { await hall?.close(); await push?.close(); });
beforeEach(() => { push.fault = 'none'; });
afterEach(async () => {
  expect(push.wrong).toEqual([]);
  await hall.db.pool.query(`UPDATE tickets SET standing = '{"status":"cancelled"}', last_act = NULL`);
  await hall.run.reception.sweep();
});

const states = async (ticketId: string, cause = 'called.%'): Promise<string[]> =>
  (await hall.db.pool.query<{ state: string }>('SELECT n.state FROM notices n JOIN notice_ways w USING (way_id) WHERE w.ticket_id = $1 AND n.cause LIKE $2 ORDER BY n.cause', [ticketId, cause])).rows.map(({ state }) => state);
/** The call was tried so often, and nobody is just trying it. */
const tried = (ticketId: string, tries = 1): Promise<unknown> => until(async () =>
  expect((await hall.db.pool.query(`SELECT 1 FROM notices n JOIN notice_ways w USING (way_id) WHERE w.ticket_id = $1 AND n.cause LIKE 'called.%' AND n.state = 'due' AND n.tries >= $2 AND n.claimed_until IS NULL`, [ticketId, tries])).rowCount).toBe(1));
const end = (ticketId: string): Promise<void> => hall.act('serve', ticketId).then(() => hall.act('finish', ticketId));
const way = async (secret: string) => (await hall.view(secret)).on.map(({ state, why }) => [state, why]);

describe('a phone that said yes', () => {
  it('[Y1] [Y4] [Y6] is told of its call, number and counter in its language, and again of the next announcement', async () => {
    const ticket = await hall.take();
    const phone = await phoneOf(hall, push, ticket.secret, 'en');
    await hall.act('call', ticket.ticketId);
    await until(() => expect(callsTo(phone)).toHaveLength(1));
    const [call] = callsTo(phone);
    expect(call).toMatchObject({ urgency: 'high', ttl: 120, message: { title: `No. ${ticket.label}: it is your turn`, body: 'Please come to counter 4.', lang: 'en', page: `/phone/ticket/${ticket.secret}` } });
    await hall.act('recall', ticket.ticketId);
    await until(() => expect(callsTo(phone)).toHaveLength(2));
    await hall.act('no-show', ticket.ticketId);
    await until(() => expect(phone.arrived.at(-1)?.message.title).toContain('a moment ago'));
    expect([new Set(phone.arrived.map(({ bytes }) => bytes)).size, new Set(phone.arrived.map(({ topic }) => topic)).size, new Set(phone.arrived.map(({ message }) => message.id)).size]).toEqual([1, 1, phone.arrived.length]);
  });

  it('[Y10] nothing goes to a ticket that did not ask, the same phone twice is one, a fifth way and a ticket that is over are refused', async () => {
    const [quiet, ticket] = [await hall.take(), await hall.take()];
    const phone = await phoneOf(hall, push, ticket.secret);
    expect((await hall.ask(ticket.secret, { way: 'push', language: 'ja', address: phone.address })).status).toBe(200);
    const others = [];
    for (let n = 0; n < 4; n += 1) others.push((await hall.ask(ticket.secret, { way: 'push', language: 'ja', address: push.phone((await hall.view(ticket.secret)).push!.key).address })).status);
    expect([others, (await hall.view(ticket.secret)).on.length]).toEqual([[200, 200, 200, 429], 4]);
    for (const { ticketId } of [quiet, ticket]) { await hall.act('call', ticketId); await end(ticketId); }
    await until(async () => expect(await states(ticket.ticketId)).toEqual(expect.not.arrayContaining(['due'])));
    expect([(await states(quiet.ticketId)).length, (await hall.ask(ticket.secret, { way: 'push', language: 'ja', address: phone.address })).status]).toEqual([0, 409]);
  });

  it('[Y6] [Y10] an address elsewhere, a stranger\'s ticket and a way that the city does not have are refused', async () => {
    const { secret } = await hall.take();
    const { keys } = push.phone((await hall.view(secret)).push!.key).address;
    const statuses = await Promise.all(['https://example.com/x', 'http://127.0.0.1:1/x', 'not an address'].map(async (endpoint) => (await hall.ask(secret, { way: 'push', language: 'ja', address: { endpoint, keys } })).status));
    expect(statuses).toEqual([400, 400, 400]);
    expect([(await hall.ask(randomUUID().replaceAll('-', ''), {})).status, (await hall.ask(secret, { way: 'mail', language: 'ja', address: 'a@example.jp' })).status]).toEqual([404, 400]);
  });

  it('[Y9] its address lies under a seal, in no log and no answer, and is gone when the visit is over or the visitor says so', async () => {
    const [staying, leaving] = [await hall.take(), await hall.take()];
    const [phone, other] = [await phoneOf(hall, push, staying.secret), await phoneOf(hall, push, leaving.secret)];
    await hall.act('call', staying.ticketId);
    await until(() => expect(callsTo(phone)).toHaveLength(1));
    const telling = [phone, other].flatMap(({ address: { endpoint, keys } }) => [new URL(endpoint).pathname, keys.p256dh, keys.auth]).concat(staying.secret);
    const found = (text: string): string[] => telling.filter((word) => text.includes(word));
    expect([found(await hall.everyRow()), found(JSON.stringify(await hall.view(staying.secret))), found(hall.logged())]).toEqual([[], [], []]);
    const [on] = (await hall.view(leaving.secret)).on;
    expect((await fetch(`${hall.run.origin}/api/tickets/${leaving.secret}/notices/${on!.wayId}`, { method: 'DELETE' })).status).toBe(200);
    await end(staying.ticketId);
    await hall.run.reception.sweep();
    const left = async (): Promise<string[]> => (await hall.db.pool.query<{ ticket_id: string }>('SELECT ticket_id FROM notice_ways')).rows.map(({ ticket_id }) => ticket_id);
    expect(await left()).toEqual([staying.ticketId]);
    hall.nowMs += UNDO_MS;
    await hall.run.reception.sweep();
    expect([await left(), (await hall.db.pool.query('SELECT 1 FROM notices')).rowCount, found(await hall.everyRow())]).toEqual([[], 0, []]);
  });
});

describe('a service on a bad day', () => {
  it('[Y3] a call whose time is over when the service lives again is never sent; what holds then is', async () => {
    push.fault = 'fault';
    const ticket = await hall.take();
    const phone = await phoneOf(hall, push, ticket.secret);
    await hall.act('call', ticket.ticketId);
    await tried(ticket.ticketId);
    expect(await way(ticket.secret)).toEqual([['trying', null]]);
    await hall.act('no-show', ticket.ticketId);
    push.fault = 'none';
    hall.nowMs += 60_000;
    await until(async () => expect([await states(ticket.ticketId), await states(ticket.ticketId, 'missed.%')]).toEqual([['dropped'], ['sent']]));
    expect([callsTo(phone).length, phone.arrived.at(-1)?.message.body]).toEqual([0, expect.stringContaining('10:20までに')]);
  });

  it('[Y3] [Y7] a call that still stands is sent as soon as the service lives again', async () => {
    push.fault = 'fault';
    const ticket = await hall.take();
    const phone = await phoneOf(hall, push, ticket.secret);
    await hall.act('call', ticket.ticketId);
    for (let tries = 1; tries <= 3; tries += 1) {
      await tried(ticket.ticketId, tries);
      hall.nowMs += 5_000;
    }
    push.fault = 'none';
    await until(() => expect(callsTo(phone)).toHaveLength(1));
    await until(async () => expect([await states(ticket.ticketId), await way(ticket.secret)]).toEqual([['sent'], [['ready', null]]]));
  });

  it('[Y7] one that asks for patience is left alone for so long', async () => {
    push.fault = 'throttle';
    push.retryAfter = '20';
    const ticket = await hall.take();
    const phone = await phoneOf(hall, push, ticket.secret);
    await hall.act('call', ticket.ticketId);
    const waits = (): Promise<unknown> => until(async () => expect((await hall.db.pool.query(`SELECT round(extract(epoch FROM next_at - $1::timestamptz)) AS seconds FROM notices WHERE cause LIKE 'called.%' AND state = 'due' AND claimed_until IS NULL AND tries > 0`, [new Date(hall.nowMs)])).rows.map(({ seconds }) => Number(seconds))).toEqual([20]));
    await waits();
    push.fault = 'none';
    const before = push.asked;
    hall.nowMs += 19_000;
    await hall.run.reception.sweep();
    expect([push.asked, callsTo(phone).length]).toEqual([before, 0]);
    hall.nowMs += 1_000;
    await until(() => expect(callsTo(phone)).toHaveLength(1));
  });

  it.each(['gone', 'refuse'] as const)('[Y7] [Y9] %s: the address is forgotten, nothing is tried again, and the page says why', async (fault) => {
    push.fault = fault;
    const ticket = await hall.take();
    const phone = await phoneOf(hall, push, ticket.secret);
    await hall.act('call', ticket.ticketId);
    await until(async () => expect(await way(ticket.secret)).toEqual([['refused', fault === 'gone' ? 'gone' : 'not-taken']]));
    await until(async () => expect((await hall.db.pool.query(`SELECT 1 FROM notices WHERE state = 'due'`)).rowCount).toBe(0));
    expect([(await hall.db.pool.query('SELECT 1 FROM notice_ways WHERE address IS NOT NULL')).rowCount, phone.arrived.length]).toEqual([0, 0]);
  });

  it('[Y7] a notice that is too large is given up alone', async () => {
    push.fault = 'large';
    const ticket = await hall.take();
    const phone = await phoneOf(hall, push, ticket.secret);
    await hall.act('call', ticket.ticketId);
    await until(async () => expect(await states(ticket.ticketId)).toEqual(['refused']));
    push.fault = 'none';
    await hall.act('recall', ticket.ticketId);
    await until(() => expect(callsTo(phone)).toHaveLength(1));
  });

  it.each(['silent', 'cut'] as const)('[Y5] [Y7] %s: whoever took it without a word is asked again with the same id, which the phone knows already', async (fault) => {
    push.fault = fault;
    const ticket = await hall.take();
    const phone = await phoneOf(hall, push, ticket.secret);
    await hall.act('call', ticket.ticketId);
    await tried(ticket.ticketId);
    expect([callsTo(phone).length, await way(ticket.secret)]).toEqual([1, [['trying', null]]]);
    push.fault = 'none';
    hall.nowMs += 5_000;
    await until(async () => expect(await states(ticket.ticketId)).toEqual(['sent']));
    expect(new Set(callsTo(phone).map(({ message }) => message.id)).size).toBe(1);
    expect(new Set(phone.arrived.map(({ topic }) => topic)).size).toBe(1);
  });
});

describe('several servers', () => {
  it('[Y2] two servers that read and send at once say each call once', async () => {
    const other = await hall.another();
    try {
      const tickets = [];
      for (let n = 0; n < 12; n += 1) { const ticket = await hall.take(); tickets.push({ ...ticket, phone: await phoneOf(hall, push, ticket.secret) }); }
      for (const { ticketId } of tickets) {
        await hall.act('call', ticketId);
        await Promise.all([hall.run.reception.sweep(), other.reception.sweep()]);
        await until(async () => expect(await states(ticketId)).toEqual(['sent']));
        await end(ticketId);
      }
      expect(tickets.map(({ phone }) => callsTo(phone).length)).toEqual(tickets.map(() => 1));
    } finally { await other.close(); }
  }, 60_000);

  it('[Y2] [Y5] two that claim in the same moment never claim the same notice, and a claim of one that died runs out', async () => {
    const ticket = await hall.take();
    push.fault = 'fault';
    await phoneOf(hall, push, ticket.secret);
    const { rows: [found] } = await hall.db.pool.query<{ way_id: string }>('SELECT way_id FROM notice_ways WHERE ticket_id = $1', [ticket.ticketId]);
    // Hundred notices whose time has not come for the server that runs, claimed by two that are ahead of it.
    const later = hall.nowMs + 900_000;
    const store = postgresNotices(hall.db.pool, addressSafe(Buffer.alloc(32)));
    const wanted = Array.from({ length: 100 }, (_, n) => ({ wayId: found!.way_id, cause: `try.${n}` }));
    const [planned, again] = await Promise.all([store.plan(wanted, later), store.plan(wanted, later)]);
    expect(planned + again).toBe(100);
    const claim = (by: string, atMs: number) => store.claim('push', by, 40, atMs, atMs + 30_000);
    const claims = (await Promise.all(['one', 'two', 'one', 'two'].map((by) => claim(by, later)))).flat().filter(({ cause }) => cause.startsWith('try.'));
    expect(new Set(claims.map(({ noticeId }) => noticeId)).size).toBe(claims.length);
    const rest = (await claim('three', later)).filter(({ cause }) => cause.startsWith('try.'));
    expect(claims.length + rest.length).toBe(100);
    expect([(await claim('three', later + 29_999)).length, (await claim('three', later + 30_000)).length]).toEqual([0, 40]);
    // Another key opens nothing of this hall.
    expect(claims.every(({ address }) => address === null)).toBe(true);
  });
});

describe('settings', () => {
  it('[Y6] a city names other services or none, and a contact that is an address', () => {
    expect(noticeSettings({})).toEqual({});
    expect(noticeSettings({ PUSH_SERVICES: 'off' })).toEqual({ push: false });
    expect(noticeSettings({ PUSH_SERVICES: 'a.example, b.example', NOTICE_CONTACT: 'mailto:x@example.jp' })).toEqual({ push: { services: ['a.example', 'b.example'] }, contact: 'mailto:x@example.jp' });
    expect(() => noticeSettings({ NOTICE_CONTACT: 'nobody' })).toThrow(/^NOTICE_CONTACT/);
  });
});
