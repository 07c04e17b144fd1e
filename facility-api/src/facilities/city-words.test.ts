import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FeeSchedule, Wording } from '../../contract/index.ts';
import { quoteFee } from '../booking/domain/quote-fee.ts';

const CITY = new URL('../../city/', import.meta.url);
/** Every sentence of the city's files, with its place. */
const wordingsIn = (value: unknown, place: string): { place: string; words: Wording }[] => {
  const words = Wording.safeParse(value);
  if (words.success) return [{ place, words: words.data }];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => wordingsIn(inner, `${place}.${key}`)) : [];
};
const files = readdirSync(CITY).map((name) => ({ name, content: JSON.parse(readFileSync(new URL(name, CITY), 'utf8')) as unknown }));
const all = files.flatMap(({ name, content }) => wordingsIn(content, name));

/** `漢字(かんじ)`; digits that touch the kanji belong to it. */
const MARKED = /(?:｜([^｜(（]+)|([0-9]*[\p{Script=Han}々〆ヶ]+))[(（]([\p{Script=Hiragana}\p{Script=Katakana}ー]+)[)）]/gu;
/** A number is read with what it counts: 3番 is さんばん, not ばん. */
const BARE_COUNTERS = /^(ばん|にち|ふん|ぷん|かい|えん|じかん|ねん|ねんど|ねんぶん|まい|にん|つ)$/;
/** Katakana of daily life and names as they stand on the doors; every other katakana word is said differently. */
const DAILY = /^(エアコン|マイク|ピアノ|ドラム|ネット|ホール|スタジオ|サロン)$/;
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
const faultsIn = (language: keyof Wording, find: (text: string) => string[]): string[] => all.flatMap(({ place, words }) => find(words[language]).map((fault) => `${place}: ${fault}`));

describe('the words of the city’s files', () => {
  it('[A4] やさしい日本語 has readings, 24 letters a sentence, spaces and words of daily life', () => {
    expect(all.length).toBeGreaterThan(150);
    expect(faultsIn('ja-easy', easyFaults)).toEqual([]);
  });
  it('[A4] the eye for faults sees each of them', () => {
    expect(easyFaults('部屋(へや)の 予約')).toEqual(['no reading: 部屋(へや)の 予約']);
    expect(easyFaults('1階(かい)の プロジェクター')).toEqual(['the number is not read: 1階(かい)', 'jargon: プロジェクター']);
    expect(easyFaults(`${'あ'.repeat(12)} ${'あ'.repeat(13)}。`)).toHaveLength(2);
  });
  it('[A4] the lines of a price are said by the same rules, at every number', () => {
    const { fees } = (JSON.parse(readFileSync(new URL('engawa-hall.json', CITY), 'utf8')) as { rooms: { fees: FeeSchedule }[] }).rooms[0] ?? {};
    const lines = fees ? quoteFee(fees, { from: 600, until: 1_260, weekend: true, commercial: true, month: 1, items: ['air', 'microphone', 'piano'], userClass: 'non-resident', admissionYen: 3_000 }).lines : [];
    lines.push(...(fees ? (['down', 'up', 'half-up'] as const).flatMap((rounding) => ['children', 'disability'].flatMap((reduction) => quoteFee({ ...fees, items: fees.items.map(({ id, title, clause }) => ({ id, title, clause, yenPerUse: 805 })), rounding }, { from: 600, until: 690, weekend: true, commercial: false, month: 1, items: ['piano'], reduction }).lines)) : []));
    const words = lines.flatMap(({ title, note }) => [title, ...(note ? [note] : [])]);
    expect(words.length).toBeGreaterThan(3);
    expect(words.flatMap((said) => [...easyFaults(said['ja-easy']), ...englishFaults(said.en)])).toEqual([]);
  });
  it('[A5] Japanese is punctuated in full width, English has no Japanese letters, and nothing blames', () => {
    expect([...faultsIn('ja', japaneseFaults), ...faultsIn('en', englishFaults)]).toEqual([]);
    expect([japaneseFaults('A+B ｶﾅ').length, englishFaults('the 部屋')]).toEqual([3, ['部屋']]);
    expect(all.filter(({ words }) => /エラー|失敗|不正|無効|error|invalid/i.test(Object.values(words).join(' '))).map(({ place }) => place)).toEqual([]);
  });
  it('[A5] no telephone number of the demo city can ring', () => {
    const phones = files.flatMap(({ content }) => (content as { phone?: string }).phone ?? []);
    expect(phones).toHaveLength(4);
    expect(phones.filter((phone) => !phone.startsWith('0000-'))).toEqual([]);
  });
});
