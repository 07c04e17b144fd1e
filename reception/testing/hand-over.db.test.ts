import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActDone, ApplicationList, DeletionState, DeskTicketIssued, HandedApplication, OpenedForm, Problem, StateSet, type KioskWelcome, type SubmitIntake } from '../contract/index.ts';
import { vanishForms, verifyDeletions } from '../src/hand-over/adapters/deletion-journal.ts';
import { DEMO_CLIENT, demoClerk, demoKiosk, DEMO_STAFF, freshDatabase, startReception, type DemoClerk, type DemoKiosk, type FreshDatabase, type RunningReception } from './index.ts';

const MINUTE = 60_000;
let now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase; let run: RunningReception; let kiosk: DemoKiosk; let welcome: KioskWelcome; let clerk: DemoClerk;
let sequence = 0;
const NAME = '葛\u{E0100}城　さくら';
const form = Object.fromEntries(Object.entries({ 'applicant.name': NAME, 'applicant.kana': 'カツラギ　サクラ', 'applicant.birth': '1980-04-01', 'applicant.address': '縁側市松風町二丁目３番１５号', 'applicant.phone': '090-1234-5678', 'zei.year': '2025' }).map(([key, value]) => [key, { value, source: 'visitor' as const, ...(key === 'applicant.name' ? { cardValue: '葛城　さくら', doubt: 'glyph' as const } : {}) }]));
const receiptOf = (intake: SubmitIntake): string => `${intake.number.day.replaceAll('-', '')}-${String(intake.number.series).padStart(2, '0')}-${String(intake.number.sequence).padStart(4, '0')}`;
async function submit(procedures = ['juminhyo']): Promise<SubmitIntake> {
  sequence += 1;
  const intake = await kiosk.intake({ sequence, day: welcome.businessDay.day, procedures, issuedAtMs: now, form, sealTo: welcome.sealTo });
  expect((await kiosk.submit(intake)).status).toBe(201);
  return intake;
}
const ask = (path: string, method = 'GET', body?: unknown, key: string = DEMO_CLIENT.keys[0]): Promise<Response> =>
  fetch(`${run.origin}/api/intake/v1/applications${path}`, { method, headers: { authorization: `Bearer ${DEMO_CLIENT.id}.${key}`, 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
const put = (receipt: string, 状況: string): Promise<Response> => ask(`/${receipt}/status`, 'PUT', { 状況 });
const codeOf = async (answer: Response): Promise<string> => `${answer.status} ${Problem.parse(await answer.json()).code}`;
const count = async (sql: string, ...values: unknown[]): Promise<number> => (await db.pool.query<{ n: number }>(sql, values)).rows[0]!.n;
const ticketIdOf = async (intake: SubmitIntake): Promise<string> => (await db.pool.query<{ ticket_id: string }>('SELECT ticket_id FROM tickets WHERE intake_id = $1', [intake.intakeId])).rows[0]!.ticket_id;
async function finish(ticketId: string): Promise<void> {
  for (const act of ['call', 'serve', 'finish']) expect(ActDone.parse(await (await clerk.send('POST', `/api/staff/tickets/${ticketId}/${act}`, {})).json()).ticketId).toBe(ticketId);
}
const kept = (ticketId: string): Promise<number> => count('SELECT count(*)::int AS n FROM sealed_forms WHERE ticket_id = $1', ticketId);
const heardOf = (values: Record<string, string>, serveNow = true): unknown => ({ procedures: ['juminhyo'], language: 'ja', values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, source: 'staff' }])), card: null, serveNow });

beforeAll(async () => {
  db = await freshDatabase();
  run = await startReception({ url: db.url, clock: () => now });
  kiosk = await demoKiosk(run.origin);
  welcome = await kiosk.hello('boot', { lastSequence: 0 });
  clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
}, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });

describe('the pull API of the back office', () => {
  it('[R5] without a right key nothing is told, both keys of a rotation are right, and every access is written down', async () => {
    expect(await codeOf(await ask('', 'GET', undefined, 'not-the-key-of-anybody-at-all'))).toBe('401 not-signed-in');
    expect(await codeOf(await fetch(`${run.origin}/api/intake/v1/applications`))).toBe('401 not-signed-in');
    for (const key of DEMO_CLIENT.keys) expect((await ask('', 'GET', undefined, key)).status).toBe(200);
    expect(await codeOf(await ask('/20261124-01-9999'))).toBe('404 not-found');
    const { rows } = await db.pool.query('SELECT client_id, key_id, act, outcome FROM hand_over_access ORDER BY access');
    expect(rows).toEqual([
      { client_id: 'back-office', key_id: 'demo-1', act: 'list', outcome: 'done' }, { client_id: 'back-office', key_id: 'demo-2', act: 'list', outcome: 'done' }, { client_id: 'back-office', key_id: 'demo-1', act: 'fetch', outcome: 'not-found' },
    ]);
  });
  it('[R6] pages do not move when applications arrive in between', async () => {
    const first = await Promise.all(Array.from({ length: 52 }, () => submit()));
    const one = ApplicationList.parse(await (await ask('')).json());
    expect(one.申請.length).toBe(50);
    await submit();
    const two = ApplicationList.parse(await (await ask(`?cursor=${one.次}`)).json());
    const seen = [...one.申請, ...two.申請].map((a) => a.受付番号);
    expect(new Set(seen).size).toBe(53);
    expect(seen).toEqual(expect.arrayContaining(first.map(receiptOf)));
    expect(two.次).toBeNull();
    expect((await ask('?status=nothing')).status).toBe(400);
  });
  it('[R8] a form comes in the GIF model with sources and what the card said; no value is in the database', async () => {
    const answer = await ask(`/${receiptOf(await submit())}`);
    const handed = HandedApplication.parse(await answer.json());
    expect(handed.A票.申請者.氏名).toEqual({ 値: NAME, 原値: '葛城　さくら', 出どころ: '本人', 字形相違: true });
    expect(handed.A票.連絡先.電話番号?.値).toBe('090-1234-5678');
    expect(handed.B票.map((b) => b.手続)).toEqual(['juminhyo']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const table of ['hand_over', 'hand_over_access', 'tickets', 'ledger']) expect(await count(`SELECT count(*)::int AS n FROM ${table} x WHERE x::text LIKE '%さくら%'`)).toBe(0);
  });
  it('[R7] goes its way once, step by step, and repeats nothing', async () => {
    const receipt = receiptOf(await submit());
    expect(await codeOf(await put(receipt, '完了'))).toBe('409 state-not-allowed');
    for (const state of ['取得済', '処理中', '差戻し']) {
      const set = StateSet.parse(await (await put(receipt, state)).json());
      now += 1_000;
      expect(StateSet.parse(await (await put(receipt, state)).json())).toEqual(set);
    }
    for (const state of ['受付済', '取得済', '処理中', '完了']) expect(await codeOf(await put(receipt, state))).toBe('409 state-not-allowed');
    expect((await put(receipt, 'その他')).status).toBe(400);
  });
});

describe('a robot of the back office', () => {
  const robot = (folder: string): Promise<string> => new Promise((resolve, reject) => {
    execFile(process.execPath, [fileURLToPath(new URL('robot.mjs', import.meta.url)), folder], { env: { ...process.env, RECEPTION: run.origin, CLIENT_KEY: `${DEMO_CLIENT.id}.${DEMO_CLIENT.keys[1]}` } }, (error, said) => { if (error === null) resolve(said); else reject(error); });
  });
  it('[R21] the example of the README takes everything that has arrived once, and what an earlier run left half done', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'engawa-robot-'));
    try {
      const [half, fresh] = [await submit(), await submit(['juminhyo', 'zei'])];
      await put(receiptOf(half), '取得済');
      expect(await robot(folder)).toMatch(/^\d+ taken, \d+ without content/u);
      const files = await readdir(folder);
      expect(files).toEqual(expect.arrayContaining([`${receiptOf(half)}.json`, `${receiptOf(fresh)}.json`]));
      const read = HandedApplication.parse(JSON.parse(await readFile(join(folder, `${receiptOf(fresh)}.json`), 'utf8')));
      expect([read.A票.申請者.氏名?.値, read.B票.map((b) => b.手続)]).toEqual([NAME, ['juminhyo', 'zei']]);
      expect(ApplicationList.parse(await (await ask(`?status=${encodeURIComponent('受付済')}`)).json()).申請.filter((a) => a.内容あり)).toEqual([]);
      expect(await robot(folder)).toMatch(/^0 taken/u);
    } finally { await rm(folder, { recursive: true, force: true }); }
  });
});

describe('deletion', () => {
  it('[R10] a form goes 15 s after the finish, or stays while the back office has it in hand, at most its minutes', async () => {
    const [plain, taken] = [await submit(), await submit()];
    const [plainId, takenId] = [await ticketIdOf(plain), await ticketIdOf(taken)];
    await put(receiptOf(taken), '取得済');
    await finish(plainId); await finish(takenId);
    now += 16_000; await run.reception.sweep();
    expect([await kept(plainId), await kept(takenId)]).toEqual([0, 1]);
    expect((await ask(`/${receiptOf(taken)}`)).status).toBe(200);
    expect(await codeOf(await ask(`/${receiptOf(plain)}`))).toBe('410 form-gone');
    now += 30 * MINUTE; await run.reception.sweep();
    expect(await kept(takenId)).toBe(0);
  });
  it('[R9] leaves a receipt without anything personal, in a chain that shows every change', async () => {
    const id = await ticketIdOf(await submit());
    await finish(id);
    now += 16_000; await run.reception.sweep();
    const { receipt } = DeletionState.parse(await (await clerk.get(`/api/staff/tickets/${id}/deletion`)).json());
    if (receipt === null) throw new Error('no receipt');
    expect(receipt).toMatchObject({ reason: 'visit-finished', procedures: ['juminhyo'], valueCount: Object.keys(form).length, at: new Date(now).toISOString() });
    expect(await verifyDeletions(db.pool)).toMatchObject({ whole: true, entries: receipt.entry, head: receipt.hash });
    await expect(db.pool.query('UPDATE deletions SET value_count = 1')).rejects.toThrow('append-only');
    await expect(db.pool.query('DELETE FROM deletions')).rejects.toThrow('append-only');
    await db.pool.query('ALTER TABLE deletions DISABLE TRIGGER deletions_stay');
    await db.pool.query('UPDATE deletions SET value_count = value_count + 1 WHERE entry = 2');
    expect(await verifyDeletions(db.pool)).toMatchObject({ whole: false, brokenAt: 2 });
    await db.pool.query('UPDATE deletions SET value_count = value_count - 1 WHERE entry = 2');
    await db.pool.query('ALTER TABLE deletions ENABLE TRIGGER deletions_stay');
  });
  it('[R20] the command finds a flipped receipt, one that was taken out, and an end that was cut off', async () => {
    const receipts = (...words: string[]): Promise<string> => new Promise((resolve) => {
      execFile(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../src/receipts-cli.ts', import.meta.url)), ...words], { env: { ...process.env, DATABASE_URL: db.url } }, (error, said) => resolve(`${error?.code ?? 0} ${said}`));
    });
    const { head } = await verifyDeletions(db.pool);
    expect(await receipts('verify')).toMatch(new RegExp(`^0 \\d+ receipts hold\nhead ${head}\n$`));
    await db.pool.query('ALTER TABLE deletions DISABLE TRIGGER deletions_stay');
    await db.pool.query("UPDATE deletions SET reason = 'day-ended' WHERE entry = 1");
    expect(await receipts('verify')).toBe('1 broken at receipt 1: 0 before it hold\n');
    await db.pool.query("UPDATE deletions SET reason = 'visit-finished' WHERE entry = 1");
    const put = async (row: Record<string, unknown>): Promise<void> => { await db.pool.query(`INSERT INTO deletions (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row)); };
    const { rows: missing } = await db.pool.query<Record<string, unknown>>('DELETE FROM deletions WHERE entry = 2 RETURNING *');
    expect(await verifyDeletions(db.pool)).toMatchObject({ whole: false, brokenAt: 2 });
    await put(missing[0]!);
    const { rows: last } = await db.pool.query<Record<string, unknown>>('DELETE FROM deletions WHERE entry = (SELECT max(entry) FROM deletions) RETURNING *');
    expect(await verifyDeletions(db.pool)).toMatchObject({ whole: true });
    expect(await receipts('verify', head)).toMatch(/^1 .*cut off/u);
    await put(last[0]!);
    await db.pool.query('ALTER TABLE deletions ENABLE TRIGGER deletions_stay');
    expect(await verifyDeletions(db.pool, head)).toMatchObject({ whole: true, knownHead: true });
  }, 120_000);
  it('[R9] a crash between receipt and deletion loses neither; two sweeps at once and a clock that went back break nothing', async () => {
    const ids = await Promise.all([submit(), submit(), submit()].map(async (one) => ticketIdOf(await one)));
    for (const id of ids) await finish(id);
    now += 16_000;
    const policy = { minutesAfterFinish: 0, clientMinutesAfterFinish: 0, fetchAfterFinish: false };
    const when = { today: '2026-11-24', nowMs: now, undoMs: 15_000, policy };
    const before = await verifyDeletions(db.pool);
    let opened = 0;
    const dies = async (): Promise<null> => { opened += 1; if (opened === 2) throw new Error('killed'); return null; };
    await expect(vanishForms(db.pool, dies, when)).rejects.toThrow('killed');
    expect([await verifyDeletions(db.pool), ...await Promise.all(ids.map(kept))]).toEqual([before, 1, 1, 1]);
    const back = { ...when, today: '2026-11-25', nowMs: now - 86_400_000 };
    const gone = await Promise.all([vanishForms(db.pool, run.reception.house.seal.open, when), vanishForms(db.pool, run.reception.house.seal.open, back)]);
    expect(gone[0] + gone[1]).toBeGreaterThanOrEqual(3);
    expect(await count('SELECT count(*)::int AS n FROM (SELECT ticket_id FROM deletions GROUP BY ticket_id HAVING count(*) > 1) twice')).toBe(0);
    expect(await verifyDeletions(db.pool)).toMatchObject({ whole: true, entries: before.entries + gone[0] + gone[1] });
  });
});

describe('what staff heard', () => {
  const heard = { 'applicant.name': NAME, 'applicant.birth': '1980-04-01', 'applicant.address': '縁側市松風町二丁目３番１５号' };
  const complete = async (): Promise<Record<string, string>> => {
    const { fieldsOfVisit } = await import('../contract/index.ts');
    const values: Record<string, string> = { ...heard };
    const asTexts = (): Record<string, { value: string }> => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
    for (const field of fieldsOfVisit(run.reception.house.city, ['juminhyo' as never], asTexts())) if (field.required) values[field.key] ??= field.default ?? field.options?.[0]?.value ?? '1';
    return values;
  };
  it('[R11] stands at the clerk’s counter at once, sealed, under a desk number; the same key does it once', async () => {
    const body = heardOf(await complete());
    const answer = await clerk.send('POST', '/api/staff/intakes', body, 'heard-1');
    const issued = DeskTicketIssued.parse(await answer.json());
    expect([answer.status, issued.label]).toEqual([201, '001']);
    expect(DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/intakes', body, 'heard-1')).json())).toEqual(issued);
    const opened = OpenedForm.parse(await (await clerk.get(`/api/staff/tickets/${issued.ticketId}/form`)).json());
    expect(opened.form.values['applicant.name']).toEqual({ value: NAME, source: 'staff' });
    expect(await codeOf(await clerk.send('POST', '/api/staff/intakes', body))).toBe('409 counter-busy');
    for (const table of ['ledger', 'audit', 'sealed_forms', 'tickets']) expect(await count(`SELECT count(*)::int AS n FROM ${table} x WHERE x::text LIKE '%さくら%'`)).toBe(0);
    const csv = await clerk.get(`/api/staff/tickets/${issued.ticketId}/forms.csv?form=juminhyo&encoding=shift_jis`);
    expect(new TextDecoder('shift_jis').decode(await csv.arrayBuffer())).toContain('葛(U+E0100)');
    expect((await clerk.send('POST', `/api/staff/tickets/${issued.ticketId}/undo`, {})).status).toBe(200);
    expect(await count("SELECT count(*)::int AS n FROM tickets WHERE ticket_id = $1 AND status = 'waiting'", issued.ticketId)).toBe(1);
  });
  it('[R11] a value that does not fit is refused by its field, and so is one that no form asks for', async () => {
    const values = await complete();
    const wrong = Problem.parse(await (await clerk.send('POST', '/api/staff/intakes', heardOf({ ...values, 'applicant.birth': 'abc' }))).json());
    expect([wrong.code, wrong.facts]).toEqual(['form-invalid', { key: 'applicant.birth', fault: 'unreadable', faults: 1, all: 'applicant.birth=unreadable' }]);
    expect(Problem.parse(await (await clerk.send('POST', '/api/staff/intakes', heardOf({ ...values, 'kokuho.nothing': 'x' }))).json()).facts).toMatchObject({ key: 'kokuho.nothing', fault: 'unknown-field' });
  });
});

it('[R12] twelve people on every form of the city, in long names, pass the door', async () => {
  const long = '漢\u{E0100}'.repeat(20);
  const people = ['movers', 'children', 'insured', 'household'].flatMap((list) => Array.from({ length: 12 }, (_, i) => ['name', 'kana', 'birth', 'sex', 'relation'].map((column) => `people.${list}.${i + 1}.${column}`)).flat());
  const all = [...people.slice(0, 120), ...run.reception.house.city.procedures.flatMap((p) => p.fields.map((f) => f.key))];
  const values = Object.fromEntries([...new Set(all)].map((key) => [key, { value: key.endsWith('name') ? long : '文字'.repeat(10), source: 'visitor' as const }]));
  sequence += 1;
  const procedures = run.reception.house.city.procedures.map((p) => p.id).slice(0, 12);
  const intake = await kiosk.intake({ sequence, day: welcome.businessDay.day, procedures, issuedAtMs: now, form: values, sealTo: welcome.sealTo });
  expect((await kiosk.submit(intake)).status).toBe(201);
});
