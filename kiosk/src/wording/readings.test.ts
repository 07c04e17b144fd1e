import { describe, expect, it } from 'vitest';
import { keysOf, phrasesIn } from '../../testing/translation-faults.ts';
import { parseFurigana } from '../design/ruby/furigana.ts';
import { board } from './board.ts';
import { card, CARD_NEXT, CARD_SAFE, CARD_TROUBLE } from './card.ts';
import { house } from './house.ts';
import { household } from './household.ts';
import { FIELD_TROUBLE, intake, NO_NUMBER } from './intake.ts';
import { manner } from './manner.ts';
import * as navigatorWords from './navigator.ts';
import { postal } from './postal.ts';
import { preEntry, scanTroubles } from './pre-entry.ts';
import { readAloud, withReadingsAbove } from './readings.ts';
import { sentenceOf, type Phrase } from './wording.ts';

/** What a visitor can read on the touch kiosk. */
const said: Phrase[] = phrasesIn({ intake, card, CARD_TROUBLE, CARD_SAFE, CARD_NEXT, FIELD_TROUBLE, NO_NUMBER, house, household, manner, ...navigatorWords, postal, preEntry, scanTroubles, zones: { a: board.zoneA } });
/** Readings by their word and the kana behind it: 出し is read in another way than 出て. */
const readingsOf = (marked: string) => new Map(parseFurigana(marked).flatMap(({ text, reading }, n, parts) => (reading === undefined ? [] : [[`${text}${parts[n + 1]?.text[0] ?? ''}`, reading] as const])));

describe('ふりがな on request', () => {
  it('[L25] every kanji that the kiosk says in plain Japanese has its reading', () => {
    expect(keysOf(said).flatMap((ja) => readAloud(ja).missing.map((run) => `${run}: ${ja}`))).toEqual([]);
  });
  it('[L25] it reads a word as やさしい日本語 of the same sentence does', () => {
    const differs = said.flatMap((phrase) => {
      const easy = readingsOf(sentenceOf(phrase, 'ja-easy', { n: 6 }));
      return [...readingsOf(withReadingsAbove(sentenceOf(phrase, 'ja')))].flatMap(([text, reading]) => (easy.has(text) && easy.get(text) !== reading ? [`${text}: ${reading}, ${easy.get(text)}`] : []));
    });
    expect(differs).toEqual([]);
  });
  it('[L26] nothing is guessed: a run of which one kanji is unknown, a kanji that belongs to another word, and a name get none', () => {
    expect(withReadingsAbove('薔薇の番号')).toBe('薔薇の番号(ばんごう)');
    expect(readAloud('職員室')).toEqual({ marked: '職員室', missing: ['職員室'] });
    expect(readAloud('人材')).toEqual({ marked: '人材', missing: ['人材'] });
    expect(withReadingsAbove('見本　花子')).toBe('見本　花子');
    expect(withReadingsAbove('{label}を直す')).toBe('{label}を直(なお)す');
  });
  it('[L26] a kana behind the kanji decides, and a number is read with what it counts', () => {
    expect(withReadingsAbove('入れて 入って 2分 10分 7分')).toBe('入(い)れて 入(はい)って 2分(にふん) 10分(じゅっぷん) 7分');
  });
});
