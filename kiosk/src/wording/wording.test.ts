import { PROBLEM_CODES as FACILITY_CODES } from '@engawa/facility-api/contract';
import { PROBLEM_CODES as RECEPTION_CODES } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { withoutFurigana } from '../design/ruby/furigana.ts';
import { problems, problemWording } from './problems.ts';
import { fill, LANGUAGES, type Phrase } from './wording.ts';

const isPhrase = (value: unknown): value is Phrase => typeof value === 'object' && value !== null && LANGUAGES.every((language) => language in value);
/** Every phrase of every file in this folder. */
const files = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./wording.ts', '!./formats.ts'], { eager: true });
const all = Object.entries(files).flatMap(([file, words]) => Object.values(words).flatMap((table) => (typeof table === 'object' && table !== null ? Object.entries(table).filter((entry): entry is [string, Phrase] => isPhrase(entry[1])) : [])).map(([key, phrase]) => ({ id: `${file} ${key}`, phrase })));
const text = (phrase: Phrase, language: 'ja' | 'ja-easy' | 'en'): string => { const sentence = phrase[language]; return typeof sentence === 'string' ? sentence : ''; };

describe('wording', () => {
  it('[L12] every problem code of reception and facilities has its sentence', () => {
    expect([...RECEPTION_CODES, ...FACILITY_CODES].filter((code) => !(code in problems))).toEqual([]);
    expect(problemWording('from-a-newer-server').ja).toContain('もう一度');
  });
  it('[L12] no sentence blames or says 「エラー」', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ phrase }) => /エラー|失敗しました|不正|無効な/.test(text(phrase, 'ja'))).map(({ id }) => id)).toEqual([]);
  });
  it('[L13] a phrase takes the same parameters in every language', () => {
    const names = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].toSorted().join();
    expect(all.filter(({ phrase }) => LANGUAGES.every((language) => typeof phrase[language] === 'string')).filter(({ phrase }) => new Set(LANGUAGES.map((language) => names(text(phrase, language))).filter((_, index) => !(LANGUAGES[index] === 'en' && text(phrase, 'en') === ''))).size > 1).map(({ id }) => id)).toEqual([]);
  });
  it('[L14] やさしい日本語 writes a reading for every kanji', () => {
    const bare = all.filter(({ phrase }) => /\p{Script=Han}/u.test(text(phrase, 'ja-easy').replace(/(?:｜[^｜(（]+|[0-9]*[\p{Script=Han}々〆]+)[(（][\p{Script=Hiragana}\p{Script=Katakana}ー]+[)）]/gu, ''))).map(({ id }) => id);
    expect(bare).toEqual([]);
  });
  it('[L14] やさしい日本語 keeps sentences short', () => {
    const long = all.flatMap(({ id, phrase }) => withoutFurigana(text(phrase, 'ja-easy')).split(/[。？！\n]/).map((sentence) => ({ id, sentence: sentence.replaceAll(/[\s　]/g, '') })).filter(({ sentence }) => [...sentence].length > 28));
    expect(long).toEqual([]);
  });
  it('[L13] a parameter that is not given stays visible', () => { expect(fill('あと{n}回、{x}', { n: 2 })).toBe('あと2回、{x}'); });
});
