import { getResponse, INS, isAllowedApdu, PAGE_BYTES, readBinary, selectApplication, selectFile, withLe } from '../domain/apdu.ts';
import { concatBytes } from '../domain/bytes.ts';
import { CardFault } from '../domain/card-fault.ts';
import { parseAnswer, SW, type Answer } from '../domain/status-word.ts';
import { CARD_APPLICATIONS, MAX_FILE_BYTES, secretOf, type CardApplication, type FileId } from '../domain/text-ap.ts';
import { parseTlvHeader, TlvError } from '../domain/tlv.ts';
import { unlessAborted } from './conversations.ts';
import type { CardTransport } from './ports.ts';

/** What may be logged of an exchange: the instruction and the status word. */
export type ApduTrace = (ins: number, statusWord: number) => void;

/** One conversation: every command passes the allow-list gate, every answer has a status word, and `signal` ends it between any two bytes. */
export type CardChannel = {
  send(apdu: Uint8Array): Promise<Answer>;
  /** The first known application that the card has. Throws NOT_MYNUMBER_CARD. */
  selectApplication(): Promise<CardApplication>;
  /** null: the card has no such file, or does not open it to the secret that was presented. */
  readFile(fileId: FileId): Promise<Uint8Array | null>;
};

/** Longest chain of 61xx answers: 8 kB in pieces of 256. */
const MOST_PIECES = 32;

export function openCardChannel(transport: CardTransport, signal: AbortSignal, trace: ApduTrace = () => {}): CardChannel {
  let selected: number | null = null;
  let verified = false;

  /** What the bytes alone cannot tell: a secret goes only to its own reference, and only one in a conversation. */
  function guardOrder(apdu: Uint8Array): void {
    if (apdu[1] === INS.select) selected = null;
    if (apdu[1] !== INS.verify) return;
    const secret = selected === null ? null : secretOf(selected);
    if (secret === null) throw new CardFault('FORBIDDEN_FILE');
    if (apdu.length === 4) return;
    if (apdu[4] !== secret.digits || verified) throw new CardFault('FORBIDDEN_FILE');
    verified = true;
  }

  async function exchange(apdu: Uint8Array): Promise<Answer> {
    if (!isAllowedApdu(apdu)) throw new CardFault('FORBIDDEN_FILE');
    guardOrder(apdu);
    if (signal.aborted) throw signal.reason as Error;
    const answer = parseAnswer(await unlessAborted(transport.transmit(apdu), signal));
    if (answer === null) throw new CardFault('CARD_REMOVED');
    trace(apdu[1] ?? 0, answer.statusWord);
    if (apdu[1] === INS.select && apdu[2] === 0x02 && answer.statusWord === SW.ok) selected = ((apdu[5] ?? 0) << 8) | (apdu[6] ?? 0);
    return answer;
  }

  /** T=0 cards part a long answer (61xx) or correct Le (6Cxx). VERIFY has no Le, so a PIN is never sent twice by this. */
  async function send(apdu: Uint8Array): Promise<Answer> {
    let answer = await exchange(apdu);
    if (answer.statusWord >> 8 === 0x6c && endsInLe(apdu)) answer = await exchange(withLe(apdu, answer.statusWord));
    let data = answer.data;
    for (let piece = 0; answer.statusWord >> 8 === 0x61; piece++) {
      if (piece === MOST_PIECES) throw new CardFault('CARD_DATA', { statusWord: answer.statusWord });
      answer = await exchange(getResponse(answer.statusWord & 0xff));
      data = concatBytes(data, answer.data);
    }
    return { data, statusWord: answer.statusWord };
  }

  async function readPage(offset: number, length: number): Promise<Uint8Array | null> {
    const { data, statusWord } = await send(readBinary(offset, length));
    if (statusWord === SW.securityNotSatisfied && offset === 0) return null;
    if (statusWord === SW.ok || statusWord === SW.endOfFile) return data;
    if (statusWord === SW.offsetPastEnd) return new Uint8Array();
    throw new CardFault('CARD_DATA', { statusWord });
  }

  return {
    send,
    async selectApplication() {
      for (const application of CARD_APPLICATIONS) {
        const { statusWord } = await send(selectApplication(application.aid));
        if (statusWord === SW.ok) return application;
        if (statusWord !== SW.notFound) throw new CardFault('CARD_UNREADABLE', { statusWord });
      }
      throw new CardFault('NOT_MYNUMBER_CARD', { statusWord: SW.notFound });
    },
    async readFile(fileId) {
      const { statusWord } = await send(selectFile(fileId));
      if (statusWord === SW.notFound) return null;
      if (statusWord !== SW.ok) throw new CardFault('CARD_DATA', { statusWord });
      const first = await readPage(0, PAGE_BYTES);
      if (first === null) return null;
      const pages = [first];
      const total = outerLength(first);
      let have = first.length;
      while (have < total) {
        const page = await readPage(have, Math.min(PAGE_BYTES, total - have));
        if (page === null || page.length === 0) throw new CardFault('CARD_DATA');
        pages.push(page);
        have += page.length;
      }
      const file = concatBytes(...pages).slice(0, total);
      for (const page of pages) page.fill(0);
      return file;
    },
  };
}

function endsInLe(apdu: Uint8Array): boolean {
  return apdu[1] === INS.readBinary || apdu[1] === INS.getResponse || apdu[1] === INS.performSecurityOperation;
}

function outerLength(firstPage: Uint8Array): number {
  let total: number;
  try {
    const header = parseTlvHeader(firstPage);
    total = header.headerLength + header.valueLength;
  } catch (error) {
    if (error instanceof TlvError) throw new CardFault('CARD_DATA', { cause: error });
    throw error;
  }
  if (total > MAX_FILE_BYTES) throw new CardFault('CARD_DATA');
  return total;
}
