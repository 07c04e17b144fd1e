import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActDone, BoardState, CaptionView, ConsoleState, CounterId, foldStream, TicketView, UtteranceId, type ClientToServer, type CaptionEvent, type KioskWelcome, type Reply, type ServerToClient, type StreamMessage } from '../contract/index.ts';
import { demoClerk, demoKiosk, DEMO_STAFF, freshDatabase, startReception, type DemoClerk, type DemoKiosk, type FreshDatabase, type RunningReception } from './index.ts';

let now = Date.UTC(2026, 10, 24, 1, 0);
let db: FreshDatabase; let run: RunningReception; let kiosk: DemoKiosk; let welcome: KioskWelcome; let clerk: DemoClerk; let dist: string;
const lines: Socket[] = [];

/** A surface: keeps the newest state of each stream and can wait until one looks as expected. */
async function surface(headers: Record<string, string> = {}) {
  const socket: Socket<ServerToClient, ClientToServer> = io(run.origin, { path: '/socket.io', transports: ['websocket'], extraHeaders: headers, forceNew: true, reconnection: false });
  lines.push(socket as unknown as Socket);
  const newest = new Map<string, StreamMessage>();
  const revs: number[] = [];
  let waiting: (() => void)[] = [];
  socket.on('state', (message) => { revs.push(message.rev); const kept = foldStream(newest.get(message.stream), message); if (kept !== undefined) newest.set(message.stream, kept); waiting.forEach((w) => w()); });
  await new Promise<void>((resolve, reject) => { socket.once('connect', resolve).once('connect_error', reject); });
  return {
    socket, revs,
    watch: (stream: string, name?: string): Promise<Reply> => socket.emitWithAck('watch', name === undefined ? { stream } : { stream, name }) as Promise<Reply>,
    caption: (counter: string, event: CaptionEvent): Promise<Reply> => socket.emitWithAck('caption', { counter, event }) as Promise<Reply>,
    until: <T>(stream: string, read: (body: unknown) => T, holds: (state: T) => boolean): Promise<T> => new Promise((resolve, reject) => {
      const look = (): void => {
        const message = newest.get(stream);
        if (message === undefined || !holds(read(message.body))) return;
        clearTimeout(deadline);
        waiting = waiting.filter((w) => w !== look);
        resolve(read(message.body));
      };
      const deadline = setTimeout(() => reject(new Error(`${stream} never looked as expected: ${JSON.stringify(newest.get(stream)?.body)}`)), 8_000);
      waiting.push(look);
      look();
    }),
  };
}
const ONE = CounterId.parse('1');
const refusal = (reply: Reply): string => (reply.ok ? 'ok' : reply.problem.code);
const board = (body: unknown): BoardState => BoardState.parse(body);
const desk = (body: unknown): ConsoleState => ConsoleState.parse(body);
const glass = (body: unknown): CaptionView => CaptionView.parse(body);

beforeAll(async () => {
  db = await freshDatabase();
  dist = await mkdtemp(join(tmpdir(), 'engawa-dist-'));
  for (const name of ['kiosk', 'phone', 'assets']) await mkdir(join(dist, name), { recursive: true });
  await writeFile(join(dist, 'kiosk/index.html'), '<!doctype html><title>kiosk</title>');
  await writeFile(join(dist, 'kiosk/sw.js'), '//');
  await writeFile(join(dist, 'assets/app-1a2b3c.js'), '//');
  run = await startReception({ url: db.url, clock: () => now, kioskDist: dist });
  kiosk = await demoKiosk(run.origin);
  welcome = await kiosk.hello('boot', { lastSequence: 0 });
  clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
}, 60_000);
afterAll(async () => { for (const line of lines) line.close(); await run?.close(); await db?.drop(); await rm(dist, { recursive: true, force: true }); });

describe('streams over real sockets', () => {
  it('[S6] board, console and phone see a call; the board’s answer stands on the console', async () => {
    const [hall, staff, phone] = await Promise.all([surface(), surface({ cookie: clerk.cookie }), surface()]);
    expect(refusal(await hall.watch('board', '1階ロビー'))).toBe('ok');
    expect(refusal(await staff.watch('console'))).toBe('ok');
    const one = await kiosk.intake({ sequence: 1, day: welcome.businessDay.day, procedures: ['juminhyo'], issuedAtMs: now });
    expect((await kiosk.submit(one)).status).toBe(201);
    expect(refusal(await phone.watch(`ticket:${one.secret}`))).toBe('ok');
    await staff.until('console', desk, (c) => c.queue.length === 1 && c.boards.some((b) => b.connected));
    const before = await phone.until(`ticket:${one.secret}`, (b) => TicketView.parse(b), (t) => t.status === 'waiting');
    expect(before.range).not.toBeNull();

    const { ticketId } = ActDone.parse(await (await clerk.send('POST', '/api/staff/call-next')).json());
    const { calls } = await hall.until('board', board, (b) => b.calls.length === 1);
    expect(calls[0]).toMatchObject({ label: '101', zone: 'A', counter: '1', repeat: 0 });
    await phone.until(`ticket:${one.secret}`, (b) => TicketView.parse(b), (t) => t.status === 'called' && t.counter === '1');
    now += 120;
    hall.socket.emit('shown', { stream: 'board', callId: calls[0]?.callId ?? '' });
    await staff.until('console', desk, (c) => c.boards[0]?.lastAckMs === 120);

    await clerk.send('POST', `/api/staff/tickets/${ticketId}/recall`);
    const again = await hall.until('board', board, (b) => b.calls[0]?.repeat === 1);
    expect(again.calls[0]?.callId).not.toBe(calls[0]?.callId);
    // the answer to the first call is no answer to the second, and a late one does not become it
    await staff.until('console', desk, (c) => c.boards[0]?.lastAckMs === null);
    hall.socket.emit('shown', { stream: 'board', callId: calls[0]?.callId ?? '' });
    now += 80;
    hall.socket.emit('shown', { stream: 'board', callId: again.calls[0]?.callId ?? '' });
    await staff.until('console', desk, (c) => c.boards[0]?.lastAckMs === 80);
    await clerk.send('POST', `/api/staff/tickets/${ticketId}/no-show`);
    await hall.until('board', board, (b) => b.calls.length === 0 && b.missed[0]?.label === '101');
    hall.socket.close();
    await staff.until('console', desk, (c) => c.boards[0]?.connected === false);
    expect(hall.revs.every((rev, i) => i === 0 || rev > (hall.revs[i - 1] ?? 0))).toBe(true);
  }, 30_000);

  it('[S7] the console is for staff, captions for the own counter, a ticket for who holds its secret', async () => {
    const stranger = await surface();
    expect(refusal(await stranger.watch('console'))).toBe('not-signed-in');
    expect(refusal(await stranger.watch(`ticket:${'x'.repeat(22)}`))).toBe('not-found');
    expect(refusal(await stranger.watch('caption:99'))).toBe('not-found');
    const event: CaptionEvent = { t: 'final', utt: UtteranceId.parse('u'.repeat(22)), rev: 1, lane: 'staff', lang: 'ja', text: 'はい', engine: 'typed' };
    expect(refusal(await stranger.caption('1', event))).toBe('not-signed-in');
    const staff = await surface({ cookie: clerk.cookie });
    expect(refusal(await staff.caption('2', event))).toBe('ticket-elsewhere');
    expect(refusal(await staff.caption('1', event))).toBe('caption-not-open');
    expect(refusal(await staff.caption('1', { t: 'nonsense' } as unknown as CaptionEvent))).toBe('bad-request');
    await expect(surface({ origin: 'https://evil.example' })).rejects.toThrow();
  }, 30_000);

  it('[T6] the glass follows the conversation and is wiped when the visit is finished', async () => {
    const [display, staff] = await Promise.all([surface(), surface({ cookie: clerk.cookie })]);
    await display.watch('caption:1');
    await display.until('caption:1', glass, (v) => !v.open);
    await clerk.send('POST', '/api/staff/captions/open', { visitorLanguage: 'en', large: true });
    const utt = UtteranceId.parse('u'.repeat(22));
    await staff.caption('1', { t: 'final', utt, rev: 1, lane: 'staff', lang: 'ja', text: '少々お待ちください。', engine: 'typed' });
    const shown = await display.until('caption:1', glass, (v) => v.utterances.length === 1);
    expect(shown.utterances[0]?.translation).toBe('Please wait a moment.');
    expect(shown.utterances[0]?.pieces).toEqual([{ text: '少々', reading: 'しょうしょう' }, { text: 'お', begins: true }, { text: '待', reading: 'ま' }, { text: 'ちください。' }]);
    const two = await kiosk.intake({ sequence: 2, day: welcome.businessDay.day, procedures: ['juminhyo'], issuedAtMs: now });
    await kiosk.submit(two);
    const { ticketId } = ActDone.parse(await (await clerk.send('POST', '/api/staff/call-next')).json());
    await clerk.send('POST', `/api/staff/tickets/${ticketId}/serve`);
    await clerk.send('POST', `/api/staff/tickets/${ticketId}/finish`);
    await display.until('caption:1', glass, (v) => !v.open && v.utterances.length === 0);
    const { rows } = await db.pool.query("SELECT string_agg(l::text, ' ') AS all FROM ledger l");
    expect(rows[0].all).not.toContain('お待ち');
  }, 30_000);

  it('[T6] words are wiped at a no-show, at sign-out and after ten idle minutes', async () => {
    const rooms = run.reception.house.captions;
    const open = async (): Promise<void> => { await clerk.send('POST', '/api/staff/captions/open', { visitorLanguage: 'ja', large: false }); expect(rooms.view(ONE).open).toBe(true); };
    const { ticketId } = await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['zei'], language: 'ja' })).json() as { ticketId: string };
    await clerk.send('POST', `/api/staff/tickets/${ticketId}/call`);
    await open();
    await clerk.send('POST', `/api/staff/tickets/${ticketId}/no-show`);
    expect(rooms.view(ONE).open).toBe(false);
    await open();
    now += 10 * 60_000 - 1;
    await run.reception.sweep();
    expect(rooms.view(ONE).open).toBe(true);
    now += 1;
    await run.reception.sweep();
    expect(rooms.view(ONE).open).toBe(false);
    await open();
    await clerk.send('DELETE', '/api/staff/session');
    expect(rooms.view(ONE).open).toBe(false);
    clerk = await demoClerk(run.origin, DEMO_STAFF[0], '1');
  }, 30_000);

  it('[S15] 職員を呼ぶ stands on the console, oldest first, and goes when somebody went', async () => {
    const staff = await surface({ cookie: clerk.cookie });
    await staff.watch('console');
    const second = await demoKiosk(run.origin);
    const ask = (one: DemoKiosk, wanted: boolean): Promise<Response> => one.send(`/api/kiosks/${one.kioskId}/help`, { wanted });
    await ask(second, true);
    now += 1_000;
    await ask(kiosk, true);
    now += 1_000;
    await ask(second, true);
    await staff.until('console', desk, (c) => JSON.stringify(c.help?.map((h) => h.series)) === JSON.stringify([second.series, kiosk.series]));
    await clerk.send('POST', `/api/staff/help/${second.series}/done`);
    await ask(kiosk, false);
    await staff.until('console', desk, (c) => c.help?.length === 0);
  }, 30_000);

  it('[S8] a server that is alive beats; the state has one epoch', async () => {
    const hall = await surface();
    await new Promise<void>((resolve) => { hall.socket.once('beat', () => resolve()); });
    await hall.watch('board');
    const first = await hall.until('board', board, () => true);
    expect(first.openCounters).toEqual(['1']);
  }, 30_000);

  it('[S9] pages fall back to their surface, workers are asked for anew, hashed assets are kept', async () => {
    const ask = (path: string): Promise<Response> => fetch(`${run.origin}${path}`, { redirect: 'manual' });
    expect(await (await ask('/kiosk/intake/step-2')).text()).toContain('<title>kiosk');
    expect((await ask('/kiosk')).headers.get('location')).toBe('/kiosk/');
    expect((await ask('/kiosk/sw.js')).headers.get('cache-control')).toBe('no-cache');
    expect((await ask('/assets/app-1a2b3c.js')).headers.get('cache-control')).toContain('immutable');
    expect((await ask('/kiosk/missing.js')).status).toBe(404);
    expect((await ask('/board/')).status).toBe(404);
  });

  it('[Q8] a phone that is left open over the border of the day is told that its ticket is over', async () => {
    const phone = await surface();
    const last = await kiosk.intake({ sequence: 9, day: welcome.businessDay.day, procedures: ['zei'], issuedAtMs: now });
    await kiosk.submit(last);
    await phone.watch(`ticket:${last.secret}`);
    await phone.until(`ticket:${last.secret}`, (b) => TicketView.parse(b), (t) => t.status === 'waiting');
    now += 86_400_000;
    await run.reception.sweep();
    await phone.until(`ticket:${last.secret}`, (b) => TicketView.parse(b), (t) => t.status === 'cancelled');
  }, 30_000);
});
