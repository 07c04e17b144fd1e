import { CeremonyOptions, Resident } from '@engawa/facility-api/contract';
import { z } from 'zod';
import type { Answer, Passkeys } from '../application/ports.ts';
import { ask } from './http-facility-api.ts';

const wasCancelled = (error: unknown): boolean => error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');

/** The browser's own passkey dialog between the server's two steps. */
async function ceremony(path: string, startBody: unknown, perform: (options: never) => Promise<Credential | null>): Promise<Answer<Resident> | 'cancelled'> {
  const start = await ask(CeremonyOptions, `${path}/start`, { method: 'POST', body: startBody });
  if (!start.ok) return start;
  let credential: Credential | null;
  try {
    credential = await perform(start.value.options as never);
  } catch (error) {
    if (wasCancelled(error)) return 'cancelled';
    return { ok: false, problem: null };
  }
  if (!credential) return 'cancelled';
  return ask(Resident, `${path}/finish`, { method: 'POST', body: { ceremony: start.value.ceremony, response: (credential as PublicKeyCredential).toJSON() } });
}

export const webauthnPasskeys = (): Passkeys => ({
  me: () => ask(Resident, '/api/me'),
  register: (displayName) => ceremony('/api/residents/register', { displayName }, (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })),
  signIn: () => ceremony('/api/residents/sign-in', {}, (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })),
  async signOut() {
    await ask(z.unknown(), '/api/residents/sign-out', { method: 'POST', body: {} });
  },
});
