import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Wording } from '../../../contract/index.ts';

const CITY = new URL('../../../city/', import.meta.url);
/** Every sentence of the city's files, with its place. */
const wordingsIn = (value: unknown, place: string): { place: string; words: Wording }[] => {
  const words = Wording.safeParse(value);
  if (words.success) return [{ place, words: words.data }];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => wordingsIn(inner, `${place}.${key}`)) : [];
};
const files = readdirSync(CITY, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && !name.startsWith('words')).map((name) => ({ name, content: JSON.parse(readFileSync(new URL(name, CITY), 'utf8')) as unknown }));
const all = files.flatMap(({ name, content }) => wordingsIn(content, name));

/** `漢字(かんじ)`; digits that touch the kanji belong to it. */
const MARKED = /(?:｜([^｜(（]+)|([0-9]*[\p{Script=Han}々〆ヶ]+))[(（]([\p{Script=Hiragana}\p{Script=Katakana}ー]+)[)）]/gu;
/** A number is read with what it counts: 3番 is さんばん, not ばん. */
const BARE_COUNTERS = /^(ばん|にち|ふん|ぷん|かい|えん|じかん|ねん|ねんど|ねんぶん|まい|にん|つ)$/;
/** Katakana of daily life; every other katakana word is said differently. */
const DAILY = /^(カード|マイナンバーカード|マイナポータル|カタカナ|スマホ|コンビニ|バイク)$/;
const letters = (text: string): number => [...text.replaceAll(/[\s\p{P}\p{S}]/gu, '')].length;

const easyFaults = (easy: string): string[] => {
  const shown = easy.replaceAll(MARKED, (_, part: string | undefined, kanji: string | undefined) => part ?? kanji ?? '');
  return [
    ...shown.split(/[。？！]/).filter((sentence) => letters(sentence) > 24).map((sentence) => `long: ${sentence}`),
    ...shown.split(/[\s\p{P}]/u).filter((run) => letters(run) > 12).map((run) => `no space: ${run}`),
    ...(/\p{Script=Han}/u.test(easy.replaceAll(MARKED, '')) ? [`no reading: ${easy}`] : []),
    ...[...easy.matchAll(MARKED)].filter(([, , kanji, reading]) => /^[0-9]/.test(kanji ?? '') && BARE_COUNTERS.test(reading ?? '')).map(([mark]) => `the number is not read: ${mark}`),
    ...(shown.match(/\p{Script=Katakana}[\p{Script=Katakana}ー]+/gu) ?? []).filter((word) => !DAILY.test(word)).map((word) => `jargon: ${word}`),
  ];
};
const japaneseFaults = (ja: string): string[] => ja.match(/[\uFF61-\uFF9F]|[!?;|~+]|(?<!\d),|,(?!\d)/gu) ?? [];
const englishFaults = (en: string): string[] => en.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。]+/gu) ?? [];
const faultsIn = (language: keyof Wording, find: (text: string) => string[]): string[] => all.flatMap(({ place, words }) => find(words[language] ?? '').map((fault) => `${place}: ${fault}`));

describe('the words of the city’s files', () => {
  it('[S20] やさしい日本語 has readings, 24 letters a sentence, spaces and words of daily life', () => {
    expect(all.length).toBeGreaterThan(90);
    expect(faultsIn('ja-easy', easyFaults)).toEqual([]);
  });
  it('[S20] the eye for faults sees each of them', () => {
    expect(easyFaults('窓口(まどぐち)の 番号')).toEqual(['no reading: 窓口(まどぐち)の 番号']);
    expect(easyFaults('3番(ばん)の キオスク')).toEqual(['the number is not read: 3番(ばん)', 'jargon: キオスク']);
    expect(easyFaults(`${'あ'.repeat(12)} ${'あ'.repeat(13)}。`)).toHaveLength(2);
  });
  it('[S21] Japanese is punctuated in full width and English has no Japanese letters', () => {
    expect([...faultsIn('ja', japaneseFaults), ...faultsIn('en', englishFaults)]).toEqual([]);
    expect([japaneseFaults('はい!ｶﾅ').length, englishFaults('the 窓口')]).toEqual([3, ['窓口']]);
  });
  it('[S21] nothing is said with 「エラー」 or blame, and every form names its law and its addressee', () => {
    expect(all.filter(({ words }) => /エラー|失敗|不正|無効|error|invalid/i.test(Object.values(words).join(' '))).map(({ place }) => place)).toEqual([]);
    const procedures = files.filter(({ name }) => name.startsWith('procedures')).flatMap(({ content }) => (content as { procedures: { id: string; hasForm: boolean; basis: string; addressee: string }[] }).procedures);
    expect(procedures.length).toBeGreaterThan(5);
    expect(procedures.filter(({ hasForm, basis, addressee }) => hasForm && !(/(法(律)?第\d+条|条例)/.test(basis) && addressee.endsWith('市長'))).map(({ id }) => id)).toEqual([]);
  });
});
