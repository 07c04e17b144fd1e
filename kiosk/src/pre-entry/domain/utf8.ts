/** UTF-8 by hand: the domain has no TextEncoder, and a decoder of strangers' bytes answers null instead of guessing. Lone surrogates become U+FFFD. */
export const toUtf8 = (text: string): number[] => {
  const bytes: number[] = [];
  for (const letter of text) {
    const raw = letter.codePointAt(0) ?? 0xfffd;
    const c = raw >= 0xd800 && raw <= 0xdfff ? 0xfffd : raw;
    if (c < 0x80) bytes.push(c);
    else if (c < 0x800) bytes.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) bytes.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else bytes.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return bytes;
};

/** First code point of a sequence of this many bytes; anything below is an overlong form. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

export const fromUtf8 = (bytes: ArrayLike<number>): string | null => {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const size = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (size === 0 || at + size > bytes.length) return null;
    let c = size === 1 ? first : first & (0x7f >> size);
    for (let k = 1; k < size; k += 1) {
      const next = bytes[at + k] ?? 0;
      if ((next & 0xc0) !== 0x80) return null;
      c = (c << 6) | (next & 63);
    }
    if (c < (SMALLEST[size] ?? 0) || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) return null;
    text += String.fromCodePoint(c);
    at += size;
  }
  return text;
};
