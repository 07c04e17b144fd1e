import type { CDPSession, Page } from 'playwright-core';

/** A phone's own authenticator (finger or face), simulated by the browser below the WebAuthn interface: the pages notice nothing. */
export type Passkey = {
  /** The next touches are refused, as with a wrong finger, until allowed again. */
  refuse(): Promise<void>;
  allow(): Promise<void>;
  count(): Promise<number>;
  /** Carries the resident's credentials into another context: the same phone on another day. */
  carryTo(page: Page): Promise<Passkey>;
};

export async function addPasskey(page: Page): Promise<Passkey> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return passkeyOf(session, authenticatorId);
}

function passkeyOf(session: CDPSession, authenticatorId: string): Passkey {
  const verified = (isUserVerified: boolean): Promise<void> => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }).then(() => undefined);
  const credentials = async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return {
    refuse: () => verified(false),
    allow: () => verified(true),
    count: async () => (await credentials()).length,
    carryTo: async (page) => {
      const other = await page.context().newCDPSession(page);
      await other.send('WebAuthn.enable');
      const { authenticatorId: otherId } = await other.send('WebAuthn.addVirtualAuthenticator', {
        options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      });
      for (const credential of await credentials()) await other.send('WebAuthn.addCredential', { authenticatorId: otherId, credential });
      return passkeyOf(other, otherId);
    },
  };
}
