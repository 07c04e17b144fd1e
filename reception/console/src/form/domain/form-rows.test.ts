import type { CityProfile, FormField, IntakeForm, IntakeId, ProcedureId } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { formParts } from './form-rows.ts';
import { japaneseDate } from './japanese-date.ts';
import { differenceOf } from './text-difference.ts';

const wording = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const field = (key: string, label: string, more: Partial<FormField> = {}): FormField => ({ key, label: wording(label), kind: 'text', required: true, ...more });
const juminhyo = 'juminhyo' as ProcedureId;
const city: Pick<CityProfile, 'applicant' | 'procedures'> = {
  applicant: [field('applicant.name', '氏名', { kind: 'name', fromCard: 'name' }), field('applicant.birth', '生年月日', { kind: 'date' })],
  procedures: [{ id: juminhyo, zone: 'A', title: wording('住民票の写し'), line: wording(''), formTitle: '', basis: '', addressee: '', feeYen: 300, minutes: 5, hasForm: true,
    fields: [field('juminhyo.scope', '範囲', { kind: 'choice', options: [{ value: 'all', label: wording('世帯全員') }] }), field('juminhyo.note', '使いみち', { required: false })] }],
};
const form = (values: IntakeForm['values']): IntakeForm => ({ version: 1, intakeId: 'x'.repeat(22) as IntakeId, procedures: [juminhyo], language: 'ja', values, card: null });
const titles = { applicant: '届け出る方', others: 'そのほか' };

describe('the form as staff read it', () => {
  it('[K14] the shared part stands first, then each procedure; choices and dates in words', () => {
    const parts = formParts(city, form({ 'applicant.birth': { value: '1980-04-01', source: 'card' }, 'juminhyo.scope': { value: 'all', source: 'visitor' } }), titles);
    expect(parts.map((p) => p.title)).toEqual(['届け出る方', '住民票の写し']);
    expect(parts.flatMap((p) => p.rows).map((r) => r.shown)).toEqual(['', '昭和55年（1980年）4月1日', '世帯全員', '']);
  });
  it('[K28] people stand one by one, a condition that does not hold is not asked for, and a shared field stands once', () => {
    const people = field('people.movers', '異動者', { kind: 'people', min: 1, max: 12, columns: [{ key: 'name', label: wording('氏名'), kind: 'name', required: true }] });
    const own = field('tennyu.why', '理由', { onlyIf: { key: 'people.movers', is: ['9'] } });
    const other = 'kokuho' as ProcedureId;
    const [first] = city.procedures;
    const two = { ...city, procedures: [{ ...first!, fields: [people, own] }, { ...first!, id: other, title: wording('国保'), fields: [people, field('kokuho.on', '資格取得日')] }] };
    const parts = formParts(two, { ...form({ 'people.movers': { value: '2', source: 'visitor' }, 'people.movers.2.name': { value: '見本　次郎', source: 'visitor' } }), procedures: [juminhyo, other] }, titles);
    expect(parts.map((p) => [p.form, p.rows.map((r) => r.label)])).toEqual([[null, ['氏名', '生年月日']], ['juminhyo', ['異動者', '1人目 氏名', '2人目 氏名']], ['kokuho', ['資格取得日']]]);
    expect(parts[1]?.rows.map((r) => [r.shown, r.missing])).toEqual([['2', false], ['', true], ['見本　次郎', false]]);
  });
  it('[I60] what none of the forms needs of the shared part is no gap', () => {
    const [first] = city.procedures;
    const rows = formParts({ ...city, procedures: [{ ...first!, without: ['applicant.birth'] }] }, form({}), titles).flatMap((p) => p.rows);
    expect(rows.map((r) => r.label)).toEqual(['氏名', '範囲', '使いみち']);
  });
  it('[K14] what is missing is said for required fields only', () => {
    const rows = formParts(city, form({}), titles).flatMap((p) => p.rows);
    expect(rows.map((r) => r.missing)).toEqual([true, true, true, false]);
  });
  it('[K14] a value that this city\'s forms do not know is shown all the same', () => {
    const parts = formParts(city, form({ 'old.field': { value: '残す', source: 'visitor' } }), titles);
    expect(parts.at(-1)).toMatchObject({ title: 'そのほか', rows: [{ key: 'old.field', shown: '残す' }] });
  });
  it('[K15] each value tells its source, and the card\'s own words where they differ', () => {
    const rows = formParts(city, form({ 'applicant.name': { value: '見本　花子', source: 'visitor', cardValue: '見本　华子' }, 'applicant.birth': { value: '1980-04-01', source: 'card', cardValue: '1980-04-01' } }), titles)[0]?.rows;
    expect(rows?.[0]).toMatchObject({ source: 'visitor', card: '見本　华子' });
    expect(rows?.[1]).toMatchObject({ source: 'card', card: null });
  });
  it('[F9] a visitor\'s doubt about the shape of a letter stands beside the name', () => {
    const rows = formParts(city, form({ 'applicant.name': { value: '葛城　さくら', source: 'card', doubt: 'glyph' }, 'applicant.birth': { value: '1980-04-01', source: 'card' } }), titles)[0]?.rows;
    expect(rows?.map((row) => row.doubt)).toEqual(['glyph', null]);
    expect(formParts(city, form({ 'applicant.name': { value: '𱍐野', source: 'card', doubt: 'unshown' } }), titles)[0]?.rows[0]?.doubt).toBe('unshown');
  });
});

describe('differences', () => {
  it('[K15] marks what differs between the common ends', () => {
    expect(differenceOf('庭石町2-5-3', '庭石町二丁目5番3号')).toEqual({ before: '庭石町', changed: '2-5-3', after: '' });
    expect(differenceOf('同じ', '同じ')).toEqual({ before: '同じ', changed: '', after: '' });
    expect(differenceOf('', '新しい')).toEqual({ before: '', changed: '', after: '' });
  });
  it('[K15] never tears a variant glyph from its selector', () => {
    const glyph = '葛\u{E0100}';
    expect(differenceOf(`${glyph}飾`, '葛飾')).toEqual({ before: '', changed: glyph, after: '飾' });
  });
});

describe('dates', () => {
  it.each([
    ['1980-04-01', '昭和55年（1980年）4月1日'], ['2019-05-01', '令和元年（2019年）5月1日'], ['2019-04-30', '平成31年（2019年）4月30日'], ['1989-01-07', '昭和64年（1989年）1月7日'],
    ['1926-12-24', '大正15年（1926年）12月24日'], ['1912-07-29', '明治45年（1912年）7月29日'], ['1872-12-31', '1872年12月31日'], ['昭和55年ごろ', '昭和55年ごろ'], ['1980-13-01', '1980-13-01'],
    ['1980', '昭和55年（1980年）'], ['1980-04', '昭和55年（1980年）4月'], ['1989', '1989年'], ['2019-04', '平成31年（2019年）4月'], ['1989-01', '1989年1月'],
  ])('[K16] %s is %s', (iso, words) => expect(japaneseDate(iso)).toBe(words));
});
