/**
 * Inflate (RFC 1951) of a stranger's bytes. The cap holds while it inflates, so a bomb costs no more than the cap; anything
 * that is not a whole, well-formed stream is null, never an exception.
 */
interface Codes { readonly counts: Uint16Array; readonly symbols: Uint16Array }
class Broken extends Error {}

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258] as const;
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0] as const;
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577] as const;
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;

const codesOf = (lengths: readonly number[]): Codes => {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const offsets = [0, 0];
  for (let n = 1; n < 16; n += 1) offsets[n + 1] = (offsets[n] ?? 0) + (counts[n] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => { if (length > 0) { symbols[offsets[length] ?? 0] = symbol; offsets[length] = (offsets[length] ?? 0) + 1; } });
  let left = 1;
  for (let n = 1; n < 16; n += 1) { left = (left << 1) - (counts[n] ?? 0); if (left < 0) throw new Broken('over-full code'); }
  counts[0] = 0;
  return { counts, symbols };
};

const FIXED = { literals: codesOf(Array.from({ length: 288 }, (_, n) => (n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8))), distances: codesOf(Array.from({ length: 30 }, () => 5)) };

class Bits {
  at = 0; private held = 0; private count = 0;
  constructor(private readonly bytes: Uint8Array) {}
  take(n: number): number {
    while (this.count < n) {
      if (this.at >= this.bytes.length) throw new Broken('cut off');
      this.held |= (this.bytes[this.at] ?? 0) << this.count;
      this.at += 1; this.count += 8;
    }
    const value = this.held & ((1 << n) - 1);
    this.held >>>= n; this.count -= n;
    return value;
  }
  toByte(): void { this.held = 0; this.count = 0; }
  symbol({ counts, symbols }: Codes): number {
    let [code, first, index] = [0, 0, 0];
    for (let n = 1; n < 16; n += 1) {
      code |= this.take(1);
      const count = counts[n] ?? 0;
      if (code - count < first) return symbols[index + code - first] ?? 0;
      index += count; first = (first + count) << 1; code <<= 1;
    }
    throw new Broken('no such code');
  }
}

const dynamicCodes = (bits: Bits): typeof FIXED => {
  const [literals, distances, order] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4];
  const own = Array.from({ length: 19 }, () => 0);
  for (let n = 0; n < order; n += 1) own[ORDER[n] ?? 0] = bits.take(3);
  const codes = codesOf(own);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = bits.symbol(codes);
    if (symbol < 16) { lengths.push(symbol); continue; }
    if (symbol === 16 && lengths.length === 0) throw new Broken('nothing to repeat');
    const value = symbol === 16 ? lengths.at(-1) ?? 0 : 0;
    for (let times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7); times > 0; times -= 1) lengths.push(value);
  }
  if (lengths.length > literals + distances) throw new Broken('too many lengths');
  return { literals: codesOf(lengths.slice(0, literals)), distances: codesOf(lengths.slice(literals)) };
};

/** `null`: broken, or more than `cap` bytes. */
export const inflate = (bytes: Uint8Array, cap: number): Uint8Array | null => {
  const out = new Uint8Array(cap);
  let size = 0;
  const put = (byte: number): void => { if (size >= cap) throw new Broken('more than the cap'); out[size] = byte; size += 1; };
  const bits = new Bits(bytes);
  const stored = (): void => {
    bits.toByte();
    const length = bits.take(8) | (bits.take(8) << 8);
    if ((bits.take(8) | (bits.take(8) << 8)) !== (~length & 0xffff)) throw new Broken('stored length');
    for (let n = 0; n < length; n += 1) put(bits.take(8));
  };
  const packed = ({ literals, distances }: typeof FIXED): void => {
    for (let symbol = bits.symbol(literals); symbol !== 256; symbol = bits.symbol(literals)) {
      if (symbol < 256) { put(symbol); continue; }
      const length = (LENGTHS[symbol - 257] ?? 0) + bits.take(LENGTH_BITS[symbol - 257] ?? 0);
      const code = bits.symbol(distances);
      const distance = (DISTANCES[code] ?? 0) + bits.take(code < 2 ? 0 : (code >> 1) - 1);
      if (length < 3 || distance < 1 || distance > size) throw new Broken('no such distance');
      for (let n = 0; n < length; n += 1) put(out[size - distance] ?? 0);
    }
  };
  try {
    for (let last = 0; last === 0;) {
      last = bits.take(1);
      const kind = bits.take(2);
      if (kind === 0) stored(); else if (kind === 1) packed(FIXED); else if (kind === 2) packed(dynamicCodes(bits)); else return null;
    }
    return bits.at === bytes.length ? out.slice(0, size) : null;
  } catch (error) {
    if (error instanceof Broken) return null;
    throw error;
  }
};
