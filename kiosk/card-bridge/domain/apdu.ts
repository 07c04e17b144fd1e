import { concatBytes, equalBytes, fromHex } from './bytes.ts';
import { CardFault } from './card-fault.ts';
import { CARD_APPLICATIONS, isAllowedFile, NUMBER_B, TEXT_AP, TEXT_AP_PIN, type FileId } from './text-ap.ts';

/** Command APDUs of ISO/IEC 7816-4, short form. Each function gives fresh bytes that the sender may zero. */
export const INS = { verify: 0x20, performSecurityOperation: 0x2a, select: 0xa4, readBinary: 0xb0, getResponse: 0xc0 } as const;

/** One READ BINARY asks for at most this many bytes (Le 00). */
export const PAGE_BYTES = 256;

export function selectApplication(aid: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(0x00, INS.select, 0x04, 0x0c, aid.length), aid);
}

export function selectTextAp(): Uint8Array {
  return selectApplication(TEXT_AP);
}

/** Throws FORBIDDEN_FILE for a file outside the list, also when a cast got it past the types. */
export function selectFile(fileId: FileId): Uint8Array {
  if (!isAllowedFile(fileId)) throw new CardFault('FORBIDDEN_FILE');
  return Uint8Array.of(0x00, INS.select, 0x02, 0x0c, 0x02, fileId >> 8, fileId & 0xff);
}

/** VERIFY without data: asks how many tries are left and costs none. */
export function queryTries(): Uint8Array {
  return Uint8Array.of(0x00, INS.verify, 0x00, 0x80);
}

/** `pin`: ASCII digits, four of a PIN or fourteen of 照合番号B. The caller zeroes both arrays. */
export function verifyPin(pin: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(0x00, INS.verify, 0x00, 0x80, pin.length), pin);
}

/** `offset` up to 32,767: the top bit would turn P1 into a short file identifier, a second way to name a file. */
export function readBinary(offset: number, length: number): Uint8Array {
  if (offset < 0 || offset > 0x7fff || length < 1 || length > PAGE_BYTES) throw new RangeError('read binary');
  return Uint8Array.of(0x00, INS.readBinary, offset >> 8, offset & 0xff, length & 0xff);
}

const sha256DigestInfo = fromHex('3031300d060960864801650304020105000420');
/** Asks the card to sign a SHA-256 hash (32 bytes) with the key that only the card holds. Needs no selected file. */
export function signChallenge(hash: Uint8Array): Uint8Array {
  const digestInfo = concatBytes(sha256DigestInfo, hash);
  return concatBytes(Uint8Array.of(0x80, INS.performSecurityOperation, 0x00, 0x00, digestInfo.length), digestInfo, Uint8Array.of(0));
}

export function getResponse(length: number): Uint8Array {
  return Uint8Array.of(0x00, INS.getResponse, 0x00, 0x00, length & 0xff);
}

/** The same command with another Le in its last byte (answer to 6Cxx). Only for commands that end in Le. */
export function withLe(apdu: Uint8Array, length: number): Uint8Array {
  return concatBytes(apdu.subarray(0, -1), Uint8Array.of(length & 0xff));
}

/**
 * The last gate before the wire: is this one of the few commands above? Independent of the builders,
 * so that a mistake in them (or a new verb) still cannot select the 個人番号 or name a file by its short identifier.
 */
export function isAllowedApdu(apdu: Uint8Array): boolean {
  const [cla, ins, p1 = -1, p2 = -1, lc = 0] = apdu;
  const data = apdu.subarray(5);
  if (cla === 0x80) return ins === INS.performSecurityOperation && p1 === 0 && p2 === 0 && lc === 51 && data.length === 52;
  if (cla !== 0x00) return false;
  switch (ins) {
    case INS.select:
      if (p1 === 0x04) return p2 === 0x0c && CARD_APPLICATIONS.some(({ aid }) => lc === aid.length && equalBytes(data, aid));
      return p1 === 0x02 && p2 === 0x0c && lc === 2 && data.length === 2 && isAllowedFile(((data[0] ?? 0) << 8) | (data[1] ?? 0));
    case INS.verify:
      if (p1 !== 0 || p2 !== 0x80) return false;
      return apdu.length === 4 || ((lc === TEXT_AP_PIN.digits || lc === NUMBER_B.digits) && data.length === lc && data.every((octet) => octet >= 0x30 && octet <= 0x39));
    case INS.readBinary:
      return p1 >= 0 && p1 < 0x80 && apdu.length === 5;
    case INS.getResponse:
      return p1 === 0 && p2 === 0 && apdu.length === 5;
    default:
      return false;
  }
}
