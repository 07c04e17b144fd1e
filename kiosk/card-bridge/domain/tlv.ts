import { concatBytes } from './bytes.ts';

/** One BER-TLV object. `start` .. `end` are offsets into the parsed bytes and include the header. */
export type TlvObject = { tag: number; start: number; valueStart: number; end: number; value: Uint8Array };
export type TlvHeader = { tag: number; headerLength: number; valueLength: number };

/** Bytes that are not BER-TLV. Caught where a file is decoded and turned into CARD_DATA. */
export class TlvError extends Error {
  override readonly name = 'TlvError';
}

/**
 * Reads a tag of up to three octets (0x90, 0x7F21, 0xDF22) and a length in the 1-byte, 81, 82 or 83 form.
 * Long addresses need 81 and 82: readers that assume one byte break on them.
 */
export function parseTlvHeader(bytes: Uint8Array, start = 0): TlvHeader {
  let at = start;
  const next = (what: string): number => {
    const octet = bytes[at++];
    if (octet === undefined) throw new TlvError(`truncated ${what}`);
    return octet;
  };
  let tag = next('tag');
  if ((tag & 0x1f) === 0x1f) {
    let octet: number;
    do {
      octet = next('tag');
      tag = tag * 256 + octet;
      if (at - start > 3) throw new TlvError('tag too long');
    } while (octet & 0x80);
  }
  let valueLength = next('length');
  if (valueLength & 0x80) {
    const count = valueLength & 0x7f;
    if (count < 1 || count > 3) throw new TlvError('length form');
    valueLength = 0;
    for (let i = 0; i < count; i++) valueLength = valueLength * 256 + next('length');
  }
  return { tag, headerLength: at - start, valueLength };
}

/** The objects that lie side by side in `bytes[start, end)`. An object that runs over `end` is a TlvError. */
export function parseTlv(bytes: Uint8Array, start = 0, end = bytes.length): TlvObject[] {
  const objects: TlvObject[] = [];
  const window = bytes.subarray(0, end);
  for (let at = start; at < end;) {
    const header = parseTlvHeader(window, at);
    const valueStart = at + header.headerLength;
    const objectEnd = valueStart + header.valueLength;
    if (objectEnd > end) throw new TlvError('value overruns');
    objects.push({ tag: header.tag, start: at, valueStart, end: objectEnd, value: bytes.subarray(valueStart, objectEnd) });
    at = objectEnd;
  }
  return objects;
}

/** The first object alone: files end in FF FF filler, which otherwise reads as an over-long tag. */
export function parseOuterTlv(bytes: Uint8Array): TlvObject {
  const header = parseTlvHeader(bytes);
  const end = header.headerLength + header.valueLength;
  if (end > bytes.length) throw new TlvError('value overruns');
  return { tag: header.tag, start: 0, valueStart: header.headerLength, end, value: bytes.subarray(header.headerLength, end) };
}

/** Definite lengths in the shortest form; values up to 65,535 bytes. */
export function encodeTlv(tag: number, value: Uint8Array): Uint8Array {
  const tagBytes: number[] = [];
  for (let rest = tag; rest > 0; rest = Math.floor(rest / 256)) tagBytes.unshift(rest & 0xff);
  const length = value.length;
  if (length > 0xffff) throw new RangeError('value too long');
  const lengthBytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concatBytes(Uint8Array.from([...tagBytes, ...lengthBytes]), value);
}
