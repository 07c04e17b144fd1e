import { Phrasebook } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { blankText, nextPhrasePage, offerPhrases } from './offered-phrases.ts';

const phrase = (id: string, by: string, ja: string, kana: string) => ({ id, by, ja, kana, 'ja-easy': 'e', en: 'e', zh: 'z', ko: 'k', vi: 'v', pt: 'p', fil: 'f' });
const book = Phrasebook.parse({ groups: [
  { id: 'card', title: 'カード', phrases: [phrase('card-lost', 'visitor', 'カードをなくしました。', 'カードをなくしました。'), phrase('card-proof', 'staff', '本人確認書類はお持ちですか。', 'ほんにんかくにんしょるいはおもちですか。')] },
  { id: 'pay', title: '支払い', phrases: [phrase('pay-fee', 'staff', '手数料は{amount}円です。', 'てすうりょうは{amount}えんです。')] },
] });
const quick = [{ ja: '少々お待ちください。', 'ja-easy': 'e', en: 'e' }];
const offered = (group: string, wanted: string, answers: { ja: string; shown: string }[] = []) => offerPhrases({ quick, book, answers, wish: { group, wanted } }).map(({ ja }) => ja);

describe('the phrases that a clerk can choose by number', () => {
  it('[T33] are the quick ones, or those of a group', () => {
    expect(offered('', '')).toEqual(['少々お待ちください。']);
    expect(offered('pay', '')).toEqual(['手数料は{amount}円です。']);
    expect(offered('gone', '')).toEqual(['少々お待ちください。']);
  });
  it.each([['ほんにん'], ['ホンニン'], ['本人確認'], ['ﾎﾝﾆﾝ'], ['かくにん しょるい']])('[T33] %s is found by sound and by letters, whatever the group', (wanted) => { expect(offered('pay', wanted)).toEqual(['本人確認書類はお持ちですか。']); });
  it('[T33] the answers to the newest question stand first, said by the visitor', () => {
    expect(offered('pay', '', [{ ja: 'はい。', shown: 'Yes.' }])).toEqual(['はい。', '手数料は{amount}円です。']);
    expect(offerPhrases({ quick: [], book, answers: [{ ja: 'はい。', shown: 'Yes.' }], wish: { group: '', wanted: '' } })).toEqual([{ ja: 'はい。', by: 'visitor', blank: false }]);
  });
  it('[T33] a blank is shown as a ring and known as one', () => {
    expect(offerPhrases({ quick, book, answers: [], wish: { group: 'pay', wanted: '' } })).toEqual([{ ja: '手数料は{amount}円です。', by: 'staff', blank: true }]);
    expect(blankText('{copies}通で{amount}円です。')).toBe('○通で○円です。');
  });
  it('[T33] 0 goes through the pages and begins again', () => { expect([nextPhrasePage(0, 20), nextPhrasePage(1, 20), nextPhrasePage(2, 20), nextPhrasePage(0, 9)]).toEqual([1, 2, 0, 0]); });
});
