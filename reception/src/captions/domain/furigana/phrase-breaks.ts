import type { ReadPiece } from '../../../../contract/index.ts';
import { findLocks } from '../locks.ts';
import type { Piece } from './okurigana.ts';
import type { Word } from './words-in-context.ts';
import type { Tokenize } from './write-furigana.ts';

const CONTENT = /^(名詞,(?!接尾|非自立)|(動詞|形容詞),自立|副詞,|連体詞,|接続詞,|感動詞,|接頭詞,|記号,括弧開)/;
const kindOf = (word: Word): string => `${word.kind},${word.detail},${word.more}`;

/** 文節 begin at a word that stands for itself; compounds (本人 + 確認), お待ち, 確認する and Latin letters with digits stay together. */
function begins(word: Word, previous: Word): boolean {
  if (!CONTENT.test(kindOf(word)) || previous.kind === '接頭詞' || /^記号,括弧開/.test(kindOf(previous))) return false;
  if (word.kind === '動詞' && /^(する|できる|致す|いたす)$/.test(word.base) && previous.kind === '名詞') return false;
  if (/^[A-Za-z\d]/.test(word.surface) && /[A-Za-z\d,.:/-]$/.test(previous.surface)) return false;
  if (word.kind !== '名詞' || previous.kind !== '名詞') return true;
  return word.detail === '数' ? previous.detail !== '数' : /^(名詞,副詞可能|名詞,代名詞)/.test(kindOf(previous));
}

/** Where a line may break: before a 文節, never inside a word, a number with its counter or a date. */
export function phraseBreaks(text: string, tokenize: Tokenize): ReadonlySet<number> {
  const breaks = new Set<number>();
  let at = 0;
  let previous: Word | null = null;
  for (const word of tokenize(text)) {
    const found = text.indexOf(word.surface, at);
    if (word.surface === '' || found < 0) continue;
    if (previous !== null && (found > at || begins(word, previous))) breaks.add(found);
    at = found + word.surface.length;
    previous = word;
  }
  for (const { from, to } of findLocks(text, 'ja')) for (let inside = from + 1; inside < to; inside += 1) breaks.delete(inside);
  return breaks;
}

/** The pieces of a line with the places where a line may begin; bare pieces are parted there, words with a reading never. */
export function withBreaks(text: string, pieces: readonly Piece[], breaks: ReadonlySet<number>): ReadPiece[] {
  const out: ReadPiece[] = [];
  let at = 0;
  for (const { text: whole, reading } of pieces) {
    const inside = reading === undefined ? [...breaks].filter((place) => place > at && place < at + whole.length) : [];
    for (const [i, from] of [at, ...inside].entries()) {
      const part = text.slice(from, inside[i] ?? at + whole.length);
      out.push({ text: part, ...(reading === undefined ? {} : { reading }), ...(breaks.has(from) ? { begins: true as const } : {}) });
    }
    at += whole.length;
  }
  return out;
}
