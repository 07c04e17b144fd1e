import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AT_A_COUNTER, ConsoleState, DeskTicketIssued, mayRole, Problem, ProcedureId, RIGHTS, StaffRole, UtteranceId, type Reply } from '../contract/index.ts';
import { ROUTES } from '../src/web/routes.ts';
import { demoClerk, demoKiosk, DEMO_STAFF, freshDatabase, startReception, type DemoClerk, type FreshDatabase, type RunningReception } from './index.ts';

let now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase;
let run: RunningReception;
beforeAll(async () => { db = await freshDatabase(); run = await startReception({ url: db.url, clock: () => now }); }, 60_000);
afterAll(async () => { await run?.close(); await db?.drop(); });

const [SUPERVISOR, CLERK, , OTHER_CLERK, CONCIERGE, VIEWER] = DEMO_STAFF;
/** Each role as it signs in; a supervisor may sit at a counter or not. */
const PEOPLE: readonly { readonly role: StaffRole; readonly who: (typeof DEMO_STAFF)[number]; readonly counter: string | null }[] = [
  { role: 'clerk', who: CLERK, counter: '2' }, { role: 'concierge', who: CONCIERGE, counter: null }, { role: 'viewer', who: VIEWER, counter: null },
  { role: 'supervisor', who: SUPERVISOR, counter: '1' }, { role: 'supervisor', who: SUPERVISOR, counter: null },
];
const codeOf = async (answer: Response): Promise<string> => (answer.headers.get('content-type')?.includes('problem') === true ? Problem.parse(await answer.json()).code : 'done');
/** A request that would change nothing, whoever sends it: ids that nobody has, a body that nobody can read. */
const pathOf = (route: string): string => (route.split(' ')[1] ?? '').replace(':ticketId', randomUUID()).replace(':staffId', 'nobody').replace(':credentialId', 'none').replace(':series', '98').replace(':reference', 'N-0').replace(':secret', 'x'.repeat(22)).replace(':kioskId', 'k'.repeat(22)).replace(':receiptNumber', 'none').replace(':act', 'back');
const knock = (route: string, headers: Record<string, string> = {}): Promise<Response> => {
  const method = route.split(' ')[0] ?? '';
  return fetch(`${run.origin}${pathOf(route)}`, { method, redirect: 'manual', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers }, body: method === 'GET' || method === 'DELETE' ? undefined : '{}' });
};
const STAFF_ROUTES = Object.entries(ROUTES).flatMap(([route, access]) => RIGHTS.flatMap((right) => (right === access ? [{ route, right }] : [])));

describe('who may do what', () => {
  it('[S80] every staff route answers every role, at a counter and at none, as the table says', async () => {
    const wrong: string[] = [];
    for (const { role, who, counter } of PEOPLE) {
      let clerk = await demoClerk(run.origin, who, counter);
      for (const { route, right } of STAFF_ROUTES) {
        const said = await codeOf(await knock(route, { cookie: clerk.cookie }));
        const wanted = !mayRole(role, right) ? 'not-allowed' : counter === null && AT_A_COUNTER.includes(right) ? 'no-counter' : null;
        const closed = ['not-allowed', 'no-counter', 'not-signed-in'].includes(said);
        if (wanted === null ? closed || said === 'internal' : said !== wanted) wrong.push(`${role} at ${counter ?? 'none'}: ${route} says ${said}`);
        if (route === 'DELETE /api/staff/session') clerk = await demoClerk(run.origin, who, counter);
      }
    }
    expect(wrong).toEqual([]);
    expect(STAFF_ROUTES.length).toBeGreaterThan(30);
  }, 120_000);

  it('[S80] without a session every staff route is closed, and a kiosk’s, a ticket’s and the back office’s want their own proof', async () => {
    const kiosk = await demoKiosk(run.origin);
    const clerk = await demoClerk(run.origin, SUPERVISOR, '1');
    for (const [route, access] of Object.entries(ROUTES)) {
      if (access === 'anyone') continue;
      const said = await codeOf(await knock(route, access === 'kiosk' || access === 'back-office' ? { cookie: clerk.cookie, 'engawa-signature': 'x' } : {}));
      const wanted = access === 'kiosk' ? ['kiosk-unknown', 'kiosk-signature', 'bad-request'] : access === 'ticket' ? ['not-found'] : ['not-signed-in'];
      expect(wanted, `${route} says ${said}`).toContain(said);
    }
    expect(kiosk.series).toBeGreaterThan(0);
  });

  it('[S80] who stands in the file no more has no role, whatever cookie they hold', async () => {
    const { cookie } = await demoClerk(run.origin, VIEWER, null);
    await db.pool.query("UPDATE staff_sessions SET staff_id = '9999' WHERE staff_id = $1 AND ended_at IS NULL", [VIEWER.staffId]);
    expect(await codeOf(await knock('GET /api/staff/session', { cookie }))).toBe('not-signed-in');
  });

  it('[S81] a clerk signs in at a counter, a concierge and a viewer at none, a supervisor as they wish; at none no counter opens', async () => {
    const enter = async (who: (typeof DEMO_STAFF)[number], counter: string | null): Promise<string> => codeOf(await fetch(`${run.origin}/api/staff/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ staffId: who.staffId, code: who.code, counter }) }));
    expect([await enter(CLERK, null), await enter(CONCIERGE, '3'), await enter(VIEWER, '3')]).toEqual(['no-counter', 'not-allowed', 'not-allowed']);
    await demoClerk(run.origin, SUPERVISOR, '1');
    expect(run.reception.house.hall().hall().open.map(({ id }) => id)).toContain('1');
    expect([await enter(SUPERVISOR, null), await enter(CONCIERGE, null)]).toEqual(['done', 'done']);
    await run.reception.sweep();
    expect(run.reception.house.hall().hall().open.map(({ id }) => id)).not.toContain('1');
  });

  it('[S82] whoever is called or served at a counter is called, moved and read there and nowhere else', async () => {
    const [here, there] = [await demoClerk(run.origin, CLERK, '2'), await demoClerk(run.origin, OTHER_CLERK, '3')];
    const concierge = await demoClerk(run.origin, CONCIERGE, null);
    const heard = await here.send('POST', '/api/staff/tickets', { procedures: ['juminhyo'], language: 'ja' });
    const { ticketId } = DeskTicketIssued.parse(await heard.json());
    expect((await here.send('POST', `/api/staff/tickets/${ticketId}/call`)).status).toBe(200);
    for (const act of ['call', 'recall', 'no-show', 'serve', 'finish', 'hold']) expect(await codeOf(await there.send('POST', `/api/staff/tickets/${ticketId}/${act}`, {})), act).toBe('ticket-elsewhere');
    for (const one of [there, concierge]) for (const [act, body] of [['transfer', { to: 'B' }], ['cancel', {}], ['undo', {}], ['leave', { until: new Date(now + 600_000).toISOString() }]] as const) expect(await codeOf(await one.send('POST', `/api/staff/tickets/${ticketId}/${act}`, body)), act).toBe('ticket-elsewhere');
    for (const path of ['form', 'forms.pdf', 'forms.csv']) expect(await codeOf(await there.get(`/api/staff/tickets/${ticketId}/${path}`)), path).toBe('ticket-elsewhere');
    expect(await codeOf(await there.send('PATCH', `/api/staff/tickets/${ticketId}/form`, { key: 'applicant.name', value: 'x' }))).toBe('ticket-elsewhere');
    expect((await here.send('POST', `/api/staff/tickets/${ticketId}/no-show`)).status).toBe(200);
  });

  it('[S81] without a counter the console is heard, and no word goes on any glass', async () => {
    const { cookie } = await demoClerk(run.origin, CONCIERGE, null);
    const socket = io(run.origin, { path: '/socket.io', transports: ['websocket'], extraHeaders: { cookie }, forceNew: true, reconnection: false });
    const ask = async (event: string, message: unknown): Promise<string> => { const reply = await socket.emitWithAck(event, message) as Reply; return reply.ok ? 'ok' : reply.problem.code; };
    expect(await ask('watch', { stream: 'console' })).toBe('ok');
    expect(await ask('caption', { counter: '1', event: { t: 'final', utt: UtteranceId.parse('u'.repeat(22)), rev: 1, lane: 'staff', lang: 'ja', text: 'x', engine: 'typed' } })).toBe('no-counter');
    socket.close();
  });
});

describe('what a concierge does', () => {
  let concierge: DemoClerk;
  beforeAll(async () => { concierge = await demoClerk(run.origin, CONCIERGE, null); });
  const arrive = async (): Promise<string> => DeskTicketIssued.parse(await (await concierge.send('POST', '/api/staff/tickets', { procedures: [ProcedureId.parse('zei')], language: 'vi', care: 'mobility' })).json()).ticketId;
  const act = async (ticketId: string, name: string, body: object = {}, by = concierge): Promise<string> => codeOf(await by.send('POST', `/api/staff/tickets/${ticketId}/${name}`, body));
  const entry = async (ticketId: string) => { await run.reception.sweep(); const { queueOf } = await import('../src/queue/domain/project-hall.ts'); return ConsoleState.shape.queue.parse(queueOf(run.reception.house.hall().hall(), 15_000).queue).find((t) => t.ticketId === ticketId); };
  const minutes = (n: number): string => new Date(now + n * 60_000).toISOString();

  it('[S86] registers somebody with care, language and appointment, and the audit names who, at no counter', async () => {
    const id = await arrive();
    expect(await entry(id)).toMatchObject({ care: 'mobility', language: 'vi', status: 'waiting' });
    expect((await db.pool.query('SELECT staff_id, counter, act FROM audit WHERE ticket_id = $1', [id])).rows).toEqual([{ staff_id: '1005', counter: null, act: 'care' }]);
  });

  it('[S87] 離席: until a time of the next two hours; the place is kept, and the visitor waits again at a word', async () => {
    const id = await arrive();
    expect([await act(id, 'leave', {}), await act(id, 'leave', { until: minutes(-1) }), await act(id, 'leave', { until: minutes(121) })]).toEqual(['bad-request', 'bad-request', 'leave-too-long']);
    expect(await act(id, 'leave', { until: minutes(30) })).toBe('done');
    expect(await entry(id)).toMatchObject({ status: 'away', awayUntil: minutes(30) });
    expect(await act(id, 'leave', { until: minutes(40) })).toBe('ticket-not-waiting');
    expect(await act(id, 'rejoin')).toBe('done');
    expect(await entry(id)).toMatchObject({ status: 'waiting' });
  });

  it('[S88] 取りやめ: nobody waits for them any more, for 15 seconds it can be taken back, and their form goes as after a visit', async () => {
    const id = await arrive();
    await db.pool.query("INSERT INTO sealed_forms (ticket_id, intake_id, sealed) VALUES ($1, 'x', '{}')", [id]);
    const dueAt = async (): Promise<Date | null> => (await db.pool.query('SELECT delete_after FROM sealed_forms WHERE ticket_id = $1', [id])).rows[0].delete_after;
    expect(await act(id, 'cancel')).toBe('done');
    expect(await dueAt()).toEqual(new Date(now + 15_000));
    expect(await act(id, 'undo')).toBe('done');
    expect([await dueAt(), (await entry(id))?.status]).toEqual([null, 'waiting']);
    await db.pool.query('DELETE FROM sealed_forms WHERE ticket_id = $1', [id]);
    expect(await act(id, 'cancel')).toBe('done');
    now += 15_001;
    expect(await act(id, 'undo')).toBe('ticket-not-called');
    expect(await entry(id)).toBeUndefined();
    expect(await act(id, 'rejoin')).toBe('ticket-not-missed');
  });

  it('[S89] what somebody did at no counter they alone take back', async () => {
    const id = await arrive();
    const supervisor = await demoClerk(run.origin, SUPERVISOR, null);
    expect(await act(id, 'transfer', { to: 'B' })).toBe('done');
    expect(await act(id, 'undo', {}, supervisor)).toBe('ticket-elsewhere');
    expect(await act(id, 'undo')).toBe('done');
    expect(await entry(id)).toMatchObject({ line: 'A' });
  });
});
