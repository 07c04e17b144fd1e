/** Bytes that are looked for, all at once. */
export type Needle = { readonly name: string; readonly bytes: Buffer };
/** In the two encodings of a browser; what a card writes is UTF-8 too. */
export const inBoth = (name: string, text: string): Needle[] => [{ name, bytes: Buffer.from(text, 'utf8') }, { name: `${name} (UTF-16)`, bytes: Buffer.from(text, 'utf16le') }];

/** Calls `found` for each place at which one of the needles begins. */
export type NeedleSearch = { readonly longest: number; in(hay: Buffer, found: (needle: Needle, at: number) => void): void };

const PAIRS = 65_536;
const pairAt = (bytes: Buffer, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

/**
 * Wu and Manber (1994): a window as long as the shortest needle slides over the hay, and its last two bytes tell how far it may go on.
 * Forty needles cost little more than one; a gigabyte of memory takes seconds.
 */
export function prepareSearch(needles: readonly Needle[]): NeedleSearch {
  const window = Math.min(...needles.map(({ bytes }) => bytes.length));
  if (!(window >= 2)) throw new Error('A needle of less than two bytes stands everywhere.');
  const shifts = new Uint8Array(PAIRS).fill(Math.min(255, window - 1));
  const ending = new Map<number, Needle[]>();
  for (const needle of needles) {
    for (let at = 0; at + 2 <= window; at += 1) {
      const pair = pairAt(needle.bytes, at);
      shifts[pair] = Math.min(shifts[pair]!, window - 2 - at);
    }
    const last = pairAt(needle.bytes, window - 2);
    ending.set(last, [...ending.get(last) ?? [], needle]);
  }
  return {
    longest: Math.max(...needles.map(({ bytes }) => bytes.length)),
    in: (hay, found) => {
      for (let end = window - 2; end + 1 < hay.length;) {
        const pair = (hay[end]! << 8) | hay[end + 1]!;
        const shift = shifts[pair]!;
        if (shift > 0) { end += shift; continue; }
        const at = end - window + 2;
        for (const needle of ending.get(pair) ?? []) if (hay.compare(needle.bytes, 0, needle.bytes.length, at, Math.min(hay.length, at + needle.bytes.length)) === 0) found(needle, at);
        end += 1;
      }
    },
  };
}
