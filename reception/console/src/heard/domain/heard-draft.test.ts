import type { CityProfile, FormField, ProcedureId } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { heardFields, heardIntake, matching } from './heard-draft.ts';

const wording = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const field = (key: string, more: Partial<FormField> = {}): FormField => ({ key, label: wording(key), kind: 'text', required: true, ...more });
const procedure = (id: string, title: string, fields: FormField[]): CityProfile['procedures'][number] => ({ id: id as ProcedureId, zone: 'A', title: wording(title), line: wording(''), formTitle: title, basis: '', addressee: '', feeYen: 0, minutes: 5, hasForm: true, fields });
const city: Pick<CityProfile, 'applicant' | 'procedures'> = {
  applicant: [field('applicant.name')],
  procedures: [procedure('juminhyo', '住民票の写し', [field('juminhyo.copies', { kind: 'count', default: '1' }), field('juminhyo.why', { onlyIf: { key: 'juminhyo.copies', is: ['9'] } })]),
    procedure('tennyu', '転入届', [field('people.movers', { kind: 'people', min: 1, columns: [{ key: 'name', label: wording('氏名'), kind: 'name', required: true }] })])],
};
const TODAY = '2026-11-24';
const ids = (...all: string[]): ProcedureId[] => all as ProcedureId[];

describe('what a clerk hears', () => {
  it('[K29] only the fields that the ticked procedures need are asked, each once, with the city\'s defaults', () => {
    expect(heardFields(city, ids('juminhyo'), {}, TODAY).map(({ field: f, value }) => [f.key, value])).toEqual([['applicant.name', ''], ['juminhyo.copies', '1']]);
    expect(heardFields(city, ids('juminhyo', 'tennyu'), { 'juminhyo.copies': '9', 'people.movers': '2' }, TODAY).map(({ field: f }) => f.key)).toEqual(['applicant.name', 'juminhyo.copies', 'juminhyo.why', 'people.movers', 'people.movers.1.name', 'people.movers.2.name']);
  });
  it('[K29] what no longer counts is not sent, and every value is the staff\'s', () => {
    expect(heardIntake(city, ids('juminhyo'), { 'applicant.name': '見本', 'juminhyo.why': '消える' }, true, TODAY).values).toEqual({ 'applicant.name': { value: '見本', source: 'staff' }, 'juminhyo.copies': { value: '1', source: 'staff' } });
  });
  it('[K29] the applicant is person 1 without being typed again, and forms choose by name among those who were typed', () => {
    const name = { key: 'name', label: wording('氏名'), kind: 'name' as const, required: true };
    const family = field('people.family', { kind: 'people', min: 1, beginsWithApplicant: true, columns: [name] });
    const joining = field('kokuho.who', { kind: 'choices', optionsFrom: 'people.family', chosen: {} });
    const moving = { ...city, procedures: [procedure('tennyu', '転入届', [family]), procedure('kokuho', '国保', [family, joining])] };
    const draft = { 'applicant.name': '見本　花子', 'people.family': '2', 'people.family.2.name': '見本　次郎' };
    const asked = heardFields(moving, ids('tennyu', 'kokuho'), draft, TODAY);
    expect(asked.map(({ field: f, value }) => [f.key, value])).toEqual([['applicant.name', '見本　花子'], ['people.family', '2'], ['people.family.2.name', '見本　次郎'], ['kokuho.who', '1 2']]);
    expect(asked.at(-1)?.field.options?.map(({ label }) => label.ja)).toEqual(['見本　花子', '見本　次郎']);
    expect(heardIntake(moving, ids('kokuho'), draft, true, TODAY).values['people.family.1.name']).toEqual({ value: '見本　花子', source: 'staff' });
  });
  it('[K29] a few letters find a procedure', () => {
    expect(matching(city, '').map((p) => p.id)).toEqual(['juminhyo', 'tennyu']);
    expect([matching(city, '転入')[0]?.id, matching(city, 'jum')[0]?.id]).toEqual(['tennyu', 'juminhyo']);
  });
});
