import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assembleStatement, pinHashInput, prepareGrant, prepareManifest, toBase64Url } from '@engawa/locks/contract';
import type { UnsignedStatement } from '@engawa/locks/contract';
import type { GrantIssuer } from '../application/ports.ts';

/** Reads the city's signing key, or makes it at the first start. The file is readable by its owner alone. */
export async function openIssuer(dataDir: string): Promise<GrantIssuer> {
  const file = join(dataDir, 'grant-issuer.pem');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await chmod(file, 0o600);
    return issuerOf(createPrivateKey(await readFile(file)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  // `wx`: of two processes that start together only one makes the key.
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return issuerOf(privateKey);
}

export function issuerOf(privateKey: KeyObject): GrantIssuer {
  const x = (createPublicKey(privateKey).export({ format: 'jwk' }) as { x: string }).x;
  const kid = createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex').slice(0, 16);
  const signed = (unsigned: UnsignedStatement): string => toBase64Url(assembleStatement(unsigned, sign(null, unsigned.toBeSigned, privateKey)));
  return {
    keys: { keys: [{ kid, publicKey: x }] },
    signGrant: (grant) => signed(prepareGrant(grant, kid)),
    signManifest: (manifest) => signed(prepareManifest(manifest, kid)),
    hidePin(door, pin) {
      const salt = randomBytes(8).toString('hex');
      return { salt, hash: createHash('sha256').update(pinHashInput(door, salt, pin)).digest('hex'), digits: pin.length };
    },
  };
}

/** For the agents' `ISSUER_KEYS`. Replaced in one step: an agent never reads half a file. */
export async function publishIssuerKeys(issuer: GrantIssuer, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(issuer.keys, null, 2)}\n`);
  await rename(`${file}.new`, file);
}
