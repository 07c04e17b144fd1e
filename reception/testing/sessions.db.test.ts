import { createHash, randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsoleState, Problem, UtteranceId, type Reply, type StreamMessage } from '../contract/index.ts';
import { demoClerk, demoKiosk, DEMO_STAFF, freshDatabase, startReception, type FreshDatabase, type RunningReception } from './index.ts';

let now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase;
let run: RunningReception;
const lines: { close(): void }[] = [];

/** A page's line to the hall: what it was told on one stream, and what it is answered. */
async function line(headers: Record<string, string>) {
  const socket = io(run.origin, { path: '/socket.io', transports: ['websocket'], extraHeaders: headers, forceNew: true, reconnection: false });
  lines.push(socket);
  const told: StreamMessage[] = [];
  socket.on('state', (message: StreamMessage) => told.push(message));
  await new Promise<void>((resolve, reject) => { socket.once('connect', resolve).once('connect_error', reject); });
  const ask = async (event: string, message: unknown): Promise<string> => { const reply = await socket.emitWithAck(event, message) as Reply; return reply.ok ? 'ok' : reply.problem.code; };
  return { told, watch: (stream: string, name?: string) => ask('watch', { stream, ...(name === undefined ? {} : { name }) }), ask, socket };
}
/** The hall ends the line itself, so that the page comes back, is refused and says so instead of standing still. */
const cutOff = ({ socket }: Awaited<ReturnType<typeof line>>): Promise<void> => new Promise((resolve) => { if (socket.connected) socket.once('disconnect', () => resolve()); else resolve(); });
const signIn = (staff: { staffId: string; code: string }, counter: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${run.origin}/api/staff/session`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ staffId: staff.staffId, code: staff.code, counter }) });
const code = async (answer: Response): Promise<string> => Problem.parse(await answer.json()).code;
const words = { t: 'final', utt: UtteranceId.parse('u'.repeat(22)), rev: 1, lane: 'staff', lang: 'ja', text: 'お名前をどうぞ', engine: 'typed' } as const;
/** The staff's view, read by a third clerk. */
const reader = async (): Promise<ConsoleState> => ConsoleState.parse((await (async () => { const l = await line({ cookie: (await demoClerk(run.origin, DEMO_STAFF[2], '6')).cookie }); await l.watch('console'); return l.told.at(-1); })())?.body);

beforeAll(async () => { db = await freshDatabase(); run = await startReception({ url: db.url, clock: () => now }); }, 60_000);
afterAll(async () => { for (const one of lines) one.close(); await run?.close(); await db?.drop(); });

describe('sessions that give way', () => {
  it('[S18] a clerk who moves to another counter leaves nothing behind: the old line hears no more, the old conversation is wiped', async () => {
    const old = await demoClerk(run.origin, DEMO_STAFF[0], '1');
    const screen = await line({ cookie: old.cookie });
    expect(await screen.watch('console')).toBe('ok');
    await old.send('POST', '/api/staff/captions/open', { visitorLanguage: 'ja', large: false });
    expect(await screen.ask('caption', { counter: '1', event: words })).toBe('ok');

    const moved = await demoClerk(run.origin, DEMO_STAFF[0], '2');
    expect(run.reception.house.captions.view('1' as never).utterances).toEqual([]);
    const before = screen.told.length;
    await moved.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja' });
    await run.reception.sweep();
    await cutOff(screen);
    expect(screen.told.slice(before)).toEqual([]);
    expect(await (await line({ cookie: old.cookie })).watch('console')).toBe('not-signed-in');
    await moved.send('DELETE', '/api/staff/session');
  });

  it('[S18] who signs in with a browser that still holds a colleague’s session ends that session', async () => {
    const first = await demoClerk(run.origin, DEMO_STAFF[0], '3');
    expect((await signIn(DEMO_STAFF[1], '4', { cookie: first.cookie })).status).toBe(200);
    expect(await code(await first.get('/api/staff/session'))).toBe('not-signed-in');
  });

  it('[S18] a session that is over by the clock hears no more of the console', async () => {
    const late = await demoClerk(run.origin, DEMO_STAFF[0], '5');
    const screen = await line({ cookie: late.cookie });
    await screen.watch('console');
    now += 12 * 3_600_000 + 1;
    await run.reception.sweep();
    const before = screen.told.length;
    now += 60_000;
    const other = await demoClerk(run.origin, DEMO_STAFF[1], '4');
    await other.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja' });
    await run.reception.sweep();
    await cutOff(screen);
    expect(screen.told.slice(before)).toEqual([]);
    expect(await (await line({ cookie: late.cookie })).watch('console')).toBe('not-signed-in');
  });
});

describe('lines of others', () => {
  it('[S3] a page of the residents’ server, which browsers send our cookie along with, gets nothing of the staff', async () => {
    const clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
    const foreign = await line({ cookie: clerk.cookie, origin: 'http://localhost:4200' });
    expect(await foreign.watch('board')).toBe('ok');
    expect(await foreign.watch('console')).toBe('not-signed-in');
    expect(await foreign.ask('caption', { counter: '1', event: words })).toBe('not-signed-in');
  });

  it('[S19] a stream has one name: what is hung behind it makes no new stream that nobody forgets', async () => {
    const anybody = await line({});
    expect(await anybody.watch('caption:1')).toBe('ok');
    expect(await anybody.watch('caption:1:more')).toBe('not-found');
    const kiosk = await demoKiosk(run.origin);
    const welcome = await kiosk.hello('boot', { lastSequence: 0 });
    const one = await kiosk.intake({ sequence: 1, day: welcome.businessDay.day, procedures: ['sodan'], issuedAtMs: now });
    await kiosk.submit(one);
    expect(await anybody.watch(`ticket:${one.secret}:x`)).toBe('not-found');
  });

  it('[S19] names of boards do not fill the staff’s list: twenty at most, and one that is there is never pushed out', async () => {
    const real = await line({});
    await real.watch('board', '1階ロビー');
    for (let n = 0; n < 30; n += 1) { const junk = await line({}); await junk.watch('board', `junk ${n}`); junk.socket.close(); }
    const { boards } = await reader();
    expect(boards.length).toBeLessThanOrEqual(20);
    expect(boards.find((b) => b.name === '1階ロビー')?.connected).toBe(true);
  });
});

describe('what is sent again', () => {
  it('[T6] a finish that is sent again wipes no later conversation', async () => {
    const clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
    const { ticketId } = await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['zei'], language: 'ja' })).json() as { ticketId: string };
    for (const act of ['call', 'serve']) await clerk.send('POST', `/api/staff/tickets/${ticketId}/${act}`);
    const key = randomUUID();
    expect((await clerk.send('POST', `/api/staff/tickets/${ticketId}/finish`, undefined, key)).status).toBe(200);
    await clerk.send('POST', '/api/staff/captions/open', { visitorLanguage: 'ja', large: false });
    expect((await clerk.send('POST', `/api/staff/tickets/${ticketId}/finish`, undefined, key)).status).toBe(200);
    expect(run.reception.house.captions.view('1' as never).open).toBe(true);
    await clerk.send('DELETE', '/api/staff/session');
    expect(run.reception.house.captions.view('1' as never).open).toBe(false);
  });

  it('[Q4] the secret of a desk ticket stands nowhere in the database, and the same key still gets the same one', async () => {
    const clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
    const key = randomUUID();
    const issue = async (): Promise<{ secret: string }> => await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['zei'], language: 'ja' }, key)).json() as { secret: string };
    const { secret } = await issue();
    expect((await issue()).secret).toBe(secret);
    expect((await fetch(`${run.origin}/api/tickets/${secret}`)).status).toBe(200);
    const { rows } = await db.pool.query("SELECT string_agg(l::text, ' ') AS all FROM ledger l");
    expect(rows[0].all).not.toContain(secret);
    expect((await db.pool.query('SELECT 1 FROM tickets WHERE secret_hash = $1', [createHash('sha256').update(secret).digest()])).rowCount).toBe(1);
  });

  it('[Q7] the desk gives no ticket for a procedure that the city does not have', async () => {
    const clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
    expect(await code(await clerk.send('POST', '/api/staff/tickets', { procedures: ['zei', 'nonsense'], language: 'ja' }))).toBe('bad-request');
  });
});

describe('throttles', () => {
  it('[S1] the eleventh wrong code of a machine within a minute is not even looked at, whatever machine it claims to be; a right one counts for nothing', async () => {
    for (let n = 0; n < 12; n += 1) expect((await signIn(DEMO_STAFF[0], '1')).status).toBe(200);
    const wrong = async (n: number): Promise<string> => code(await signIn({ ...DEMO_STAFF[1], code: '999999' }, '4', { 'x-forwarded-for': `10.0.0.${n}` }));
    const answers: string[] = [];
    for (let n = 0; n < 12; n += 1) answers.push(await wrong(n));
    expect(answers).toEqual([...Array<string>(10).fill('wrong-code'), 'too-many-requests', 'too-many-requests']);
  }, 60_000);
});
