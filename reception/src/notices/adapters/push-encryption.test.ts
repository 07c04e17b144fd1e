import { createECDH, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openPush, vapidWrong } from '../../../testing/simulated-push/simulated-push.ts';
import { isPushService, PUSH_SERVICES } from './http-push-courier.ts';
import { openVapid, sealPush } from './push-encryption.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const keysOf = (secret: string): ReturnType<typeof createECDH> => { const keys = createECDH('prime256v1'); keys.setPrivateKey(bytes(secret)); return keys; };
/** The example of RFC 8291, section 5 and appendix A. */
const RFC = {
  plain: 'When I grow up, I want to be a watermelon', auth: 'BTBZMqHH6r4Tts7J_aSIgg', salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  phone: keysOf('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'), sender: keysOf('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
  sealed: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const to = { p256dh: RFC.phone.getPublicKey('base64url'), auth: RFC.auth };

describe('a sealed push', () => {
  it('[Y6] is the RFC\'s own bytes for the RFC\'s own keys', () => {
    expect(sealPush(Buffer.from(RFC.plain), to, { salt: bytes(RFC.salt), sender: RFC.sender, paddedTo: 0 }).toString('base64url')).toBe(RFC.sealed);
    expect(openPush(bytes(RFC.sealed), { keys: RFC.phone, auth: bytes(RFC.auth) }).toString()).toBe(RFC.plain);
  });
  it('[Y6] opens on its phone alone, is never the same twice, and is as long as any other', () => {
    const [short, long] = [sealPush(Buffer.from('{}'), to), sealPush(Buffer.from('番号'.repeat(100)), to)];
    expect([short.length, openPush(long, { keys: RFC.phone, auth: bytes(RFC.auth) }).toString()]).toEqual([long.length, '番号'.repeat(100)]);
    expect(sealPush(Buffer.from('{}'), to).equals(short)).toBe(false);
    expect(() => openPush(short, { keys: RFC.sender, auth: bytes(RFC.auth) })).toThrow();
    expect(() => openPush(short, { keys: RFC.phone, auth: randomBytes(16) })).toThrow();
  });
});

describe('the proof', () => {
  it('[Y6] follows from the hall\'s secret, so that its servers agree, and a push service takes it', () => {
    const secret = randomBytes(32);
    const [one, two] = [openVapid(secret, 'mailto:city@example.jp'), openVapid(secret, 'mailto:city@example.jp')];
    const now = Date.UTC(2026, 10, 24);
    const proof = one.authorization('https://push.example/abc', now);
    expect([two.publicKey, vapidWrong(proof, 'https://push.example', one.publicKey, now)]).toEqual([one.publicKey, null]);
    expect(vapidWrong(proof, 'https://other.example', one.publicKey, now)).toBe('a token for another service');
    expect(vapidWrong(proof, 'https://push.example', openVapid(randomBytes(32), '').publicKey, now)).toMatch(/another key/);
    expect(vapidWrong(proof, 'https://push.example', one.publicKey, now + 24 * 3_600_000)).toMatch(/over/);
  });
  it('[Y6] a phone cannot send this server anywhere else', () => {
    const asked = ['https://fcm.googleapis.com/fcm/send/x', 'https://updates.push.services.mozilla.com/wpush/v2/x', 'https://web.push.apple.com/x', 'http://fcm.googleapis.com/x', 'https://fcm.googleapis.com:8443/x', 'https://fcm.googleapis.com.example/x', 'https://evilfcm.googleapis.com.example/', 'https://127.0.0.1/x', 'https://user@localhost/x', 'http://169.254.169.254/latest'];
    expect(asked.map((endpoint) => isPushService(endpoint, PUSH_SERVICES))).toEqual([true, true, true, false, false, false, false, false, false, false]);
    expect(isPushService('http://127.0.0.1:4999/push/x', ['http://127.0.0.1:4999'])).toBe(true);
  });
});
