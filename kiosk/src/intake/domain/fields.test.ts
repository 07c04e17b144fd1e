import { describe, expect, it } from 'vitest';
import type { FormField } from '@engawa/reception/contract';
import { smallCity } from '../testing/small-city.ts';
import { checkField, toPhone } from './check-field.ts';
import { decideDate, formatDateLine, formatEraDate, formatPartDate, parseIsoDate, readDateDraft, writeDateDraft } from './era.ts';
import { toKatakana, turnMark, turnSmall } from './kana.ts';
import { changeValue, fieldsOf, prefillForms } from './prefill-forms.ts';
import { questionPages } from './question-pages.ts';
import type { Prefill } from '../../../card-bridge/contract/index.ts';
import { totalFee, type ProcedureId } from '@engawa/reception/contract';

const TODAY = '2026-11-24';
const city = { ...smallCity, today: TODAY };
const ids = (...list: string[]) => list as ProcedureId[];
const card: Prefill = { name: '髙橋　葛󠄀子', address: '縁側市庭石町二丁目５番３号', birth: { raw: '19800401', y: 1980, m: 4, d: 1 }, sex: 'female', authenticity: 'verified', live: true };
const field = (kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({ key: 'a.b', label: { ja: '', 'ja-easy': '', en: '' }, kind, required: true, ...more });

describe('forms from one reading', () => {
  it('[I1] one reading fills every form, each value once and marked as from the card', () => {
    const values = prefillForms(city, ids('juminhyo', 'inkan'), card);
    expect(values['applicant.name']).toEqual({ value: card.name, source: 'card' });
    expect(values['applicant.birth']).toEqual({ value: '1980-04-01', source: 'card' });
    expect(values['inkan.sex']).toEqual({ value: '2', source: 'card' });
    expect(values['juminhyo.copies']).toEqual({ value: '1', source: 'visitor', usual: true });
    expect(values['applicant.kana']).toBeUndefined();
  });

  it('[I2] a name keeps its exact code points: nothing is normalised', () => {
    const name = prefillForms(city, ids('juminhyo'), card)['applicant.name']?.value ?? '';
    expect([...name]).toEqual([...'髙橋　葛󠄀子']);
    const checked = checkField(field('name'), ' 羽󠄀田　﨑 ', TODAY);
    expect(checked).toEqual({ ok: true, value: '羽󠄀田　﨑' });
  });

  it('[I3] of a birth that is partly unknown the known part stays, nothing is invented, and it is read as an era year', () => {
    expect(prefillForms(city, ids('juminhyo'), { ...card, birth: { raw: '19500000', y: 1950 } })['applicant.birth']).toEqual({ value: '1950', source: 'card' });
    expect(prefillForms(city, ids('juminhyo'), { ...card, birth: { raw: '19500400', y: 1950, m: 4 } })['applicant.birth']?.value).toBe('1950-04');
    expect(prefillForms(city, ids('juminhyo'), { ...card, birth: { raw: '00000000' } })['applicant.birth']?.value).toBe('00000000');
    expect(formatPartDate('1950')).toEqual({ main: '昭和25年', sub: '1950年' });
    expect(formatPartDate('1950-04')).toEqual({ main: '昭和25年4月', sub: '1950年' });
    expect(formatPartDate('1989')).toEqual({ main: '1989年', sub: '' });
    expect(formatPartDate('1950-04-01')).toBeNull();
  });

  it('[I4] what the visitor changes is the visitor\'s, and what the card said stays beside it', () => {
    const values = prefillForms(city, ids('juminhyo'), card);
    const changed = changeValue(values, 'applicant.address', '縁側市松町1');
    expect(changed['applicant.address']).toEqual({ value: '縁側市松町1', source: 'visitor', cardValue: card.address });
    expect(changeValue(changed, 'applicant.address', card.address)['applicant.address']).toEqual({ value: card.address, source: 'card' });
  });

  it('[I5] only what is still unknown is asked, one value a page, choices of a procedure together, nothing that may stay empty', () => {
    expect(questionPages(city, ids('juminhyo', 'inkan'), prefillForms(city, ids('juminhyo', 'inkan'), card))).toEqual([
      { of: null, keys: ['applicant.kana'] }, { of: 'juminhyo', keys: ['juminhyo.copies', 'juminhyo.scope'] },
    ]);
    expect(questionPages(city, ids('sodan'), {})).toEqual([]);
    expect(fieldsOf(smallCity, ids('sodan'))).toEqual([]);
  });

  it('[I6] the fee counts copies', () => {
    expect(totalFee(smallCity, ids('juminhyo', 'inkan', 'tennyu'), { 'juminhyo.copies': { value: '3' } })).toBe(1_200);
  });
});

describe('values by kind', () => {
  it.each([
    ['みほん はなこ', 'ミホン　ハナコ'], ['ﾐﾎﾝ ﾊﾅｺ', 'ミホン　ハナコ'], ['ｶﾞｷﾞｸﾞﾊﾟ', 'ガギグパ'], ['ヴァイオレット', 'ヴァイオレット'], [' さとう ', 'サトウ'],
  ])('[I7] a reading %s becomes %s', (typed, kana) => {
    expect(toKatakana(typed)).toBe(kana);
    expect(checkField(field('kana'), typed, TODAY)).toEqual({ ok: true, value: kana });
  });

  it('[I7] a reading in other letters is asked again', () => {
    expect(checkField(field('kana'), '山田', TODAY)).toEqual({ ok: false, why: 'not-kana' });
  });

  it('[I7] the mark keys turn a letter round', () => {
    expect(['か', 'が', 'は', 'ば', 'ぱ'].map((l) => turnMark(l, 'voiced'))).toEqual(['が', 'か', 'ば', 'は', 'ば']);
    expect(['は', 'ぱ', 'ば', 'あ'].map((l) => turnMark(l, 'half'))).toEqual(['ぱ', 'は', 'ぱ', 'あ']);
    expect(['つ', 'っ', 'や', 'カ', 'あ'].map(turnSmall)).toEqual(['っ', 'つ', 'ゃ', 'カ', 'ぁ']);
  });

  it.each([
    ['09012345678', '090-1234-5678'], ['０９８０００００００', '0980-00-0000'], ['03-1234-5678', '03-1234-5678'], ['+81 90 1234 5678', '090-1234-5678'], ['0120123456', '0120-123-456'], ['０９８０－１２－３４５６', '0980-12-3456'], ['＋81 90ｰ1234ｰ5678', '090-1234-5678'], ['12345', null], ['090123456', null],
  ])('[I8] a phone number %s is written %s', (typed, phone) => expect(toPhone(typed)).toBe(phone));

  it.each([
    ['1989-01-07', '昭和64年（1989年）1月7日'], ['1989-01-08', '平成元年（1989年）1月8日'], ['2019-05-01', '令和元年（2019年）5月1日'],
    ['1980-04-01', '昭和55年（1980年）4月1日'], ['1926-12-25', '昭和元年（1926年）12月25日'], ['1860-01-01', '1860年1月1日'],
  ])('[I9] the day %s is shown as %s', (iso, shown) => {
    const date = parseIsoDate(iso);
    expect(date && formatDateLine(date)).toBe(shown);
  });

  it('[I9] a year is inside its era only between the first and the last day', () => {
    expect(decideDate({ calendar: 'showa', year: '64', month: '1', day: '8' })).toEqual({ ok: false, why: 'not-in-era' });
    expect(decideDate({ calendar: 'heisei', year: '1', month: '1', day: '8' })).toMatchObject({ ok: true });
    expect(decideDate({ calendar: 'ce', year: '2025', month: '2', day: '29' })).toEqual({ ok: false, why: 'no-such-date' });
    expect(checkField(field('date'), 'showa/55/4/1', TODAY)).toEqual({ ok: true, value: '1980-04-01' });
    expect(checkField(field('date'), 'showa///', TODAY)).toEqual({ ok: false, why: 'missing' });
    expect(writeDateDraft(readDateDraft('1980-04-01'))).toBe('showa/55/4/1');
    expect(formatEraDate({ y: 1980, m: 4, d: 1 })).toEqual({ main: '昭和55年4月1日', sub: '1980年' });
  });

  it('[I41] a day after today is refused unless the field allows it, also as an era year', () => {
    expect(['2026-11-24', '2026-11-25', 'reiwa/8/11/25'].map((text) => checkField(field('date'), text, TODAY))).toEqual([{ ok: true, value: TODAY }, { ok: false, why: 'in-the-future' }, { ok: false, why: 'in-the-future' }]);
    expect(checkField(field('date', { future: true }), '2027-03-31', TODAY)).toEqual({ ok: true, value: '2027-03-31' });
  });

  it('[I8] counts and choices hold to what the city allows', () => {
    expect(checkField(field('count', { min: 1, max: 9 }), '１０', TODAY)).toEqual({ ok: false, why: 'too-many' });
    expect(checkField(field('count', { min: 1, max: 9 }), '0', TODAY)).toEqual({ ok: false, why: 'too-few' });
    expect(checkField(field('count', { min: 1, max: 9 }), '３', TODAY)).toEqual({ ok: true, value: '3' });
    expect(checkField(field('choice', { options: [] }), 'x', TODAY)).toEqual({ ok: false, why: 'not-an-option' });
    expect(checkField(field('text', { required: false }), '', TODAY)).toEqual({ ok: true, value: '' });
  });
});
