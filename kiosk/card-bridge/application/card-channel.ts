import { getResponse, INS, isAllowedApdu, PAGE_BYTES, readBinary, selectFile, selectTextAp, withLe } from '../domain/apdu.ts';
import { concatBytes } from '../domain/bytes.ts';
import { CardFault } from '../domain/card-fault.ts';
import { parseAnswer, SW, type Answer } from '../domain/status-word.ts';
import { MAX_FILE_BYTES, type FileId } from '../domain/text-ap.ts';
import { parseTlvHeader, TlvError } from '../domain/tlv.ts';
import { unlessAborted } from './conversations.ts';
import type { CardTransport } from './ports.ts';

/** What may be logged of an exchange: the instruction and the status word. */
export type ApduTrace = (ins: number, statusWord: number) => void;

/** One conversation: every command passes the allow-list gate, every answer has a status word, and `signal` ends it between any two bytes. */
export type CardChannel = {
  send(apdu: Uint8Array): Promise<Answer>;
  selectTextAp(): Promise<void>;
  /** null: the card has no such file. */
  readFile(fileId: FileId): Promise<Uint8Array | null>;
};

/** Longest chain of 61xx answers: 8 kB in pieces of 256. */
const MOST_PIECES = 32;

export function openCardChannel(transport: CardTransport, signal: AbortSignal, trace: ApduTrace = () => {}): CardChannel {
  async function exchange(apdu: Uint8Array): Promise<Answer> {
    if (!isAllowedApdu(apdu)) throw new CardFault('FORBIDDEN_FILE');
    if (signal.aborted) throw signal.reason as Error;
    const answer = parseAnswer(await unlessAborted(transport.transmit(apdu), signal));
    if (answer === null) throw new CardFault('CARD_REMOVED');
    trace(apdu[1] ?? 0, answer.statusWord);
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

  async function readPage(offset: number, length: number): Promise<Uint8Array> {
    const { data, statusWord } = await send(readBinary(offset, length));
    if (statusWord === SW.ok || statusWord === SW.endOfFile) return data;
    if (statusWord === SW.offsetPastEnd) return new Uint8Array();
    throw new CardFault('CARD_DATA', { statusWord });
  }

  return {
    send,
    async selectTextAp() {
      const { statusWord } = await send(selectTextAp());
      if (statusWord === SW.ok) return;
      throw new CardFault(statusWord === SW.notFound ? 'NOT_MYNUMBER_CARD' : 'CARD_UNREADABLE', { statusWord });
    },
    async readFile(fileId) {
      const { statusWord } = await send(selectFile(fileId));
      if (statusWord === SW.notFound) return null;
      if (statusWord !== SW.ok) throw new CardFault('CARD_DATA', { statusWord });
      const pages = [await readPage(0, PAGE_BYTES)];
      const total = outerLength(pages[0] ?? new Uint8Array());
      let have = pages[0]?.length ?? 0;
      while (have < total) {
        const page = await readPage(have, Math.min(PAGE_BYTES, total - have));
        if (page.length === 0) throw new CardFault('CARD_DATA');
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
