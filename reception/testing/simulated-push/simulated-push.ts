import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PushMessage, type PushAddress } from '../../contract/index.ts';

/**
 * What a push service does with the next messages. `refuse` 403, `throttle` 429 with Retry-After, `fault` 500, `silent`: takes it and
 * never answers, `cut`: takes it and cuts the line, `gone` 410, `large` 413.
 */
export type PushFault = 'none' | 'refuse' | 'throttle' | 'fault' | 'silent' | 'cut' | 'gone' | 'large';
/** A message as the phone shows it. */
export interface Arrived { readonly message: PushMessage; readonly topic: string; readonly ttl: number; readonly urgency: string; readonly bytes: number }

export interface SimulatedPhone { readonly address: PushAddress; /** everything that the service took for it, in order */ readonly arrived: readonly Arrived[] }
export interface SimulatedPush {
  readonly origin: string; fault: PushFault; retryAfter: string;
  /** requests, whatever became of them */ readonly asked: number; /** what broke a rule of RFC 8030, 8188, 8291 or 8292 */ readonly wrong: readonly string[];
  /** a phone that gave its address to whoever has this key */ phone(vapidKey: string): SimulatedPhone;
  close(): Promise<void>;
}

interface Kept { readonly vapidKey: string; readonly auth: Buffer; readonly keys: ReturnType<typeof createECDH>; readonly arrived: Arrived[] }
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');
const hmac = (key: Buffer, ...parts: (Buffer | string)[]): Buffer => parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();
/** HKDF of one block, written out as in RFC 8291, 3.4, and not by the function that our own sealing uses. */
const derive = (salt: Buffer, ikm: Buffer, info: Buffer, length: number): Buffer => hmac(hmac(salt, ikm), info, Buffer.of(1)).subarray(0, length);

/** Opens what was sealed to a phone. @throws where it is not aes128gcm for this phone */
export function openPush(body: Buffer, phone: Pick<Kept, 'keys' | 'auth'>): Buffer {
  const [salt, recordSize, idLength] = [body.subarray(0, 16), body.readUInt32BE(16), body[20] ?? 0];
  const sender = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  if (recordSize < record.length) throw new Error('a record is longer than it says');
  const ikm = derive(phone.auth, phone.keys.computeSecret(sender), Buffer.concat([Buffer.from('WebPush: info\0'), phone.keys.getPublicKey(), sender]), 32);
  const opener = createDecipheriv('aes-128-gcm', derive(salt, ikm, Buffer.from('Content-Encoding: aes128gcm\0'), 16), derive(salt, ikm, Buffer.from('Content-Encoding: nonce\0'), 12));
  opener.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([opener.update(record.subarray(0, -16)), opener.final()]);
  const end = plain.findLastIndex((byte) => byte !== 0);
  if (plain[end] !== 2) throw new Error('the last record does not end with 2');
  return plain.subarray(0, end);
}

/** Why a push service of the world would not take this proof; null: it would. */
export function vapidWrong(authorization: string, origin: string, vapidKey: string, nowMs: number): string | null {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=([A-Za-z0-9_-]+)$/.exec(authorization) ?? [];
  if (key !== vapidKey) return 'another key than the one that the phone gave its address to';
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = bytesOf(key);
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), { key: createPublicKey({ format: 'jwk', key: jwk }), dsaEncoding: 'ieee-p1363' }, bytesOf(signature))) return 'a signature of somebody else';
  const { aud, exp, sub } = JSON.parse(bytesOf(claims).toString()) as { aud?: string; exp?: number; sub?: string };
  if (aud !== origin) return 'a token for another service';
  if (typeof exp !== 'number' || exp * 1_000 <= nowMs || exp * 1_000 > nowMs + 24 * 3_600_000) return 'a token that is over, or good for more than a day';
  return /^(mailto:|https:)/.test(sub ?? '') ? null : 'nobody to write to';
}

const readAll = async (req: IncomingMessage): Promise<Buffer> => { const parts: Buffer[] = []; for await (const part of req) parts.push(part as Buffer); return Buffer.concat(parts); };

/** A push service (RFC 8030) that proves every rule and opens every message as the phone would. */
export async function startSimulatedPush(): Promise<SimulatedPush> {
  const phones = new Map<string, Kept>();
  const wrong: string[] = [];
  const state = { fault: 'none' as PushFault, retryAfter: '5', asked: 0, origin: '' };
  const say = (res: ServerResponse, status: number, headers: Record<string, string> = {}): void => { res.writeHead(status, headers).end(); };

  const judge = (req: IncomingMessage, body: Buffer, phone: Kept): string | null => {
    const vapid = vapidWrong(String(req.headers.authorization), state.origin, phone.vapidKey, Date.now());
    if (vapid !== null) return vapid;
    if (req.headers['content-encoding'] !== 'aes128gcm') return 'another coding than aes128gcm';
    if (!/^\d+$/.test(String(req.headers.ttl))) return 'no TTL';
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(String(req.headers.topic))) return 'a topic that none is';
    return body.length > 4_096 ? 'more than 4,096 bytes' : null;
  };
  const take = (req: IncomingMessage, body: Buffer, phone: Kept): void => {
    phone.arrived.push({ message: PushMessage.parse(JSON.parse(openPush(body, phone).toString())), topic: String(req.headers.topic), ttl: Number(req.headers.ttl), urgency: String(req.headers.urgency), bytes: body.length });
  };
  const server = createServer((req, res) => void (async () => {
    const body = await readAll(req);
    state.asked += 1;
    const phone = phones.get(req.url ?? '');
    if (phone === undefined || state.fault === 'gone') { say(res, phone === undefined ? 404 : 410); return; }
    const broken = judge(req, body, phone);
    if (broken !== null) { wrong.push(broken); say(res, 403); return; }
    switch (state.fault) {
      case 'none': take(req, body, phone); say(res, 201, { location: `${state.origin}/m/${phone.arrived.length}` }); return;
      case 'silent': take(req, body, phone); return;
      case 'cut': take(req, body, phone); req.socket.destroy(); return;
      case 'refuse': say(res, 403); return;
      case 'throttle': say(res, 429, { 'retry-after': state.retryAfter }); return;
      case 'fault': say(res, 500); return;
      case 'large': say(res, 413); return;
      default: state.fault satisfies never;
    }
  })().catch((error: Error) => { wrong.push(error.message); say(res, 400); }));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    get origin() { return state.origin; }, get asked() { return state.asked; }, wrong,
    get fault() { return state.fault; }, set fault(fault) { state.fault = fault; }, get retryAfter() { return state.retryAfter; }, set retryAfter(value) { state.retryAfter = value; },
    phone(vapidKey) {
      const keys = createECDH('prime256v1');
      const kept: Kept = { vapidKey, keys, auth: randomBytes(16), arrived: [] };
      keys.generateKeys();
      const path = `/push/${randomBytes(24).toString('base64url')}`;
      phones.set(path, kept);
      return { arrived: kept.arrived, address: { endpoint: `${state.origin}${path}`, keys: { p256dh: keys.getPublicKey('base64url'), auth: kept.auth.toString('base64url') } } };
    },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}
