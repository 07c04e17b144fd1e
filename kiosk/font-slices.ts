/** One file of a face: which code points it draws. Paths are relative to dist (`assets/…woff2`). */
export interface FontSlice { file: string; family: string; ranges: readonly (readonly [number, number])[] }

const rangeOf = (range: string): readonly [number, number] => {
  const [from = '', until = from] = range.trim().replace(/^u\+/i, '').split('-');
  return from.includes('?') ? [Number.parseInt(from.replaceAll('?', '0'), 16), Number.parseInt(from.replaceAll('?', 'f'), 16)] : [Number.parseInt(from, 16), Number.parseInt(until, 16)];
};

/** Reads the `@font-face` rules of a built style sheet. */
export const fontSlices = (css: string): FontSlice[] => [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, body = '']) => {
  const file = /url\(["']?\/?([^"')]+\.woff2)["']?\)/.exec(body)?.[1];
  const family = /font-family:\s*["']?([^;"']+)/.exec(body)?.[1]?.trim() ?? '';
  const ranges = /unicode-range:\s*([^;}]+)/i.exec(body)?.[1];
  return file ? [{ file, family, ranges: ranges ? ranges.split(',').map(rangeOf) : [[0, 0x10ffff] as const] }] : [];
});

/** Digits and Latin letters are always there; the rest by what the surface's own sentences hold. */
const ALWAYS = Array.from({ length: 0x5f }, (_, index) => 0x20 + index);

/** Files of those slices of which `text` (a surface's whole program, sentences included) uses at least one sign. */
export const slicesFor = (slices: readonly FontSlice[], text: string): string[] => {
  const points = new Set(ALWAYS);
  for (const sign of text) points.add(sign.codePointAt(0) ?? 0);
  const used = [...points];
  return [...new Set(slices.filter(({ ranges }) => used.some((point) => ranges.some(([from, until]) => point >= from && point <= until))).map(({ file }) => file))];
};

/** Faces that a page asks for by itself, before any style sheet does. */
export const facesNamedBy = (html: string): string[] => [...html.matchAll(/href="\/(assets\/[^"]+\.woff2)"/g)].map(([, file]) => file!);
