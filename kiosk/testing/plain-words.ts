import { BORN_WITH } from '@engawa/reception/contract';
import { parseFurigana, withoutFurigana } from '../src/design/ruby/furigana.ts';
import { type Language, ownSentence, type Phrase } from '../src/wording/wording.ts';

/** Letters of a やさしい日本語 sentence; readings, spaces and punctuation are not counted. */
const MOST_LETTERS = 24;
/** Letters in one breath, without a space between phrases. */
const MOST_IN_ONE = 12;
/** Katakana that everybody meets in daily life. Every other katakana word is one of machines, or needs a talk before it goes on a screen. */
const DAILY = /^(カード|マイナンバー|マイナンバーカード|スマホ|カメラ|コード|インターネット|ドア|ボタン|ページ|メール)$/;
/** Names and examples that are shown as they are. */
const SHOWN = /ミホン|ハナコ/g;
/** 分 alone after a number says nothing: the reading must say the number too, or the mark ｜ must part them. */
const BARE_COUNTERS = /^(ばん|にち|ふん|ぷん|かい|えん|じかん|ねん|ねんど|ねんぶん|まい|にん|びょう|くみ|つ)$/;

const letters = (text: string): string => text.replaceAll(/[\s\p{P}\p{S}]/gu, '');
const han = /\p{Script=Han}/u;

/** What a sentence says in one language with its parameters still in braces, and which parameters it asks for. */
export const spoken = (phrase: Phrase, language: Language, n = 6): { text: string; params: string } => {
  const sentence = ownSentence(phrase, language) ?? phrase.en;
  if (typeof sentence === 'string') return { text: sentence, params: [...new Set(sentence.match(/(?<=\{)\w+(?=\})/g) ?? [])].toSorted().join() };
  const asked = new Set<string>();
  const text = sentence(new Proxy({}, { get: (_, name) => { asked.add(String(name)); return n; } }) as never);
  return { text, params: [...asked].toSorted().join() };
};

/** Faults of やさしい日本語, in words for the one who wrote it. */
export const easyFaults = (easy: string): string[] => {
  const parts = parseFurigana(easy);
  const shown = withoutFurigana(easy);
  return [
    ...shown.split(/[。？！]/).filter((sentence) => [...letters(sentence)].length > MOST_LETTERS).map((sentence) => `long: ${sentence}`),
    ...shown.split(/[\s\p{P}]/u).filter((run) => [...letters(run)].length > MOST_IN_ONE).map((run) => `no space: ${run}`),
    ...parts.filter(({ text, reading }) => reading === undefined && han.test(text)).map(({ text }) => `no reading: ${text}`),
    ...parts.filter(({ text, reading }) => /^[0-9]/.test(text) && BARE_COUNTERS.test(reading ?? '')).map(({ text, reading }) => `the number is not read: ${text}(${reading})`),
    ...(shown.replaceAll(SHOWN, '').match(/\p{Script=Katakana}[\p{Script=Katakana}ー]+/gu) ?? []).filter((word) => !DAILY.test(word)).map((word) => `jargon: ${word}`),
  ];
};

/** Half-width katakana anywhere; ASCII punctuation where Japanese has its own (a comma inside 2,000 is the city's way of writing money and numbers). */
export const japaneseFaults = (ja: string): string[] => ja.match(/[\uFF61-\uFF9F]|[!?;|~]|(?<!\d),|,(?!\d)|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[.:]/gu) ?? [];

/** Japanese letters in English. */
export const englishFaults = (en: string): string[] => en.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー゛゜、。「」]+/gu) ?? [];

/** True when every language asks for the same parameters. */
export const asksTheSame = (phrase: Phrase): boolean => new Set(BORN_WITH.map((language) => spoken(phrase, language).params)).size === 1;
