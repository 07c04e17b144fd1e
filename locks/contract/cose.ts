import { decode, encode } from 'cborg';
import { asciiBytes, fromHex, sameBytes, toHex } from './bytes.ts';
import type { KeyId } from './ids.ts';

/**
 * COSE_Sign1 (RFC 9052) with Ed25519 and nothing optional: tag 18, `[protected, {}, payload, signature]`,
 * protected header `{1: -8 (EdDSA), 4: key id}`. One statement has exactly one byte form.
 * Signing and verifying happen in adapters; this file only says which bytes.
 */
export interface UnsignedStatement { protectedHeader: Uint8Array; payload: Uint8Array; /** give these to Ed25519 */ toBeSigned: Uint8Array }
export interface SignedStatement extends UnsignedStatement { kid: KeyId; signature: Uint8Array }

/** What is signed names its kind, so that a grant can never be read as a manifest. */
export type StatementKind = 'engawa-grant/1' | 'engawa-manifest/1';

const TAG_18 = 0xd2;
const SIGNATURE_BYTES = 64;

export const STRICT_CBOR = { strict: true, allowIndefinite: false, allowUndefined: false, allowNaN: false, allowInfinity: false, allowBigInt: false, rejectDuplicateMapKeys: true } as const;

export function prepareStatement(kind: StatementKind, kid: KeyId, payload: Uint8Array): UnsignedStatement {
  const protectedHeader = encode(new Map<number, unknown>([[1, -8], [4, fromHex(kid)]]));
  return { protectedHeader, payload, toBeSigned: signatureStructure(kind, protectedHeader, payload) };
}

export function assembleStatement(unsigned: UnsignedStatement, signature: Uint8Array): Uint8Array {
  const body = encode([unsigned.protectedHeader, new Map(), unsigned.payload, signature]);
  const bytes = new Uint8Array(1 + body.length);
  bytes[0] = TAG_18;
  bytes.set(body, 1);
  return bytes;
}

/** `null` for every byte string that `assembleStatement` would not have written. Does not check the signature. */
export function parseStatement(kind: StatementKind, bytes: Uint8Array, maxBytes: number): SignedStatement | null {
  if (bytes.length > maxBytes || bytes[0] !== TAG_18) return null;
  try {
    const parts = decode(bytes.subarray(1), { ...STRICT_CBOR, useMaps: true }) as unknown;
    if (!Array.isArray(parts) || parts.length !== 4) return null;
    const [protectedHeader, unprotected, payload, signature] = parts as unknown[];
    if (!(protectedHeader instanceof Uint8Array) || !(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return null;
    if (!(unprotected instanceof Map) || unprotected.size !== 0 || signature.length !== SIGNATURE_BYTES) return null;
    const header = decode(protectedHeader, { ...STRICT_CBOR, useMaps: true }) as unknown;
    if (!(header instanceof Map) || header.size !== 2 || header.get(1) !== -8) return null;
    const kid: unknown = header.get(4);
    if (!(kid instanceof Uint8Array) || kid.length !== 8) return null;
    const statement = { kid: toHex(kid), protectedHeader, payload, signature, toBeSigned: signatureStructure(kind, protectedHeader, payload) };
    const again = prepareStatement(kind, statement.kid, payload);
    return sameBytes(assembleStatement(again, signature), bytes) ? statement : null;
  } catch {
    return null;
  }
}

function signatureStructure(kind: StatementKind, protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array {
  return encode(['Signature1', protectedHeader, asciiBytes(kind), payload]);
}
