import { Language } from '@engawa/reception/contract';

/** The languages of every public screen, Japanese first. */
export const LANGUAGES = Language.options;
export type { Language } from '@engawa/reception/contract';

/** Each language in itself, never as a flag. */
export const LANGUAGE_NAMES = [
  { code: 'ja', name: '日本語', lang: 'ja' },
  { code: 'ja-easy', name: 'やさしい にほんご', lang: 'ja' },
  { code: 'en', name: 'English', lang: 'en' },
] as const satisfies readonly { code: Language; name: string; lang: string }[];

/** The `lang` of HTML: やさしい日本語 is Japanese. */
export const htmlLang = (language: Language): 'ja' | 'en' => (language === 'en' ? 'en' : 'ja');

type Value = string | number;
/** `{n}` in a sentence, or a function where a language needs one (English plurals). */
type Sentence = string | ((params: never) => string);
/** One sentence in every language; also the shape of sentences in a city's data files. In `ja-easy`, `漢字(かんじ)` marks furigana. */
export type Phrase = { readonly [language in Language]: Sentence };

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

/** The sentence of a language before its parameters are filled in; functions are called. */
export const sentenceOf = (phrase: Phrase, language: Language, params: Readonly<Record<string, Value>> = {}): string => {
  const sentence = phrase[language];
  return typeof sentence === 'function' ? sentence(params as never) : sentence;
};

/** Puts parameters into `{name}`. An unknown name stays visible, so that a test or an eye finds it. */
export const fill = (text: string, params: Readonly<Record<string, Value>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (params[name] === undefined ? whole : String(params[name])));
