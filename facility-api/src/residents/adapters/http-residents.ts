import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { AuthenticationResponseJSON, AuthenticatorTransport, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { CeremonyAnswer, CeremonyOptions, RegisterStart, Resident } from '../../../contract/index.ts';
import type { ResidentId } from '../../../contract/index.ts';
import { route } from '../../web/route.ts';
import type { Reply, Route } from '../../web/route.ts';
import type { ResidentStore } from '../application/ports.ts';

export const SESSION_COOKIE = 'engawa_resident';
/** A phone stays signed in for a month; the passkey is one touch away anyway. */
const SESSION_SECONDS = 30 * 24 * 3_600;
const CHALLENGE_MS = 5 * 60_000;
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

export const residentOf = async (store: ResidentStore, cookies: Record<string, string>, nowMs: number): Promise<Resident | null> => {
  const token = cookies[SESSION_COOKIE];
  return token ? store.residentOf(sha256(token), nowMs) : null;
};

/** @param needs.rpId host name of the public address; `origins` are the pages on which a passkey of ours may be used */
export function residentRoutes(needs: { store: ResidentStore; rpId: string; origins: readonly string[]; clock(): number }): Route[] {
  const { store, rpId, clock } = needs;
  const expectedOrigin = [...needs.origins];
  const open = async (resident: ResidentId, displayName: string): Promise<Reply> => {
    const token = randomBytes(32).toString('base64url');
    await store.openSession(sha256(token), resident, clock() + SESSION_SECONDS * 1_000);
    return { status: 200, body: { id: resident, displayName } satisfies Resident, cookie: { name: SESSION_COOKIE, value: token, maxAgeSeconds: SESSION_SECONDS } };
  };
  return [
    route({
      method: 'post', path: '/api/residents/register/start', summary: 'パスキーの登録を始める', rate: 'ceremony', body: RegisterStart, answer: CeremonyOptions,
      async handle({ body }) {
        const resident = randomUUID() as ResidentId;
        const options = await generateRegistrationOptions({ rpName: '縁側市 公共施設', rpID: rpId, userID: Uint8Array.from(Buffer.from(resident.replaceAll('-', ''), 'hex')), userName: body.displayName, userDisplayName: body.displayName, attestationType: 'none', authenticatorSelection: { residentKey: 'required', userVerification: 'required' } });
        const ceremony = randomUUID();
        await store.keepChallenge({ ceremony, kind: 'register', challenge: options.challenge, resident, displayName: body.displayName }, clock() + CHALLENGE_MS);
        return { status: 200, body: { ceremony, options } };
      },
    }),
    route({
      method: 'post', path: '/api/residents/register/finish', summary: 'パスキーの登録を終える', rate: 'ceremony', body: CeremonyAnswer, answer: Resident,
      async handle({ body }) {
        const challenge = await burn(store, body.ceremony, 'register', clock());
        if (!challenge?.resident || challenge.displayName === null) return { refused: 'challenge-expired' };
        const checked = await verifyRegistrationResponse({ response: body.response as unknown as RegistrationResponseJSON, expectedChallenge: challenge.challenge, expectedOrigin, expectedRPID: rpId, requireUserVerification: true }).catch(() => null);
        if (!checked?.verified || !checked.registrationInfo) return { refused: 'passkey-refused' };
        const { credential } = checked.registrationInfo;
        const made = await store.register({ id: challenge.resident, displayName: challenge.displayName }, { credentialId: credential.id, resident: challenge.resident, publicKey: credential.publicKey, counter: credential.counter, transports: credential.transports ?? [] }, clock());
        return made ? open(challenge.resident, challenge.displayName) : { refused: 'passkey-refused' };
      },
    }),
    route({
      method: 'post', path: '/api/residents/sign-in/start', summary: 'サインインを始める (名前は聞かない)', rate: 'ceremony', body: z.strictObject({}), answer: CeremonyOptions,
      async handle() {
        const options = await generateAuthenticationOptions({ rpID: rpId, userVerification: 'required' });
        const ceremony = randomUUID();
        await store.keepChallenge({ ceremony, kind: 'sign-in', challenge: options.challenge, resident: null, displayName: null }, clock() + CHALLENGE_MS);
        return { status: 200, body: { ceremony, options } };
      },
    }),
    route({
      method: 'post', path: '/api/residents/sign-in/finish', summary: 'サインインを終える', rate: 'ceremony', body: CeremonyAnswer, answer: Resident,
      async handle({ body }) {
        const challenge = await burn(store, body.ceremony, 'sign-in', clock());
        if (!challenge) return { refused: 'challenge-expired' };
        const credentialId = body.response['id'];
        const passkey = typeof credentialId === 'string' ? await store.passkey(credentialId) : null;
        if (!passkey) return { refused: 'passkey-unknown' };
        const checked = await verifyAuthenticationResponse({
          response: body.response as unknown as AuthenticationResponseJSON, expectedChallenge: challenge.challenge, expectedOrigin, expectedRPID: rpId, requireUserVerification: true,
          credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: passkey.counter, transports: passkey.transports as AuthenticatorTransport[] },
        }).catch(() => null);
        if (!checked?.verified) return { refused: 'passkey-refused' };
        await store.raiseCounter(passkey.credentialId, checked.authenticationInfo.newCounter);
        return open(passkey.resident, passkey.displayName);
      },
    }),
    route({
      method: 'post', path: '/api/residents/sign-out', summary: 'サインアウト', body: z.strictObject({}),
      async handle({ cookies }) {
        const token = cookies[SESSION_COOKIE];
        if (token) await store.closeSession(sha256(token));
        return { status: 204, cookie: { name: SESSION_COOKIE, value: '', maxAgeSeconds: 0 } };
      },
    }),
    route({
      method: 'get', path: '/api/me', summary: 'いまサインインしている人', answer: Resident,
      async handle({ cookies }) {
        const resident = await residentOf(store, cookies, clock());
        return resident ? { status: 200, body: resident } : { refused: 'not-signed-in' };
      },
    }),
  ];
}

const burn = (store: ResidentStore, ceremony: string, kind: 'register' | 'sign-in', nowMs: number) =>
  z.uuid().safeParse(ceremony).success ? store.burnChallenge(ceremony, kind, nowMs) : null;
