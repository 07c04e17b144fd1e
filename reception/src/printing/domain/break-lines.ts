import type { Language } from '../../../contract/index.ts';
import type { Measure, TextStyle } from './sheet.ts';

/** Written with spaces between words; やさしい日本語 is parted by people, so it breaks where they did. */
const SPACED: ReadonlySet<Language> = new Set(['ja-easy', 'en', 'ko', 'vi', 'pt', 'fil']);
const NO_LINE_START = new Set([...'、。，．）)」』】・ー々！？：；,.!?:;〜%']);
const NO_LINE_END = new Set([...'（(「『【']);

/** Pieces that stay together: a word, a reading with its kanji, a run of Latin letters or digits, or one letter with the marks that cling to it. */
function pieces(text: string, lang: Language): string[] {
  if (SPACED.has(lang)) return text.match(/\s*\S+/gu) ?? [];
  const out: string[] = [];
  for (const letter of text.match(/\s*[A-Za-z0-9:.\-–]+|\s*\S/gu) ?? []) {
    const last = out.at(-1);
    if (last !== undefined && (NO_LINE_START.has(letter) || NO_LINE_END.has([...last].at(-1) ?? ''))) out[out.length - 1] = last + letter;
    else out.push(letter);
  }
  return out;
}

/** Lines that fit into `width` dots. A piece that is wider than a line is broken at letters; nothing is cut off. */
export function breakLines(text: string, style: TextStyle, width: number, measure: Measure): string[] {
  const lines: string[] = [''];
  const fits = (line: string): boolean => measure(line, style) <= width;
  const add = (piece: string): void => {
    const line = lines.at(-1) ?? '';
    if (line === '' ? fits(piece.trimStart()) : fits(line + piece)) { lines[lines.length - 1] = line === '' ? piece.trimStart() : line + piece; return; }
    if (line !== '') { lines.push(''); add(piece); return; }
    for (const letter of piece.trimStart()) {
      const now = lines.at(-1) ?? '';
      if (now === '' || fits(now + letter)) lines[lines.length - 1] = now + letter; else lines.push(letter);
    }
  };
  for (const piece of pieces(text, style.lang)) add(piece);
  return lines.filter((line) => line !== '');
}

/** The largest size, from `size` down to `least` dots, at which the text stands on one line; `least` where none does. */
export function fitSize(text: string, style: TextStyle, width: number, measure: Measure, least = 20): number {
  let { size } = style;
  while (size > least && measure(text, { ...style, size }) > width) size -= 2;
  return size;
}
