import { decode, encode } from 'cborg';
import { z } from 'zod';
import { asciiBytes, bytesToUuid, sameBytes, toHex, fromHex, uuidToBytes, fromBase64Url } from './bytes.ts';
import { STRICT_CBOR, parseStatement, prepareStatement } from './cose.ts';
import type { SignedStatement, UnsignedStatement } from './cose.ts';
import { DoorName, GrantId, Nonce } from './ids.ts';
import type { KeyId } from './ids.ts';

/** Seconds since 1970 in UTC, as in CWT (RFC 8392). */
const Seconds = z.int().min(0).max(0xffff_ffff);

/**
 * PIN of a window grant. `hash` = SHA-256 of `pinHashInput`. The digits are few, so the hash only keeps them out of
 * files, logs and eyes; it is the window, the throttle at the keypad and the closed broker that keep the door.
 */
export const PinCheck = z.strictObject({
  /** 8 random bytes, hex */ salt: z.string().regex(/^[0-9a-f]{16}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** how many digits the PIN has; the first is never 0, because keypads that send a number lose it */ digits: z.int().min(4).max(9),
});
export type PinCheck = z.infer<typeof PinCheck>;

const common = {
  door: DoorName, jti: GrantId,
  /** not before / expires, half-open [nbf, exp) */ nbf: Seconds, exp: Seconds, iat: Seconds,
  /** grants of a lower epoch than the manifest's are dead */ epoch: z.int().min(0).max(0x7fff_ffff),
  /** booking reference for people and paper (`7K3M-92`), or `staff`; never a name */ booking: z.string().min(1).max(24),
};

/**
 * Access grant 入室許可. `unlock`: one press of the button in the app, short-lived, opens once.
 * `window`: the booked time, kept by the agent in advance, opens again and again at the keypad until `exp`.
 * `answer`: the city's answer to a nonce that the door has just shown. The nonce is its time: it needs no clock at the door and opens once.
 */
export const AccessGrant = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unlock'), ...common }),
  z.strictObject({ kind: z.literal('window'), ...common, pin: PinCheck.nullable() }),
  z.strictObject({ kind: z.literal('answer'), ...common, /** of the door's challenge */ nonce: Nonce }),
]).refine((grant) => grant.nbf < grant.exp, 'an empty window');
export type AccessGrant = z.infer<typeof AccessGrant>;

/** `base64url(COSE_Sign1)`. */
export const GrantText = z.string().regex(/^[A-Za-z0-9_-]{40,700}$/);
export type GrantText = z.infer<typeof GrantText>;
export const MAX_GRANT_BYTES = 400;
/** An `unlock` grant lives at most this long; the agent refuses longer ones. */
export const MAX_UNLOCK_GRANT_SECONDS = 120;

/** CWT claim keys; -70001 is ours: `[0, epoch]` unlock, `[1, epoch]` or `[1, epoch, salt, hash, digits]` window, `[2, epoch, nonce]` answer. */
const KEY = { booking: 2, door: 3, exp: 4, nbf: 5, iat: 6, jti: 7, access: -70001 } as const;

/** Bytes to sign with Ed25519; then `assembleStatement(unsigned, signature)` is the grant. Throws on claims that no reader would accept. */
export function prepareGrant(grant: AccessGrant, kid: KeyId): UnsignedStatement {
  return prepareStatement('engawa-grant/1', kid, encodeClaims(AccessGrant.parse(grant)));
}

/** Reads without judging: the signature is checked by whoever has the keys, over `toBeSigned`. */
export function parseGrant(text: string): { grant: AccessGrant; statement: SignedStatement } | null {
  if (!GrantText.safeParse(text).success) return null;
  const bytes = fromBase64Url(text);
  const statement = bytes && parseStatement('engawa-grant/1', bytes, MAX_GRANT_BYTES);
  const grant = statement && decodeClaims(statement.payload);
  return grant ? { grant, statement } : null;
}

/** Bytes whose SHA-256 is `PinCheck.hash`: the PIN is bound to the door and the salt. */
export function pinHashInput(door: DoorName, salt: string, pin: string): Uint8Array {
  return encode(['engawa-pin/1', door, fromHex(salt), asciiBytes(pin)]);
}

function encodeClaims(grant: AccessGrant): Uint8Array {
  const access = accessClaim(grant);
  return encode(new Map<number, unknown>([
    [KEY.booking, grant.booking], [KEY.door, grant.door], [KEY.exp, grant.exp], [KEY.nbf, grant.nbf], [KEY.iat, grant.iat],
    [KEY.jti, uuidToBytes(grant.jti)], [KEY.access, access],
  ]));
}

function accessClaim(grant: AccessGrant): unknown[] {
  switch (grant.kind) {
    case 'unlock': return [0, grant.epoch];
    case 'window': return grant.pin === null ? [1, grant.epoch] : [1, grant.epoch, fromHex(grant.pin.salt), fromHex(grant.pin.hash), grant.pin.digits];
    case 'answer': return [2, grant.epoch, fromHex(grant.nonce)];
    default: return grant satisfies never;
  }
}

function decodeClaims(payload: Uint8Array): AccessGrant | null {
  try {
    const map = decode(payload, { ...STRICT_CBOR, useMaps: true }) as unknown;
    if (!(map instanceof Map) || map.size !== 7) return null;
    const jti: unknown = map.get(KEY.jti);
    const access: unknown = map.get(KEY.access);
    if (!(jti instanceof Uint8Array) || jti.length !== 16 || !Array.isArray(access)) return null;
    const [kind, epoch, first, hash, digits] = access as unknown[];
    const base = { booking: map.get(KEY.booking), door: map.get(KEY.door), exp: map.get(KEY.exp), nbf: map.get(KEY.nbf), iat: map.get(KEY.iat), jti: bytesToUuid(jti), epoch };
    const pin = access.length === 2 ? null : { salt: hexOf(first), hash: hexOf(hash), digits };
    const parsed = AccessGrant.safeParse(kind === 0 ? { kind: 'unlock', ...base } : kind === 1 ? { kind: 'window', ...base, pin } : kind === 2 ? { kind: 'answer', ...base, nonce: hexOf(first) } : null);
    return parsed.success && sameBytes(encodeClaims(parsed.data), payload) ? parsed.data : null;
  } catch {
    return null;
  }
}

function hexOf(value: unknown): string | null {
  return value instanceof Uint8Array ? toHex(value) : null;
}
