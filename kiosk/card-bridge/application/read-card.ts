import type { CardRefusal, Prefill } from '../contract/index.ts';
import { verifyPin } from '../domain/apdu.ts';
import { CardFault } from '../domain/card-fault.ts';
import { decodeFourItems } from '../domain/decode-four-items.ts';
import { isLocked, SW, triesIn } from '../domain/status-word.ts';
import type { CardApplication, Secret } from '../domain/text-ap.ts';
import { TlvError } from '../domain/tlv.ts';
import { openCardChannel, type ApduTrace, type CardChannel } from './card-channel.ts';
import { checkAuthenticity } from './check-authenticity.ts';
import { askTries, type SecretKind } from './identify-card.ts';
import type { CardCrypto, CardTransport, IssuerKeys } from './ports.ts';

export type CardReadingResult = { ok: true; prefill: Prefill } | { ok: false; refusal: CardRefusal; statusWord: number | undefined };

export type ReadCard = {
  transport: CardTransport;
  /** four ASCII digits, or fourteen of 照合番号B; zeroed here before the answer is known */
  pin: Uint8Array;
  /** which of the two `pin` is; the PIN when left out */
  by?: SecretKind;
  /** how many tries to reckon with where the card gives no count; all of them when left out */
  assumedTries?: number;
  crypto: CardCrypto;
  issuers: IssuerKeys;
  /** its reason is a CardFault (TIMEOUT, CANCELLED) */
  signal: AbortSignal;
  trace?: ApduTrace;
};

/**
 * One reading, one PIN, one try at most:
 * ```
 * SELECT AP ─▶ tries ─┬─ 0 ──▶ PIN_LOCKED
 *                     ├─ < least ─▶ PIN_LAST_TRY       (2 of a PIN, 4 of 照合番号B: the kiosk never spends the last ones)
 *                     └─ else ─▶ VERIFY once ─▶ four items ─▶ hash, signature, chain, liveness ─▶ prefill
 * ```
 * The card is reset at every end. The caller closes nothing.
 */
export async function readCard({ transport, pin, by, assumedTries, crypto, issuers, signal, trace }: ReadCard): Promise<CardReadingResult> {
  try {
    const channel = openCardChannel(transport, signal, trace);
    const { application, secret, triesLeft } = await askTries(channel, by);
    guardTries(triesLeft ?? assumedTries ?? secret.tries, secret);
    await presentSecret(channel, pin, secret);
    return { ok: true, prefill: await readFourItems(channel, application, crypto, issuers) };
  } catch (error) {
    return { ok: false, ...toRefusal(error) };
  } finally {
    pin.fill(0);
    // While the reader hangs, close() waits for it; the visitor does not. The tray stays busy until it is done.
    const closed = transport.close();
    if (!signal.aborted) await closed;
  }
}

function guardTries(left: number, secret: Secret): void {
  if (left >= secret.leastTries) return;
  throw new CardFault(left === 0 ? 'PIN_LOCKED' : 'PIN_LAST_TRY', { triesLeft: left });
}

/** Sends VERIFY exactly once, whatever happens: after a broken answer nobody knows whether the try was spent. */
async function presentSecret(channel: CardChannel, pin: Uint8Array, secret: Secret): Promise<void> {
  const apdu = verifyPin(pin);
  try {
    const { statusWord } = await channel.send(apdu);
    if (statusWord === SW.ok) return;
    if (isLocked(statusWord)) throw new CardFault('PIN_LOCKED', { triesLeft: 0, statusWord });
    const left = triesIn(statusWord);
    if (left === null) throw new CardFault('CARD_DATA', { statusWord });
    throw new CardFault(left < secret.leastTries ? 'PIN_LAST_TRY' : 'PIN_WRONG', { triesLeft: left, statusWord });
  } finally {
    apdu.fill(0);
    pin.fill(0);
  }
}

async function readFourItems(channel: CardChannel, { files }: CardApplication, crypto: CardCrypto, issuers: IssuerKeys): Promise<Prefill> {
  const file = await channel.readFile(files.fourItems);
  if (file === null) throw new CardFault('CARD_DATA', { statusWord: SW.notFound });
  try {
    const authenticity = await checkAuthenticity({ channel, files, fourItems: file, crypto, issuers });
    const decision = decodeFourItems(file);
    if (!decision.ok) throw new CardFault('CARD_DATA', { cause: decision.reason });
    return { ...decision.items, ...authenticity };
  } finally {
    file.fill(0);
  }
}

/** Foreseeable ends become values; a bug stays an exception. */
export function toRefusal(error: unknown): { refusal: CardRefusal; statusWord: number | undefined } {
  if (error instanceof TlvError) return { refusal: { code: 'CARD_DATA' }, statusWord: undefined };
  if (!(error instanceof CardFault)) throw error;
  return {
    refusal: { code: error.code, ...(error.triesLeft === undefined ? {} : { triesLeft: error.triesLeft }) },
    statusWord: error.statusWord,
  };
}
