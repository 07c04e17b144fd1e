import type { Prefill } from '../contract/index.ts';
import { signChallenge } from '../domain/apdu.ts';
import { equalBytes, toHex } from '../domain/bytes.ts';
import { CardFault } from '../domain/card-fault.ts';
import { fourItemsDigestSource, parseCardKey, parseCertificate, parseIntegrity, type Signed } from '../domain/integrity.ts';
import { SW } from '../domain/status-word.ts';
import type { CardApplication } from '../domain/text-ap.ts';
import type { CardChannel } from './card-channel.ts';
import type { CardCrypto, IssuerKeys } from './ports.ts';

type ToCheck = { channel: CardChannel; files: CardApplication['files']; fourItems: Uint8Array; crypto: CardCrypto; issuers: IssuerKeys };
export type Authenticity = Pick<Prefill, 'authenticity' | 'live'>;

/**
 * Checks hash, signature, chain and liveness of the four items that were just read.
 * Throws AUTH_FAILED when one of them is wrong; what cannot be checked here (unknown issuer, card without these files) is `not_checked`.
 * Says nothing about revocation: a lost card still verifies, which is why this is a convenience and no 本人確認.
 */
export async function checkAuthenticity({ channel, files, fourItems, crypto, issuers }: ToCheck): Promise<Authenticity> {
  const integrity = await channel.readFile(files.integrity);
  try {
    const certificate = await channel.readFile(files.certificate);
    if (integrity === null || certificate === null) return { authenticity: 'not_checked', live: null };

    const record = parseIntegrity(integrity);
    const signer = parseCertificate(certificate);
    const must = (holds: boolean) => { if (!holds) throw new CardFault('AUTH_FAILED'); };
    const signedBy = (key: typeof signer.key, signed: Signed) => crypto.verifies(key, signed.message, signed.signature);

    must(equalBytes(crypto.sha256(fourItemsDigestSource(fourItems)), record.fourItemsHash));
    must(signedBy(signer.key, record.signed));
    const issuer = issuers.get(toHex(signer.issuerId));
    if (issuer) must(signedBy(issuer, signer.signed));

    const cardKey = await channel.readFile(files.cardKey);
    if (cardKey !== null) {
      const card = parseCardKey(cardKey);
      must(signedBy(signer.key, card.signed));
      must(await answersChallenge(channel, crypto, card.key));
    }
    // Files alone can be copied, and a copy can leave its key file away: without its own proof no card is verified.
    return { authenticity: issuer && cardKey !== null ? 'verified' : 'not_checked', live: cardKey === null ? null : true };
  } finally {
    // DF31 in it can be searched for the 個人番号: it does not outlive this function.
    integrity?.fill(0);
  }
}

/** A copy has the files but not the key: it cannot sign a number that was made up a moment ago. */
async function answersChallenge(channel: CardChannel, crypto: CardCrypto, key: Parameters<CardCrypto['verifies']>[0]): Promise<boolean> {
  const challenge = crypto.randomBytes(16);
  const { data, statusWord } = await channel.send(signChallenge(crypto.sha256(challenge)));
  return statusWord === SW.ok && crypto.verifies(key, challenge, data);
}
