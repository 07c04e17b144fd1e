import { PROBLEM_CODES as FACILITY_CODES } from '@engawa/facility-api/contract';
import { BORN_WITH, PROBLEM_CODES as RECEPTION_CODES } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { asksTheSame, easyFaults, englishFaults, japaneseFaults, spoken } from '../../testing/plain-words.ts';
import { parseFurigana } from '../design/ruby/furigana.ts';
import { problems, problemWording } from './problems.ts';
import { fill, LANGUAGES, type Language, type Phrase } from './wording.ts';

const isPhrase = (value: unknown): value is Phrase => typeof value === 'object' && value !== null && BORN_WITH.every((language) => language in value);
/** Every phrase of every file in this folder. */
const files = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./wording.ts', '!./formats.ts', '!./catalogues.ts', '!./readings.ts'], { eager: true });
const all = Object.entries(files).flatMap(([file, words]) => Object.values(words).flatMap((table) => (typeof table === 'object' && table !== null ? Object.entries(table).filter((entry): entry is [string, Phrase] => isPhrase(entry[1])) : [])).map(([key, phrase]) => ({ id: `${file} ${key}`, phrase })));

/** Kanji with more than one reading on our screens. A new one comes here after somebody has read the sentence aloud. */
const WEIGHED = { 人: 'にん・ひと', 入: 'い・はい', 出: 'だ・で', 月: 'がつ・げつ', 来: 'き・こ', 小: 'しょう・ちい', 少: 'すく・すこ', 年: 'とし・ねん', 日: 'にち・ひ', 消: 'き・け', 話: 'はな・はなし' };
/** What stands on the machine, the keys and the city's papers, shown as it stands there. */
const SHOWN_IN_ENGLISH = ['language', 'pinLine', 'kanaHelp', 'keysKana', 'voiced', 'half', 'long'];

describe('wording', () => {
  it('[L12] every problem code of reception and facilities has its sentence', () => {
    expect([...RECEPTION_CODES, ...FACILITY_CODES].filter((code) => !(code in problems))).toEqual([]);
    expect(problemWording('from-a-newer-server').ja).toContain('もう一度');
  });
  it('[L12] no sentence blames or says 「エラー」', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ phrase }) => /エラー|失敗|不正|無効|error|invalid|illegal/i.test(LANGUAGES.map((language) => spoken(phrase, language).text).join(' '))).map(({ id }) => id)).toEqual([]);
  });
  it('[L13] a phrase takes the same parameters in every language', () => {
    expect(all.filter(({ phrase }) => !asksTheSame(phrase)).map(({ id }) => id)).toEqual([]);
  });
  const faultsOf = (find: (text: string) => string[], language: Language) =>
    all.flatMap(({ id, phrase }) => [1, 2, 6].flatMap((n) => find(spoken(phrase, language, n).text).map((fault) => `${id}: ${fault}`)));
  it('[L14] [L17] [L18] やさしい日本語: readings, short sentences, spaces, no words of machines', () => {
    expect(faultsOf(easyFaults, 'ja-easy')).toEqual([]);
  });
  it('[L14] a reading that hangs on its neighbours is one that somebody has weighed', () => {
    const readings = new Map<string, Set<string>>();
    for (const { phrase } of all) for (const { text, reading } of parseFurigana(spoken(phrase, 'ja-easy').text)) if (reading !== undefined) readings.set(text, (readings.get(text) ?? new Set()).add(reading));
    expect(Object.fromEntries([...readings].filter(([, read]) => read.size > 1).map(([text, read]) => [text, [...read].toSorted().join('・')]))).toEqual(WEIGHED);
  });
  it('[L19] Japanese is punctuated in full width', () => { expect(faultsOf(japaneseFaults, 'ja')).toEqual([]); });
  it('[L20] English has no Japanese letters but those that it shows', () => {
    expect(all.filter(({ phrase }) => englishFaults(spoken(phrase, 'en').text).length > 0).map(({ id }) => id.replace(/^.* /, ''))).toEqual(SHOWN_IN_ENGLISH);
  });
  it.each([
    ['あなたの 番号です。', 'no reading: あなたの 番号です。'], ['ログインして ください。', 'jargon: ログイン'], ['5分(ふん) 待(ま)ちます。', 'the number is not read: 5分(ふん)'],
    ['書(か)いた あとで もう一度(いちど) 3番(さんばん)の 窓口(まどぐち)に 来(き)て 紙(かみ)を 見(み)せて ください。', 'long: 書いた あとで もう一度 3番の 窓口に 来て 紙を 見せて ください'], ['きょうはここでまっていてください。', 'no space: きょうはここでまっていてください'],
  ])('[L14] [L17] [L18] the eye for faults sees 「%s」', (sentence, fault) => { expect(easyFaults(sentence)).toEqual([fault]); });
  it('[L19] [L20] and it sees a half-width letter, an ASCII mark and a word of the other language', () => {
    expect([japaneseFaults('ｶｰﾄﾞ').length, japaneseFaults('よろしいですか?'), japaneseFaults('2,000円、10:35、A4。'), englishFaults('Take the 番号札.')]).toEqual([4, ['?'], [], ['番号札']]);
  });
  it('[L13] a parameter that is not given stays visible', () => { expect(fill('あと{n}回、{x}', { n: 2 })).toBe('あと2回、{x}'); });
});
