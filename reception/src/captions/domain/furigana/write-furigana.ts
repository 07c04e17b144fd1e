import { numberChunkAt } from './number-chunk.ts';
import { NEEDS_READING, toHiragana, withOkurigana, type Piece } from './okurigana.ts';
import { readInContext, type Word } from './words-in-context.ts';

/** Surface -> reading in hiragana. */
export type Readings = ReadonlyMap<string, string>;
export interface Glossary { readonly readings: Readings; /** letters of the longest word */ readonly longest: number }
export const glossaryOf = (readings: Readings): Glossary => ({ readings, longest: Math.max(0, ...[...readings.keys()].map((word) => word.length)) });

/** Splits a piece of a line into the words of a dictionary. Words may leave out blanks. */
export type Tokenize = (text: string) => readonly Word[];

/** A dictionary is asked about pieces of this many letters: a line may be endless. */
const PIECE = 300;
const COST = { glossary: 1, number: 0.9, numberAlone: 1.5, word: 1.1, /** a kanji inside a word that another piece has cut */ cut: 1.2, kana: 0.01, stray: 4 } as const;
const VARIATION = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u;

interface Step { from: number; text: string; reading: string | null; joins: 'start' | 'end' | 'noun' | 'no' }
interface Placed { word: Word; at: number }

/** The letters without variation selectors, full-width digits as half-width; `origin[i]` is where letter i stood. A lone surrogate becomes U+FFFD, as in the dictionary. */
function plainOf(text: string): { plain: string; origin: number[] } {
  const origin: number[] = [];
  let plain = '';
  let at = 0;
  for (const letter of text) {
    if (!VARIATION.test(letter)) {
      const narrow = letter.replace(/[０-９，．％]/, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xFEE0)).replace(/[\uD800-\uDFFF]/, (half) => (letter.length === 1 ? '\uFFFD' : half));
      for (let i = 0; i < narrow.length; i += 1) origin.push(at + i);
      plain += narrow;
    }
    at += letter.length;
  }
  origin.push(text.length);
  return { plain, origin };
}

function placeWords(plain: string, tokenize: Tokenize): Placed[] {
  const placed: Placed[] = [];
  for (let start = 0; start < plain.length;) {
    let end = Math.min(plain.length, start + PIECE);
    if (end < plain.length) { const stop = Math.max(...['。', '、', '！', '？', ' ', '　'].map((sign) => plain.lastIndexOf(sign, end - 1))); if (stop > start) end = stop + 1; else if (/[\uDC00-\uDFFF]/.test(plain.charAt(end))) end += 1; }
    let at = start;
    for (const word of tokenize(plain.slice(start, end))) {
      const found = plain.indexOf(word.surface, at);
      if (word.surface === '' || found < 0 || found + word.surface.length > end) continue;
      placed.push({ word, at: found });
      at = found + word.surface.length;
    }
    start = end;
  }
  return placed;
}

const isName = ({ kind, detail }: Word): boolean => kind === '名詞' && detail === '固有名詞';
const SUFFIX_OF_PLACE = /^[都道府県市区町村郡]$/;

/** The dictionary's word as a step. A name that the glossary does not hold stays bare, with the 市 or 区 behind it: a wrong name is worse than none. */
function wordStep(placed: readonly Placed[], index: number, plain: string): Step {
  const { word, at } = placed[index]!;
  const previous = index > 0 && placed[index - 1]!.at + placed[index - 1]!.word.surface.length === at ? placed[index - 1]!.word : undefined;
  const inContext = readInContext({ word, previous, before: plain.slice(Math.max(0, at - 20), at), after: plain.slice(at + word.surface.length, at + word.surface.length + 20) });
  const bare = inContext === null && isName(word) || (previous !== undefined && isName(previous) && SUFFIX_OF_PLACE.test(word.surface));
  const known = bare ? null : inContext ?? (word.reading === null ? null : toHiragana(word.reading));
  const reading = known !== null && /^[ぁ-んー]+$/.test(known) ? known : null;
  const joins = word.detail === '接尾' ? 'end' : word.kind === '接頭詞' ? 'start' : word.kind === '名詞' && /^(一般|サ変接続|形容動詞語幹)$/.test(word.detail) ? 'noun' : 'no';
  return { from: at, text: word.surface, reading, joins };
}

/** All steps that end at each letter: glossary, number with counter, word of the dictionary, and a single letter as the last resort. */
function* stepsAt(plain: string, at: number, glossary: Glossary, words: ReadonlyMap<number, Step>): Generator<[Step, number]> {
  for (let length = Math.min(glossary.longest, plain.length - at); length > 0; length -= 1) {
    const text = plain.slice(at, at + length);
    const reading = glossary.readings.get(text);
    if (reading !== undefined) yield [{ from: at, text, reading, joins: 'noun' }, COST.glossary];
  }
  const number = numberChunkAt(plain, at);
  if (number) yield [{ from: at, text: plain.slice(at, at + number.length), reading: number.reading, joins: 'no' }, number.alone ? COST.numberAlone : COST.number];
  const word = words.get(at);
  if (word) yield [word, !NEEDS_READING.test(word.text) ? COST.kana * word.text.length : /\d/.test(word.text) ? COST.stray : COST.word];
  const letter = String.fromCodePoint(plain.codePointAt(at)!);
  const cut = word || !NEEDS_READING.test(letter) ? null : readInContext({ word: { surface: letter, reading: null, kind: '名詞', detail: '一般', more: '*', form: '*', base: letter }, previous: undefined, before: plain.slice(Math.max(0, at - 20), at), after: plain.slice(at + letter.length, at + 20) });
  if (cut !== null) yield [{ from: at, text: letter, reading: cut, joins: 'no' }, COST.cut];
  yield [{ from: at, text: letter, reading: null, joins: 'no' }, NEEDS_READING.test(letter) ? COST.stray : COST.kana * 2];
}

/** The cheapest way through the line: fewest pieces, glossary before dictionary. */
function cheapest(plain: string, glossary: Glossary, words: ReadonlyMap<number, Step>): Step[] {
  const cost = new Array<number>(plain.length + 1).fill(Infinity);
  const best = new Array<Step | undefined>(plain.length + 1);
  cost[0] = 0;
  for (let at = 0; at < plain.length; at += 1) {
    if (cost[at] === Infinity) continue;
    for (const [step, price] of stepsAt(plain, at, glossary, words)) {
      const end = at + step.text.length;
      if (cost[at]! + price < cost[end]!) { cost[end] = cost[at]! + price; best[end] = step; }
    }
  }
  const way: Step[] = [];
  for (let end = plain.length; end > 0;) { const step = best[end]!; way.push(step); end = step.from; }
  return way.reverse();
}

const ONLY_KANJI = /^[\p{Script=Han}〆]+$/u;
/** 確認 + 書 is one word, 本人 + 確認 a compound; what is read as one stands under one reading, up to this many letters. */
const LONGEST_COMPOUND = 8;
function joined(steps: readonly Step[]): Step[] {
  const out: Step[] = [];
  for (const step of steps) {
    const last = out.at(-1);
    const touches = last !== undefined && last.reading !== null && step.reading !== null && ONLY_KANJI.test(last.text) && ONLY_KANJI.test(step.text) && last.text.length + step.text.length <= LONGEST_COMPOUND;
    const one = touches && ((last.joins === 'start' && step.joins !== 'no') || (step.joins === 'end' && last.joins !== 'no') || (last.joins === 'noun' && step.joins === 'noun'));
    if (one) out[out.length - 1] = { from: last.from, text: last.text + step.text, reading: last.reading! + step.reading!, joins: 'noun' };
    else out.push(step);
  }
  return out;
}

/**
 * A line with its readings: glossary, then numbers with their counters, then the dictionary, and names that the
 * glossary does not hold stay bare. The pieces put together are the line, letter by letter.
 */
export function writeFurigana(text: string, glossary: Glossary, tokenize: Tokenize): Piece[] {
  if (!NEEDS_READING.test(text.normalize('NFKC'))) return text === '' ? [] : [{ text }];
  const { plain, origin } = plainOf(text);
  const placed = placeWords(plain, tokenize);
  const words = new Map(placed.map(({ at }, index) => [at, wordStep(placed, index, plain)]));
  const pieces: Piece[] = [];
  let written = 0;
  for (const step of joined(cheapest(plain, glossary, words))) {
    let at = step.from;
    for (const piece of step.reading === null ? [{ text: step.text }] : withOkurigana(step.text, step.reading)) {
      at += piece.text.length;
      const shown = text.slice(written, origin[at]);
      written = origin[at]!;
      const last = pieces.at(-1);
      if (piece.reading !== undefined) pieces.push({ text: shown, reading: piece.reading });
      else if (last && last.reading === undefined) pieces[pieces.length - 1] = { text: last.text + shown };
      else pieces.push({ text: shown });
    }
  }
  return pieces;
}
