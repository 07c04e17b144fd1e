import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActDone, CityProfile, ConsoleState, DeskTicketIssued, IntakeAccepted, OpenedForm, Problem, TicketView, type KioskWelcome } from '../contract/index.ts';
import { demoClerk, demoKiosk, DEMO_STAFF, freshDatabase, startReception, type DemoClerk, type DemoKiosk, type FreshDatabase, type RunningReception } from './index.ts';

const PLANTED = { 'applicant.name': '葛󠄀城　さくら', 'applicant.kana': 'カツラギ　サクラ', 'applicant.birth': '1980-04-01', 'applicant.address': '縁側市松風町二丁目３番１５号', 'applicant.phone': '090-1234-5678', 'juminhyo.scope': 'household', 'juminhyo.copies': '2', 'juminhyo.kind': 'now' };
const values = Object.fromEntries(Object.entries(PLANTED).map(([key, value]) => [key, { value, source: 'visitor' as const }]));

// 2026-11-24 10:00 in Tokyo, moved by hand.
let now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase;
let run: RunningReception;
let kiosk: DemoKiosk;
let welcome: KioskWelcome;
let clerk: DemoClerk;
let sequence = 0;

const intake = async (procedures = ['juminhyo'], form: typeof values | undefined = values): ReturnType<DemoKiosk['intake']> =>
  kiosk.intake({ sequence: sequence += 1, day: welcome.businessDay.day, procedures, issuedAtMs: now, form, sealTo: welcome.sealTo });
const code = async (answer: Response): Promise<string> => Problem.parse(await answer.json()).code;
const consoleNow = async (): Promise<ConsoleState> => { await run.reception.sweep(); const { queueOf } = await import('../src/queue/domain/project-hall.ts'); return { ...queueOf(run.reception.house.hall().hall(), 15_000), boards: [], kiosks: [] }; };

beforeAll(async () => {
  db = await freshDatabase();
  run = await startReception({ url: db.url, clock: () => now });
  kiosk = await demoKiosk(run.origin);
  welcome = await kiosk.hello('boot', { lastSequence: 0 });
  clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
}, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });

describe('kiosks', () => {
  it('[S10] every device key gets a series of its own', async () => {
    const other = await demoKiosk(run.origin);
    expect([kiosk.series, other.series]).toEqual([1, 2]);
    const { rows } = await db.pool.query('SELECT public_key FROM kiosks WHERE kiosk_id = $1', [kiosk.kioskId]);
    const again = await fetch(`${run.origin}/api/kiosks`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ publicKey: rows[0].public_key, protocol: 1 }) });
    expect(await again.json()).toEqual({ kioskId: kiosk.kioskId, series: 1 });
  });
  it('[S11] a kiosk that was just enrolled begins at 1, and a second start is above the first', async () => {
    const fresh = await demoKiosk(run.origin);
    expect((await fresh.hello('boot', { lastSequence: 0 })).numberFrom).toBe(1);
    expect((await fresh.hello('boot', { lastSequence: 0, bootId: 'second-life' })).numberFrom).toBe(4);
  });
  it('[S12] only the life that was started here gets tokens that prove something', async () => {
    const fresh = await demoKiosk(run.origin);
    await fresh.hello('boot', { lastSequence: 0 });
    const stranger = await fresh.hello('heartbeat', { lastSequence: 0, bootId: 'never-started', token: 'mine' });
    expect(stranger.token).toBe('mine');
    expect(stranger.numberFrom).toBeNull();
  });
  it('[S13] a body that was changed after it was signed is refused', async () => {
    const answer = await fetch(`${run.origin}/api/kiosks/${kiosk.kioskId}/heartbeat`, { method: 'POST', headers: { 'content-type': 'application/json', 'engawa-signature': 'A'.repeat(86) }, body: '{}' });
    expect([answer.status, await code(answer)]).toEqual([401, 'kiosk-signature']);
  });
  it('[S14] the business day begins at its border in Tokyo, while the doors are still shut', () => {
    expect(welcome.businessDay).toEqual({ day: '2026-11-24', startsAt: '2026-11-23T23:00:00.000Z', endsAt: '2026-11-24T23:00:00.000Z' });
  });
  it('[S15] 職員を呼ぶ stands on the console until somebody went', async () => {
    expect((await kiosk.send(`/api/kiosks/${kiosk.kioskId}/help`, { wanted: true })).status).toBe(204);
    expect((await clerk.send('POST', '/api/staff/help/1/done')).status).toBe(204);
    expect((await clerk.send('POST', '/api/staff/help/98/done')).status).toBe(404);
  });
});

describe('intakes', () => {
  it('[Q1] an intake is done once: the same key and body gives the same answer', async () => {
    const one = await intake();
    const first = IntakeAccepted.parse(await (await kiosk.submit(one)).json());
    const again = await kiosk.submit(one);
    expect(IntakeAccepted.parse(await again.json())).toEqual(first);
    expect(first.label).toBe('101');
    expect((await db.pool.query('SELECT count(*)::int AS n FROM tickets WHERE intake_id = $1', [one.intakeId])).rows[0].n).toBe(1);
  });
  it('[Q1] the same key with another body is refused', async () => {
    const one = await intake();
    await kiosk.submit(one);
    expect(await code(await kiosk.submit({ ...one, language: 'en' }))).toBe('idempotency-key-reused');
  });
  it('[Q2] a number that another intake holds is refused', async () => {
    const one = await intake();
    await kiosk.submit(one);
    const other = await kiosk.intake({ sequence, day: welcome.businessDay.day, procedures: ['zei'], issuedAtMs: now });
    expect(await code(await kiosk.submit(other))).toBe('ticket-number-taken');
  });
  it('[Q2] a kiosk may not give numbers of another series', async () => {
    const one = await intake();
    expect(await code(await kiosk.submit({ ...one, number: { ...one.number, series: 2 } }))).toBe('kiosk-signature');
  });
  it('[Q3] a late intake stands where its label says', async () => {
    const late = await kiosk.intake({ sequence: sequence += 1, day: welcome.businessDay.day, procedures: ['sodan'], issuedAtMs: now - 30 * 60_000 });
    const early = await kiosk.intake({ sequence: sequence += 1, day: welcome.businessDay.day, procedures: ['sodan'], issuedAtMs: now - 60 * 60_000 });
    const ahead = await kiosk.intake({ sequence: sequence += 1, day: welcome.businessDay.day, procedures: ['sodan'], issuedAtMs: now + 3_600_000 });
    for (const one of [ahead, late, early]) expect((await kiosk.submit(one)).status).toBe(201);
    const queue = (await consoleNow()).queue.filter((q) => q.zone === 'F');
    expect(queue.map((q) => q.lateByMinutes)).toEqual([60, 30, 0]);
  });
  it('[Q4] the phone sees its own ticket by the secret and nothing by any other', async () => {
    const one = await intake();
    await kiosk.submit(one);
    const view = TicketView.parse(await (await fetch(`${run.origin}/api/tickets/${one.secret}`)).json());
    expect(view).toMatchObject({ status: 'waiting', zone: 'A' });
    expect((await fetch(`${run.origin}/api/tickets/${'x'.repeat(22)}`)).status).toBe(404);
  });
});

describe('one visit at the counter', () => {
  it('[Q5] call, recall, serve, finish; the form is gone after the undo time and no letter of it was ever in the database', async () => {
    const called = ActDone.parse(await (await clerk.send('POST', '/api/staff/call-next')).json());
    expect(called.label).toBe('101');
    const path = `/api/staff/tickets/${called.ticketId}`;
    expect(await code(await clerk.send('POST', '/api/staff/call-next'))).toBe('counter-busy');
    expect((await clerk.send('POST', `${path}/recall`)).status).toBe(200);
    expect((await clerk.send('POST', `${path}/serve`)).status).toBe(200);
    const opened = OpenedForm.parse(await (await clerk.get(`${path}/form`)).json());
    expect(opened.form.values['applicant.name']?.value).toBe(PLANTED['applicant.name']);
    expect(opened.feeYen).toBe(600);

    const corrected = OpenedForm.parse(await (await clerk.send('PATCH', `${path}/form`, { key: 'applicant.address', value: '縁側市松風町九丁目' })).json());
    expect(corrected.form.values['applicant.address']).toMatchObject({ value: '縁側市松風町九丁目', source: 'staff' });
    expect(await code(await clerk.send('PATCH', `${path}/form`, { key: 'juminhyo.copies', value: '21' }))).toBe('form-invalid');

    const pdf = await clerk.get(`${path}/forms.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(await (await clerk.get(`${path}/forms.pdf`)).arrayBuffer()).equals(bytes)).toBe(true);

    const { rows: tables } = await db.pool.query("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'public'");
    let text = '';
    for (const { t } of tables) text += JSON.stringify((await db.pool.query(`SELECT t::text AS row FROM ${t} t`)).rows);
    for (const planted of ['葛', 'カツラギ', '1980-04-01', '松風町', '1234-5678', '九丁目']) expect(text).not.toContain(planted);
    expect(text).toContain(called.ticketId);

    expect((await clerk.send('POST', `${path}/finish`)).status).toBe(200);
    const kept = async (): Promise<number> => (await db.pool.query('SELECT count(*)::int AS n FROM sealed_forms WHERE ticket_id = $1', [called.ticketId])).rows[0].n;
    now += 15_000;
    await run.reception.sweep();
    expect(await kept()).toBe(1);
    now += 1;
    await run.reception.sweep();
    expect(await kept()).toBe(0);
    expect(await code(await clerk.get(`${path}/form`))).toBe('form-gone');
    const audit = await db.pool.query('SELECT act FROM audit WHERE ticket_id = $1 ORDER BY entry', [called.ticketId]);
    expect(audit.rows.map((r) => r.act)).toEqual(['open-form', 'correct-form', 'print-forms', 'print-forms']);
  }, 60_000);

  it('[Q6] an act can be undone for 15 s, by its own counter, once', async () => {
    const called = ActDone.parse(await (await clerk.send('POST', '/api/staff/call-next')).json());
    const path = `/api/staff/tickets/${called.ticketId}`;
    const key = randomUUID();
    expect((await clerk.send('POST', `${path}/no-show`)).status).toBe(200);
    expect((await clerk.send('POST', `${path}/undo`, undefined, key)).status).toBe(200);
    expect((await clerk.send('POST', `${path}/undo`, undefined, key)).status).toBe(200);
    expect(await code(await clerk.send('POST', `${path}/undo`))).toBe('ticket-not-called');
    await clerk.send('POST', `${path}/recall`);
    now += 15_001;
    expect(await code(await clerk.send('POST', `${path}/undo`))).toBe('ticket-not-called');
    await clerk.send('POST', `${path}/no-show`);
  });

  it('[Q7] the desk numbers its own series, once per key', async () => {
    const key = randomUUID();
    const issue = async (k: string): Promise<DeskTicketIssued> => DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'en' }, k)).json());
    const [one, same, two] = [await issue(key), await issue(key), await issue(randomUUID())];
    expect([one.label, same.label, two.label]).toEqual(['001', '001', '002']);
    expect(one).toEqual(same);
  });
});

describe('staff and doors', () => {
  it('[S1] a wrong code is refused, and no account is locked by it', async () => {
    const sign = (secret: string): Promise<Response> => fetch(`${run.origin}/api/staff/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ staffId: '1002', code: secret, counter: '2' }) });
    for (let i = 0; i < 3; i += 1) expect(await code(await sign('999999'))).toBe('wrong-code');
    expect((await sign(DEMO_STAFF[1].code)).status).toBe(200);
  });
  it('[S2] a counter where a colleague is present cannot be taken; one that was left can', async () => {
    await expect(demoClerk(run.origin, DEMO_STAFF[2], '2')).rejects.toThrow('409');
    now += 120_001;
    expect((await (await demoClerk(run.origin, DEMO_STAFF[2], '2')).get('/api/staff/session')).status).toBe(200);
  });
  it('[S3] without a cookie nothing of the staff is reached, and another site may command nothing', async () => {
    for (const path of ['/api/staff/session', `/api/staff/tickets/${randomUUID()}/form`]) expect((await fetch(`${run.origin}${path}`)).status).toBe(401);
    const evil = await fetch(`${run.origin}/api/staff/session`, { method: 'POST', headers: { origin: 'https://evil.example', 'content-type': 'application/json' }, body: '{}' });
    expect([evil.status, await code(evil)]).toEqual([403, 'forbidden-origin']);
  });
  it('[S4] city, API and health speak without a cookie', async () => {
    expect(CityProfile.parse(await (await fetch(`${run.origin}/api/city`)).json()).procedures.map(({ id }) => id as string)).toContain('juminhyo');
    expect((await (await fetch(`${run.origin}/openapi.json`)).json()).openapi).toBe('3.1.0');
    expect(await (await fetch(`${run.origin}/api`)).text()).toContain('/api/intakes');
    expect((await (await fetch(`${run.origin}/healthz`)).json()).ok).toBe(true);
    expect(await code(await fetch(`${run.origin}/api/nothing`))).toBe('not-found');
  });
  it('[S5] only the touch kiosk may reach a card bridge', async () => {
    const csp = async (path: string): Promise<string> => (await fetch(`${run.origin}${path}`)).headers.get('content-security-policy') ?? '';
    expect(await csp('/kiosk/')).toContain("connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:*");
    expect(await csp('/board/')).not.toContain('127.0.0.1');
    expect(await csp('/console/')).toContain("script-src 'self'");
  });
  it('[F1] the opening key is a 0600 file beside the database', async () => {
    expect((await stat(join(run.dataDir, 'sealing-key.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('the end of the day', () => {
  it('[Q8] whoever still waited is no longer listed, and every form of the day is deleted', async () => {
    now += 86_400_000;
    await run.reception.sweep();
    expect((await consoleNow()).queue).toEqual([]);
    expect((await db.pool.query('SELECT count(*)::int AS n FROM sealed_forms')).rows[0].n).toBe(0);
  });
});
