import { constants, privateEncrypt } from 'node:crypto';
import { concatBytes, equalBytes, fromHex } from '../card-bridge/domain/bytes.ts';
import { TEXT_AP } from '../card-bridge/domain/text-ap.ts';
import type { CardFiles, CardIssuer, IssuedCard } from './card-issuer.ts';
import type { FictitiousPerson } from './fictitious-people.ts';

/** How cards and readers differ from each other, and how they misbehave. */
export type CardHabits = {
  /** VERIFY on a locked PIN */
  lockedStatusWord: number;
  /** the query of a locked PIN */
  lockedQueryStatusWord: number;
  /** the query of the PIN when all is well, instead of 63Cx */
  queryStatusWord: number | null;
  /** false: no reference 0011, as a card that was issued without a PIN may have it */
  hasPin: boolean;
  /** tries of 照合番号B when issued, 0..10 */
  numberBTries: number;
  /** false: EF 0003 stays closed to 照合番号B */
  recordOpensToB: boolean;
  /** how a read past the end answers */
  endOfFile: 'short' | '6282' | '6b00';
  /** T=0 manners: 6Cxx for a wrong Le, 61xx for an answer to be fetched */
  t0: boolean;
  /** false: another kind of card, or a phone */
  hasTextAp: boolean;
  /** answers this to every command, as a broken card does */
  broken: Uint8Array | null;
};
const ORDINARY: CardHabits = { lockedStatusWord: 0x6984, lockedQueryStatusWord: 0x63c0, queryStatusWord: null, hasPin: true, numberBTries: 10, recordOpensToB: true, endOfFile: 'short', t0: false, hasTextAp: true, broken: null };

/** Pseudo ATR of a contactless type B card (PC/SC part 3), with an invented answer to request. */
export const VIRTUAL_ATR = withCheckByte(fromHex('3b888001 00000000b37183 10'));

/** 照合番号B of every virtual card: era year, month, day, year of expiry, code. Invented. */
export const VIRTUAL_NUMBER_B = '01010120359999';

type Pin = { digits: Uint8Array; left: number; readonly most: number };
const OPENED_BY: Record<keyof CardFiles, readonly string[] | null> = {
  '0001': ['0011', '0014'], '0002': ['0011', '0015'], '0003': ['0011', '0014', '0015'], '0004': null, '0005': null, '0007': ['0011', '0014', '0015'],
};

/**
 * The card's side of the text AP in memory: files, counters, signatures. Speaks bytes, so the same card lies on
 * the simulated reader, on pcscd's virtual reader and in unit tests.
 */
export class VirtualCard {
  readonly person: FictitiousPerson;
  readonly habits: CardHabits;
  readonly atr = VIRTUAL_ATR;
  /** to tamper with; physical bytes */
  readonly files: CardFiles;
  /** every file that was ever selected, in order */
  readonly selected: string[] = [];
  private readonly issued: IssuedCard;
  private readonly pins: Record<string, Pin>;
  private inTextAp = false;
  private current: string | null = null;
  private presented = new Set<string>();
  private waiting: Uint8Array = new Uint8Array();

  constructor(person: FictitiousPerson, issued: IssuedCard, habits: Partial<CardHabits> = {}, numberB = VIRTUAL_NUMBER_B) {
    this.person = person;
    this.habits = { ...ORDINARY, ...habits };
    this.issued = issued;
    this.files = { ...issued.files };
    const pin = (digits: string, left: number, most: number): Pin => ({ digits: Buffer.from(digits), left, most });
    this.pins = { '0011': pin(person.pin, person.triesLeft, 3), '0014': pin('000000000000', 10, 10), '0015': pin(numberB, habits.numberBTries ?? 10, 10) };
  }

  static async issue(issuer: CardIssuer, person: FictitiousPerson, habits: Partial<CardHabits> = {}): Promise<VirtualCard> {
    return new VirtualCard(person, await issuer.issue(person), habits);
  }

  get numberBTriesLeft(): number { return this.pins['0015']?.left ?? 0; }
  get triesLeft(): number { return this.pins['0011']?.left ?? 0; }

  /** Power off or reset: nothing is selected, no PIN counts as presented. Counters stay. */
  reset(): void {
    this.inTextAp = false;
    this.current = null;
    this.presented = new Set();
    this.waiting = new Uint8Array();
  }

  /** One command to one answer with its status word. */
  exec(apdu: Uint8Array): Uint8Array {
    if (this.habits.broken) return this.habits.broken;
    const [cla = 0, ins = 0, p1 = 0, p2 = 0] = apdu;
    if (apdu.length < 4) return answer(0x6700);
    if (cla === 0x80 && ins === 0x2a) return p1 === 0 && p2 === 0 ? this.sign(apdu) : answer(0x6a86);
    if (cla !== 0x00) return answer(0x6e00);
    switch (ins) {
      case 0xa4: return this.select(p1, apdu.subarray(5, 5 + (apdu[4] ?? 0)));
      case 0x20: return this.verify(apdu);
      case 0xb0: return this.read((p1 << 8) | p2, apdu[4] || 256);
      case 0xc0: return this.deliver(apdu[4] || 256);
      default: return answer(0x6d00);
    }
  }

  private select(p1: number, data: Uint8Array): Uint8Array {
    if (p1 === 0x04) {
      this.reset();
      this.inTextAp = this.habits.hasTextAp && equalBytes(data, TEXT_AP);
      return answer(this.inTextAp ? 0x9000 : 0x6a82);
    }
    if (p1 !== 0x02 || !this.inTextAp) return answer(0x6986);
    const fileId = Buffer.from(data).toString('hex');
    if (fileId === '0011' && !this.habits.hasPin) return answer(0x6a82);
    if (!(fileId in this.files) && !(fileId in this.pins)) return answer(0x6a82);
    this.current = fileId;
    this.selected.push(fileId);
    return answer(0x9000);
  }

  private verify(apdu: Uint8Array): Uint8Array {
    const fileId = this.current ?? '';
    const pin = this.pins[fileId];
    if (!pin) return answer(this.current === null ? 0x6986 : 0x6981);
    if (apdu.length === 4) {
      if (this.habits.queryStatusWord !== null && fileId === '0011') return answer(this.habits.queryStatusWord);
      return answer(pin.left > 0 ? 0x63c0 | pin.left : this.habits.lockedQueryStatusWord);
    }
    if (pin.left === 0) return answer(this.habits.lockedStatusWord);
    if (equalBytes(pin.digits, apdu.subarray(5))) {
      pin.left = pin.most;
      this.presented.add(fileId);
      return answer(0x9000);
    }
    this.presented.delete(fileId);
    pin.left--;
    return answer(0x63c0 | pin.left);
  }

  private read(offset: number, length: number): Uint8Array {
    const file = this.files[this.current as keyof CardFiles] as Uint8Array | undefined;
    if (!file) return answer(0x6986);
    const all = OPENED_BY[this.current as keyof CardFiles];
    const openers = this.current === '0003' && !this.habits.recordOpensToB ? ['0011'] : all;
    if (openers && !openers.some((fileId) => this.presented.has(fileId))) return answer(0x6982);
    if (offset >= file.length) return answer(this.habits.endOfFile === '6282' ? 0x6282 : 0x6b00);
    const page = file.subarray(offset, offset + length);
    if (page.length === length) return answer(0x9000, page);
    if (this.habits.t0) return answer(0x6c00 | page.length);
    return answer(this.habits.endOfFile === '6282' ? 0x6282 : 0x9000, page);
  }

  private sign(apdu: Uint8Array): Uint8Array {
    if (!this.inTextAp) return answer(0x6986);
    const digestInfo = apdu.subarray(5, 5 + (apdu[4] ?? 0));
    const signature = new Uint8Array(privateEncrypt({ key: this.issued.cardKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo));
    if (!this.habits.t0) return answer(0x9000, signature);
    this.waiting = signature;
    return answer(0x6180);
  }

  /** GET RESPONSE in two halves, as short-buffered readers do. */
  private deliver(length: number): Uint8Array {
    if (this.waiting.length === 0) return answer(0x6985);
    const piece = this.waiting.subarray(0, length);
    this.waiting = this.waiting.subarray(piece.length);
    return answer(this.waiting.length > 0 ? 0x6100 | (this.waiting.length & 0xff) : 0x9000, piece);
  }
}

function answer(statusWord: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  return concatBytes(data, Uint8Array.of(statusWord >> 8, statusWord & 0xff));
}

function withCheckByte(atr: Uint8Array): Uint8Array {
  return concatBytes(atr, Uint8Array.of(atr.subarray(1).reduce((sum, octet) => sum ^ octet, 0)));
}
