import type { DrawnLetter, GlyphCheck } from '../ports.ts';
import type { DefaultShapes } from './default-shapes.ts';

/** px: large enough that two kanji of one stroke's difference differ in many pixels, small enough that an address costs a few milliseconds. */
const SIZE = 64;
/** A code point that no standard has ever given away: whatever is drawn for it is the face's own empty box. */
const NOBODYS = '\u{3FFFD}';
/** Variation selectors: standardised (FE00–FE0F) and of ideographs (E0100–E01EF). */
const SELECTOR = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;
const BLANK = /^[\s\p{Cf}]*$/u;

/** FNV-1a over pixels that are not empty, with their places: two letters in four thousand million look alike by chance. */
const inkHash = (pixels: Uint32Array): number => {
  let hash = 0x811c9dc5;
  let inked = false;
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = pixels[at]!;
    if (pixel === 0) continue;
    inked = true;
    hash = Math.imul(hash ^ at, 0x01000193);
    hash = Math.imul(hash ^ pixel, 0x01000193);
  }
  return inked ? (hash >>> 0) || 1 : 0;
};

const asksForDefault = (letter: string, shapes: DefaultShapes): boolean => {
  const [base = 0, selector = 0] = [...letter].map((sign) => sign.codePointAt(0)!);
  return (shapes[selector.toString(16)] ?? '').split(',').some((range) => { const [from = '', until = from] = range.slice(2).split('-'); return base >= Number.parseInt(from, 16) && base <= Number.parseInt(until, 16); });
};

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The family in which names stand on the page (:lang(ja) of the tokens). */
const familyOfNames = (page: Document): string => {
  const probe = Object.assign(page.createElement('span'), { lang: 'ja', hidden: true });
  page.body.append(probe);
  const { fontFamily } = getComputedStyle(probe);
  probe.remove();
  return fontFamily;
};

/**
 * Draws each letter as the page would and compares the ink: like the box of a code point that nobody has means that no face
 * here has a glyph; like the bare kanji means that its variation selector changed nothing. Nothing that was drawn is kept.
 * `wholeFaces`: resolves when the page knows every slice of its faces. A selector that asks for the very shape that is drawn without it is no doubt (`defaultShapes`).
 */
export const canvasGlyphCheck = (page: Document, wholeFaces: () => Promise<unknown>, defaultShapes: () => Promise<DefaultShapes>): GlyphCheck => {
  const canvas = Object.assign(page.createElement('canvas'), { width: SIZE * 2, height: SIZE * 2, lang: 'ja' });
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  /** One number for all pixels; 0 where no ink is. */
  const inkOf = (text: string): number => {
    if (!brush) return 0;
    brush.clearRect(0, 0, canvas.width, canvas.height);
    brush.fillText(text, SIZE / 2, SIZE * 1.5);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    brush.clearRect(0, 0, canvas.width, canvas.height);
    return inkHash(new Uint32Array(data.buffer));
  };

  let shapes: DefaultShapes = {};
  const lookAt = (letter: string, box: number): DrawnLetter => {
    if (BLANK.test(letter)) return { text: letter, drawn: 'exact' };
    const ink = inkOf(letter);
    if (ink === box || ink === 0) return { text: letter, drawn: 'missing' };
    return { text: letter, drawn: SELECTOR.test(letter) && !asksForDefault(letter, shapes) && ink === inkOf(letter.replaceAll(new RegExp(SELECTOR, 'gu'), '')) ? 'plain' : 'exact' };
  };

  return {
    look(text) {
      const letters = [...segmenter.segment(text)].map(({ segment }) => segment);
      if (!brush) return letters.map((letter) => ({ text: letter, drawn: 'exact' }));
      brush.font = `${SIZE}px ${familyOfNames(page)}`;
      const box = inkOf(NOBODYS);
      return letters.map((letter) => lookAt(letter, box));
    },
    settled: async (text) => {
      await Promise.all([wholeFaces(), SELECTOR.test(text) ? defaultShapes().then((known) => { shapes = known; }, () => undefined) : undefined]);
      await Promise.all([400, 700].map((weight) => page.fonts.load(`${weight} ${SIZE}px ${familyOfNames(page)}`, text))).catch(() => undefined);
    },
  };
};
