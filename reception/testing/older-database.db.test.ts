import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterId, StaffId } from '../contract/index.ts';
import { openDatabase, type Database } from '../src/database/database.ts';
import { readMigrations } from '../src/database/migrate.ts';
import { postgresTicketStore } from '../src/queue/adapters/postgres-ticket-store.ts';
import { freshDatabase, type FreshDatabase } from './index.ts';

let db: FreshDatabase;
let old: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await db.pool.query('CREATE SCHEMA older');
  // The same database, seen from a schema in which an earlier version still stands.
  old = openDatabase(`${db.url}${db.url.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c search_path=older')}`);
}, 60_000);
afterAll(async () => { await old?.end(); await db?.drop(); });

const id = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;
const day = '2026-11-24';
const at = { counter: '1', staffId: '1001', calls: 1, calledAtMs: 1_000 };
const standings = [{ status: 'waiting' }, { status: 'called', ...at }, { status: 'missed', ...at, missedAtMs: 2_000 }, { status: 'done', ...at, servedAtMs: 2_000, finishedAtMs: 3_000 }, { status: 'waiting' }];

describe('an older database', () => {
  it('[Q43] goes on with its queue standing: every ticket in the line of its plate, what could be undone still can', async () => {
    const migrations = await readMigrations();
    const from = migrations.findIndex(({ name }) => name.startsWith('0007'));
    for (const { sql } of migrations.slice(0, from)) await old.query(sql);
    for (const [n, standing] of standings.entries()) {
      await old.query(`INSERT INTO tickets (ticket_id, day, series, sequence, queue_day, secret_hash, zone, procedures, language, issued_at, received_at, order_at, standing, last_act, has_form)
        VALUES ($1, $2, 1, $3, $2, $4, $5, '{juminhyo}', 'ja', $6, $6, $6, $7, $8, false)`,
      [id(n), day, n + 1, Buffer.from([n]), n === 4 ? 'B' : 'A', new Date(Date.UTC(2026, 10, 24, 1, n)), JSON.stringify(standing), standing.status === 'called' ? JSON.stringify({ act: 'call', counter: '1', atMs: 1_000, before: { status: 'waiting' } }) : null]);
    }
    for (const { sql } of migrations.slice(from)) await old.query(sql);
    const store = postgresTicketStore(old);
    expect((await store.list(day)).map((t) => [t.standing.status, t.zone, t.line, t.care, t.bookedAtMs, t.steps, t.lastAct?.act ?? null])).toEqual([
      ['waiting', 'A', 'A', null, null, [], null], ['called', 'A', 'A', null, null, [], 'call'], ['missed', 'A', 'A', null, null, [], null], ['done', 'A', 'A', null, null, [], null], ['waiting', 'B', 'B', null, null, [], null],
    ]);
    const request = { queueDay: day, counter: CounterId.parse('2'), staffId: StaffId.parse('1002'), nowMs: Date.UTC(2026, 10, 24, 2) };
    expect(await store.callNext({ ...request, zones: ['A', 'B'] })).toMatchObject({ ticketId: id(0) });
    expect(await store.callNext({ ...request, zones: ['A', 'B'] })).toBe('busy');
    expect(await store.callNext({ ...request, counter: CounterId.parse('3'), zones: ['A', 'B'] })).toMatchObject({ ticketId: id(4) });
    await expect(old.query(`UPDATE tickets SET standing = '{"status":"elsewhere"}' WHERE ticket_id = $1`, [id(4)])).rejects.toThrow();
  });
});
