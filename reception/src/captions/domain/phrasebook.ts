import type { Language, OfferedAnswer, Phrase, Phrasebook, ReadPiece, Wording } from '../../../contract/index.ts';
import { toMarked, withoutMarks } from './furigana/marked.ts';
import { findLocks, holdsLocks } from './locks.ts';

const BLANK = /\{([a-z]+)\}/g;
export const blanksOf = (text: string): string[] => [...text.matchAll(BLANK)].map((found) => found[1]!).sort();
const narrow = (text: string): string => text.replace(/[０-９，：]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xFEE0));
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const valueOf = (blank: string): string => (blank === 'time' ? '\\d{1,2}:\\d{2}' : '\\d{1,3}(?:,\\d{3})+|\\d{1,9}');

/** What contradicts itself in a phrasebook, each with the phrase it is about. */
export function phrasebookContradictions({ groups }: Phrasebook): string[] {
  const phrases = groups.flatMap((group) => group.phrases);
  const ids = new Map(phrases.map((phrase) => [phrase.id, phrase]));
  const said = new Set<string>();
  return [
    ...groups.filter(({ id }, i) => groups.findIndex((other) => other.id === id) !== i).map(({ id }) => `${id}: the group stands there twice`),
    ...groups.flatMap((group) => group.phrases.filter(({ id }) => !id.startsWith(`${group.id}-`)).map(({ id }) => `${id}: does not begin with its group ${group.id}-`)),
    ...phrases.filter((phrase) => ids.get(phrase.id) !== phrase).map(({ id }) => `${id}: stands there twice`),
    ...phrases.flatMap((phrase) => { const key = `${phrase.by} ${phrase.ja}`; const twice = said.has(key); said.add(key); return twice ? [`${phrase.id}: another phrase says the same: ${phrase.ja}`] : []; }),
    ...phrases.flatMap((phrase) => phrase.answers.filter((answer) => ids.get(answer) === undefined || ids.get(answer)!.by === phrase.by || blanksOf(ids.get(answer)!.ja).length > 0).map((answer) => `${phrase.id}: the answer ${answer} is no whole phrase of the other side`)),
    ...phrases.flatMap((phrase) => LANGUAGES.filter((language) => blanksOf(phrase[language]).join() !== blanksOf(phrase.ja).join()).map((language) => `${phrase.id}: ${language} has other blanks than the Japanese`)),
  ];
}
const LANGUAGES = ['ja-easy', 'en', 'zh', 'ko', 'vi', 'pt', 'fil'] as const;

/** Thousands are parted by a point there: 1,200 would be read as little more than one. */
const POINTS: readonly Language[] = ['pt', 'vi'];

/** A sentence that people wrote in advance; a city's quick phrases have no answers. */
type Sayable = Wording & Partial<Pick<Phrase, 'answers'>>;
export interface PhraseDesk {
  /** the sentence in that language; null where nobody wrote it in advance, for plain Japanese, and where a digit would not arrive */
  translate(text: string, language: Language): string | null;
  answers(text: string, language: Language): OfferedAnswer[];
}

/** Finds what is said among the sentences that were written in advance, with the digits in their blanks. The first of two equal ones counts. */
export function phraseDesk(quick: readonly Wording[], book: Phrasebook, furigana: (text: string) => readonly ReadPiece[]): PhraseDesk {
  const phrases = book.groups.flatMap((group) => group.phrases);
  const byId = new Map(phrases.map((phrase) => [phrase.id, phrase]));
  const whole = new Map<string, Sayable>([...[...phrases].reverse(), ...[...quick].reverse()].map((phrase) => [narrow(phrase.ja), phrase]));
  const blank = phrases.filter(({ ja }) => blanksOf(ja).length > 0).map((phrase) => ({ phrase, pattern: new RegExp(`^${phrase.ja.split(/(\{[a-z]+\})/).map((part) => (/^\{[a-z]+\}$/.test(part) ? `(?<${part.slice(1, -1)}>${valueOf(part.slice(1, -1))})` : escape(part))).join('')}$`) }));
  const find = (text: string): { phrase: Sayable; values: Readonly<Record<string, string>> } | null => {
    const said = narrow(text);
    const known = whole.get(said);
    if (known !== undefined) return { phrase: known, values: {} };
    for (const { phrase, pattern } of blank) { const found = pattern.exec(said); if (found) return { phrase, values: found.groups ?? {} }; }
    return null;
  };
  const wordsOf = ({ phrase, values }: { phrase: Sayable; values: Readonly<Record<string, string>> }, language: Language): string => {
    const words = phrase[language] ?? phrase.en;
    if (Object.keys(values).length === 0) return words;
    const fill = (text: string): string => text.replace(BLANK, (_, name: string) => (POINTS.includes(language) ? values[name]?.replaceAll(',', '.') : values[name]) ?? '');
    /* a counter is read with its number: 10分 is じゅっぷん */
    return language === 'ja-easy' ? toMarked(furigana(fill(withoutMarks(words)))) : fill(words);
  };
  return {
    translate: (text, language) => {
      const found = language === 'ja' ? null : find(text);
      if (found === null) return null;
      const said = wordsOf(found, language);
      return holdsLocks(findLocks(Object.values(found.values).join(' ; '), 'ja'), findLocks(withoutMarks(said), language)) ? said : null;
    },
    answers: (text, language) => (find(text)?.phrase.answers ?? []).flatMap((id) => { const answer = byId.get(id); return answer === undefined ? [] : [{ ja: answer.ja, shown: answer[language] }]; }),
  };
}
