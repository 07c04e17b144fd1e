import { createHash, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleStatement, parseGrant, pinHashInput, prepareGrant, toBase64Url, fromBase64Url, prepareManifest, parseManifest } from './index.ts';
import { prepareStatement } from './cose.ts';
import type { AccessGrant } from './index.ts';

const keys = generateKeyPairSync('ed25519');
const kid = '0123456789abcdef';
const window: AccessGrant = {
  kind: 'window', door: 'kominkan-room-1', jti: randomUUID(), nbf: 1_795_000_000, exp: 1_795_007_200, iat: 1_794_999_000, epoch: 1, booking: '7K3M-92',
  pin: { salt: '00112233445566ff', hash: createHash('sha256').update(pinHashInput('kominkan-room-1', '00112233445566ff', '482913')).digest('hex'), digits: 6 },
};
const press: AccessGrant = { kind: 'unlock', door: 'kominkan-room-1', jti: randomUUID(), nbf: 1_795_000_000, exp: 1_795_000_030, iat: 1_795_000_000, epoch: 1, booking: '7K3M-92' };
const answer: AccessGrant = { kind: 'answer', door: 'kominkan-room-1', jti: randomUUID(), nbf: 1_795_000_000, exp: 1_795_000_090, iat: 1_795_000_000, epoch: 1, booking: '7K3M-92', nonce: 'a1'.repeat(16) };
const signed = (grant: AccessGrant) => {
  const unsigned = prepareGrant(grant, kid);
  return assembleStatement(unsigned, sign(null, unsigned.toBeSigned, keys.privateKey));
};

describe('access grant', () => {
  it.each([['unlock', press], ['window', window], ['answer', answer]] as const)('[U1] a %s grant is read back as it was written and its signature holds', (_, grant) => {
    const bytes = signed(grant);
    const read = parseGrant(toBase64Url(bytes));
    expect(read?.grant).toEqual(grant);
    expect(verify(null, read!.statement.toBeSigned, keys.publicKey, read!.statement.signature)).toBe(true);
    expect(bytes.length).toBeLessThanOrEqual(220);
  });

  it.each([['window', window], ['answer', answer]] as const)('[U1] every flipped bit of a %s grant is refused by the format or by the signature', (_, grant) => {
    const bytes = signed(grant);
    for (let at = 0; at < bytes.length * 8; at++) {
      const bent = Uint8Array.from(bytes);
      bent[at >> 3]! ^= 1 << (at & 7);
      const read = parseGrant(toBase64Url(bent));
      expect(read !== null && read.statement.kid === kid && verify(null, read.statement.toBeSigned, keys.publicKey, read.statement.signature), `bit ${at}`).toBe(false);
    }
  });

  it('[U1] arbitrary bytes never throw and are never a grant', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 450 }), (bytes) => parseGrant(toBase64Url(bytes)) === null));
  });

  it('[U1] a grant cannot be read as a manifest', () => {
    expect(parseManifest(toBase64Url(signed(press)))).toBeNull();
    const unsigned = prepareManifest({ building: 'kominkan', revision: 1, epoch: 0, grants: [], revoked: [], serverTime: '2026-12-01T00:00:00.000Z', hello: null }, kid);
    const manifest = toBase64Url(assembleStatement(unsigned, sign(null, unsigned.toBeSigned, keys.privateKey)));
    expect(parseManifest(manifest)?.manifest.revision).toBe(1);
    expect(parseGrant(manifest)).toBeNull();
  });

  it('[U1] what is signed names its kind: a signature over the same bytes as a manifest is none for a grant', () => {
    const unsigned = prepareGrant(press, kid);
    const asManifest = prepareStatement('engawa-manifest/1', kid, unsigned.payload);
    const read = parseGrant(toBase64Url(assembleStatement(unsigned, sign(null, asManifest.toBeSigned, keys.privateKey))))!;
    expect(verify(null, read.statement.toBeSigned, keys.publicKey, read.statement.signature)).toBe(false);
  });

  it('[U1] base64url has one form', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    }));
    expect(fromBase64Url('AB')).toBeNull();
  });
});
