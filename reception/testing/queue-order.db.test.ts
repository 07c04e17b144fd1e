import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CareReason, CounterId, DeskTicketIssued, Problem, ProcedureId, StaffId, TicketId, type Zone } from '../contract/index.ts';
import { postgresTicketStore } from '../src/queue/adapters/postgres-ticket-store.ts';
import type { NewTicket } from '../src/queue/application/ports.ts';
import { inTurn } from '../src/queue/domain/order.ts';
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

describe('the order of the database', () => {
  it('[Q36] it calls in the very turn of the published rule, whoever has care or an appointment and whatever the hour', async () => {
    const store = postgresTicketStore(db.pool);
    const counter = CounterId.parse('99');
    const staffId = StaffId.parse('1001');
    let day = 0;
    let passed = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ came: fc.integer({ min: 0, max: 60 }), care: fc.option(fc.constantFrom(...CareReason.options)), booked: fc.option(fc.integer({ min: -30, max: 90 })) }), { minLength: 2, maxLength: 9 }), async (people) => {
      day += 1;
      const queueDay = new Date(Date.UTC(2030, 0, day)).toISOString().slice(0, 10);
      const tickets = people.map(({ came, care, booked }, n): NewTicket => ({
        ticketId: TicketId.parse(randomUUID()), day: queueDay, series: 1, sequence: n + 1, queueDay, intakeId: null, secretHash: randomBytes(32), zone: 'A' as Zone, procedures: [ProcedureId.parse('juminhyo')], language: 'ja',
        issuedAtMs: now + came * MIN, receivedAtMs: now, orderAtMs: now + came * MIN, standing: { status: 'waiting' }, hasForm: false, care, bookedAtMs: booked === null ? null : now + booked * MIN,
      }));
      for (const ticket of tickets) await store.add(ticket);
      const left = [...tickets];
      for (let at = now + 30 * MIN; left.length > 0; at += 7 * MIN) {
        const called = await store.callNext({ queueDay, zones: ['A'], counter, staffId, nowMs: at });
        const first = left.sort(inTurn(at)).shift()!;
        expect(called).toMatchObject({ ticketId: first.ticketId });
        if (left.some((t) => t.orderAtMs < first.orderAtMs)) passed += 1;
        await db.pool.query(`UPDATE tickets SET standing = '{"status":"cancelled"}' WHERE ticket_id = $1`, [first.ticketId]);
      }
    }), { numRuns: 40 });
    expect(passed).toBeGreaterThan(10);
    await db.pool.query("DELETE FROM tickets WHERE queue_day > '2029-01-01'");
  });
});

const take = async (more: object = {}): Promise<DeskTicketIssued> => DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja', ...more })).json());
const waitingNow = async () => { await run.reception.sweep(); return queueOf(run.reception.house.hall().hall(), 15_000).queue.filter((t) => t.status === 'waiting'); };
const code = async (answer: Response): Promise<string> => Problem.parse(await answer.json()).code;

describe('care and appointments at the desk', () => {
  it('[Q34] a clerk gives care, the list and the next call follow at once, and it can be taken back', async () => {
    const first = await take();
    now += 10 * MIN;
    const second = await take();
    const order = async () => (await waitingNow()).map((t) => t.label);
    expect(await order()).toEqual([first.label, second.label]);
    const key = randomUUID();
    for (let n = 0; n < 2; n += 1) expect((await clerk.send('POST', `/api/staff/tickets/${second.ticketId}/care`, { care: 'with-child' }, key)).status).toBe(200);
    expect(await order()).toEqual([second.label, first.label]);
    await clerk.send('POST', `/api/staff/tickets/${second.ticketId}/care`, { care: null });
    expect(await order()).toEqual([first.label, second.label]);
    await clerk.send('POST', `/api/staff/tickets/${second.ticketId}/care`, { care: 'mobility' });
    const called = await (await clerk.send('POST', '/api/staff/call-next')).json() as { ticketId: string; label: string };
    expect(called.label).toBe(second.label);
    expect(await code(await clerk.send('POST', `/api/staff/tickets/${second.ticketId}/care`, { care: null }))).toBe('ticket-not-waiting');
    await clerk.send('POST', `/api/staff/tickets/${second.ticketId}/no-show`);
  });

  it('[Q34] a desk ticket may have an appointment of today; one of another day is refused', async () => {
    const at = (ms: number) => new Date(ms).toISOString();
    expect(await code(await clerk.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja', bookedAt: at(now + 24 * 60 * MIN) }))).toBe('bad-request');
    const walkIn = await take();
    now += MIN;
    const booked = await take({ bookedAt: at(now + 20 * MIN) });
    const labels = async () => (await waitingNow()).map((t) => t.label).filter((label) => label === walkIn.label || label === booked.label);
    expect(await labels()).toEqual([walkIn.label, booked.label]);
    now += 20 * MIN;
    expect(await labels()).toEqual([booked.label, walkIn.label]);
  });

  it('[Q37] why stands in no view of the public and in no record, and nowhere at all once the day is over; that it was given is audited', async () => {
    const given = await take({ care: 'unwell' });
    await run.reception.sweep();
    const publicly = JSON.stringify([run.reception.house.hall().board(), await (await fetch(`${run.origin}/api/tickets/${given.secret}`)).json(), await (await fetch(`${run.origin}/open/queue.json`)).json()]);
    const everything = async (): Promise<string> => {
      const { rows: tables } = await db.pool.query("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'public'");
      let text = '';
      for (const { t } of tables) text += JSON.stringify((await db.pool.query(`SELECT t::text AS row FROM ${t} t`)).rows);
      return text;
    };
    expect(publicly).not.toMatch(/unwell|care/);
    expect((await everything()).match(/unwell/g)).toHaveLength(1);
    expect((await db.pool.query('SELECT act FROM audit WHERE ticket_id = $1', [given.ticketId])).rows).toEqual([{ act: 'care' }]);
    now += 24 * 60 * MIN;
    await run.reception.sweep();
    expect(await everything()).not.toMatch(/unwell|mobility|with-child/);
  });
});
