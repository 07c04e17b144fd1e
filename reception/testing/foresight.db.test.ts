import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActDone, DeskTicketIssued, IntakeAccepted, OpenQueue, TicketView } from '../contract/index.ts';
import { postgresForesight } from '../src/forecast/adapters/postgres-foresight.ts';
import { beliefsOf } from '../src/forecast/domain/experience.ts';
import { foresightFor, type Foresight } from '../src/forecast/domain/foresight.ts';
import { meanMinutes } from '../src/forecast/domain/service-times.ts';
import { postgresTicketStore } from '../src/queue/adapters/postgres-ticket-store.ts';
import { demoClerk, demoKiosk, freshDatabase, startReception, DEMO_STAFF, type DemoClerk, type FreshDatabase, type RunningReception } from './index.ts';

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

const take = async (): Promise<DeskTicketIssued> => DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['juminhyo'], language: 'ja' })).json());
const takeLine = async (count: number): Promise<DeskTicketIssued[]> => {
  const line: DeskTicketIssued[] = [];
  while (line.length < count) line.push(await take());
  return line;
};
const act = async (what: string, ticketId: string): Promise<void> => { expect([what, (await clerk.send('POST', `/api/staff/tickets/${ticketId}/${what}`)).status]).toEqual([what, 200]); };
const callNext = async (): Promise<string> => ActDone.parse(await (await clerk.send('POST', '/api/staff/call-next')).json()).ticketId;
const sweep = async (...of: RunningReception[]): Promise<void> => { await Promise.all((of.length === 0 ? [run] : of).map(({ reception }) => reception.sweep())); };
const known = async (): Promise<Foresight> => foresightFor(await postgresForesight(db.pool).lock(), run.reception.house.city.procedures);
const learnedOf = async (id: string): Promise<{ calls: number; noShows: number; minutes: number }> => {
  const { experience } = await known();
  const { calls = 0, noShows = 0 } = experience.kinds[id] ?? {};
  return { calls: Math.round(calls), noShows: Math.round(noShows), minutes: meanMinutes(beliefsOf(experience, [id]).times[0]!) };
};
const lessons = async (): Promise<string[]> => (await db.pool.query<{ l: string }>('SELECT unnest(lessons) AS l FROM tickets ORDER BY 1')).rows.map(({ l }) => l);
/** One visit at counter 1 that takes so long, until it can no longer be undone. */
const visit = async (minutes: number): Promise<void> => {
  await take();
  const ticketId = await callNext();
  await act('serve', ticketId);
  now += minutes * MIN;
  await act('finish', ticketId);
  now += 16_000;
};
const waitMinutes = async (): Promise<number> => {
  const { zones } = OpenQueue.parse(await (await fetch(`${run.origin}/open/queue.json`)).json());
  const { range } = zones.find(({ zone }) => zone === 'A')!;
  return (Date.parse(range!.until) - now) / MIN;
};

describe('a hall that learns', () => {
  it('[Q31] visits, calls and absences teach, each once, also when two servers sweep at the same moment', async () => {
    const other = await startReception({ url: db.url, clock: () => now });
    await sweep();
    const before = await learnedOf('juminhyo');
    for (let n = 0; n < 12; n += 1) {
      await visit(2);
      await sweep(run, other);
    }
    const after = await learnedOf('juminhyo');
    expect(after.calls - before.calls).toBe(12);
    expect(after.minutes).toBeLessThan(before.minutes - 1.5);
    expect(await lessons()).toEqual([...Array.from({ length: 12 }, () => 'call'), ...Array.from({ length: 12 }, () => 'visit')]);
    await sweep(run, other);
    expect((await learnedOf('juminhyo')).calls).toBe(after.calls);
    await other.close();
  });

  it('[Q31] what can still be undone teaches nothing; a call that was undone was none, and recalls do not move the first', async () => {
    const before = await learnedOf('juminhyo');
    const { ticketId } = await take();
    const at = async () => (await db.pool.query<{ first_called_at: Date | null }>('SELECT first_called_at FROM tickets WHERE ticket_id = $1', [ticketId])).rows[0]!.first_called_at?.getTime() ?? null;
    expect(await callNext()).toBe(ticketId);
    await act('undo', ticketId);
    expect(await at()).toBeNull();
    expect(await callNext()).toBe(ticketId);
    const first = now;
    now += MIN;
    await act('recall', ticketId);
    expect(await at()).toBe(first);
    now += MIN;
    await act('no-show', ticketId);
    await sweep();
    expect((await learnedOf('juminhyo')).noShows).toBe(before.noShows);
    now += 16_000;
    await sweep();
    expect((await learnedOf('juminhyo')).noShows).toBe(before.noShows + 1);
  });

  it('[Q32] the board, the paper and the open data tell what was learned; a ticket remembers what it was told', async () => {
    const line = await takeLine(4);
    await sweep();
    const short = await waitMinutes();
    const view = TicketView.parse(await (await fetch(`${run.origin}/api/tickets/${line[3]!.secret}`)).json());
    expect(view.range).not.toBeNull();
    for (const { ticketId } of line) {
      expect(await callNext()).toBe(ticketId);
      await act('serve', ticketId);
      now += 40 * MIN;
      await act('finish', ticketId);
      now += 16_000;
      await sweep();
    }
    await takeLine(4);
    await sweep();
    expect(await waitMinutes()).toBeGreaterThan(short + 15);
  });
});

describe('how honest it was', () => {
  it('[Q1] [Q32] what a ticket was told stays what it was told: to a kiosk that sends again, and before a server that would tell it anew', async () => {
    const kiosk = await demoKiosk(run.origin);
    const { businessDay } = await kiosk.hello('boot', { lastSequence: 0 });
    const intakes = await Promise.all([1, 2, 3].map((sequence) => kiosk.intake({ sequence, day: businessDay.day, procedures: ['juminhyo'], issuedAtMs: now + sequence })));
    const told = async (n: number): Promise<IntakeAccepted> => IntakeAccepted.parse(await (await kiosk.submit(intakes[n]!)).json());
    const first = await told(0);
    const second = await told(1);
    expect([first.range === null, second.ahead - first.ahead]).toEqual([false, 1]);
    await told(2);
    await act('call', (await ticketOf(1)).ticketId);
    expect(await told(1)).toEqual(second);
    const store = postgresTicketStore(db.pool);
    const { ticketId, promised, toldAhead } = await ticketOf(2);
    await store.keepPromises([{ ticketId, ahead: 99, range: null, forecast: null }]);
    expect(await ticketOf(2)).toMatchObject({ promised, toldAhead });

    async function ticketOf(sequence: number) { return (await postgresTicketStore(db.pool).find({ day: businessDay.day, series: kiosk.series, sequence }))!; }
  });

  it('[Q33] of each day that is over it is told how many were called by the time that they were told; who left before their call counts as told', async () => {
    const csv = await fetch(`${run.origin}/open/promises.csv`);
    expect([csv.headers.get('cache-control'), csv.headers.get('access-control-allow-origin'), Buffer.from(await csv.arrayBuffer()).toString()]).toEqual(['public, max-age=10', '*', '\ufeff"day","told","kept"\r\n']);
    const { rows: [counted] } = await db.pool.query<{ told: number; kept: number }>('SELECT count(*)::int AS told, count(*) FILTER (WHERE first_called_at <= promised_until)::int AS kept FROM tickets WHERE promised_until IS NOT NULL');
    expect(counted!.told).toBeGreaterThanOrEqual(20);
    expect(counted!.kept).toBeLessThan(counted!.told);
    now += 24 * 60 * MIN;
    await sweep();
    const { promises } = OpenQueue.parse(await (await fetch(`${run.origin}/open/queue.json`)).json());
    expect(promises).toEqual([{ day: '2026-11-24', ...counted }]);
    expect(run.reception.house.hall().board().lastPromises).toEqual(promises[0]);
  });

  it('[Q33] the open data holds counts and clock times, no ticket and no person', async () => {
    const text = await (await fetch(`${run.origin}/open/queue.json`)).text();
    const { rows } = await db.pool.query<{ ticket_id: string }>('SELECT ticket_id FROM tickets');
    expect(rows.length).toBeGreaterThan(15);
    for (const { ticket_id: id } of rows) expect(text).not.toContain(id);
    expect(text).not.toMatch(/secret|staff|label/i);
    expect((await fetch(`${run.origin}/open/${randomUUID()}`)).status).toBe(404);
  });
});
