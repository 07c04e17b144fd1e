import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeskTicketIssued } from '../contract/index.ts';
import { noticeSettings } from '../src/notices/adapters/notice-settings.ts';
import { openNoticesHall, phoneOf, until, callsTo, type NoticesHall } from './notices-hall.ts';
import { startSimulatedLine, type SimulatedLine } from './simulated-line/simulated-line.ts';
import { startSimulatedPush, type SimulatedPush } from './simulated-push/simulated-push.ts';

let line: SimulatedLine;
let push: SimulatedPush;
let hall: NoticesHall;
let webhook: string;
beforeAll(async () => {
  [line, push] = [await startSimulatedLine(), await startSimulatedPush()];
  hall = await openNoticesHall({ push: { services: [push.origin] }, line: { token: line.token, secret: line.secret, account: '@engawa', api: line.origin } });
  webhook = `${hall.run.origin}/api/line/webhook`;
}, 60_000);
afterAll(async () => { await hall?.close(); await line?.close(); await push?.close(); });
beforeEach(() => { line.fault = 'none'; });
afterEach(async () => {
  expect([line.wrong, push.wrong]).toEqual([[], []]);
  await hall.db.pool.query(`UPDATE tickets SET standing = '{"status":"cancelled"}', last_act = NULL`);
  await hall.run.reception.sweep();
});

const person = (): string => `U${randomUUID().replaceAll('-', '')}`;
const codeOf = async ({ secret }: DeskTicketIssued): Promise<string> => (await hall.view(secret)).line?.code ?? '';
const to = (userId: string, words: RegExp): string[] => line.delivered.filter((one) => one.to === userId && words.test(one.text)).map(({ text }) => text);
const ways = async (ticket: DeskTicketIssued) => (await hall.view(ticket.secret)).on.map(({ way, state }) => `${way} ${state}`);
const called = async (ticketId: string): Promise<string[]> => (await hall.db.pool.query<{ state: string }>(`SELECT n.state FROM notices n JOIN notice_ways w USING (way_id) WHERE w.ticket_id = $1 AND w.kind = 'line' AND n.cause LIKE 'called.%'`, [ticketId])).rows.map(({ state }) => state);
/** The call was tried, and nobody is just trying it. */
const tried = (ticketId: string): Promise<unknown> => until(async () => expect((await hall.db.pool.query(`SELECT 1 FROM notices n JOIN notice_ways w USING (way_id) WHERE w.ticket_id = $1 AND n.cause LIKE 'called.%' AND n.state = 'due' AND n.tries > 0 AND n.claimed_until IS NULL`, [ticketId])).rowCount).toBe(1));
/** A ticket whose visitor wrote its code. */
async function linked(): Promise<{ ticket: DeskTicketIssued; userId: string }> {
  const [ticket, userId] = [await hall.take('en'), person()];
  expect(await line.tells(webhook, userId, { type: 'message', text: await codeOf(ticket) })).toBe(200);
  return { ticket, userId };
}

describe('LINE', () => {
  it('[Y11] [Y4] who writes the code of a ticket\'s page hears of that ticket, once for each cause, and is answered', async () => {
    const { ticket, userId } = await linked();
    await until(() => expect(line.replies.at(-1)).toContain(`No. ${ticket.label}`));
    expect([await ways(ticket), (await hall.view(ticket.secret)).line?.account]).toEqual([['line ready'], '@engawa']);
    await hall.act('call', ticket.ticketId);
    await until(() => expect(to(userId, /turn/)).toEqual(expect.arrayContaining([`No. ${ticket.label}: it is your turn\nPlease come to counter 4.`])));
    await hall.run.reception.sweep();
    expect(to(userId, /it is your turn/)).toHaveLength(1);
  });

  it('[Y11] a code that belongs to no ticket links nobody, and says so; other words are not for us', async () => {
    const ticket = await hall.take();
    const [code, userId, before] = [await codeOf(ticket), person(), line.replies.length];
    for (const text of [`${ticket.label}-AAAAAA`, code.replace(ticket.label, '999')]) expect(await line.tells(webhook, userId, { type: 'message', text })).toBe(200);
    await until(() => expect(line.replies.length).toBe(before + 2));
    expect([await line.tells(webhook, userId, { type: 'message', text: 'こんにちは' }), await line.tells(webhook, userId, { type: 'follow' }), await ways(ticket), line.replies.length]).toEqual([200, 200, [], before + 2]);
  });

  it('[Y12] nothing is heard that LINE did not sign, byte for byte', async () => {
    const [ticket, userId] = [await hall.take(), person()];
    const event = { type: 'message', text: await codeOf(ticket) };
    expect([await line.tells(webhook, userId, event, { signedWith: 'another' }), await line.tells(webhook, userId, event, { alter: (body) => body.replace('"destination"', ' "destination"') }), (await fetch(webhook, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"events":[]}' })).status]).toEqual([403, 403, 403]);
    expect(await ways(ticket)).toEqual([]);
  });

  it('[Y12] [Y13] an event that comes again is not heard again: who left is not brought back by it', async () => {
    const [ticket, userId, id] = [await hall.take(), person(), randomUUID()];
    const event = { type: 'message', text: await codeOf(ticket) };
    await line.tells(webhook, userId, event, { id });
    expect(await ways(ticket)).toEqual(['line ready']);
    await line.tells(webhook, userId, { type: 'message', text: '停止' });
    expect([await line.tells(webhook, userId, event, { id }), await ways(ticket)]).toEqual([200, []]);
    await line.tells(webhook, userId, event);
    await line.tells(webhook, userId, { type: 'unfollow' });
    expect(await ways(ticket)).toEqual([]);
  });

  it.each(['took-it', 'silent', 'cut'] as const)('[Y5] [Y14] %s: what LINE took without a word is asked again with its key, and delivered once', async (fault) => {
    line.fault = fault;
    const { ticket, userId } = await linked();
    await hall.act('call', ticket.ticketId);
    await tried(ticket.ticketId);
    const before = line.repeated;
    line.fault = 'none';
    hall.nowMs += 5_000;
    await until(async () => expect(await called(ticket.ticketId)).toEqual(['sent']));
    expect([to(userId, /it is your turn/).length, line.repeated > before]).toEqual([1, true]);
  });

  it.each(['fault', 'throttle', 'token'] as const)('[Y14] %s: it is tried again until LINE takes it, or the call is over', async (fault) => {
    line.fault = fault;
    const [staying, leaving] = [await linked(), await linked()];
    await hall.act('call', leaving.ticket.ticketId);
    await tried(leaving.ticket.ticketId);
    await hall.act('no-show', leaving.ticket.ticketId);
    await hall.act('call', staying.ticket.ticketId);
    await tried(staying.ticket.ticketId);
    line.fault = 'none';
    hall.nowMs += 61_000;
    await until(async () => expect([await called(staying.ticket.ticketId), await called(leaving.ticket.ticketId)]).toEqual([['sent'], ['dropped']]));
    expect([to(staying.userId, /it is your turn/).length, to(leaving.userId, /it is your turn/).length]).toEqual([1, 0]);
  });

  it('[Y9] [Y14] an account that LINE does not know is forgotten; nobody\'s is in the database in the clear, or in a log', async () => {
    const { ticket, userId } = await linked();
    expect([(await hall.everyRow()).includes(userId), hall.logged().includes(userId), hall.logged().includes(line.token), JSON.stringify(await hall.view(ticket.secret)).includes(userId)]).toEqual([false, false, false, false]);
    line.fault = 'unknown';
    await hall.act('call', ticket.ticketId);
    await until(async () => expect(await ways(ticket)).toEqual(['line refused']));
    expect((await hall.db.pool.query('SELECT 1 FROM notice_ways WHERE address IS NOT NULL')).rowCount).toBe(0);
  });

  it('[Y8] while LINE is silent to everybody, a push goes out at once', async () => {
    line.fault = 'silent';
    const { ticket } = await linked();
    const phone = await phoneOf(hall, push, ticket.secret);
    await hall.act('call', ticket.ticketId);
    await until(() => expect(callsTo(phone)).toHaveLength(1));
    expect(await called(ticket.ticketId)).toEqual(['due']);
  });

  it('[Y11] a city that has no channel offers none, and half of its settings stop the start', () => {
    const all = { LINE_CHANNEL_TOKEN: 't', LINE_CHANNEL_SECRET: 's', LINE_ACCOUNT: '@engawa' };
    expect([noticeSettings({}).line, noticeSettings(all).line]).toEqual([undefined, { token: 't', secret: 's', account: '@engawa' }]);
    expect(() => noticeSettings({ ...all, LINE_CHANNEL_SECRET: '' })).toThrow(/^LINE_/);
    expect(() => noticeSettings({ ...all, LINE_ACCOUNT: 'engawa' })).toThrow(/^LINE_ACCOUNT/);
  });
});
