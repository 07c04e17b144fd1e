import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IntakeAccepted, Problem, TicketView, type KioskWelcome } from '../contract/index.ts';
import { retireKiosk, RETIRED_AFTER_MS } from '../src/kiosks/adapters/postgres-kiosks.ts';
import { demoKiosk, freshDatabase, startReception, type DemoKiosk, type FreshDatabase, type RunningReception } from './index.ts';

const DAY_MS = 86_400_000;
/** 2026-11-25 04:00 in Tokyo: the border between two business days. */
const BORDER = Date.UTC(2026, 10, 24, 19, 0);
const form = { 'applicant.name': { value: '見本　花子', source: 'visitor' as const } };
let now = BORDER - 3_600_000;
let db: FreshDatabase; let run: RunningReception; let kiosk: DemoKiosk; let welcome: KioskWelcome;

const code = async (answer: Response): Promise<string> => Problem.parse(await answer.json()).code;
const intake = (sequence: number, day: string, issuedAtMs = now): ReturnType<DemoKiosk['intake']> => kiosk.intake({ sequence, day, procedures: ['juminhyo'], issuedAtMs, form, sealTo: welcome.sealTo });
const view = async (secret: string): Promise<TicketView> => TicketView.parse(await (await fetch(`${run.origin}/api/tickets/${secret}`)).json());
const listed = async (): Promise<string[]> => { await run.reception.sweep(); const { queueOf } = await import('../src/queue/domain/project-hall.ts'); return queueOf(run.reception.house.hall().hall(), 0).queue.map((q) => q.label); };
const count = async (sql: string, ...values: unknown[]): Promise<number> => (await db.pool.query(sql, values)).rows[0].n;

beforeAll(async () => {
  db = await freshDatabase();
  run = await startReception({ url: db.url, clock: () => now, dayStartsAt: '04:00' });
  kiosk = await demoKiosk(run.origin);
  welcome = await kiosk.hello('boot', { lastSequence: 0 });
}, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });

describe('the border of the business day', () => {
  it('[Q16] what a kiosk kept over night stands in nobody’s queue, keeps its number and leaves no form', async () => {
    const kept = await intake(3, '2026-11-24');
    const waiting = await intake(4, '2026-11-24');
    await kiosk.submit(waiting);
    now = BORDER + 4 * 3_600_000;
    const answer = await kiosk.submit(kept);
    expect([answer.status, IntakeAccepted.parse(await answer.json())]).toEqual([201, { label: '103', ahead: 0, range: null }]);
    const today = await intake(3, '2026-11-25');
    expect((await kiosk.submit(today)).status).toBe(201);
    expect(await listed()).toEqual(['103']);
    expect([(await view(kept.secret)).status, (await view(today.secret)).status]).toEqual(['cancelled', 'waiting']);
    expect(await count('SELECT count(*)::int AS n FROM sealed_forms f JOIN tickets t USING (ticket_id) WHERE t.day = $1', '2026-11-24')).toBe(0);
    expect(await code(await kiosk.submit(await intake(3, '2026-11-24')))).toBe('ticket-number-taken');
  });

  it('[Q16] a kiosk whose clock is a little ahead gives tomorrow’s numbers before the border: they stand in tomorrow’s queue', async () => {
    now = BORDER + DAY_MS - 10_000;
    const early = await intake(1, '2026-11-26', BORDER + DAY_MS + 5_000);
    expect((await kiosk.submit(early)).status).toBe(201);
    now = BORDER + DAY_MS + 1_000;
    expect(await listed()).toEqual(['101']);
    expect((await view(early.secret)).status).toBe('waiting');
  });

  it('[Q16] numbers of a day that is far away are refused', async () => {
    expect(await code(await kiosk.submit(await intake(1, '2026-11-27')))).toBe('bad-request');
    expect(await code(await kiosk.submit(await intake(1, '2099-01-01')))).toBe('bad-request');
  });
});

describe('words that are played again, or are not true', () => {
  it('[S22] the boot of a life that has ended is refused: it would take the proof away from the life that runs', async () => {
    const other = await demoKiosk(run.origin);
    await other.hello('boot', { lastSequence: 0, bootId: 'first-life' });
    await other.hello('boot', { lastSequence: 0, bootId: 'first-life' });
    const second = await other.hello('boot', { lastSequence: 0, bootId: 'second-life' });
    await expect(other.hello('boot', { lastSequence: 0, bootId: 'first-life' })).rejects.toThrow('401');
    expect((await other.hello('heartbeat', { lastSequence: 9, bootId: 'second-life', token: second.token })).token).not.toBe(second.token + 'x');
    expect(await count('SELECT count(*)::int AS n FROM kiosks WHERE kiosk_id = $1 AND boot_id = $2', other.kioskId, 'second-life')).toBe(1);
  });
  it('[S13] a body that one kiosk signed is worth nothing under the name of another', async () => {
    const other = await demoKiosk(run.origin);
    const mine = await intake(50, '2026-11-26');
    const answer = await other.send('/api/intakes', mine, { 'idempotency-key': mine.intakeId });
    expect([answer.status, await code(answer)]).toEqual([401, 'kiosk-signature']);
    const theirs = await other.intake({ sequence: 1, day: '2026-11-26', procedures: ['zei'], issuedAtMs: now, intakeId: mine.intakeId });
    await kiosk.submit(mine);
    expect(await code(await other.submit(theirs))).toBe('ticket-number-taken');
  });
  it('[S13] counts beyond all sense are refused as such and break nothing', async () => {
    const answer = await kiosk.send(`/api/kiosks/${kiosk.kioskId}/heartbeat`, { protocol: 1, bootId: kiosk.bootId, day: '2026-11-26', lastSequence: 9_007_199_254_740_991, token: '', pending: 9_007_199_254_740_991 });
    expect([answer.status, await code(answer)]).toEqual([400, 'bad-request']);
  });
});

describe('ninety-nine series', () => {
  it('[S23] a kiosk that was never used and is silent for three days makes room; one that gave a number, or was heard, keeps its series', async () => {
    const used = await demoKiosk(run.origin);
    await used.submit(await used.intake({ sequence: 1, day: '2026-11-26', procedures: ['zei'], issuedAtMs: now }));
    for (let n = await count('SELECT count(*)::int AS n FROM kiosks'); n < 99; n += 1) {
      await db.pool.query(`INSERT INTO kiosks (kiosk_id, series, thumbprint, public_key, enrolled_at) VALUES ($1, $2, $1, '{}', $3)`, [`filler-${n + 1}`, n + 1, new Date(now)]);
    }
    await expect(demoKiosk(run.origin)).rejects.toThrow('403');
    await db.pool.query('UPDATE kiosks SET last_seen_at = $2 WHERE kiosk_id = $1', ['filler-50', new Date(now)]);
    now += RETIRED_AFTER_MS + 1;
    await db.pool.query(`UPDATE kiosks SET last_seen_at = $1 WHERE kiosk_id LIKE 'filler-%' AND series <> 50`, [new Date(now)]);
    const heir = await demoKiosk(run.origin);
    expect(heir.series).not.toBe(used.series);
    expect(heir.series).not.toBe(kiosk.series);
    // what a retired kiosk gave out while it was enrolled still arrives; it speaks no more
    expect(await count('SELECT count(*)::int AS n FROM kiosks WHERE retired_on IS NOT NULL')).toBe(1);
  }, 60_000);

  it('[S23] staff retire a kiosk by hand: its series is given again on the next business day, not on the same', async () => {
    await db.pool.query('UPDATE kiosks SET last_seen_at = $1', [new Date(now)]);
    const today = run.reception.house.today().day;
    expect(await retireKiosk(db.pool, 60, { today, nowMs: now })).toBe('still-heard');
    now += 300_000;
    expect(await retireKiosk(db.pool, 60, { today, nowMs: now })).toBe('retired');
    expect(await retireKiosk(db.pool, 60, { today, nowMs: now })).toBe('unknown');
    await expect(demoKiosk(run.origin)).rejects.toThrow('403');
    now += DAY_MS;
    expect((await demoKiosk(run.origin)).series).toBe(60);
  });

  it('[S23] a retired kiosk is unknown when it speaks, and what it gave out before still arrives', async () => {
    const today = run.reception.house.today().day;
    const kept = await kiosk.intake({ sequence: 70, day: today, procedures: ['zei'], issuedAtMs: now });
    const later = await kiosk.intake({ sequence: 71, day: '2026-12-31', procedures: ['zei'], issuedAtMs: now });
    await db.pool.query('UPDATE kiosks SET last_seen_at = $2 WHERE kiosk_id = $1', [kiosk.kioskId, new Date(now - 300_000)]);
    expect(await retireKiosk(db.pool, kiosk.series, { today, nowMs: now })).toBe('retired');
    await expect(kiosk.hello('heartbeat', { lastSequence: 0 })).rejects.toThrow('404');
    expect((await kiosk.submit(kept)).status).toBe(201);
    expect(await code(await kiosk.submit(later))).toBe('kiosk-unknown');
  });
});

/** The real program. */
const cli = (...words: string[]): { status: number | null; stdout: string } => spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../src/kiosks-cli.ts', import.meta.url)), ...words], { env: { ...process.env, DATABASE_URL: db.url, CLOCK_OFFSET_MS: String(now - Date.now()) }, encoding: 'utf8' });

describe('the command for the machines', () => {
  it('[S23] lists the kiosks and retires one by its series', () => {
    expect(cli('list').stdout).toMatch(/^ ?61 {2}.* {2}0 waiting$/m);
    expect(cli('retire', '61')).toMatchObject({ status: 0, stdout: expect.stringContaining('kiosk 61 is retired') });
    expect(cli('retire', '61')).toMatchObject({ status: 1, stdout: 'there is no kiosk 61\n' });
    expect(cli('retire').status).toBe(2);
  }, 60_000);
});

describe('years of running', () => {
  it('[S24] a sweep and a reading of the hall never walk through the tickets of all earlier days', async () => {
    await db.pool.query(`INSERT INTO tickets (ticket_id, day, series, sequence, queue_day, secret_hash, zone, procedures, language, issued_at, received_at, order_at, standing, has_form, line)
      SELECT gen_random_uuid(), d, 98, n, d, sha256((d || '.' || n)::bytea), 'A', '{zei}', 'ja', d, d, d, '{"status":"cancelled"}', false, 'A' FROM generate_series('2024-01-01'::date, '2024-02-28', '1 day') AS d(d), generate_series(1, 400) AS n`);
    await db.pool.query('ANALYZE tickets');
    const plan = async (sql: string): Promise<string> => JSON.stringify((await db.pool.query(`EXPLAIN ${sql}`)).rows);
    expect(await plan(`SELECT 1 FROM tickets t WHERE t.queue_day = '2026-11-26' ORDER BY t.order_at`)).not.toContain('Seq Scan');
    expect(await plan(`UPDATE tickets SET last_act = NULL WHERE queue_day < '2026-11-26' AND (standing ->> 'status') NOT IN ('done', 'cancelled')`)).not.toContain('Seq Scan');
  });
  it('[S24] what only one day needs is forgotten after two weeks: evidence, ended sessions, ledger', async () => {
    await db.pool.query(`INSERT INTO staff_sessions (session_id, token_hash, staff_id, counter, opened_at, expires_at, last_seen_at, ended_at) VALUES (gen_random_uuid(), '\\x00', '1001', '1', '2024-01-01', '2024-01-01', '2024-01-01', NULL)`);
    await db.pool.query(`INSERT INTO kiosk_days SELECT kiosk_id, '2024-01-01', 1, '2024-01-01', true FROM kiosks LIMIT 3`);
    await db.pool.query(`INSERT INTO ledger (scope, key, fingerprint, at) VALUES ('x', 'y', '\\x00', '2024-01-01')`);
    await run.reception.sweep();
    expect(await count(`SELECT (SELECT count(*) FROM staff_sessions WHERE opened_at < '2025-01-01')::int + (SELECT count(*) FROM kiosk_days WHERE day < '2025-01-01')::int + (SELECT count(*) FROM ledger WHERE at < '2025-01-01')::int AS n`)).toBe(0);
    expect(await count('SELECT count(*)::int AS n FROM kiosk_days WHERE day >= $1', '2026-11-24')).toBeGreaterThan(0);
  });
});
