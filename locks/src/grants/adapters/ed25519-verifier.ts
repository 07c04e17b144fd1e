import { createPublicKey, verify } from 'node:crypto';
import type { IssuerKeys } from '../../../contract/index.ts';
import type { VerifySignature } from '../application/ports.ts';

/** @throws when a pinned key is not an Ed25519 point */
export function ed25519Verifier(issuers: IssuerKeys): VerifySignature {
  const keys = new Map(issuers.keys.map(({ kid, publicKey }) => [kid, createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } })]));
  return (statement) => {
    const key = keys.get(statement.kid);
    if (!key) return 'unknown-issuer';
    return verify(null, statement.toBeSigned, key, statement.signature) ? 'good' : 'bad-signature';
  };
}
