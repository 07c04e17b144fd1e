import { describe, expect, it } from 'vitest';
import type { IntakeForm } from '@engawa/reception/contract';
import { publicJwkOf, randomId, sealForm } from './webcrypto-seal.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64url'));

describe('the seal', () => {
  it('[O1] only the holder of the hall\'s key opens a form, and only under its own intake id', async () => {
    const hall = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
    const form = { version: 1, intakeId: randomId(), procedures: ['juminhyo'], language: 'ja', values: { 'applicant.name': { value: '見本　花子', source: 'card' } }, card: null } as unknown as IntakeForm;
    const sealed = await sealForm(form, { keyId: 'k1', publicKey: await publicJwkOf(hall.publicKey) });
    expect(JSON.stringify(sealed)).not.toContain('見本');

    const theirs = await crypto.subtle.importKey('jwk', sealed.ephemeralKey, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
    const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, hall.privateKey, 256);
    const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
    const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode('engawa intake 1') }, material, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
    const open = (id: string) => crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(sealed.iv), additionalData: new TextEncoder().encode(id) }, key, bytes(sealed.ciphertext));
    expect(JSON.parse(new TextDecoder().decode(await open(form.intakeId)))).toEqual(form);
    await expect(open(randomId())).rejects.toThrow();
  });
});
