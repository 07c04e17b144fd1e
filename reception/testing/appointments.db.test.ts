import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DeskTicketIssued, Problem, type AppointmentEntry } from '../contract/index.ts';
import { appointmentsOf } from '../src/queue/domain/project-hall.ts';
import { demoClerk, DEMO_CLIENT, DEMO_STAFF, freshDatabase, startReception, type DemoClerk, type FreshDatabase, type RunningReception } from './index.ts';

const MIN = 60_000;
// 2026-11-24 10:00 in Tokyo, moved by hand.
const TEN = Date.UTC(2026, 10, 24, 1, 0);
let now = TEN;
let db: FreshDatabase;
let run: RunningReception;
let clerk: DemoClerk;
let concierge: DemoClerk;
beforeAll(async () => {
  db = await freshDatabase();
  run = await startReception({ url: db.url, clock: () => now });
  clerk = await demoClerk(run.origin, DEMO_STAFF[0], '4');
  concierge = await demoClerk(run.origin, DEMO_STAFF[4], null);
}, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });
beforeEach(async () => { await db.pool.query('DELETE FROM appointments'); });

const put = (body: string, type: string): Promise<Response> => fetch(`${run.origin}/api/intake/v1/appointments`, { method: 'PUT', headers: { 'content-type': type, authorization: `Bearer ${DEMO_CLIENT.id}.${DEMO_CLIENT.keys[0]}` }, body });
const row = (reference: string, time: string, more: object = {}) => ({ reference, day: '2026-11-24', time, procedure: 'sodan', ...more });
const send = async (...appointments: object[]): Promise<unknown> => (await put(JSON.stringify({ appointments }), 'application/json')).json();
const register = async (): Promise<AppointmentEntry[]> => { await run.reception.sweep(); return appointmentsOf(run.reception.house.hall().hall()); };
const standings = async (): Promise<string[]> => (await db.pool.query<{ reference: string; standing: string; at: string }>(`SELECT reference, standing, to_char(booked_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS at FROM appointments ORDER BY reference`)).rows.map((r) => `${r.reference} ${r.at} ${r.standing}`);
const codeOf = async (answer: Response): Promise<string> => (answer.ok ? 'done' : Problem.parse(await answer.json()).code);
const mark = (reference: string, act: string, by = concierge, key?: string): Promise<string> => by.send('POST', `/api/staff/appointments/${reference}/${act}`, {}, key).then(codeOf);
const take = (appointment: string, by = clerk): Promise<Response> => by.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja', appointment });

describe('the list of the booking system', () => {
  it('[Q80] is known by its references: again nothing, another time moves, withdrawn takes off, who is not named stays', async () => {
    expect(await send(row('Y-101', '10:30'), row('Y-102', '11:00'))).toEqual({ added: 2, changed: 0, unchanged: 0 });
    expect(await send(row('Y-101', '10:30'), row('Y-102', '11:00'))).toEqual({ added: 0, changed: 0, unchanged: 2 });
    expect(await (await put('reference,day,time,procedure,state\r\nY-101,2026-11-24,10:45,sodan,\r\nY-103,2026-11-24,13:00,juminhyo,\r\n', 'text/csv')).json()).toEqual({ added: 1, changed: 1, unchanged: 0 });
    expect(await send(row('Y-103', '13:00', { procedure: 'juminhyo', state: 'withdrawn' }))).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await standings()).toEqual(['Y-101 10:45 expected', 'Y-102 11:00 expected', 'Y-103 13:00 withdrawn']);
    expect((await register()).map(({ reference }) => reference)).toEqual(['Y-101', 'Y-102']);
    expect((await db.pool.query("SELECT DISTINCT act, outcome FROM hand_over_access WHERE act = 'import'")).rows).toEqual([{ act: 'import', outcome: 'done' }]);
  });

  it('[Q80] the same word of the office again undoes nothing: who came is come, who was taken off is off until it says something new', async () => {
    const list = [row('Y-101', '10:30'), row('Y-102', '11:00')];
    await send(...list);
    expect([await codeOf(await take('Y-101')), await mark('Y-102', 'withdraw')]).toEqual(['done', 'done']);
    await send(...list);
    await send(row('Y-101', '15:00'));
    expect(await standings()).toEqual(['Y-101 10:30 came', 'Y-102 11:00 withdrawn']);
    await send(row('Y-102', '14:00'));
    expect(await standings()).toEqual(['Y-101 10:30 came', 'Y-102 14:00 expected']);
  });

  it('[Q81] one bad row refuses all of it, with its line', async () => {
    await send(row('Y-101', '10:30'));
    const answer = await put('reference,day,time,procedure\nY-101,2026-11-24,16:00,sodan\nY-102,2026-11-24,99:00,sodan\n', 'text/csv');
    expect([answer.status, Problem.parse(await answer.json())]).toMatchObject([400, { code: 'bad-request', facts: { at: 'line 3 time unreadable', faults: 1 } }]);
    expect(await send({ ...row('Y-102', '12:00'), name: 'x' })).toMatchObject({ code: 'bad-request', facts: { at: 'line 1 line unreadable' } });
    expect(await send({ nothing: 1 })).toMatchObject({ code: 'bad-request' });
    expect((await fetch(`${run.origin}/api/intake/v1/appointments`, { method: 'PUT' })).status).toBe(401);
    expect(await standings()).toEqual(['Y-101 10:30 expected']);
  });

  it('[Q81] the command takes a file in, or says by line why it takes nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'engawa-list-'));
    const imports = async (text: string): Promise<{ code: number | null; said: string }> => {
      await writeFile(join(folder, 'list.csv'), text);
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../src/appointments-cli.ts', import.meta.url)), 'import', join(folder, 'list.csv')], { env: { ...process.env, DATABASE_URL: db.url, CLOCK_OFFSET_MS: String(now - Date.now()) }, encoding: 'utf8' });
      return { code: status, said: stdout + stderr };
    };
    expect(await imports('reference,day,time,procedure\nY-201,2026-11-24,10:30,sodan\n')).toEqual({ code: 0, said: '1 added, 0 changed, 0 as they were\n' });
    expect(await imports('reference,day,time,procedure\nY-201,2026-11-24,11:30,sodan\nY-202,2026-11-20,11:30,sodan\n')).toEqual({ code: 1, said: 'nothing was taken in: line 3 day past\n' });
    expect(await standings()).toEqual(['Y-201 10:30 expected']);
    await rm(folder, { recursive: true });
  }, 60_000);
});

describe('those who come', () => {
  it('[Q83] a ticket takes its time from the register and uses the appointment up; wrong, withdrawn and used ones are refused by name', async () => {
    await send(row('Y-101', '10:20'), row('Y-102', '11:00', { state: 'withdrawn' }), row('Y-103', '10:30', { day: '2026-11-25' }));
    const issued = DeskTicketIssued.parse(await (await take('Y-101')).json());
    await run.reception.sweep();
    expect(run.reception.house.hall().hall().tickets.find(({ ticketId }) => ticketId === issued.ticketId)?.bookedAtMs).toBe(TEN + 20 * MIN);
    expect([await codeOf(await take('Y-101')), await codeOf(await take('Y-102')), await codeOf(await take('Y-999')), await codeOf(await take('Y-103'))]).toEqual(['appointment-not-expected', 'appointment-not-expected', 'appointment-unknown', 'appointment-unknown']);
    expect(await codeOf(await clerk.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja', appointment: 'Y-101', bookedAt: new Date(now).toISOString() }))).toBe('bad-request');
    expect(await register()).toEqual([]);
    expect(await mark('Y-101', 'undo')).toBe('appointment-not-expected');
  });

  it('[Q83] of desks that are asked at once, one gives a ticket', async () => {
    await send(row('Y-101', '10:20'));
    const codes = await Promise.all([clerk, concierge, clerk, concierge].map(async (by) => codeOf(await take('Y-101', by))));
    expect(codes.sort()).toEqual(['appointment-not-expected', 'appointment-not-expected', 'appointment-not-expected', 'done']);
  });

  it('[Q85] staff mark who came or will not come; for 15 seconds whoever did it takes it back, and the audit keeps no reference', async () => {
    await send(row('Y-101', '10:20'), row('Y-102', '10:25'));
    const key = crypto.randomUUID();
    expect([await mark('Y-101', 'came', concierge, key), await mark('Y-101', 'came', concierge, key), await mark('Y-101', 'withdraw')]).toEqual(['done', 'done', 'appointment-not-expected']);
    expect(await register()).toMatchObject([{ reference: 'Y-101', standing: 'came', counted: false, undoUntil: new Date(now + 15_000).toISOString() }, { reference: 'Y-102', standing: 'expected', counted: true, undoUntil: null }]);
    expect([await mark('Y-101', 'undo', clerk), await mark('Y-101', 'undo'), await mark('Y-101', 'undo')]).toEqual(['appointment-not-expected', 'done', 'appointment-not-expected']);
    expect(await mark('Y-102', 'withdraw')).toBe('done');
    now += 15_001;
    expect([await mark('Y-102', 'undo'), await mark('Y-404', 'came')]).toEqual(['appointment-not-expected', 'appointment-unknown']);
    expect((await register()).map(({ reference }) => reference)).toEqual(['Y-101']);
    expect((await db.pool.query("SELECT staff_id, ticket_id, act FROM audit WHERE act LIKE 'appointment%' ORDER BY entry")).rows.map((r) => `${r.staff_id} ${r.ticket_id} ${r.act}`)).toContain('1005 null appointment-came');
  });

  it('[Q84] the hall counts on whoever has not come until the grace is over, and its board with it', async () => {
    const { zone } = run.reception.house.profile.procedures.find(({ id }) => id === 'sodan')!;
    const until = (): number => Date.parse(run.reception.house.hall().board().waits.find((wait) => wait.zone === zone)?.range?.until ?? '');
    await clerk.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja' });
    expect([await codeOf(await clerk.send('POST', '/api/staff/call-next'))]).toEqual(['done']);
    await register();
    const alone = until();
    await send(row('Y-301', '10:05'), row('Y-302', '10:06'), row('Y-303', '10:07'), row('Y-304', '10:08'));
    expect((await register()).every(({ counted }) => counted)).toBe(true);
    expect(until()).toBeGreaterThan(alone);
    now = TEN + 23 * MIN + 1;
    expect((await register()).map(({ counted }) => counted)).toEqual([false, false, false, false]);
    expect([await codeOf(await take('Y-304'))]).toEqual(['done']);
  });

  it('[Q82] with the business day every appointment is forgotten everywhere, and the hall has learned how many came', async () => {
    await send(row('QX-7001', '10:05'), row('QX-7002', '16:00'), row('QX-7003', '16:00', { state: 'withdrawn' }), row('QX-7004', '10:00', { day: '2026-11-25' }));
    await take('QX-7001');
    await mark('QX-7002', 'came');
    await mark('QX-7002', 'undo');
    const everything = async (): Promise<string> => {
      const { rows: tables } = await db.pool.query("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'public'");
      let text = '';
      for (const { t } of tables) text += JSON.stringify((await db.pool.query(`SELECT t::text AS row FROM ${t} t`)).rows);
      return text;
    };
    const learned = async () => (await db.pool.query<{ booked: number; missed: number }>("SELECT (experience ->> 'booked')::float AS booked, (experience ->> 'bookedMissed')::float AS missed FROM foresight")).rows[0] ?? { booked: 0, missed: 0 };
    expect(await everything()).toMatch(/QX-7001/);
    now = Date.UTC(2026, 10, 24, 23, 0);
    await run.reception.sweep();
    expect(await everything()).not.toMatch(/QX-700[123]/);
    expect(await standings()).toEqual(['QX-7004 10:00 expected']);
    expect([Math.round((await learned()).booked), Math.round((await learned()).missed)]).toEqual([2, 1]);
  });
});
