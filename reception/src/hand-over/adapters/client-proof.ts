import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import type { Client, ClientKey } from '../domain/client.ts';

export interface Proven { readonly clientId: string; readonly keyId: string }
const NOBODY: ClientKey = { id: 'nobody', scrypt: { N: 16_384, r: 8, p: 1, salt: 'AAAAAAAAAAAAAAAAAAAAAA', hash: '' } };

const isKey = ({ scrypt: { N, r, p, salt, hash } }: ClientKey, given: string): Promise<boolean> => new Promise((resolve, reject) => {
  const expected = Buffer.from(hash, 'base64url');
  scrypt(given, Buffer.from(salt, 'base64url'), 32, { N, r, p, maxmem: 256 * N * r }, (error, derived) => (error === null ? resolve(expected.length === derived.length && timingSafeEqual(expected, derived)) : reject(error)));
});

/**
 * Proves `Authorization: Bearer <client>.<key>`. Always two scrypts, also for an unknown client, so that the time tells nothing;
 * a key that was right once is known by its keyed hash as long as the process lives, and pulling stays cheap.
 */
export function clientProof(clients: readonly Client[], secret: Buffer): (header: string | undefined) => Promise<Proven | null> {
  const known = new Map<string, Proven>();
  return async (header) => {
    const [, clientId, key] = /^Bearer ([a-z0-9-]{2,30})\.([\x21-\x7e]{20,200})$/.exec(header ?? '') ?? [];
    if (clientId === undefined || key === undefined) return null;
    const mark = createHmac('sha256', secret).update(`hand-over client\n${clientId}\n${key}`).digest('base64url');
    const before = known.get(mark);
    if (before !== undefined) return before;
    const keys = clients.find((client) => client.id === clientId)?.keys ?? [];
    const fits = await Promise.all([keys[0] ?? NOBODY, keys[1] ?? NOBODY].map((one) => isKey(one, key)));
    const right = keys[fits.indexOf(true)];
    if (right === undefined) return null;
    const proven = { clientId, keyId: right.id };
    known.set(mark, proven);
    return proven;
  };
}
