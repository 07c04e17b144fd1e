import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { ruleFaults, withUsual, type FormField, type Procedure, type ProcedureId } from '../../../contract/index.ts';
import type { City } from '../application/city.ts';
import { cityOn } from '../application/fiscal-years.ts';
import { readCity } from './read-city.ts';

/** What every form of 縁側市 keeps to, whoever edits it. */
let city: City;
let forms: readonly Procedure[];
/** Everything that is asked, with the columns of lists. */
let asked: readonly { readonly key: string; readonly field: Pick<FormField, 'kind' | 'label' | 'help' | 'length' | 'future' | 'default'> }[];
beforeAll(async () => {
  city = await readCity(fileURLToPath(new URL('../../../city/', import.meta.url)));
  forms = city.procedures.filter(({ hasForm }) => hasForm);
  const fields = [...city.applicant, ...city.procedures.flatMap((p) => p.fields)];
  asked = fields.flatMap((field) => [{ key: field.key, field }, ...(field.columns ?? []).map((column) => ({ key: `${field.key}.${column.key}`, field: column }))]);
});

/** Numbers that the law keeps apart: staff write them, the city never asks. 11, 12 and 10 digits. */
const NUMBERS = /個人番号|マイナンバー(?!カード)|住民票コード|基礎年金番号|年金手帳の番号/;
const wouldHoldANumber = ({ kind, label, help, length }: Pick<FormField, 'kind' | 'label' | 'help' | 'length'>): boolean =>
  kind !== 'choice' && kind !== 'choices' && (NUMBERS.test(`${label.ja}${help?.ja ?? ''}`) || (kind === 'digits' && [10, 11, 12].includes(length ?? 0)));

describe('the forms of the city', () => {
  it('[S52] no field asks for 個人番号, 住民票コード or 基礎年金番号; staff have boxes for them', () => {
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter(({ field }) => wouldHoldANumber(field)).map(({ key }) => key)).toEqual([]);
    expect(wouldHoldANumber({ kind: 'text', label: { ja: '基礎年金番号', 'ja-easy': '', en: '' } })).toBe(true);
    expect(wouldHoldANumber({ kind: 'digits', length: 12, label: { ja: '番号', 'ja-easy': '', en: '' } })).toBe(true);
    expect(forms.flatMap((form) => [...(form.staffBoxes ?? []), ...(form.staffBoxesEach ?? [])]).some((box) => NUMBERS.test(box))).toBe(true);
  });
  it('[S53] a day that may still come is asked for only by its own name, and copies are 1 to 20', () => {
    expect(asked.filter(({ field }) => field.future === true && !/予定|希望|これから/.test(`${field.label.ja}${field.help?.ja ?? ''}`)).map(({ key }) => key)).toEqual([]);
    const copies = forms.flatMap((form) => form.fields.filter(({ key }) => key.endsWith('.copies')));
    expect(copies.length).toBeGreaterThan(2);
    expect(copies.filter(({ kind, min, max, default: usual }) => kind !== 'count' || min !== 1 || max !== 20 || usual !== '1').map(({ key }) => key)).toEqual([]);
  });
  it('[S53] each person of a household has one 続柄, and a form that asks for it takes one 世帯主', () => {
    const withRelation = forms.flatMap((form) => form.fields.filter(({ columns }) => columns?.some(({ key }) => key === 'relation')).map((list) => ({ form, list })));
    expect(withRelation.length).toBeGreaterThan(0);
    expect(withRelation.filter(({ list }) => !list.columns?.some(({ key, kind, required }) => key === 'relation' && kind === 'choice' && required)).map(({ form }) => form.id)).toEqual([]);
    const moves = withRelation.filter(({ form }) => form.zone === 'B');
    expect(moves.filter(({ form, list }) => !form.rules?.some((rule) => rule.rule === 'at-most-one' && rule.key === list.key && rule.value === 'head') || !form.fields.some(({ key, required }) => key === 'household.head' && required)).map(({ form }) => form.id)).toEqual([]);
  });
  it('[S54] a proxy brings the letter of proxy by itself, and every form of a proxy says for whom', () => {
    const letter = forms.find(({ comesWith }) => comesWith?.key === 'applicant.role');
    expect([letter?.formTitle, letter?.comesWith?.is]).toEqual(['委任状', ['proxy']]);
    expect(city.applicant.filter(({ onlyIf }) => onlyIf?.key === 'applicant.role').map(({ key }) => key)).toEqual(expect.arrayContaining(['principal.name', 'principal.birth', 'principal.address']));
    expect(forms.filter((form) => form.id !== letter?.id && form.without?.some((key) => key === 'principal.name')).map(({ id }) => id)).toEqual([]);
  });
  it('[S54] a 住民票 shows nothing beyond its purpose unless it is chosen, and never hands a number to a proxy', () => {
    const juminhyo = ['juminhyo' as ProcedureId];
    const usual = withUsual(city, juminhyo, {}, '2026-11-24');
    expect([usual['juminhyo.include'], usual['juminhyo.kind']?.value]).toEqual([undefined, 'now']);
    const faults = (include: string, role: string): string[] => ruleFaults(city, juminhyo, { ...usual, 'juminhyo.include': { value: include }, 'applicant.role': { value: role } }).map(({ key }) => key);
    expect([faults('relation my-number', 'proxy'), faults('code', 'proxy'), faults('relation domicile', 'proxy'), faults('my-number', 'self')]).toEqual([['juminhyo.include'], ['juminhyo.include'], [], []]);
  });
  it('[S54] 広域交付 is for the family in person, and neither for one person of a register nor for an address history', () => {
    const faults = (values: Record<string, string>): string[] => ruleFaults(city, ['koseki' as ProcedureId], Object.fromEntries(Object.entries({ 'koseki.where': 'elsewhere', 'koseki.kind': 'all', 'koseki.relation': 'self', ...values }).map(([key, value]) => [key, { value }]))).map(({ key }) => key);
    expect([faults({}), faults({ 'koseki.kind': 'part' }), faults({ 'koseki.kind': 'history' }), faults({ 'applicant.role': 'proxy' }), faults({ 'koseki.relation': 'other' }), faults({ 'koseki.where': 'here', 'koseki.kind': 'part', 'applicant.role': 'proxy' })])
      .toEqual([[], ['koseki.kind'], ['koseki.kind'], ['koseki.where'], ['koseki.relation'], []]);
  });
  it('[S55] every choice has its options on any day', () => {
    const open = cityOn(city, '2030-01-15').procedures.flatMap((form) => form.fields).filter(({ kind, options, optionsFrom }) => kind === 'choice' && optionsFrom === undefined && (options ?? []).length === 0);
    expect(open.map(({ key }) => key)).toEqual([]);
  });
});
