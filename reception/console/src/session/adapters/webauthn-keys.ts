import type { PasskeyDialog } from '../application/ports.ts';

type Answer = Readonly<Record<string, unknown>> | 'cancelled';

/** Closed by the person, refused by the authenticator, known there already, or not possible in this browser: nothing was done in any of these. */
const ask = async (perform: () => Promise<Credential | null>): Promise<Answer> => {
  try {
    const credential = await perform();
    return credential === null ? 'cancelled' : (credential as PublicKeyCredential).toJSON() as unknown as Record<string, unknown>;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return 'cancelled';
    throw error;
  }
};

export const webauthnKeys = (): PasskeyDialog => ({
  create: (options) => ask(() => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON) })),
  get: (options) => ask(() => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON) })),
});
