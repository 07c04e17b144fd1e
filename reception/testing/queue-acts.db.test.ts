import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActDone, DeskTicketIssued, Problem, TicketView } from '../contract/index.ts';
import { queueOf } from '../src/queue/domain/project-hall.ts';
import { DEMO_STAFF, demoClerk, freshDatabase, startReception, type DemoClerk, type FreshDatabase, type RunningReception } from './index.ts';

const MIN = 60_000;
// 2026-11-24 10:00 in Tokyo, moved by hand.
let now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase;
let run: RunningReception;
let clerk: DemoClerk;
beforeAll(async () => {
  db = await freshDatabase();
  run = await startReception({ url: db.url, clock: () => now });
  clerk = await demoClerk(run.origin, DEMO_STAFF[0], '4');
}, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });

const take = async (procedures = ['sodan']): Promise<DeskTicketIssued> => DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures, language: 'ja' })).json());
const code = async (answer: Response): Promise<string> => (answer.ok ? 'done' : Problem.parse(await answer.json()).code);
const act = async (ticketId: string, what: string, body: object = {}, by = clerk): Promise<string> => code(await by.send('POST', `/api/staff/tickets/${ticketId}/${what}`, body));
const next = async (by = clerk): Promise<string> => { const answer = await by.send('POST', '/api/staff/call-next'); return answer.ok ? ActDone.parse(await answer.json()).label : Problem.parse(await answer.json()).code; };
const phone = (secret: string, what: string, body: object = {}, key: string = randomUUID()): Promise<Response> => fetch(`${run.origin}/api/tickets/${secret}/${what}`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });
const viewOf = async (secret: string): Promise<TicketView> => { await run.reception.sweep(); return TicketView.parse(await (await fetch(`${run.origin}/api/tickets/${secret}`)).json()); };
const listed = async () => { await run.reception.sweep(); return queueOf(run.reception.house.hall().hall(), 15_000).queue; };
/** Serves and finishes whoever is here. */
const serveAll = async (by = clerk): Promise<void> => { for (const t of (await listed()).filter(({ status }) => status === 'called' || status === 'serving')) { if (t.status === 'called') await act(t.ticketId, 'serve', {}, by); await act(t.ticketId, 'finish', {}, by); } };

describe('one who is away among others', () => {
  // First of all: visits of no time, as tests make them, would teach the hall that everything is quick.
  it('[Q39] the forecast of the others counts who comes back at their time, and a word brings them back at once', async () => {
    const line: DeskTicketIssued[] = [];
    while (line.length < 7) { line.push(await take(['konin'])); now += 1_000; }
    const sixth = line[5]!;
    const mayLeaveUntil = (await viewOf(sixth.secret)).leaveTimes[0] ?? null;
    expect(await code(await phone(sixth.secret, 'leave', { until: mayLeaveUntil }))).toBe('done');
    const behind = await viewOf(line[6]!.secret);
    expect([behind.ahead, behind.range === null]).toEqual([6, false]);
    expect(TicketView.parse(await (await phone(sixth.secret, 'back')).json())).toMatchObject({ status: 'waiting', ahead: 5, awayUntil: null });
    await phone(sixth.secret, 'leave', { until: mayLeaveUntil });
    expect(await act(sixth.ticketId, 'rejoin')).toBe('done');
    expect((await listed()).map((t) => t.status)).not.toContain('away');
    await db.pool.query(`UPDATE tickets SET standing = '{"status":"cancelled"}'`);
  });
});

describe('missed and back', () => {
  it('[Q38] the phone brings its own ticket back within the window, at its place and once; nobody else’s secret does', async () => {
    const [first, second] = [await take(), await take()];
    expect(await next()).toBe(first.label);
    expect(await code(await phone(first.secret, 'rejoin'))).toBe('ticket-not-missed');
    await act(first.ticketId, 'no-show');
    const missed = await viewOf(first.secret);
    expect([missed.status, missed.rejoinUntil]).toEqual(['missed', new Date(now + 20 * MIN).toISOString()]);
    now += 20 * MIN;
    expect((await phone('x'.repeat(22), 'rejoin')).status).toBe(404);
    expect((await fetch(`${run.origin}/api/tickets/${first.secret}/rejoin`, { method: 'POST' })).status).toBe(400);
    const key = randomUUID();
    for (let n = 0; n < 2; n += 1) expect(TicketView.parse(await (await phone(first.secret, 'rejoin', {}, key)).json())).toMatchObject({ status: 'waiting', ahead: 0 });
    expect(await code(await phone(first.secret, 'rejoin'))).toBe('ticket-not-missed');
    // The clerk's own no-show can no longer be taken back: the visitor did it.
    expect(await act(first.ticketId, 'undo')).toBe('ticket-not-called');
    expect((await listed()).map((t) => t.label)).toEqual([first.label, second.label]);
    expect(await next()).toBe(first.label);
    await act(first.ticketId, 'no-show');
    now += 20 * MIN + 1;
    expect(await code(await phone(first.secret, 'rejoin'))).toBe('rejoin-too-late');
    expect(await act(first.ticketId, 'rejoin')).toBe('rejoin-too-late');
    expect((await viewOf(first.secret)).rejoinUntil).toBeNull();
    expect(await next()).toBe(second.label);
    await act(second.ticketId, 'no-show');
    expect([await act(second.ticketId, 'rejoin'), await act(second.ticketId, 'undo'), await act(second.ticketId, 'rejoin')]).toEqual(['done', 'done', 'done']);
    expect(await next()).toBe(second.label);
    await serveAll();
  });

  it('[Q31] a call in vain stays the first call, whoever comes back later', async () => {
    const ticket = await take();
    const firstCall = async () => (await db.pool.query<{ first_called_at: Date | null }>('SELECT first_called_at FROM tickets WHERE ticket_id = $1', [ticket.ticketId])).rows[0]!.first_called_at?.getTime() ?? null;
    await next();
    const first = now;
    await act(ticket.ticketId, 'no-show');
    now += MIN;
    await phone(ticket.secret, 'rejoin');
    expect(await firstCall()).toBe(first);
    await next();
    await act(ticket.ticketId, 'undo');
    expect(await firstCall()).toBe(first);
    await next();
    await serveAll();
  });
});

describe('kept, moved, and step after step', () => {
  it('[Q40] [Q41] two clerks: what one keeps the other cannot call; what is transferred is called there at its own place', async () => {
    const other = await demoClerk(run.origin, DEMO_STAFF[1], '5');
    const [first, second] = [await take(), await take()];
    now += MIN;
    const insured = await take(['kokuho']);
    expect(await next()).toBe(first.label);
    await act(first.ticketId, 'serve');
    expect(await act(first.ticketId, 'hold')).toBe('done');
    expect([await act(first.ticketId, 'call', {}, other), await next()]).toEqual(['ticket-held', second.label]);
    expect(await act(first.ticketId, 'call')).toBe('counter-busy');
    expect((await listed()).find((t) => t.ticketId === first.ticketId)).toMatchObject({ status: 'held', counter: '4', held: { keeper: 'counter', staffName: expect.any(String) } });
    expect((await viewOf(first.secret)).status).toBe('held');
    const key = randomUUID();
    for (let n = 0; n < 2; n += 1) expect((await clerk.send('POST', `/api/staff/tickets/${second.ticketId}/transfer`, { to: 'C' }, key)).status).toBe(200);
    // Second came before the one who waits there already, keeps plate and place, and the hall counts it in its new line.
    expect(await viewOf(second.secret)).toMatchObject({ zone: 'F', line: 'C', status: 'waiting', ahead: 0 });
    expect(run.reception.house.hall().board().waits.filter(({ waiting }) => waiting > 0).map(({ zone, waiting }) => [zone, waiting])).toEqual([['C', 2]]);
    expect(await next(other)).toBe(second.label);
    await serveAll(other);
    expect(await next(other)).toBe(insured.label);
    await serveAll(other);
    expect(await act(first.ticketId, 'call')).toBe('done');
    await serveAll();
    expect((await db.pool.query("SELECT act FROM audit WHERE ticket_id = ANY ($1) ORDER BY entry", [[first.ticketId, second.ticketId]])).rows.map((r) => r.act)).toEqual(['hold', 'transfer']);
    await other.send('DELETE', '/api/staff/session');
  });

  it('[Q42] a ticket with procedures of two zones goes to the second line by itself, keeps its form until the end, and both counters did a visit', async () => {
    const other = await demoClerk(run.origin, DEMO_STAFF[1], '5');
    const family = await take(['tennyu', 'kokuho']);
    const done = async (counter: string) => queueOf(run.reception.house.hall().hall(), 15_000).counters.find((c) => c.counter.id === counter)!.doneToday;
    await listed();
    const before = [await done('4'), await done('5')];
    expect(await next()).toBe(family.label);
    await act(family.ticketId, 'serve');
    expect((await listed()).find((t) => t.ticketId === family.ticketId)).toMatchObject({ nextLine: 'C' });
    now += 10 * MIN;
    await act(family.ticketId, 'finish');
    expect(await viewOf(family.secret)).toMatchObject({ zone: 'B', line: 'C', status: 'waiting', steps: 1 });
    expect([await act(family.ticketId, 'undo'), await act(family.ticketId, 'finish')]).toEqual(['done', 'done']);
    expect(await next()).toBe('nobody-waiting');
    expect(await next(other)).toBe(family.label);
    await act(family.ticketId, 'serve', {}, other);
    now += 20 * MIN;
    await act(family.ticketId, 'finish', {}, other);
    now += 16_000;
    expect((await viewOf(family.secret)).status).toBe('done');
    expect([await done('4') - before[0]!, await done('5') - before[1]!]).toEqual([1, 1]);
    const { rows } = await db.pool.query<{ lessons: string[] }>('SELECT lessons FROM tickets WHERE ticket_id = $1', [family.ticketId]);
    expect(rows[0]!.lessons).toContain('visit');
    await other.send('DELETE', '/api/staff/session');
  });
});

describe('away and back', () => {
  it('[Q39] who leaves is not called, keeps the place, and is called when the time is over or at a word', async () => {
    const line: DeskTicketIssued[] = [];
    while (line.length < 8) { line.push(await take()); now += 1_000; }
    expect((await viewOf(line[0]!.secret)).leaveTimes).toEqual([]);
    const eighth = line[7]!;
    const mayLeaveUntil = (await viewOf(eighth.secret)).leaveTimes[0] ?? null;
    expect(Date.parse(mayLeaveUntil!)).toBeGreaterThan(now + 10 * MIN);
    expect(await code(await phone(eighth.secret, 'leave', { until: new Date(Date.parse(mayLeaveUntil!) + 5 * MIN).toISOString() }))).toBe('leave-too-long');
    expect(await code(await phone(line[0]!.secret, 'leave', { until: new Date(now + 15 * MIN).toISOString() }))).toBe('leave-too-long');
    expect(await code(await phone(eighth.secret, 'leave', { until: 'soon' }))).toBe('bad-request');
    const away = TicketView.parse(await (await phone(eighth.secret, 'leave', { until: mayLeaveUntil })).json());
    expect([away.status, away.awayUntil, away.range]).toEqual(['away', mayLeaveUntil, null]);
    expect(run.reception.house.hall().board().waits.find(({ zone }) => zone === 'F')!.waiting).toBe(8);
    // All the others are called first; nobody calls the one who is away, also not by choice.
    for (const ticket of line.slice(0, 7)) { expect(await next()).toBe(ticket.label); await serveAll(); }
    expect([await next(), await act(eighth.ticketId, 'call')]).toEqual(['nobody-waiting', 'ticket-away']);
    const later = await take();
    now = Date.parse(mayLeaveUntil!) - 1;
    expect(await next()).toBe(later.label);
    await serveAll();
    const last = await take();
    now += 1;
    expect((await viewOf(eighth.secret)).status).toBe('waiting');
    expect(await next()).toBe(eighth.label);
    await serveAll();
    expect(await next()).toBe(last.label);
    await serveAll();
  }, 60_000);

  it('[Q13] [Q40] [Q41] two calls, and then a serve, a hold and a transfer, in the same moment: one after the other, and nobody stands at two places', async () => {
    const other = await demoClerk(run.origin, DEMO_STAFF[1], '7');
    const ways = new Set<string>();
    for (let n = 0; n < 4; n += 1) {
      const line = [await take(['konin']), await take(['konin'])];
      expect((await Promise.all([next(), next(other)])).toSorted()).toEqual(line.map((t) => t.label).toSorted());
      const mine = (await listed()).find((t) => t.status === 'called' && t.counter === '4')!;
      const [held, served, moved] = await Promise.all([act(mine.ticketId, 'hold'), act(mine.ticketId, 'serve'), act(mine.ticketId, 'transfer', { to: 'C' })]);
      const now4 = (await listed()).find((t) => t.ticketId === mine.ticketId)!;
      // A hold may still be transferred, a transfer no longer held: where it stands in the end follows from which of them came through.
      expect([now4.status, now4.line]).toEqual(moved === 'done' ? ['waiting', 'C'] : [held === 'done' ? 'held' : served === 'done' ? 'serving' : 'called', 'F']);
      ways.add(`${held} ${served} ${moved}`);
      await db.pool.query(`UPDATE tickets SET standing = '{"status":"cancelled"}', last_act = NULL WHERE standing ->> 'status' <> 'done'`);
    }
    for (const way of ways) expect(way).toContain('done');
    await other.send('DELETE', '/api/staff/session');
  }, 60_000);

  it('[Q39] a phone that sends act after act is slowed down, and the end of the day ends an absence', async () => {
    const [first, ticket] = [await take(), await take()];
    const answers: string[] = [];
    for (let n = 0; n < 14; n += 1) answers.push(await code(await phone(ticket.secret, 'back')));
    expect(answers.slice(-1)).toEqual(['too-many-requests']);
    await db.pool.query(`UPDATE tickets SET standing = $2 WHERE ticket_id = $1`, [first.ticketId, JSON.stringify({ status: 'away', sinceMs: now, untilMs: now + 48 * 60 * MIN })]);
    now += 24 * 60 * MIN;
    expect(await listed()).toEqual([]);
    expect((await db.pool.query("SELECT DISTINCT standing ->> 'status' AS s FROM tickets ORDER BY 1")).rows.map(({ s }) => s)).toEqual(['cancelled', 'done']);
  });
});
