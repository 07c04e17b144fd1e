import { createHash, createHmac, timingSafeEqual, verify, createPublicKey } from 'node:crypto';
import type { PublicJwk } from '../../../contract/index.ts';

/** ECDSA P-256 with SHA-256 in IEEE P1363 form (r ‖ s, 64 bytes) over the exact body bytes. */
export function isSignedBy(publicKey: PublicJwk, body: Buffer, signature: string): boolean {
  if (!/^[A-Za-z0-9_-]{86}$/.test(signature)) return false;
  try {
    return verify('sha256', body, { key: createPublicKey({ key: publicKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  } catch { return false; }
}

/** Whether the numbers are a point of the curve at all. */
export const isUsableKey = (publicKey: PublicJwk): boolean => {
  try { createPublicKey({ key: publicKey, format: 'jwk' }); return true; } catch { return false; }
};

/** RFC 7638 thumbprint: one device key, one name. */
export const thumbprintOf = ({ crv, kty, x, y }: PublicJwk): string => createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');

const macOf = (secret: Buffer, kioskId: string, bootId: string, ms: number): Buffer => createHmac('sha256', secret).update(`token\n${kioskId}\n${bootId}\n${ms}`).digest();

/** Server time, bound to one life of one kiosk, so that it proves nothing about any other life. */
export const makeToken = (secret: Buffer, kioskId: string, bootId: string, nowMs: number): string => `${nowMs}.${macOf(secret, kioskId, bootId, nowMs).toString('base64url')}`;

/** When the token was made (ms), or null if it is not ours or of another life. */
export function readToken(secret: Buffer, kioskId: string, bootId: string, token: string): number | null {
  const found = /^(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (found === null) return null;
  const ms = Number(found[1]);
  return timingSafeEqual(macOf(secret, kioskId, bootId, ms), Buffer.from(found[2] ?? '', 'base64url')) ? ms : null;
}
