import { describe, expect, it } from 'vitest';
import { parseFurigana, withoutFurigana } from './furigana.ts';

describe('furigana', () => {
  it.each([
    ['番号(ばんごう)が ちがいます', [{ text: '番号', reading: 'ばんごう' }, { text: 'が ちがいます' }]],
    ['6分(ろっぷん) おそく', [{ text: '6分', reading: 'ろっぷん' }, { text: ' おそく' }]],
    ['{n}人(にん)', [{ text: '{n}' }, { text: '人', reading: 'にん' }]],
    ['昼(ひる)休(やす)み', [{ text: '昼', reading: 'ひる' }, { text: '休', reading: 'やす' }, { text: 'み' }]],
    ['お｜子さん(こさん)', [{ text: 'お' }, { text: '子さん', reading: 'こさん' }]],
    ['11月22日(日)', [{ text: '11月22日(日)' }]],
  ])('[L10] reads %s', (sentence, parts) => { expect(parseFurigana(sentence)).toEqual(parts); });
  it('[L10] names of controls carry no readings', () => { expect(withoutFurigana('番号(ばんごう)を 入(い)れて ください')).toBe('番号を 入れて ください'); });
});
