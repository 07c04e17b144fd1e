import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import type { AccessGrant, DoorName, GrantText, IssuerKeys, Manifest, PinCheck } from '../contract/index.ts';
import { assembleStatement, pinHashInput, prepareGrant, prepareManifest, toBase64Url } from '../contract/index.ts';

/** Signs like a city, with a key of its own. */
export interface TestIssuer {
  keys: IssuerKeys;
  grant(claims: AccessGrant): GrantText;
  manifest(manifest: Manifest): string;
}

export function createIssuer(): TestIssuer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x!;
  const kid = createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex').slice(0, 16);
  const finish = (unsigned: ReturnType<typeof prepareGrant>) => toBase64Url(assembleStatement(unsigned, sign(null, unsigned.toBeSigned, privateKey)));
  return {
    keys: { keys: [{ kid, publicKey: x }] },
    grant: (claims) => finish(prepareGrant(claims, kid)),
    manifest: (manifest) => finish(prepareManifest(manifest, kid)),
  };
}

export function pinCheck(door: DoorName, pin: string): PinCheck {
  const salt = randomBytes(8).toString('hex');
  return { salt, hash: createHash('sha256').update(pinHashInput(door, salt, pin)).digest('hex'), digits: pin.length };
}

/** A press of the button, good from a minute ago for 30 s more. */
export function pressClaims(door: DoorName, nowMs: number, over: Partial<AccessGrant & { kind: 'unlock' }> = {}): AccessGrant {
  const now = Math.floor(nowMs / 1000);
  return { kind: 'unlock', door, jti: randomUUID(), nbf: now - 60, exp: now + 30, iat: now, epoch: 0, booking: 'TEST-01', ...over };
}

/** The city's answer to a nonce that the door has just shown. */
export function answerClaims(door: DoorName, nowMs: number, nonce: string, over: Partial<AccessGrant & { kind: 'answer' }> = {}): AccessGrant {
  const now = Math.floor(nowMs / 1000);
  return { kind: 'answer', door, jti: randomUUID(), nbf: now - 60, exp: now + 60, iat: now, epoch: 0, booking: 'TEST-01', nonce, ...over };
}

/** A booked time from an hour ago to an hour ahead. */
export function windowClaims(door: DoorName, nowMs: number, pin: string | null, over: Partial<AccessGrant & { kind: 'window' }> = {}): AccessGrant {
  const now = Math.floor(nowMs / 1000);
  return { kind: 'window', door, jti: randomUUID(), nbf: now - 3600, exp: now + 3600, iat: now - 3600, epoch: 0, booking: 'TEST-01', pin: pin === null ? null : pinCheck(door, pin), ...over };
}
