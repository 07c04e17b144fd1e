import { describe, expect, it } from 'vitest';
import { readTyped, readTypedDate } from './typed-text.ts';

describe('what a clerk types', () => {
  it.each(['1980-04-01', '19800401', '1980/4/1', '1980年4月1日', 's550401', 'S55.4.1', 'Ｓ５５．４．１', '昭和55年4月1日', '昭55-4-1', '3550401', '昭和 55/4/1'])('[K40] %s is the first of April 1980', (typed) => {
    expect(readTypedDate(typed)).toBe('1980-04-01');
  });
  it('[K40] the year of a young era needs one digit', () => expect(['r81120', 'r8.11.20', '令和8年11月20日', 'h10605'].map(readTypedDate)).toEqual(['2026-11-20', '2026-11-20', '2026-11-20', '1989-06-05']));
  it('[K40] a first year, and a month or day that nobody knows', () => {
    expect(['令和元年5月1日', 'r1.5.1', '5010501', '1950', '昭和25年', '1950-4', '昭和25年4月'].map(readTypedDate)).toEqual(['2019-05-01', '2019-05-01', '2019-05-01', '1950', '1950', '1950-04', '1950-04']);
  });
  it.each(['平成55年4月1日', 's64.1.8', 'h1.1.7', '6010101', 'x55.4.1', '4/1', 'いつか', ''])('[K40] 「%s」 is no date, and stays as it was typed', (typed) => {
    expect(readTypedDate(typed)).toBeNull();
    expect(readTyped({ kind: 'date' }, typed)).toBe(typed);
  });
  it('[K40] readings become full-width katakana, numbers half-width digits, whatever the keyboard wrote', () => {
    expect([readTyped({ kind: 'kana' }, 'みほん はなこ'), readTyped({ kind: 'kana' }, 'ｶﾂﾗｷﾞ ｻｸﾗ'), readTyped({ kind: 'kana' }, 'ヴァン・ゴッホ')]).toEqual(['ミホン　ハナコ', 'カツラギ　サクラ', 'ヴァン・ゴッホ']);
    expect([readTyped({ kind: 'phone' }, '０９０ー１２３４ー５６７８'), readTyped({ kind: 'phone' }, '+81-90-1234-5678'), readTyped({ kind: 'phone' }, '(0982) 55-0123')]).toEqual(['090-1234-5678', '090-1234-5678', '098255-0123']);
    expect([readTyped({ kind: 'count' }, '３'), readTyped({ kind: 'people' }, ' ４ '), readTyped({ kind: 'digits' }, '１２３４ ５６７')]).toEqual(['3', '4', '1234567']);
  });
  it('[K40] the letters of a name are never converted; only the space between its parts is', () => {
    expect(readTyped({ kind: 'name' }, ' 葛\u{E0100}城 神\uFA19\u{20BB7} ')).toBe('葛\u{E0100}城　神\uFA19\u{20BB7}');
    expect([readTyped({ kind: 'name' }, 'Maria Silva'), readTyped({ kind: 'name' }, 'MARIA SILVA （シルバ マリア）')]).toEqual(['Maria Silva', 'MARIA SILVA （シルバ　マリア）']);
  });
});
