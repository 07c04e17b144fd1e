import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActDone, CounterId, ProcedureId, StaffId, TicketId, type SubmitIntake } from '../contract/index.ts';
import { applyOnce } from '../src/idempotency/adapters/postgres-ledger.ts';
import { callNext } from '../src/queue/application/work-the-queue.ts';
import { postgresTicketStore } from '../src/queue/adapters/postgres-ticket-store.ts';
import { inTransaction } from '../src/database/database.ts';
import { demoClerk, demoKiosk, DEMO_STAFF, freshDatabase, type FreshDatabase } from './index.ts';
import { ended, startReceptionProcess as start } from './reception-process.ts';

let db: FreshDatabase;
beforeAll(async () => { db = await freshDatabase(); }, 60_000);
afterAll(async () => { await db?.drop(); });

const NOW = Date.UTC(2026, 10, 24, 1, 0);
const addTickets = async (count: number, day: string): Promise<void> => {
  const store = postgresTicketStore(db.pool);
  for (let n = 1; n <= count; n += 1) {
    await store.add({ ticketId: TicketId.parse(randomUUID()), day, series: 1, sequence: n, queueDay: day, intakeId: null, secretHash: randomBytes(32), zone: 'A', procedures: [ProcedureId.parse('juminhyo')], language: 'ja', issuedAtMs: NOW + n, receivedAtMs: NOW + n, orderAtMs: NOW + n, standing: { status: 'waiting' }, hasForm: false, care: null, bookedAtMs: null });
  }
};
const finish = (id: TicketId, counter: string): Promise<unknown> => db.pool.query(`UPDATE tickets SET standing = standing || '{"status":"done","servedAtMs":1,"finishedAtMs":1}' WHERE ticket_id = $1 AND counter = $2`, [id, counter]);

describe('many clerks at once', () => {
  it('[Q13] 16 clerks call 200 tickets: each is called once, by one counter', async () => {
    const day = '2026-11-24';
    await addTickets(200, day);
    const called: string[] = [];
    await Promise.all(Array.from({ length: 16 }, async (_, i) => {
      const counter = CounterId.parse(String(i + 1));
      for (;;) {
        const outcome = await applyOnce(db.pool, { scope: `staff:${i}`, key: randomUUID(), fingerprint: Buffer.alloc(32), nowMs: NOW }, (tx) => callNext(postgresTicketStore(tx), { queueDay: day, zones: ['A'], counter, staffId: StaffId.parse('1001'), nowMs: NOW }));
        if (!outcome.ok) {
          // A colleague may hold the very last tickets for a moment: nobody-waiting is final only when the queue is empty.
          const { rows } = await db.pool.query(`SELECT count(*)::int AS n FROM tickets WHERE queue_day = $1 AND status = 'waiting'`, [day]);
          if (rows[0].n === 0) return;
          continue;
        }
        called.push(outcome.value.ticketId);
        await finish(outcome.value.ticketId, counter);
      }
    }));
    expect(called).toHaveLength(200);
    expect(new Set(called).size).toBe(200);
  }, 60_000);

  it('[Q14] two browsers of one counter: one visitor, the other press is told the counter is busy', async () => {
    const day = '2026-11-25';
    await addTickets(4, day);
    const press = () => inTransaction(db.pool, async (tx) => {
      const outcome = await callNext(postgresTicketStore(tx), { queueDay: day, zones: ['A'], counter: CounterId.parse('77'), staffId: StaffId.parse('1001'), nowMs: NOW });
      if (!outcome.ok) { await tx.query('ROLLBACK'); await tx.query('BEGIN'); }
      return outcome;
    });
    const outcomes = await Promise.all([press(), press(), press(), press()]);
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1);
    expect(outcomes.filter((o) => !o.ok && o.code === 'counter-busy')).toHaveLength(3);
  });

  it('[Q1] eight senders of one key: one effect, one answer', async () => {
    let effects = 0;
    const send = () => applyOnce(db.pool, { scope: 'x', key: 'same', fingerprint: Buffer.alloc(32, 1), nowMs: NOW }, async () => ({ ok: true, value: (effects += 1) }));
    const outcomes = await Promise.all(Array.from({ length: 8 }, send));
    expect(effects).toBe(1);
    expect(outcomes.every((o) => o.ok && o.value === 1)).toBe(true);
  });
});

describe('a crash in the middle', () => {
  it('[Q15] kill -9 in a storm of intakes and calls: nothing acknowledged is lost, nothing is done twice', async () => {
    const own = await freshDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), 'engawa-storm-'));
    const env = { DATABASE_URL: own.url, DATA_DIR: dataDir };
    let server = await start(env);
    try {
      const kiosk = await demoKiosk(server.origin);
      const welcome = await kiosk.hello('boot', { lastSequence: 0 });
      const clerk = await demoClerk(server.origin, DEMO_STAFF[0], '1');
      const intakes: SubmitIntake[] = [];
      for (let n = 1; n <= 120; n += 1) intakes.push(await kiosk.intake({ sequence: n, day: welcome.businessDay.day, procedures: ['juminhyo'], issuedAtMs: Date.now(), form: { 'applicant.name': { value: '試験', source: 'visitor' } }, sealTo: welcome.sealTo }));
      const acknowledged = new Set<string>();
      const calls = new Map<string, string>();
      const storm = Promise.allSettled([
        ...intakes.map(async (one) => { if ((await kiosk.submit(one)).status === 201) acknowledged.add(one.intakeId); if (acknowledged.size === 40) server.child.kill('SIGKILL'); }),
        (async () => { for (let i = 0; i < 40; i += 1) { const key = randomUUID(); const answer = await clerk.send('POST', '/api/staff/call-next', undefined, key); if (answer.status === 200) calls.set(key, ActDone.parse(await answer.json()).ticketId); } })(),
      ]);
      await ended(server.child);
      await storm;
      expect(acknowledged.size).toBeGreaterThanOrEqual(40);
      expect(acknowledged.size).toBeLessThan(120);

      server = await start(env);
      for (const one of intakes) expect((await kiosk.submit(one, server.origin)).status).toBe(201);
      for (const [key, ticketId] of calls) {
        const answer = await fetch(`${server.origin}/api/staff/call-next`, { method: 'POST', headers: { cookie: clerk.cookie, 'idempotency-key': key } });
        expect(ActDone.parse(await answer.json()).ticketId).toBe(ticketId);
      }
      const { rows } = await own.pool.query('SELECT count(*)::int AS tickets, count(DISTINCT (day, series, sequence))::int AS numbers, (SELECT count(*)::int FROM sealed_forms) AS forms FROM tickets');
      expect(rows[0]).toEqual({ tickets: 120, numbers: 120, forms: 120 });
      const busy = await own.pool.query(`SELECT count(*)::int AS n FROM tickets WHERE status IN ('called', 'serving')`);
      expect(busy.rows[0].n).toBeLessThanOrEqual(1);
    } finally {
      server.child.kill('SIGTERM');
      if (server.child.exitCode === null) await ended(server.child);
      await rm(dataDir, { recursive: true, force: true });
      await own.drop();
    }
  }, 90_000);
});
