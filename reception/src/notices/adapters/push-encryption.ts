import { createCipheriv, createECDH, createPrivateKey, hkdfSync, randomBytes, sign, type ECDH, type KeyObject } from 'node:crypto';

/** RFC 8291, 4: a push service takes 4,096 bytes; header, tag and delimiter leave so many for the message. */
const RECORD_BYTES = 4_096;
/** Every notice is as long as every other, so that its length tells nobody what it says. */
const PADDED_TO = 1_024;
const text = (words: string): Buffer => Buffer.from(words, 'latin1');
const hkdf = (ikm: Buffer, salt: Buffer, info: Buffer, length: number): Buffer => Buffer.from(hkdfSync('sha256', ikm, salt, info, length));

const freshKeys = (): ECDH => { const keys = createECDH('prime256v1'); keys.generateKeys(); return keys; };

/**
 * Seals a message to one phone: RFC 8291 over RFC 8188 (aes128gcm), one record. `p256dh` and `auth` are the subscription's, base64url.
 * `salt`, `sender` and `paddedTo` are chosen by tests alone.
 * @throws where p256dh is no point of P-256
 */
export function sealPush(message: Buffer, to: { p256dh: string; auth: string }, { salt = randomBytes(16), sender = freshKeys(), paddedTo = PADDED_TO }: { salt?: Buffer; sender?: ECDH; paddedTo?: number } = {}): Buffer {
  const phone = Buffer.from(to.p256dh, 'base64url');
  const mine = sender.getPublicKey();
  const ikm = hkdf(sender.computeSecret(phone), Buffer.from(to.auth, 'base64url'), Buffer.concat([text('WebPush: info\0'), phone, mine]), 32);
  const key = hkdf(ikm, salt, text('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(ikm, salt, text('Content-Encoding: nonce\0'), 12);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  const padding = Buffer.alloc(Math.max(0, paddedTo - message.length));
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = [cipher.update(Buffer.concat([message, Buffer.of(2), padding])), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([salt, size, Buffer.of(mine.length), mine, ...sealed]);
}

/** How the hall proves to push services that it is the one to which a phone gave its address (RFC 8292). */
export interface Vapid { /** 65 bytes, base64url: what a phone subscribes to */ readonly publicKey: string; authorization(endpoint: string, nowMs: number): string }

/** A token is good for so long; a push service refuses one of more than a day. */
const TOKEN_MS = 12 * 3_600_000;

/**
 * The key follows from the server's secret, which lies in DATA_DIR: servers of one hall have the same, and a phone's address goes on
 * working with each of them. `contact` is a mailto: or https: address at which a push service finds whoever runs this hall.
 */
export function openVapid(serverSecret: Buffer, contact: string): Vapid {
  const keys = createECDH('prime256v1');
  // One of 2^32 numbers is none of the curve's: then the next.
  for (let n = 1; ; n += 1) {
    try { keys.setPrivateKey(hkdf(serverSecret, Buffer.alloc(0), text(`engawa vapid ${n}`), 32)); break; } catch (error) { if (n > 8) throw error; }
  }
  const point = keys.getPublicKey();
  const part = (bytes: Buffer): string => bytes.toString('base64url');
  const signer: KeyObject = createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: part(point.subarray(1, 33)), y: part(point.subarray(33)), d: part(keys.getPrivateKey()) } });
  const json = (value: object): string => part(Buffer.from(JSON.stringify(value)));
  return {
    publicKey: part(point),
    authorization(endpoint, nowMs) {
      const claims = `${json({ typ: 'JWT', alg: 'ES256' })}.${json({ aud: new URL(endpoint).origin, exp: Math.floor((nowMs + TOKEN_MS) / 1_000), sub: contact })}`;
      return `vapid t=${claims}.${part(sign('sha256', Buffer.from(claims), { key: signer, dsaEncoding: 'ieee-p1363' }))}, k=${part(point)}`;
    },
  };
}
