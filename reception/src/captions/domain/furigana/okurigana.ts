/** One written piece: `reading` where kanji or digits stand, absent for kana, signs and what stays bare. */
export interface Piece { readonly text: string; readonly reading?: string }

export const NEEDS_READING = /[\p{Script=Han}〆\d]/u;
const RUN = /[\p{Script=Han}〆ヶヵ\d,.]+|[^\p{Script=Han}〆ヶヵ\d,.]+/gu;
const COUNTED = /[\p{Script=Han}\d][かカケヵヶ][月所国年]/u;
export const toHiragana = (text: string): string => text.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Splits a word into kanji with their reading and okurigana without: 引っ越し, ひっこし -> 引(ひ) っ 越(こ) し. A word that does not fit its reading keeps it whole. */
export function withOkurigana(word: string, reading: string): Piece[] {
  const hiragana = toHiragana(reading);
  const runs = word.match(RUN) ?? [];
  if (!NEEDS_READING.test(word)) return [{ text: word }];
  /* 3か月 and 二カ所 are one word to a reader */
  if (COUNTED.test(word)) return [{ text: word, reading: hiragana }];
  const fits = new RegExp(`^${runs.map((run) => (NEEDS_READING.test(run) ? '(.+?)' : escape(toHiragana(run)))).join('')}$`, 'u').exec(hiragana);
  if (fits === null) return [{ text: word, reading: hiragana }];
  let group = 0;
  return runs.map((run) => (NEEDS_READING.test(run) ? { text: run, reading: fits[group += 1]! } : { text: run }));
}
