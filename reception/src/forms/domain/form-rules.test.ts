import { describe, expect, it } from 'vitest';
import { feeOf, type FormField, type Procedure } from '../../../contract/index.ts';
import { correctValue, faultOf } from './form-rules.ts';
import { wareki } from './wareki.ts';

const field = (kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({ key: 'a.b', label: { ja: '', 'ja-easy': '', en: '' }, kind, required: true, ...more });
const option = (value: string) => ({ value, label: { ja: value, 'ja-easy': value, en: value } });
const today = '2026-11-22';

describe('values of a form', () => {
  it('[F2] each kind of field knows its faults', () => {
    const cases: [FormField, string, string | null][] = [
      [field('name'), '', 'missing'], [field('name', { required: false }), '', null], [field('name'), '葛\u{E0100}城　さくら', null], [field('name'), 'a\u0000', 'unreadable'], [field('name'), '\u202Eevil', 'unreadable'],
      [field('kana'), 'カツラギ　サクラ', null], [field('kana'), 'かつらぎ', 'unreadable'], [field('kana'), 'ヴァン・ゴッホ', null],
      [field('date'), '1980-04-01', null], [field('date'), '2025-02-29', 'unreadable'], [field('date'), '2024-02-29', null], [field('date'), '2026-11-23', 'in-the-future'], [field('date'), '1980', null],
      [field('phone'), '090-1234-5678', null], [field('phone'), '12345', 'unreadable'], [field('phone'), '0982123456', null],
      [field('count', { min: 1, max: 20 }), '20', null], [field('count', { min: 1, max: 20 }), '21', 'out-of-range'], [field('count'), '-1', 'unreadable'], [field('count'), '1e3', 'unreadable'],
      [field('choice', { options: [option('x')] }), 'x', null], [field('choice', { options: [option('x')] }), 'y', 'not-an-option'],
      [field('text'), '字'.repeat(200), null], [field('address'), '字'.repeat(201), 'unreadable'],
    ];
    for (const [f, value, fault] of cases) expect([f.kind, value, faultOf(f, value, today)]).toEqual([f.kind, value, fault]);
  });
  it('[F3] the fee counts the copies that the city’s file names', () => {
    const p = { feeYen: 300, feePer: 'a.copies' } as Procedure;
    expect(feeOf(p, { 'a.copies': { value: '4' } })).toBe(1_200);
    expect(feeOf(p, {})).toBe(300);
    expect(feeOf({ feeYen: 0 } as Procedure, {})).toBe(0);
    const koseki: Pick<Procedure, 'feeYen' | 'feePer' | 'feeBy'> = { feeYen: 450, feePer: 'k.copies', feeBy: { key: 'k.kind', yen: { removed: 750 } } };
    expect(['all', 'removed'].map((kind) => feeOf(koseki, { 'k.kind': { value: kind }, 'k.copies': { value: '2' } }))).toEqual([900, 1_500]);
  });
  it('[F4] a correction is the staff’s, and what the card said stays beside it', () => {
    expect(correctValue({ value: '縁側市', source: 'card' }, '日向市')).toEqual({ value: '日向市', source: 'staff', cardValue: '縁側市' });
    expect(correctValue({ value: '日向市', source: 'staff', cardValue: '縁側市' }, '縁側市')).toEqual({ value: '縁側市', source: 'staff' });
  });
  it('[F7] dates on paper are in the Japanese calendar, with 元年', () => {
    expect(['2019-04-30', '2019-05-01', '1989-01-07', '1989-01-08', '1926-12-25', '1912-07-30', '1912-07-29', '1980', '不明'].map((d) => wareki(d)))
      .toEqual(['平成31年4月30日', '令和元年5月1日', '昭和64年1月7日', '平成元年1月8日', '昭和元年12月25日', '大正元年7月30日', '明治45年7月29日', '昭和55年', '不明']);
    expect(wareki('1980-04-01', true)).toBe('昭和55年（1980年）4月1日');
  });
});
