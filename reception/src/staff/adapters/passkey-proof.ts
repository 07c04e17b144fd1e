import { createHmac, randomUUID } from 'node:crypto';
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { AuthenticationResponseJSON, AuthenticatorTransport, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import type { StaffCeremony, StaffCeremonyAnswer } from '../../../contract/index.ts';
import type { StaffMember } from '../../city/application/city.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { CHALLENGE_MS } from '../domain/enrolment-word.ts';
import { addPasskey, burnChallenge, findPasskey, keepChallenge, listPasskeys, usePasskey, type KeptPasskey } from './postgres-passkeys.ts';

/** Where staff passkeys are good: `rpId` is the host name (or a domain above it), `origins` the pages. */
export interface RelyingParty { readonly rpId: string; readonly origins: readonly string[] }

const burn = async (house: House, ceremony: string, kind: 'enrol' | 'sign-in') => (z.uuid().safeParse(ceremony).success ? burnChallenge(house.pool, ceremony, kind, house.clock()) : null);

/** The same for all passkeys of a person, and nothing that names them: authenticators show it to nobody, but keep it. */
const handleOf = (house: House, staffId: string): Uint8Array<ArrayBuffer> => Uint8Array.from(createHmac('sha256', house.secret).update(`staff passkey\n${staffId}`).digest());

/** First step of an enrolment: a discoverable credential with user verification. `wordHash`: the word that allows it, null: a session does. */
export async function startEnrolment(house: House, party: RelyingParty, member: StaffMember, wordHash: Buffer | null): Promise<StaffCeremony> {
  const known = await listPasskeys(house.pool, member.id);
  const options = await generateRegistrationOptions({
    rpName: `${house.city.hall.name.ja} 職員`, rpID: party.rpId, userID: handleOf(house, member.id), userName: member.id, userDisplayName: member.name, attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })), authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const ceremony = randomUUID();
  await keepChallenge(house.pool, { ceremony, kind: 'enrol', challenge: options.challenge, staffId: member.id, wordHash }, house.clock() + CHALLENGE_MS);
  return { ceremony, options: options as unknown as Record<string, unknown> };
}

/** Last step: the passkey is this person's from now on. */
export async function finishEnrolment(house: House, party: RelyingParty, answer: StaffCeremonyAnswer, by: 'word' | { readonly staffId: string }): Promise<Outcome<{ readonly staffId: StaffMember['id'] }>> {
  const challenge = await burn(house, answer.ceremony, 'enrol');
  if (challenge?.staffId == null) return refuse('challenge-expired');
  // A ceremony that one person began is ended by nobody else's page.
  if (by === 'word' ? challenge.wordHash === null : challenge.wordHash !== null || challenge.staffId !== by.staffId) return refuse('challenge-expired');
  const checked = await verifyRegistrationResponse({ response: answer.response as unknown as RegistrationResponseJSON, expectedChallenge: challenge.challenge, expectedOrigin: [...party.origins], expectedRPID: party.rpId, requireUserVerification: true }).catch(() => null);
  if (checked?.verified !== true) return refuse('passkey-refused');
  const { id, publicKey, counter, transports = [] } = checked.registrationInfo.credential;
  const added = await addPasskey(house.pool, { credentialId: id, staffId: challenge.staffId, publicKey, signCount: counter, transports }, challenge.wordHash, house.clock());
  return added ? done({ staffId: challenge.staffId }) : refuse(by === 'word' ? 'enrolment-refused' : 'passkey-refused');
}

/** First step of a sign-in: nobody is named, the authenticator offers what it holds for this city. */
export async function startSignIn(house: House, party: RelyingParty): Promise<StaffCeremony> {
  const options = await generateAuthenticationOptions({ rpID: party.rpId, userVerification: 'required' });
  const ceremony = randomUUID();
  await keepChallenge(house.pool, { ceremony, kind: 'sign-in', challenge: options.challenge, staffId: null, wordHash: null }, house.clock() + CHALLENGE_MS);
  return { ceremony, options: options as unknown as Record<string, unknown> };
}

/** Whose passkey it is, when every byte fits and it was not copied. */
export async function provenPasskey(house: House, party: RelyingParty, answer: StaffCeremonyAnswer): Promise<Outcome<Pick<KeptPasskey, 'staffId' | 'credentialId'>>> {
  const challenge = await burn(house, answer.ceremony, 'sign-in');
  if (challenge === null) return refuse('challenge-expired');
  const id = answer.response['id'];
  const passkey = typeof id === 'string' ? await findPasskey(house.pool, id) : null;
  if (passkey === null) return refuse('passkey-unknown');
  const checked = await verifyAuthenticationResponse({
    response: answer.response as unknown as AuthenticationResponseJSON, expectedChallenge: challenge.challenge, expectedOrigin: [...party.origins], expectedRPID: party.rpId, requireUserVerification: true,
    // Its counter is judged by the row below, so that a copy is recorded and not only refused.
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: 0, transports: [...passkey.transports] as AuthenticatorTransport[] },
  }).catch(() => null);
  if (checked?.verified !== true) return refuse('passkey-refused');
  return await usePasskey(house.pool, passkey.credentialId, checked.authenticationInfo.newCounter, house.clock()) ? done(passkey) : refuse('passkey-refused', { copied: true });
}
