import type { IntakeForm, KioskWelcome, PublicJwk, SealedForm } from '@engawa/reception/contract';

export const toBase64Url = (bytes: ArrayBuffer | Uint8Array): string => {
  let text = '';
  for (const byte of bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

/** 128 random bits, base64url. */
export const randomId = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

export const publicJwkOf = async (key: CryptoKey): Promise<PublicJwk> => {
  const { x, y } = await crypto.subtle.exportKey('jwk', key);
  return { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' };
};

const utf8 = new TextEncoder();

/**
 * Seals a form so that only the hall server can open it: ephemeral ECDH P-256, HKDF-SHA256, AES-256-GCM, the intake id as
 * additional data. The ephemeral private key lives in this call alone, so the kiosk itself cannot open what it keeps.
 */
export const sealForm = async (form: IntakeForm, sealTo: KioskWelcome['sealTo']): Promise<SealedForm> => {
  const theirs = await crypto.subtle.importKey('jwk', sealTo.publicKey, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
  const ours = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8.encode('engawa intake 1') }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = utf8.encode(JSON.stringify(form));
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(form.intakeId) }, key, plain);
  plain.fill(0);
  new Uint8Array(secret).fill(0);
  return { keyId: sealTo.keyId, ephemeralKey: await publicJwkOf(ours.publicKey), iv: toBase64Url(iv), ciphertext: toBase64Url(ciphertext) };
};
