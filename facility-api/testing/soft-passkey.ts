import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { encode } from 'cborg';

/** An authenticator in software that speaks real WebAuthn bytes (ES256, attestation `none`), for tests without a browser. */
export interface SoftPasskey {
  create(options: Record<string, unknown>, origin: string): Record<string, unknown>;
  get(options: Record<string, unknown>, origin: string): Record<string, unknown>;
  id: string;
}
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

export function softPasskey(settings: { rpId?: string; verified?: boolean; verifiedAtSignIn?: boolean } = {}): SoftPasskey {
  const { rpId = 'localhost', verified = true, verifiedAtSignIn = verified } = settings;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
  const credentialId = randomBytes(16);
  const id = credentialId.toString('base64url');
  let counter = 0;
  let userHandle = '';
  const authData = (extra: number, rest: Buffer): Buffer => {
    const head = Buffer.alloc(37);
    createHash('sha256').update(rpId).digest().copy(head);
    head[32] = USER_PRESENT | ((extra & ATTESTED ? verified : verifiedAtSignIn) ? USER_VERIFIED : 0) | extra;
    head.writeUInt32BE((counter += 1), 33);
    return Buffer.concat([head, rest]);
  };
  const clientData = (type: string, challenge: unknown, origin: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  return {
    id,
    create(options, origin) {
      userHandle = (options['user'] as { id: string }).id;
      const key = Buffer.from(encode(new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(jwk.x, 'base64url')], [-3, Buffer.from(jwk.y, 'base64url')]])));
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const data = authData(ATTESTED, Buffer.concat([Buffer.alloc(16), length, credentialId, key]));
      const response = { clientDataJSON: clientData('webauthn.create', options['challenge'], origin).toString('base64url'), attestationObject: Buffer.from(encode({ fmt: 'none', attStmt: {}, authData: data })).toString('base64url'), transports: ['internal'] };
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform', response };
    },
    get(options, origin) {
      const data = authData(0, Buffer.alloc(0));
      const client = clientData('webauthn.get', options['challenge'], origin);
      const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), privateKey);
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: { authenticatorData: data.toString('base64url'), clientDataJSON: client.toString('base64url'), signature: signature.toString('base64url'), userHandle } };
    },
  };
}
