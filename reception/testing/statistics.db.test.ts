import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActDone, DeskTicketIssued, HallStatistics } from '../contract/index.ts';
import { demoClerk, freshDatabase, startReception, DEMO_STAFF, type DemoClerk, type FreshDatabase, type RunningReception } from './index.ts';

// 2026-11-24 10:00 in Tokyo, moved by hand.
let now = Date.UTC(2026, 10, 24, 1, 0);
const MIN = 60_000;
let db: FreshDatabase;
let run: RunningReception;
let clerk: DemoClerk;
beforeAll(async () => {
  db = await freshDatabase();
  run = await startReception({ url: db.url, clock: () => now });
  clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
}, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });

/** What a 住民票 asks. */
const VALUES = Object.fromEntries(Object.entries({
  'applicant.role': 'self', 'applicant.name': '見本　花子', 'applicant.birth': '1980-04-01', 'applicant.address': '縁側市松風町二丁目３番１５号', 'juminhyo.kind': 'now', 'juminhyo.scope': 'household', 'juminhyo.copies': '1',
}).map(([key, value]) => [key, { value, source: 'staff' }]));

const take = async (): Promise<DeskTicketIssued> => DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['juminhyo'], language: 'ja' })).json());
const act = async (what: string, ticketId: string): Promise<void> => { expect([what, (await clerk.send('POST', `/api/staff/tickets/${ticketId}/${what}`)).status]).toEqual([what, 200]); };
const callNext = async (): Promise<string> => ActDone.parse(await (await clerk.send('POST', '/api/staff/call-next')).json()).ticketId;
const ask = async (query = ''): Promise<HallStatistics> => HallStatistics.parse(await (await clerk.send('GET', `/api/staff/statistics${query}`)).json());
const csv = async (query: string): Promise<string> => (await clerk.send('GET', `/api/staff/statistics.csv${query}`)).text();

describe('the statistics of a real day', () => {
  it('[Q60] [Q61] tell what happened: waits, a service, an absence, and who was never called', async () => {
    const [first, second] = [await take(), await take(), await take()];
    now += 12 * MIN;
    expect(await callNext()).toBe(first!.ticketId);
    now += MIN;
    await act('serve', first!.ticketId);
    now += 7 * MIN;
    await act('finish', first!.ticketId);
    expect(await callNext()).toBe(second!.ticketId);
    await act('no-show', second!.ticketId);
    const { all, hours, procedures, days } = await ask();
    expect(all).toMatchObject({ tickets: 3, neverCame: 1, neverCalled: 0, wait: { people: 2, median: 12, p90: 20 }, service: { people: 1, median: 7, p90: 7 } });
    expect([hours.map(({ hour }) => hour), procedures.map(({ procedure }) => procedure), days.map(({ day }) => day)]).toEqual([[10], ['juminhyo'], ['2026-11-24']]);
    now += 16_000;
    await run.reception.sweep();
    now += 24 * 60 * MIN;
    await run.reception.sweep();
    clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
    expect((await ask('?from=2026-11-24&until=2026-11-25')).days).toMatchObject([{ tickets: 3, neverCame: 1, neverCalled: 1 }, { tickets: 0 }]);
  });

  it('[Q60] a visit that staff wrote down where the visitor sat did not wait, and counts as served', async () => {
    const before = await ask();
    const heard = await clerk.send('POST', '/api/staff/intakes', { procedures: ['juminhyo'], language: 'ja', values: VALUES, card: null, serveNow: true });
    const { ticketId } = DeskTicketIssued.parse(await heard.json());
    now += 5 * MIN;
    await act('finish', ticketId);
    const after = await ask();
    expect([after.all.tickets - before.all.tickets, after.all.wait.people - before.all.wait.people, after.all.service.people - before.all.service.people]).toEqual([1, 0, 1]);
  });

  it('[Q60] who had one of two steps behind them when the day ended, or stood at a counter, was not absent', async () => {
    const { day } = run.reception.house.today();
    const two = DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['tennyu', 'kokuho'], language: 'ja' })).json());
    await act('call', two.ticketId);
    await act('serve', two.ticketId);
    await act('finish', two.ticketId);
    const here = await take();
    await act('call', here.ticketId);
    now += 24 * 60 * MIN;
    await run.reception.sweep();
    clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
    const { rows } = await db.pool.query<{ status: string; n: number }>('SELECT status, jsonb_array_length(steps) AS n FROM tickets WHERE ticket_id = ANY ($1) ORDER BY n', [[two.ticketId, here.ticketId]]);
    expect(rows).toEqual([{ status: 'cancelled', n: 0 }, { status: 'cancelled', n: 1 }]);
    expect((await ask(`?from=${day}&until=${day}`)).all).toMatchObject({ neverCame: 0, neverCalled: 0 });
  });

  it('[Q60] are for staff alone, for days that exist and for at most 62 of them, and come as files', async () => {
    expect((await fetch(`${run.origin}/api/staff/statistics`)).status).toBe(401);
    for (const wrong of ['?from=2026-11-31&until=2026-12-01', '?from=2026-11-25&until=2026-11-24', '?from=2026-09-01&until=2026-11-24']) expect([wrong, (await clerk.send('GET', `/api/staff/statistics${wrong}`)).status]).toEqual([wrong, 400]);
    const days = await csv('?table=days&from=2026-11-24&until=2026-11-25');
    expect(days.split('\r\n').map((row) => row.split(',')[0])).toEqual(['"日"', '"2026-11-24"', '"2026-11-25"', '']);
    expect((await clerk.send('GET', '/api/staff/statistics.csv?table=people')).status).toBe(400);
  });
});
