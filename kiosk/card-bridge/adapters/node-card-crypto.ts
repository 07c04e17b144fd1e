import { createHash, createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto';
import type { CardCrypto } from '../application/ports.ts';
import type { RsaKey } from '../domain/integrity.ts';

export const nodeCardCrypto: CardCrypto = {
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  verifies(key, message, signature) {
    const publicKey = toKeyObject(key);
    return publicKey !== null && verify('sha256', message, publicKey, signature);
  },
};

/** Cards carry RSA-2048; anything shorter is not a key that we would believe. */
const LEAST_MODULUS_BYTES = 256;

function toKeyObject({ n, e }: RsaKey): KeyObject | null {
  if (n.length < LEAST_MODULUS_BYTES) return null;
  try {
    return createPublicKey({ key: { kty: 'RSA', n: toBase64url(n), e: toBase64url(e) }, format: 'jwk' });
  } catch {
    return null;
  }
}

const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
