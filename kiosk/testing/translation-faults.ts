import { BORN_WITH, type TranslatedLanguage } from '@engawa/reception/contract';
import type { Catalogue } from '../src/wording/catalogues.ts';
import type { Phrase } from '../src/wording/wording.ts';
import { spoken } from './plain-words.ts';

export const isPhrase = (value: unknown): value is Phrase => typeof value === 'object' && value !== null && BORN_WITH.every((language) => language in value);
/** The phrases of a file of sentences: all tables that it exports. */
export const phrasesIn = (module: Record<string, unknown>): Phrase[] =>
  Object.values(module).flatMap((table) => (typeof table === 'object' && table !== null ? Object.values(table).filter(isPhrase) : []));
/** The Japanese sentences of these phrases: the keys of the catalogues. */
export const keysOf = (all: readonly Phrase[]): string[] => [...new Set(all.flatMap(({ ja }) => (typeof ja === 'string' ? [ja] : [])))];
export const missingIn = (catalogue: Catalogue, keys: readonly string[]): string[] => keys.filter((ja) => catalogue[ja] === undefined);

/** Shown as it stands on the machine, on the keys and on the papers: names in brackets, kana on keys, the example of a name. */
const ON_PAPER = /[（(][^（()）]*\p{Script=Han}[^（()）]*[)）]/gu;
const ON_KEYS = new Set(['ことば\nLanguage', '例：ミホン　ハナコ', 'あいう', '゛', '゜', 'ー']);
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}ー゛゜]/u;
/** Letters that Japan writes in its own way: left over in simplified Chinese they are not translated. */
const JAPANESE_ONLY = /[証続窓読込発対応気円験検売録帯様転話語電渉働峠]/u;
const FULL_WIDTH = /[、。，！？：；（）「」〜]/u;
const BLAME = /lỗi|\berros?\b|inválid|오류|실패|错误|失败|无效|\berror\b|\binvalid\b|\bmali ang inilagay\b/iu;

const scriptFaults = (language: TranslatedLanguage, text: string): string[] => {
  const free = text.replaceAll(ON_PAPER, '');
  if (language === 'zh') return [...(KANA.test(free) ? ['kana'] : []), ...(JAPANESE_ONLY.test(free) ? ['a Japanese letter'] : []), ...(/(?<=\p{Script=Han})[,.!?;:()]/u.test(free) ? ['half-width punctuation'] : [])];
  return [...(/\p{Script=Han}/u.test(free) || KANA.test(free) ? ['Japanese letters'] : []), ...(FULL_WIDTH.test(free) ? ['full-width punctuation'] : []),
    ...(language === 'ko' && free.replaceAll(/\{\w+\}/g, '').length > 12 && !/\p{Script=Hangul}/u.test(free) ? ['no hangul'] : []),
    ...(language === 'vi' && free.length > 24 && !/[^\u0000-\u024F]|[ăâđêôơư]/iu.test(free) ? ['no diacritics'] : [])];
};

/** What is wrong with a translation, in words for the one who wrote it. `said`: a sentence or a function, as in a catalogue. */
export const translationFaults = (language: TranslatedLanguage, ja: string, said: Catalogue[string]): string[] => {
  const [from, to] = [spoken({ ja, 'ja-easy': '', en: '' }, 'ja'), spoken({ ja: said, 'ja-easy': '', en: '' }, 'ja')];
  return [
    ...(from.params === to.params ? [] : [`asks for ${to.params || 'nothing'} instead of ${from.params || 'nothing'}`]),
    ...(to.text === to.text.normalize('NFC') ? [] : ['not in NFC']),
    ...(BLAME.test(to.text) ? ['blames'] : []),
    ...(ON_KEYS.has(ja) ? [] : scriptFaults(language, to.text)),
  ].map((fault) => `${language} 「${ja}」 ${to.text}: ${fault}`);
};
