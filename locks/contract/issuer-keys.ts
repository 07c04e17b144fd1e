import { z } from 'zod';
import { KeyId } from './ids.ts';

/** The file `ISSUER_KEYS` of a door agent: whose signatures open doors. Two keys while one is being replaced. */
export const IssuerKeys = z.strictObject({
  keys: z.array(z.strictObject({ kid: KeyId, /** raw Ed25519 public key, 32 bytes as base64url (JWK `x`) */ publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })).min(1).max(4),
});
export type IssuerKeys = z.infer<typeof IssuerKeys>;
