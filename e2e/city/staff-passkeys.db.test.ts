/** Passkeys of the staff: reception's real server and database, and an authenticator that speaks WebAuthn bytes. */
import { softPasskey, type SoftPasskey } from '@engawa/facility-api/testing';
import { EnrolmentWord, OwnPasskeys, Problem, StaffCeremony, StaffPeople, StaffSession } from '@engawa/reception/contract';
import { DEMO_STAFF, demoClerk, freshDatabase, startReception, type FreshDatabase, type RunningReception } from '@engawa/reception/testing';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHECKOUT } from './checkout.ts';

const HALL = 'http://localhost:4100';
let now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase;
let run: RunningReception;
beforeAll(async () => { db = await freshDatabase(); }, 60_000);
afterAll(async () => { await db?.drop(); });
// A server for each test: it counts wrong tries by the minute of the real clock, and all of these come from one machine.
beforeEach(async () => { run = await startReception({ url: db.url, clock: () => now }); });
afterEach(async () => { await run?.close(); });

const post = (path: string, body: object = {}, cookie = ''): Promise<Response> => fetch(`${run.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) });
const code = async (answer: Response): Promise<string> => (answer.ok ? 'done' : Problem.parse(await answer.json()).code);
const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const begin = async (path: string, body: object = {}, cookie = ''): Promise<StaffCeremony> => StaffCeremony.parse(await (await post(path, body, cookie)).json());
const wordFor = async (staffId: string): Promise<string> => {
  const supervisor = await demoClerk(run.origin, DEMO_STAFF[0], null);
  return EnrolmentWord.parse(await (await supervisor.send('POST', `/api/staff/people/${staffId}/enrolment-word`)).json()).word;
};
async function enrolByWord(passkey: SoftPasskey, word: string, origin = HALL): Promise<string> {
  const start = await post('/api/staff/enrolments/start', { word });
  if (!start.ok) return code(start);
  const { ceremony, options } = StaffCeremony.parse(await start.json());
  return code(await post('/api/staff/enrolments', { ceremony, response: passkey.create(options, origin) }));
}
async function signIn(passkey: SoftPasskey, counter: string | null, origin = HALL): Promise<Response> {
  const { ceremony, options } = await begin('/api/staff/session/passkey/start');
  return post('/api/staff/session/passkey', { ceremony, response: passkey.get(options, origin), counter });
}
const enrolled = async (staffId: string): Promise<SoftPasskey> => {
  const passkey = softPasskey();
  expect(await enrolByWord(passkey, await wordFor(staffId))).toBe('done');
  return passkey;
};

describe('staff passkeys', () => {
  it('[S83] enrolled by a supervisor’s word, a passkey signs in with no number typed, at the counter that was chosen', async () => {
    const passkey = await enrolled('1002');
    const entered = await signIn(passkey, '2');
    expect(StaffSession.parse(await entered.json())).toEqual({ staffId: '1002', name: '佐藤 健一', role: 'clerk', counter: '2' });
    expect((await fetch(`${run.origin}/api/staff/session`, { headers: { cookie: cookieOf(entered) } })).status).toBe(200);
    // Options name nobody, and ask for a finger, a face or a PIN.
    const { options } = await begin('/api/staff/session/passkey/start');
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options['allowCredentials'] ?? []).toEqual([]);
    // A role keeps its seat, whatever key opens.
    expect(await code(await signIn(passkey, null))).toBe('no-counter');
  });

  it('[S84] a word is good once, for 15 minutes, in any width and case; a newer one takes its place, and its letters are not stored', async () => {
    const word = await wordFor('1003');
    expect(word).toMatch(/^[2-9A-HJKMNP-TW-Z]{4}(-[2-9A-HJKMNP-TW-Z]{4}){2}$/);
    const wide = [...word.replaceAll('-', '').toLowerCase()].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join('');
    // Two people begin with one word: whoever ends first has it.
    const [first, second] = [softPasskey(), softPasskey()];
    const [a, b] = [await begin('/api/staff/enrolments/start', { word: wide }), await begin('/api/staff/enrolments/start', { word })];
    expect(await code(await post('/api/staff/enrolments', { ceremony: b.ceremony, response: second.create(b.options, HALL) }))).toBe('done');
    expect(await code(await post('/api/staff/enrolments', { ceremony: a.ceremony, response: first.create(a.options, HALL) }))).toBe('enrolment-refused');
    expect([await enrolByWord(softPasskey(), word), await enrolByWord(softPasskey(), 'AAAA-BBBB-CCCC')]).toEqual(['enrolment-refused', 'enrolment-refused']);
    const old = await wordFor('1003');
    const newer = await wordFor('1003');
    expect(await enrolByWord(softPasskey(), old)).toBe('enrolment-refused');
    now += 15 * 60_000;
    expect(await enrolByWord(softPasskey(), newer)).toBe('enrolment-refused');
    const kept = await wordFor('1003');
    expect((await db.pool.query("SELECT string_agg(w::text, ' ') AS all FROM enrolment_words w")).rows[0].all).not.toContain(kept.replaceAll('-', ''));
  });

  it('[S83] who has just signed in by number and code adds passkeys of their own; ten minutes later it takes a word', async () => {
    const clerk = await demoClerk(run.origin, DEMO_STAFF[3], '7');
    const add = async (passkey: SoftPasskey): Promise<string> => {
      const start = await post('/api/staff/passkeys/start', {}, clerk.cookie);
      if (!start.ok) return code(start);
      const { ceremony, options } = StaffCeremony.parse(await start.json());
      return code(await post('/api/staff/passkeys', { ceremony, response: passkey.create(options, HALL) }, clerk.cookie));
    };
    const [phone, key] = [softPasskey(), softPasskey()];
    expect([await add(phone), await add(key)]).toEqual(['done', 'done']);
    expect(OwnPasskeys.parse(await (await clerk.get('/api/staff/passkeys')).json()).passkeys.map(({ credentialId }) => credentialId)).toEqual([phone.id, key.id]);
    // A ceremony that one person began is ended by nobody else, and not by a word's door.
    const { ceremony, options } = await begin('/api/staff/passkeys/start', {}, clerk.cookie);
    const other = await demoClerk(run.origin, DEMO_STAFF[1], '2');
    expect(await code(await post('/api/staff/passkeys', { ceremony, response: softPasskey().create(options, HALL) }, other.cookie))).toBe('challenge-expired');
    const again = await begin('/api/staff/passkeys/start', {}, clerk.cookie);
    expect(await code(await post('/api/staff/enrolments', { ceremony: again.ceremony, response: softPasskey().create(again.options, HALL) }))).toBe('challenge-expired');
    now += 10 * 60_000 + 1;
    expect(await add(softPasskey())).toBe('challenge-expired');
  });

  it('[S85] a challenge answers once and for three minutes; another page, another host, a refused finger and a stranger prove nothing', async () => {
    const passkey = await enrolled('1002');
    const { ceremony, options } = await begin('/api/staff/session/passkey/start');
    const answer = passkey.get(options, HALL);
    expect(await code(await post('/api/staff/session/passkey', { ceremony, response: answer, counter: '2' }))).toBe('done');
    expect(await code(await post('/api/staff/session/passkey', { ceremony, response: answer, counter: '2' }))).toBe('challenge-expired');
    const late = await begin('/api/staff/session/passkey/start');
    now += 3 * 60_000;
    expect(await code(await post('/api/staff/session/passkey', { ceremony: late.ceremony, response: passkey.get(late.options, HALL), counter: '2' }))).toBe('challenge-expired');
    expect(await code(await signIn(passkey, '2', 'http://localhost:4200'))).toBe('passkey-refused');
    expect(await code(await signIn(softPasskey(), '2'))).toBe('passkey-unknown');
    expect(await enrolByWord(softPasskey({ rpId: 'evil.example' }), await wordFor('1002'))).toBe('passkey-refused');
    expect(await enrolByWord(softPasskey({ verified: false }), await wordFor('1002'))).toBe('passkey-refused');
    const lazy = softPasskey({ verifiedAtSignIn: false });
    expect(await enrolByWord(lazy, await wordFor('1002'))).toBe('done');
    expect(await code(await signIn(lazy, '2'))).toBe('passkey-refused');
    await run.reception.sweep();
    expect((await db.pool.query('SELECT count(*)::int AS n FROM staff_challenges WHERE expires_at < $1', [new Date(now)])).rows[0].n).toBe(0);
  });

  it('[S85] a counter that goes back is refused and shown to the supervisor as a copy; an authenticator that does not count is none', async () => {
    now += 60_000;
    const passkey = await enrolled('1004');
    expect(await code(await signIn(passkey, '7'))).toBe('done');
    await db.pool.query('UPDATE staff_passkeys SET sign_count = 40 WHERE credential_id = $1', [passkey.id]);
    expect(await code(await signIn(passkey, '7'))).toBe('passkey-refused');
    const supervisor = await demoClerk(run.origin, DEMO_STAFF[0], null);
    const { people } = StaffPeople.parse(await (await supervisor.get('/api/staff/people')).json());
    expect(people.find(({ staffId }) => staffId === '1004')?.passkeys.find(({ credentialId }) => credentialId === passkey.id)?.doubted).toBe(true);
    expect(people.find(({ staffId }) => staffId === '1002')?.passkeys.some(({ doubted }) => doubted)).toBe(false);
  });

  it('[S85] a revoked passkey opens nothing more, and what it opened ends', async () => {
    const passkey = await enrolled('1002');
    const cookie = cookieOf(await signIn(passkey, '2'));
    const me = (): Promise<number> => fetch(`${run.origin}/api/staff/session`, { headers: { cookie } }).then(({ status }) => status);
    const supervisor = await demoClerk(run.origin, DEMO_STAFF[0], null);
    expect((await supervisor.send('DELETE', `/api/staff/people/1003/passkeys/${passkey.id}`)).status).toBe(404);
    expect(await me()).toBe(200);
    expect((await supervisor.send('DELETE', `/api/staff/people/1002/passkeys/${passkey.id}`)).status).toBe(204);
    expect(await me()).toBe(401);
    expect(await code(await signIn(passkey, '2'))).toBe('passkey-unknown');
    expect((await db.pool.query("SELECT count(*)::int AS n FROM audit WHERE act = 'revoke-passkey' AND staff_id = '1001'")).rows[0].n).toBe(1);
  });

  it('[S85] wrong words and unknown passkeys slow down the machine they come from', async () => {
    const answers: string[] = [];
    for (let n = 0; n < 14; n += 1) answers.push(await enrolByWord(softPasskey(), `AAAA-BBBB-CC${String(n).padStart(2, 'C')}`));
    expect(answers.at(-1)).toBe('too-many-requests');
  });
});

describe('a city without codes', () => {
  it('[S83][S84] by policy number and code are refused, and somebody without a code in the file comes by passkey alone', async () => {
    const cityDir = await mkdtemp(join(tmpdir(), 'engawa-staff-'));
    await cp(join(CHECKOUT, 'reception', 'city'), cityDir, { recursive: true });
    const file = join(cityDir, 'staff.json');
    const staff = JSON.parse(await readFile(file, 'utf8')) as { staff: { id: string; scrypt?: object }[] };
    for (const member of staff.staff) if (member.id === '1005') delete member.scrypt;
    await writeFile(file, JSON.stringify({ ...staff, policy: { codes: false } }));
    const other = await freshDatabase();
    const strict = await startReception({ url: other.url, clock: () => now, cityDir: `${cityDir}/` });
    expect(await (await fetch(`${strict.origin}/api/staff/ways`)).json()).toEqual({ codes: false });
    const refused = await fetch(`${strict.origin}/api/staff/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ staffId: '1001', code: '100001', counter: '1' }) });
    expect(await code(refused)).toBe('not-allowed');
    // Who may enter the server gives the first word; from then on supervisors do.
    const cli = async (number: string): Promise<string> => (await promisify(execFile)(process.execPath, ['--import', 'tsx', join(CHECKOUT, 'reception/src/staff-cli.ts'), 'word', number], { cwd: CHECKOUT, env: { ...process.env, DATABASE_URL: other.url, DATA_DIR: strict.dataDir, CITY_DIR: `${cityDir}/`, CLOCK_OFFSET_MS: String(now - Date.now()) } })).stdout.split(' ')[0] ?? '';
    await expect(cli('4711')).rejects.toMatchObject({ code: 1 });
    const passkey = softPasskey();
    const at = (path: string, body: object): Promise<Response> => fetch(`${strict.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const enrol = StaffCeremony.parse(await (await at('/api/staff/enrolments/start', { word: await cli('1005') })).json());
    expect((await at('/api/staff/enrolments', { ceremony: enrol.ceremony, response: passkey.create(enrol.options, HALL) })).status).toBe(204);
    const entry = StaffCeremony.parse(await (await at('/api/staff/session/passkey/start', {})).json());
    const entered = await at('/api/staff/session/passkey', { ceremony: entry.ceremony, response: passkey.get(entry.options, HALL), counter: null });
    expect(StaffSession.parse(await entered.json())).toMatchObject({ staffId: '1005', role: 'concierge', counter: null });
    await strict.close();
    await other.drop();
    await rm(cityDir, { recursive: true, force: true });
  });
});
