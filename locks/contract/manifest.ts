import { decode, encode } from 'cborg';
import { z } from 'zod';
import { fromBase64Url } from './bytes.ts';
import { STRICT_CBOR, parseStatement, prepareStatement } from './cose.ts';
import type { SignedStatement, UnsignedStatement } from './cose.ts';
import { GrantText } from './grant.ts';
import { BuildingName, GrantId, LockInstant, Nonce } from './ids.ts';
import type { KeyId } from './ids.ts';

/**
 * The whole desired state of a building, signed. It replaces what the agent had: a grant that is no longer in it is gone.
 * A lower `revision` than the agent has is ignored, the same one only refreshes the clock.
 */
export const Manifest = z.strictObject({
  building: BuildingName,
  revision: z.int().min(0),
  /** lowest epoch that still opens; raise it to kill everything older at once */ epoch: z.int().min(0),
  /** `window` grants, ahead of time; signed one by one, so that each is checked again when it is used */ grants: z.array(GrantText).max(5_000),
  /** ids that open nothing any more (of both kinds), until their `exp` has passed */ revoked: z.array(GrantId).max(5_000),
  /** the city's clock at signing: true time is not before it */ serverTime: LockInstant,
  /** nonce of the Hello that this answers: then true time is also not after its arrival, and the agent's clock is set by it */ hello: Nonce.nullable(),
});
export type Manifest = z.infer<typeof Manifest>;
export const MAX_MANIFEST_BYTES = 4_000_000;

export function prepareManifest(manifest: Manifest, kid: KeyId): UnsignedStatement {
  return prepareStatement('engawa-manifest/1', kid, encode(Manifest.parse(manifest)));
}

/** Reads without judging the signature. */
export function parseManifest(text: string): { manifest: Manifest; statement: SignedStatement } | null {
  const bytes = text.length <= MAX_MANIFEST_BYTES * 1.4 ? fromBase64Url(text) : null;
  const statement = bytes && parseStatement('engawa-manifest/1', bytes, MAX_MANIFEST_BYTES);
  if (!statement) return null;
  try {
    const manifest = Manifest.safeParse(decode(statement.payload, STRICT_CBOR));
    return manifest.success ? { manifest: manifest.data, statement } : null;
  } catch {
    return null;
  }
}
