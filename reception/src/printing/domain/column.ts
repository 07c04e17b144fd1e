import type { Language, Wording } from '../../../contract/index.ts';
import { breakLines, fitSize } from './break-lines.ts';
import { onPaper } from './paper-words.ts';
import { DOTS_ACROSS, type Item, type Measure, type PaperWidth, type Sheet, type TextStyle } from './sheet.ts';

const TOKYO_MS = 9 * 3_600_000;
const two = (n: number): string => String(n).padStart(2, '0');
/** HH:MM in Tokyo. */
export const clock = (ms: number): string => { const minutes = Math.floor((ms + TOKYO_MS) / 60_000); return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`; };
export const inWords = (wording: Wording, lang: Language): string => wording[lang] ?? wording.en;
export const LIST = { ja: '・', 'ja-easy': '・', en: ', ', zh: '、', ko: ', ', vi: ', ', pt: ', ', fil: ', ' } as const satisfies Record<Language, string>;

/** A column that grows downwards. */
export interface Column { readonly items: Item[]; readonly margin: number; readonly inner: number; y: number }
const LEADING = 1.32;

export function write(column: Column, measure: Measure, text: string, style: TextStyle, { centre = false, x = column.margin, width = column.inner }: { centre?: boolean; x?: number; width?: number } = {}): void {
  for (const line of breakLines(text, style, width, measure)) {
    const at = centre ? x + Math.round((width - measure(line, style)) / 2) : x;
    column.items.push({ t: 'text', x: at, baseline: Math.round(column.y + style.size), text: line, ...style });
    column.y += Math.round(style.size * LEADING);
  }
}
export const rule = (column: Column): void => {
  column.items.push({ t: 'box', x: column.margin, y: column.y + 4, width: column.inner, height: 2 });
  column.y += 16;
};
export const newColumn = (paper: PaperWidth): Column => {
  const margin = paper === 80 ? 16 : 8;
  return { items: [], margin, inner: DOTS_ACROSS[paper] - 2 * margin, y: 8 };
};
export const sheetOf = ({ items, margin, inner, y }: Column): Sheet => ({ width: inner + 2 * margin, height: y + 12, items });

/** The visitor's language, and Japanese below it for helpers and staff. */
export const languagesOf = ({ language }: { readonly language: Language }): Language[] => (language === 'ja' || language === 'ja-easy' ? [language] : [language, 'ja']);

/** White on black over the whole width: whoever holds two papers sees which is the copy. */
export function againBar(column: Column, measure: Measure, lang: Language): void {
  const text = lang === 'ja' ? onPaper('again', 'ja') : `${onPaper('again', lang)} ${onPaper('again', 'ja')}`;
  const style: TextStyle = { size: fitSize(text, { size: 32, bold: true, lang }, column.inner - 16, measure), bold: true, lang };
  column.items.push({ t: 'box', x: column.margin, y: column.y + 4, width: column.inner, height: 46 });
  column.items.push({ t: 'text', x: column.margin + Math.round((column.inner - measure(text, style)) / 2), baseline: column.y + 38, text, white: true, ...style });
  column.y += 56;
}
