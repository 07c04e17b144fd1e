import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Language, Phrasebook, type Phrase, type ReadPiece } from '../../../contract/index.ts';
import { lineReader } from '../adapters/line-reader.ts';
import { readGlossary } from '../adapters/read-glossary.ts';
import { PhrasebookError, readPhrasebook } from '../adapters/read-phrasebook.ts';
import { withoutMarks } from './furigana/marked.ts';
import { blanksOf, phrasebookContradictions, phraseDesk, type PhraseDesk } from './phrasebook.ts';

const city = fileURLToPath(new URL('../../../city/', import.meta.url));
let phrases: Phrase[];
let read: (text: string) => ReadPiece[];
let desk: PhraseDesk;
beforeAll(async () => {
  const book = await readPhrasebook(city);
  phrases = book.groups.flatMap((group) => group.phrases);
  read = lineReader(await readGlossary(city));
  desk = phraseDesk([], book, read);
});
const others = (wrong: (phrase: Phrase) => boolean) => phrases.filter(wrong).map(({ id }) => id);
const POLITE = /(です|ます|ません|ました|でした|ください|ましょう|でしょう)か?。$/;
/** 12 stands for a blank: it is じゅうに before every counter. */
const said = (ja: string): string => read(ja.replace(/\{[a-z]+\}/g, '12')).map(({ text, reading }) => reading ?? text).join('').replace(/じゅうに|12/g, '#');

describe('the phrasebook of the demo city', () => {
  it('[T30] has three hundred sentences in fifteen groups and more, of both sides, most questions with answers', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(300);
    expect(phrases.filter(({ by }) => by === 'visitor').length).toBeGreaterThan(100);
    expect(phrases.filter(({ answers }) => answers.length > 0).length).toBeGreaterThanOrEqual(50);
    expect(new Set(phrases.map(({ id }) => id.split('-')[0])).size).toBeGreaterThanOrEqual(15);
  });
  it('[T30] is polite in Japanese and Korean, and written in the script of each language', () => {
    expect(others(({ ja }) => !ja.split('。').filter(Boolean).every((sentence) => POLITE.test(`${sentence}。`) || /^(こんにちは|はい、[^。]+|いいえ、[^。]+)$/.test(sentence)))).toEqual([]);
    expect(others(({ ko }) => !/(니다|니까|세요|까요|해요|어요)[.?]$/.test(ko))).toEqual([]);
    expect(others(({ en, vi, pt, fil }) => !/^[\p{Script=Latin}\d ,.?'’{}-]+$/u.test(en + vi + pt + fil))).toEqual([]);
    expect(others(({ zh, ko }) => /[ぁ-んァ-ヶA-Za-z]/.test((zh + ko).replace(/\{[a-z]+\}/g, '')) || !/\p{Script=Han}/u.test(zh))).toEqual([]);
  });
  it('[T30] leaves no kanji without reading in やさしい日本語, and keeps its sentences short', () => {
    const unread = /\p{Script=Han}(?![\p{Script=Han}々か]*[(（])/u;
    expect(others((phrase) => unread.test(phrase['ja-easy']))).toEqual([]);
    expect(others((phrase) => withoutMarks(phrase['ja-easy']).replace(/\{[a-z]+\}/g, '12').split('。').some((sentence) => sentence.replaceAll(' ', '').length > 26))).toEqual([]);
    expect(others((phrase) => /[A-Za-z]/.test(phrase['ja-easy'].replace(/\{[a-z]+\}/g, '')))).toEqual([]);
  });
  it('[T30] sounds as the furigana read it', () => {
    expect(others(({ ja, kana }) => kana.replace(/\{[a-z]+\}/g, '#') !== said(ja))).toEqual([]);
  });
  it('[T31] digits in a blank, in either width, stand in the visitor’s language', () => {
    expect(desk.translate('手数料は３００円です。', 'en')).toBe('The fee is 300 yen.');
    expect(desk.translate('手数料は1,200円です。', 'vi')).toBe('Lệ phí là 1.200 yên.');
    expect(desk.translate('10分ほどお待ちください。', 'ja-easy')).toBe('10分(じゅっぷん)くらい 待(ま)って ください。');
    expect(desk.translate('14:30までに戻ってください。', 'fil')).toBe('Bumalik po bago mag-14:30.');
    expect(desk.translate('2通で600円です。', 'zh')).toBe('2份共600日元。');
    for (const not of ['手数料は円です。', '手数料は多い円です。', '手数料は300円です。はい', '手数料は3,00円です。']) expect(desk.translate(not, 'en')).toBeNull();
    expect(desk.translate('手数料は300円です。', 'ja')).toBeNull();
  });
  it('[T42] where a digit would not arrive as it was said, there is no translation', () => {
    const broken = { id: 'a-b', by: 'staff', ja: '{copies}通で{amount}円です。', kana: 'かな', 'ja-easy': '{copies} {amount}', en: '{copies}{amount} yen', zh: '{copies} {amount}日元', ko: 'k', vi: 'v', pt: 'p', fil: '{amount} yen 1{copies}' };
    const wrong = phraseDesk([], Phrasebook.parse({ groups: [{ id: 'a', title: 'あ', phrases: [broken] }] }), read);
    expect(['en', 'fil', 'ko', 'zh'].map((language) => wrong.translate('2通で600円です。', language as 'en'))).toEqual([null, null, null, '2 600日元']);
  });
  it('[T31] whatever the phrase, digits and language: the digits arrive, and no blank is left', () => {
    const blank = phrases.filter(({ ja }) => blanksOf(ja).length > 0);
    expect(blank.length).toBeGreaterThan(20);
    fc.assert(fc.property(fc.constantFrom(...blank), fc.integer({ min: 0, max: 99_999 }), fc.constantFrom(...Language.options), (phrase, number, language) => {
      const text = phrase.ja.replace(/\{([a-z]+)\}/g, (_, name: string) => (name === 'time' ? '9:05' : String(number)));
      const shown = desk.translate(text, language);
      if (language === 'ja') return shown === null;
      return shown !== null && !/[{}]/.test(shown) && blanksOf(phrase.ja).every((name) => shown.includes(name === 'time' ? '9:05' : String(number)));
    }));
  });
});

describe('a phrasebook with a mistake', () => {
  const phrase = (id: string, more: object = {}) => ({ id, by: 'staff', ja: `${id}です。`, kana: 'かな', 'ja-easy': 'e', en: 'e', zh: 'z', ko: 'k', vi: 'v', pt: 'p', fil: 'f', ...more });
  it.each([
    ['an id that stands twice', [phrase('a-b'), phrase('a-b', { ja: 'x' })], 'a-b: stands there twice'],
    ['a foreign id', [phrase('b-b')], 'b-b: does not begin with its group a-'],
    ['a sentence that stands twice', [phrase('a-b'), phrase('a-c', { ja: 'a-bです。' })], 'a-c: another phrase says the same: a-bです。'],
    ['an answer that is not there', [phrase('a-b', { answers: ['a-x'] })], 'a-b: the answer a-x is no whole phrase of the other side'],
    ['an answer of the same side', [phrase('a-b', { answers: ['a-c'] }), phrase('a-c')], 'a-b: the answer a-c is no whole phrase of the other side'],
    ['a blank that is lost', [phrase('a-b', { ja: '{days}日', 'ja-easy': '{days}', zh: '{days}', ko: '{days}', vi: '{days}', pt: '{days}', fil: '{days}' })], 'a-b: en has other blanks than the Japanese'],
  ])('[T30] %s is named', (_what, rows, says) => { expect(phrasebookContradictions(Phrasebook.parse({ groups: [{ id: 'a', title: 'あ', phrases: rows }] }))).toEqual([says]); });
  it('[T30] a language that is missing is refused', () => { expect(Phrasebook.safeParse({ groups: [{ id: 'a', title: 'あ', phrases: [phrase('a-b', { vi: undefined })] }] }).success).toBe(false); });
  it('[T30] a city without the folder has none; an error has its name', async () => {
    expect(await readPhrasebook(`${city}words/`)).toEqual({ groups: [] });
    expect(new PhrasebookError('x').name).toBe('PhrasebookError');
  });
});
