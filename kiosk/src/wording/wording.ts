import { HTML_LANG, Language, type HtmlLang } from '@engawa/reception/contract';
import { translationOf } from './catalogues.ts';

/** The languages of every public screen, Japanese first. */
export const LANGUAGES = Language.options;
export type { HtmlLang, Language } from '@engawa/reception/contract';

/** Each language in itself, never as a flag. */
export const LANGUAGE_NAMES = [
  { code: 'ja', name: '日本語', lang: 'ja' },
  { code: 'ja-easy', name: 'やさしい にほんご', lang: 'ja' },
  { code: 'en', name: 'English', lang: 'en' },
  { code: 'zh', name: '简体中文', lang: 'zh-Hans' },
  { code: 'ko', name: '한국어', lang: 'ko' },
  { code: 'vi', name: 'Tiếng Việt', lang: 'vi' },
  { code: 'pt', name: 'Português', lang: 'pt-BR' },
  { code: 'fil', name: 'Filipino', lang: 'fil' },
] as const satisfies readonly { code: Language; name: string; lang: HtmlLang }[];

/** The `lang` of HTML: やさしい日本語 is Japanese. */
export const htmlLang = (language: Language): HtmlLang => HTML_LANG[language];
/** Japanese and やさしい日本語: dates, names and punctuation as in Japan. */
export const isJapanese = (language: Language): boolean => htmlLang(language) === 'ja';

type Value = string | number;
/** `{n}` in a sentence, or a function where a language needs one (English plurals). */
export type Sentence = string | ((params: never) => string);
type Born = 'ja' | 'ja-easy' | 'en';
/** One sentence as it is written here and in a city's data files; five further languages come from catalogues. In `ja-easy`, `漢字(かんじ)` marks furigana. */
export type Phrase = { readonly [language in Born]: Sentence } & { readonly [language in Exclude<Language, Born>]?: Sentence | undefined };

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type ParamsOfSentence<S> = S extends (params: infer P) => string ? P : S extends string ? (string extends S ? Wide : [Names<S>] extends [never] ? unknown : { readonly [name in Names<S>]: Value }) : unknown;
/** Sentences from data files: nobody knows their parameters before they come. */
type Wide = { readonly [name: string]: Value };
/** What must be handed in to say the phrase in any of its languages. */
export type ParamsOf<P extends Phrase> = ParamsOfSentence<P['ja']> & ParamsOfSentence<P['ja-easy']> & ParamsOfSentence<P['en']>;
/** The tail of an argument list: nothing for a plain sentence, optional for sentences from data files. */
export type ParamsArgument<P extends Phrase> = unknown extends ParamsOf<P> ? [] : Wide extends ParamsOf<P> ? [params?: Wide] : [params: ParamsOf<P>];

/** Declares sentences with their parameters kept in the type: `phrases({ tries: { ja: 'あと{n}回', … } })`. */
export const phrases = <const Table extends Readonly<Record<string, Phrase>>>(table: Table): Table => table;

/** The phrase's own words in a language, else those of the loaded catalogue (keyed by the Japanese), else nothing. */
export const ownSentence = (phrase: Phrase, language: Language): Sentence | undefined =>
  phrase[language] ?? (typeof phrase.ja === 'string' && language !== 'ja' && language !== 'ja-easy' && language !== 'en' ? translationOf(language, phrase.ja) : undefined);

/** The language in which a phrase can be said to a reader of `language`: that one, or English. */
export const spokenIn = (phrase: Phrase, language: Language): Language => (ownSentence(phrase, language) === undefined ? 'en' : language);

/** The sentence of a language before its parameters are filled in; functions are called. Not translated yet: English. */
export const sentenceOf = (phrase: Phrase, language: Language, params: Readonly<Record<string, Value>> = {}): string => {
  const sentence = ownSentence(phrase, language) ?? phrase.en;
  return typeof sentence === 'function' ? sentence(params as never) : sentence;
};

/** Puts parameters into `{name}`. An unknown name stays visible, so that a test or an eye finds it. */
export const fill = (text: string, params: Readonly<Record<string, Value>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (params[name] === undefined ? whole : String(params[name])));

const inWords = (sentence: Sentence | undefined): string | undefined => (typeof sentence === 'string' ? sentence : undefined);

/** A sentence with a city's own words put in, language by language, so that their readings stay above the kanji. */
export const withCityWords = <P extends Phrase, W extends Phrase>(phrase: P, name: string, words: W): { ja: string; 'ja-easy': string; en: string } & Partial<Record<Language, string>> => {
  const made: Partial<Record<Language, string>> = {};
  for (const language of LANGUAGES) {
    const [text, word] = [inWords(ownSentence(phrase, language)), inWords(ownSentence(words, language))];
    if (text !== undefined && word !== undefined) made[language] = text.replaceAll(`{${name}}`, word);
  }
  return { ja: '', 'ja-easy': '', en: '', ...made };
};
