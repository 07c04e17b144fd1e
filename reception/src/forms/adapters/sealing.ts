import { createHash, randomUUID, webcrypto } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IntakeForm, PublicJwk, type SealedForm } from '../../../contract/index.ts';

const { subtle } = webcrypto;
type Key = webcrypto.CryptoKey;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const INFO = new TextEncoder().encode('engawa intake 1');

/** Opens and seals forms (ECDH P-256, HKDF-SHA256, AES-256-GCM; the intake id is authenticated). */
export interface FormSeal {
  readonly sealTo: { keyId: string; publicKey: PublicJwk };
  seal(form: IntakeForm): Promise<SealedForm>;
  /** null when the key is another one, the bytes were changed, or the seal belongs to another intake */
  open(sealed: SealedForm, intakeId: string): Promise<IntakeForm | null>;
}

const base64url = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString('base64url');
const publicPart = (jwk: webcrypto.JsonWebKey): PublicJwk => PublicJwk.parse({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y });
const keyIdOf = ({ crv, kty, x, y }: PublicJwk): string => createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url').slice(0, 16);

async function aesKey(mine: Key, theirs: Key, usage: 'encrypt' | 'decrypt'): Promise<Key> {
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256);
  const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: INFO }, secret, { name: 'AES-GCM', length: 256 }, false, [usage]);
}

const importPublic = (jwk: PublicJwk): Promise<Key> => subtle.importKey('jwk', jwk, CURVE, false, []);

/** Seals like a kiosk does: a fresh key pair for each form, so that the sealer itself cannot open it again. */
export async function sealForm(form: IntakeForm, sealTo: FormSeal['sealTo']): Promise<SealedForm> {
  const pair = await subtle.generateKey(CURVE, true, ['deriveBits']) as webcrypto.CryptoKeyPair;
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const key = await aesKey(pair.privateKey, await importPublic(sealTo.publicKey), 'encrypt');
  const plain = new TextEncoder().encode(JSON.stringify(form));
  const ciphertext = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(form.intakeId) }, key, plain);
  return { keyId: sealTo.keyId, ephemeralKey: publicPart(await subtle.exportKey('jwk', pair.publicKey)), iv: base64url(iv), ciphertext: base64url(ciphertext) };
}

async function openForm(sealed: SealedForm, intakeId: string, privateKey: Key): Promise<IntakeForm | null> {
  try {
    const key = await aesKey(privateKey, await importPublic(sealed.ephemeralKey), 'decrypt');
    const plain = await subtle.decrypt({ name: 'AES-GCM', iv: Buffer.from(sealed.iv, 'base64url'), additionalData: new TextEncoder().encode(intakeId) }, key, Buffer.from(sealed.ciphertext, 'base64url'));
    const form = IntakeForm.safeParse(JSON.parse(new TextDecoder().decode(plain)));
    return form.success && form.data.intakeId === intakeId ? form.data : null;
  } catch {
    return null; // a wrong seal is a foreseeable refusal, and its reason must tell nothing about the content
  }
}

/**
 * Reads a 0600 file of this folder, or makes it: written beside, on the disk before it gets its name, so that a crash or a
 * full disk leaves no half key. Of two that start together one gives the name and the other reads what it gave.
 */
export async function secretFile(folder: string, name: string, make: () => Promise<string>): Promise<string> {
  const path = join(folder, name);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const content = await make();
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, content, { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, path);
    return content;
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    return await readFile(path, 'utf8');
  } finally {
    await rm(draft, { force: true });
  }
}

/** The opening key lies in DATA_DIR, never in the database: whoever copies the database can read no form. */
export async function openFormSeal(dataDir: string): Promise<FormSeal> {
  const stored = await secretFile(dataDir, 'sealing-key.json', async () => {
    const pair = await subtle.generateKey(CURVE, true, ['deriveBits']) as webcrypto.CryptoKeyPair;
    return JSON.stringify(await subtle.exportKey('jwk', pair.privateKey));
  });
  const jwk = JSON.parse(stored) as webcrypto.JsonWebKey;
  const privateKey = await subtle.importKey('jwk', jwk, CURVE, false, ['deriveBits']);
  const publicKey = publicPart(jwk);
  const sealTo = { keyId: keyIdOf(publicKey), publicKey };
  return {
    sealTo,
    seal: (form) => sealForm(form, sealTo),
    open: (sealed, intakeId) => (sealed.keyId === sealTo.keyId ? openForm(sealed, intakeId, privateKey) : Promise.resolve(null)),
  };
}
