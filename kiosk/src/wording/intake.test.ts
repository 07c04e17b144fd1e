import { describe, expect, it } from 'vitest';
import { parseFurigana } from '../design/ruby/furigana.ts';
import { CARD_CODES } from '../../card-bridge/contract/index.ts';
import { card, CARD_NEXT, CARD_SAFE, CARD_TROUBLE } from './card.ts';
import { FIELD_TROUBLE, intake, NO_NUMBER } from './intake.ts';
import { paper } from './paper.ts';
import { sentenceOf, type Phrase } from './wording.ts';

const all: [string, Phrase][] = [intake, paper, card, CARD_TROUBLE, CARD_SAFE, CARD_NEXT, FIELD_TROUBLE, NO_NUMBER].flatMap((table) => Object.entries(table as Record<string, Phrase>));
const values = { n: 2, of: 3, label: 'X', title: 'X', time: '10:28', yen: '300', counters: '3' };

describe('the kiosk\'s sentences', () => {
  it('[I23] every refusal of a card has its words', () => {
    expect(CARD_CODES.filter((code) => !(code in CARD_TROUBLE) || !(code in CARD_SAFE))).toEqual([]);
  });

  it.each(all)('[I23] %s is said in every language, without blame', (_key, phrase) => {
    for (const language of ['ja', 'ja-easy', 'en'] as const) {
      const sentence = sentenceOf(phrase, language, values);
      expect(sentence).toBeTypeOf('string');
      expect(sentence).not.toMatch(/エラー|失敗|不正|error|invalid/i);
    }
    expect(sentenceOf(phrase, 'ja', values)).not.toBe('');
  });

  it.each(all)('[I23] %s in やさしい日本語 is short and every kanji has its reading', (_key, phrase) => {
    for (const sentence of sentenceOf(phrase, 'ja-easy', values).split(/[。\n]/)) {
      const parts = parseFurigana(sentence);
      for (const part of parts) if (part.reading === undefined) expect(part.text).not.toMatch(/\p{Script=Han}/u);
      const reading = parts.map(({ text }) => text).join('').replace(/[ 　]/g, '');
      expect([...reading].length, sentence).toBeLessThanOrEqual(24);
    }
  });
});
