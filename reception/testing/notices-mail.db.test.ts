import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeskTicketIssued } from '../contract/index.ts';
import { noticeSettings } from '../src/notices/adapters/notice-settings.ts';
import { openNoticesHall, until, type NoticesHall } from './notices-hall.ts';
import { startSimulatedMail, type Mail, type SimulatedMail } from './simulated-mail/simulated-mail.ts';

let mail: SimulatedMail;
let hall: NoticesHall;
beforeAll(async () => {
  mail = await startSimulatedMail();
  hall = await openNoticesHall({ push: false, mail: { from: 'notices@city.example', server: { host: '127.0.0.1', port: mail.port, implicitTls: false, user: 'hall', password: 'word' } } });
}, 60_000);
afterAll(async () => { await hall?.close(); await mail?.close(); });
beforeEach(() => { mail.fault = 'none'; });
afterEach(async () => {
  expect(mail.wrong).toEqual([]);
  await hall.db.pool.query(`UPDATE tickets SET standing = '{"status":"cancelled"}', last_act = NULL`);
  await hall.run.reception.sweep();
});

let count = 0;
async function asking(): Promise<{ ticket: DeskTicketIssued; address: string }> {
  const [ticket, address] = [await hall.take('en'), `resident${count += 1}@mail.example`];
  const answer = await hall.ask(ticket.secret, { way: 'mail', language: 'en', address });
  expect(answer.status).toBe(200);
  return { ticket, address };
}
const calls = (address: string): Mail[] => mail.taken.filter(({ to, subject }) => to === address && subject.endsWith('it is your turn'));
const ways = async (ticket: DeskTicketIssued) => (await hall.view(ticket.secret)).on.map(({ way, state, why }) => [way, state, why]);
const call = async (ticketId: string): Promise<string[]> => (await hall.db.pool.query<{ state: string }>(`SELECT n.state FROM notices n JOIN notice_ways w USING (way_id) WHERE w.ticket_id = $1 AND n.cause LIKE 'called.%'`, [ticketId])).rows.map(({ state }) => state);
const tried = (ticketId: string): Promise<unknown> => until(async () => expect((await hall.db.pool.query(`SELECT 1 FROM notices n JOIN notice_ways w USING (way_id) WHERE w.ticket_id = $1 AND n.cause LIKE 'called.%' AND n.state = 'due' AND n.tries > 0 AND n.claimed_until IS NULL`, [ticketId])).rowCount).toBe(1));

describe('mail', () => {
  it('[Y15] [Y4] tells of the call, number and counter alone, and how to end it', async () => {
    const { ticket, address } = await asking();
    await hall.act('call', ticket.ticketId);
    await until(() => expect(calls(address)).toHaveLength(1));
    const [one] = calls(address);
    expect([one?.subject, one?.text.split('\r\n')[1], one?.headers.get('auto-submitted')]).toEqual([`No. ${ticket.label}: it is your turn`, 'Please come to counter 4.', 'auto-generated']);
    expect(one?.text).not.toContain(ticket.secret);
    expect(one?.headers.get('list-unsubscribe')).toMatch(/^<http:\/\/localhost:4100\/api\/notices\/stop\/[\w.-]+>$/);
  });

  it('[Y16] [Y9] the word in the mail shows a button, and its press ends everything and forgets the address; another word ends nothing', async () => {
    const { ticket, address } = await asking();
    await hall.act('call', ticket.ticketId);
    await until(() => expect(calls(address)).toHaveLength(1));
    expect([(await hall.everyRow()).includes(address), hall.logged().includes(address), JSON.stringify(await hall.view(ticket.secret)).includes(address)]).toEqual([false, false, false]);
    const word = /\/api\/notices\/stop\/[\w.-]+/.exec(calls(address)[0]?.text ?? '')?.[0] ?? '';
    const at = `${hall.run.origin}${word}`;
    const looked = await (await fetch(at)).text();
    expect([looked, (await ways(ticket)).length]).toEqual([expect.stringContaining('<button>End them</button>'), 1]);
    const forged = `${at.slice(0, -3)}AAA`;
    expect([(await fetch(forged, { method: 'POST' })).status, (await ways(ticket)).length]).toEqual([200, 1]);
    const pressed = await fetch(at, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
    expect([pressed.status, await pressed.text(), await ways(ticket)]).toEqual([200, expect.stringContaining('No more mails'), []]);
    await hall.act('recall', ticket.ticketId);
    await hall.run.reception.sweep();
    expect(calls(address)).toHaveLength(1);
  });

  it.each(['busy', 'grey'] as const)('[Y17] %s: the server is asked again until it takes the mail', async (fault) => {
    mail.fault = fault;
    const { ticket, address } = await asking();
    await hall.act('call', ticket.ticketId);
    await tried(ticket.ticketId);
    mail.fault = 'none';
    hall.nowMs += 5_000;
    await until(async () => expect(await call(ticket.ticketId)).toEqual(['sent']));
    expect(calls(address)).toHaveLength(1);
  });

  it.each(['silent', 'cut'] as const)('[Y17] %s: a mail that may have been taken is sent again under the same Message-ID', async (fault) => {
    mail.fault = fault;
    const { ticket, address } = await asking();
    await hall.act('call', ticket.ticketId);
    await tried(ticket.ticketId);
    mail.fault = 'none';
    hall.nowMs += 5_000;
    await until(async () => expect(await call(ticket.ticketId)).toEqual(['sent']));
    expect(new Set(calls(address).map(({ id }) => id)).size).toBe(1);
  });

  it.each([['unknown', 'gone'], ['refuse', 'not-taken']] as const)('[Y17] [Y9] %s: the address is forgotten and the page says why', async (fault, why) => {
    mail.fault = fault;
    const { ticket } = await asking();
    await hall.act('call', ticket.ticketId);
    await until(async () => expect(await ways(ticket)).toEqual([['mail', 'refused', why]]));
    expect((await hall.db.pool.query('SELECT 1 FROM notice_ways WHERE address IS NOT NULL')).rowCount).toBe(0);
  });

  it('[Y15] what is no address is refused, also one that would say more than an address', async () => {
    const ticket = await hall.take();
    const statuses = await Promise.all(['nobody', 'a@b', 'a@mail.example\r\nRCPT TO:<b@mail.example>', 'a@mail.example, b@mail.example', '<a@mail.example>'].map(async (address) => (await hall.ask(ticket.secret, { way: 'mail', language: 'ja', address })).status));
    expect([statuses, await ways(ticket)]).toEqual([[400, 400, 400, 400, 400], []]);
  });

  it('[Y15] a city without a mail server offers no mail, and a setting that cannot be used stops the start without being told', () => {
    expect(noticeSettings({}).mail).toBeUndefined();
    expect(noticeSettings({ SMTP_URL: 'smtps://hall:a%40b@mail.example', MAIL_FROM: 'n@city.example' }).mail).toEqual({ from: 'n@city.example', server: { host: 'mail.example', port: 465, implicitTls: true, user: 'hall', password: 'a@b' } });
    expect(noticeSettings({ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'n@city.example' }).mail?.server).toMatchObject({ port: 587, implicitTls: false, user: '' });
    for (const wrong of [{ SMTP_URL: 'smtp://mail.example' }, { SMTP_URL: 'http://hall:secret@mail.example', MAIL_FROM: 'n@city.example' }, { SMTP_URL: 'hall:secret@mail', MAIL_FROM: 'n@city.example' }]) {
      expect(() => noticeSettings(wrong)).toThrow(/^SMTP_URL (?!.*secret)/);
    }
  });
});
