import { toHiragana, type Piece } from './okurigana.ts';

/** One chunk that the answers know: where it stands, the readings that are right, and whether it is a name, which may stay bare. */
export interface Known { readonly at: number; readonly text: string; readonly readings: readonly string[]; readonly name: boolean }
export interface Answer { readonly text: string; readonly chunks: readonly Known[] }
export interface Wrong { readonly text: string; readonly chunk: string; readonly expected: string; readonly got: string }
export interface Score { readonly sentences: number; readonly chunks: number; readonly right: number; readonly namesBare: number; readonly wrong: readonly Wrong[] }

const MARKED = /(?:｜([^(（]+)|([\p{Script=Han}〆\d０-９]+))\(([^)]*)\)/gu;

/** `転入届(てんにゅうとどけ)を 出(だ)す`, alternatives `(うらめん|りめん)`, a name `(たなか*)`. Lines that begin with # are comments. */
export function parseAnswers(file: string): Answer[] {
  return file.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const chunks: Known[] = [];
    let text = '';
    let read = 0;
    for (const found of line.matchAll(MARKED)) {
      text += line.slice(read, found.index);
      const word = found[1] ?? found[2]!;
      chunks.push({ at: text.length, text: word, readings: found[3]!.replaceAll('*', '').split('|'), name: found[3]!.includes('*') });
      text += word;
      read = found.index + found[0].length;
    }
    return { text: text + line.slice(read), chunks };
  });
}

const KANA = /[ぁ-んァ-ヶー]+/g;
const kanaOf = (text: string): string => (text.match(KANA) ?? []).join('');

/** Kana between two chunks of one word are said too: the か of 三(さん)か月(げつ), also where it is written ヶ. */
const between = (text: string): string => toHiragana(kanaOf(/^[ヶヵケカ]$/.test(text) ? 'か' : text));

/** A span of letters in which both sides begin and end together, so that 三番窓口 and 三番 + 窓口 can be compared. */
interface Span { chunks: Known[]; /** kana before, between and behind the chunks, one more than there are chunks */ kana: string[]; pieces: Piece[]; /** what is said, with the kana of a chunk that has some */ said: string }
function spansOf({ text, chunks }: Answer, pieces: readonly Piece[]): Span[] {
  let at = 0;
  const placed = pieces.map((piece) => { const from = at; at += piece.text.length; return { piece, from, to: at }; });
  const spans: { from: number; to: number; chunks: Known[] }[] = [];
  for (const chunk of chunks) {
    const [from, to] = [chunk.at, chunk.at + chunk.text.length];
    const over = placed.filter((one) => one.piece.reading !== undefined && one.from < to && one.to > from);
    const [start, end] = [Math.min(from, ...over.map((one) => one.from)), Math.max(to, ...over.map((one) => one.to))];
    const last = spans.at(-1);
    if (last && start < last.to) { last.chunks.push(chunk); last.to = Math.max(last.to, end); } else spans.push({ from: start, to: end, chunks: [chunk] });
  }
  return spans.map(({ from, to, chunks: known }) => {
    const inside = placed.filter((one) => one.from < to && one.to > from);
    const edges = [from, ...known.flatMap((chunk) => [chunk.at, chunk.at + chunk.text.length]), to];
    return { chunks: known, kana: Array.from({ length: known.length + 1 }, (_, i) => between(text.slice(edges[2 * i], edges[2 * i + 1]))), pieces: inside.map(({ piece }) => piece).filter(({ reading }) => reading !== undefined), said: inside.map((one) => one.piece.reading ?? kanaOf(one.piece.text.slice(Math.max(0, from - one.from), to - one.from))).join('') };
  });
}
/** Every way in which a span can be said. */
const sayings = ({ chunks, kana }: Span): string[] => chunks.reduce<string[]>((ways, { readings }, i) => ways.flatMap((way) => readings.map((reading) => way + toHiragana(kanaOf(reading)) + kana[i + 1]!)), [kana[0]!]);

/** Compares what was written with the answers, chunk by chunk; a name may stay bare, but not be read wrongly. */
export function scoreFurigana(answers: readonly Answer[], write: (text: string) => readonly Piece[]): Score {
  const wrong: Wrong[] = [];
  let [chunks, right, namesBare] = [0, 0, 0];
  for (const answer of answers) {
    for (const span of spansOf(answer, write(answer.text))) {
      chunks += span.chunks.length;
      const bare = span.pieces.length === 0 && span.chunks.every(({ name }) => name);
      const fits = sayings(span).some((way) => way === toHiragana(kanaOf(span.said)));
      if (bare || fits) right += span.chunks.length;
      if (bare) namesBare += span.chunks.length;
      if (!bare && !fits) {
        wrong.push({ text: answer.text, chunk: span.chunks.map(({ text }) => text).join(' '), expected: span.chunks.map(({ readings }) => readings.join('|')).join(' '), got: span.pieces.length === 0 ? '(bare)' : span.pieces.map(({ text, reading }) => `${text}(${reading})`).join(' ') });
      }
    }
  }
  return { sentences: answers.length, chunks, right, namesBare, wrong };
}
