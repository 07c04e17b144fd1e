import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { HANAKO } from '../../testing/fictitious-people.ts';
import { openTestBridge, TEST_ORIGIN, type TestBridge } from '../../testing/test-bridge.ts';
import type { TrayNote } from '../application/card-tray.ts';
import { CLOSE_REPLACED, MAX_FRAME_BYTES, type BridgeMessage } from '../contract/index.ts';
import { loadOrCreateToken, readToken } from './token-file.ts';

let bridge: TestBridge;
const notes: TrayNote[] = [];
beforeAll(async () => {
  bridge = await openTestBridge({ note: (note) => notes.push(note) });
  await bridge.simulate({ op: 'insert', card: HANAKO.id });
}, 30_000);
afterAll(() => bridge.close());

const base = () => `http://127.0.0.1:${bridge.port}`;
/** The answer's status to a raw handshake; 101 when the socket opens. */
function knock(headers: Record<string, string | undefined>, path = '/v1'): Promise<{ status: number; protocol?: string | undefined }> {
  const all = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13', host: `127.0.0.1:${bridge.port}`, origin: TEST_ORIGIN, 'sec-websocket-protocol': `card.v1, tok.${bridge.token}`, ...headers };
  const given = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return new Promise((resolve, reject) => {
    const knocking = request({ host: '127.0.0.1', port: bridge.port, path, headers: given, setHost: false });
    knocking.once('upgrade', (response, socket) => { socket.destroy(); resolve({ status: 101, protocol: response.headers['sec-websocket-protocol'] }); });
    knocking.once('response', (response) => { response.resume(); resolve({ status: response.statusCode ?? 0 }); });
    knocking.once('error', reject);
    knocking.end();
  });
}

/** A page: collects what it hears, and answers questions about it without a clock. */
async function openPage(origin = TEST_ORIGIN) {
  const socket = new WebSocket(`ws://127.0.0.1:${bridge.port}/v1`, ['card.v1', `tok.${bridge.token}`], { origin });
  const heard: BridgeMessage[] = [];
  const wanting = new Set<() => void>();
  socket.on('message', (data) => { heard.push(JSON.parse(String(data as Buffer)) as BridgeMessage); for (const check of wanting) check(); });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
  socket.on('error', () => {});
  const hear = <T extends BridgeMessage>(fits: (message: BridgeMessage) => message is T) => new Promise<T>((resolve) => {
    const check = () => { const found = heard.find(fits); if (found) { wanting.delete(check); resolve(found); } };
    wanting.add(check);
    check();
  });
  const reply = (id: number | null) => hear((message): message is Extract<BridgeMessage, { re: string }> => 're' in message && message.id === id);
  const insertion = async () => {
    const event = await hear((message): message is Extract<BridgeMessage, { ev: 'card' }> => 'ev' in message && message.ev === 'card' && message.card.state === 'mynumber');
    return event.card.state === 'mynumber' ? event.card.insertion : '';
  };
  return { socket, heard, closed, reply, insertion, say: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)) };
}

describe('the door of the bridge', () => {
  it('[C14] opens to an allowed page with the token, and names only card.v1', async () => {
    expect(await knock({})).toEqual({ status: 101, protocol: 'card.v1' });
  });

  it.each<[string, number, Record<string, string | undefined>]>([
    ['a rebound name', 421, { host: 'rebind.example:4300' }],
    ['localhost', 421, { host: 'localhost:4300' }],
    ['no Host', 421, { host: undefined }],
    ['another origin', 403, { origin: 'https://evil.example' }],
    ['the origin with another port', 403, { origin: `${TEST_ORIGIN}:8443` }],
    ['a null origin', 403, { origin: 'null' }],
    ['no origin', 403, { origin: undefined }],
    ['no token', 401, { 'sec-websocket-protocol': 'card.v1' }],
    ['no protocol', 401, { 'sec-websocket-protocol': undefined }],
    ['a wrong token', 401, { 'sec-websocket-protocol': `card.v1, tok.${'0'.repeat(48)}` }],
    ['a short token', 401, { 'sec-websocket-protocol': 'card.v1, tok.' }],
  ])('[C14] %s is refused with %i', async (_, status, headers) => {
    expect((await knock(headers)).status).toBe(status);
  });

  it('[C14] another protocol version is refused even with the token, another path is not found', async () => {
    expect((await knock({ 'sec-websocket-protocol': `card.v2, tok.${bridge.token}` })).status).toBe(401);
    expect((await knock({}, '/v2')).status).toBe(404);
  });

  it('[C14] listens on the loopback alone', async () => {
    const others = Object.values(networkInterfaces()).flat().filter((address) => address?.family === 'IPv4' && !address.internal).map((address) => address?.address ?? '');
    for (const host of others) {
      const refused = await new Promise<boolean>((resolve) => {
        const socket: Socket = connect({ host, port: bridge.port });
        socket.once('connect', () => { socket.destroy(); resolve(false); });
        socket.once('error', () => resolve(true));
      });
      expect(refused, host).toBe(true);
    }
    expect((await fetch(`${base()}/healthz`)).status).toBe(200);
  });

  it('[C14] plain requests under another Host are refused too', async () => {
    const status = await new Promise((resolve) => request({ host: '127.0.0.1', port: bridge.port, path: '/healthz', headers: { host: 'rebind.example' } }, (response) => { response.resume(); resolve(response.statusCode); }).end());
    expect(status).toBe(421);
  });

  it('[C19] the token is handed out only by a demo bridge and only to an allowed page', async () => {
    expect((await fetch(`${base()}/pair`, { headers: { Origin: TEST_ORIGIN } })).status).toBe(404);
    const open = await openTestBridge({ pairing: 'open' });
    try {
      const ask = (headers: Record<string, string>) => fetch(`http://127.0.0.1:${open.port}/pair`, { headers });
      const paired = await ask({ Origin: TEST_ORIGIN });
      expect([await paired.json(), paired.headers.get('access-control-allow-origin')]).toEqual([{ token: open.token }, TEST_ORIGIN]);
      expect((await ask({ Origin: 'https://evil.example' })).status).toBe(403);
      expect((await ask({})).status).toBe(403);
    } finally {
      await open.close();
    }
  });
});

describe('a conversation with a page', () => {
  it('[C3] tells reader, card and tries without being asked', async () => {
    const page = await openPage();
    await page.insertion();
    expect(page.heard).toContainEqual({ ev: 'reader', state: 'ready' });
    expect(page.heard.at(-1)).toMatchObject({ ev: 'card', card: { state: 'mynumber', triesLeft: 3 } });
    page.say({ id: 1, op: 'hello' });
    expect(await page.reply(1)).toEqual({ id: 1, re: 'hello', protocol: 'card.v1', transport: 'simulated' });
    page.say({ id: 2, op: 'status' });
    expect(await page.reply(2)).toMatchObject({ re: 'status', reader: 'ready', card: { state: 'mynumber' } });
    page.say({ id: 3, op: 'cancel' });
    expect(await page.reply(3)).toEqual({ id: 3, re: 'cancel', cancelled: false });
  });

  it('[C8] reads the four items through the socket', async () => {
    const page = await openPage();
    page.say({ id: 1, op: 'read', pin: HANAKO.pin, insertion: await page.insertion(), purpose: 'prefill-forms' });
    expect(await page.reply(1)).toEqual({ id: 1, re: 'read', prefill: { name: HANAKO.name, address: HANAKO.address, birth: { raw: '19850412', y: 1985, m: 4, d: 12 }, sex: 'female', authenticity: 'verified', live: true } });
  });

  it('[C10] answers a refusal by its code and the tries left', async () => {
    const page = await openPage();
    const insertion = await page.insertion();
    page.say({ id: 1, op: 'read', pin: '0000', insertion, purpose: 'prefill-forms' });
    expect(await page.reply(1)).toEqual({ id: 1, re: 'refused', code: 'PIN_WRONG', triesLeft: 2 });
    page.say({ id: 2, op: 'read', pin: 'abcd', insertion, purpose: 'prefill-forms' });
    expect(await page.reply(2)).toEqual({ id: 2, re: 'refused', code: 'PIN_FORMAT' });
    page.say({ id: 3, op: 'read', pin: HANAKO.pin, insertion: 'another', purpose: 'prefill-forms' });
    expect(await page.reply(3)).toEqual({ id: 3, re: 'refused', code: 'NO_CARD' });
  });

  it.each<[string, unknown, number | null]>([
    ['a raw APDU', { id: 7, op: 'transmit', apdu: '00a4020c020001' }, 7],
    ['an unknown key', { id: 7, op: 'status', file: '0001' }, 7],
    ['a hostile key', '{"id":7,"op":"status","__proto__":{"x":1}}', 7],
    ['another purpose', { id: 7, op: 'read', pin: '1234', insertion: 'x', purpose: 'anything' }, 7],
    ['no JSON', 'hello', null],
    ['an id that is none', { id: -1, op: 'status' }, null],
  ])('[C15] %s is BAD_OP', async (_, message, id) => {
    const page = await openPage();
    page.say(message);
    expect(await page.reply(id)).toEqual({ id, re: 'refused', code: 'BAD_OP' });
  });

  it('[C15] long frames and binary frames end the conversation', async () => {
    const long = await openPage();
    long.say({ id: 1, op: 'read', pin: 'x'.repeat(MAX_FRAME_BYTES) });
    expect(await long.closed).toBe(1009);
    const binary = await openPage();
    binary.socket.send(Buffer.from('{"id":1,"op":"status"}'));
    expect(await binary.closed).toBe(1003);
  });

  it('[C16] a newer page takes the seat; the older one is told so', async () => {
    const older = await openPage();
    const newer = await openPage();
    expect(await older.closed).toBe(CLOSE_REPLACED);
    newer.say({ id: 1, op: 'status' });
    expect(await newer.reply(1)).toMatchObject({ re: 'status' });
  });

  it('[C16] the command line beside it does not take the seat of the page', async () => {
    const page = await openPage();
    const operator = await bridge.connect();
    operator.close();
    page.say({ id: 1, op: 'status' });
    expect(await page.reply(1)).toMatchObject({ re: 'status' });
  });

  it('[C17] what is noted holds no name, no digits of a PIN and no insertion', () => {
    expect(notes.length).toBeGreaterThan(2);
    for (const note of notes) {
      expect(Object.keys(note).sort()).toEqual(['apdus', 'code', 'event', 'ms', 'statusWord']);
      expect(JSON.stringify(note)).not.toMatch(/見本|縁側|1985|insertion|pin"/);
    }
  });
});

describe('the token file', () => {
  it('[C19] is made for its owner alone, kept while intact and replaced when it is not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'engawa-token-'));
    try {
      const path = join(folder, 'run', 'token');
      const first = await loadOrCreateToken(path);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await readFile(path, 'utf8')).trim()).toBe(first);
      expect(await loadOrCreateToken(path)).toBe(first);

      await chmod(path, 0o644);
      const second = await loadOrCreateToken(path);
      expect(second).not.toBe(first);
      expect((await stat(path)).mode & 0o777).toBe(0o600);

      await writeFile(path, 'short');
      expect(await loadOrCreateToken(path)).toMatch(/^[0-9a-f]{48}$/);

      const link = join(folder, 'link');
      await symlink(path, link);
      expect(await readToken(link)).toBeNull();
      expect(await readToken(join(folder, 'none'))).toBeNull();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
