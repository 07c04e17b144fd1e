import { describe, expect, it } from 'vitest';
import { concreteFields, fieldsOfVisit, formsOf, ruleFaults, type FormField, type IntakeForm, type Procedure, type ProcedureId } from '../../../contract/index.ts';
import { paperForms } from './paper-form.ts';

const say = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const field = (key: string, more: Partial<FormField> = {}): FormField => ({ key, label: say(key), kind: 'text', required: true, ...more });
const procedure = (id: string, more: Partial<Procedure> = {}) => ({ id, zone: 'E', formTitle: id, basis: '-', addressee: '-', feeYen: 0, fields: [], minutes: 1, hasForm: true, ...more }) as unknown as Procedure;
const ids = (...list: string[]) => list as ProcedureId[];
const texts = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, source: 'visitor' as const }]));
const yes = (key: string) => ({ key, is: ['yes'] });
const context = { city: '', hall: '', applicant: [field('applicant.name', { kind: 'name' })], zone: 'E', label: '101', date: '2026-11-24' } as const;
const print = (procedures: Procedure[], values: Record<string, string>) => paperForms({ procedures: ids(procedures[0]!.id), values: texts(values), card: null } as unknown as IntakeForm, { ...context, procedures });

describe('paper', () => {
  it('[F32] a statutory paper is not replaced: the cover sheet says so, and tells deadline, filer, steps, what to bring and what was asked', () => {
    const birth = procedure('出生届', { paper: 'cover', fields: [field('shussho.name', { kind: 'name' })], deadline: say('14日以内'), who: say('父か母'), bring: [say('母子手帳')], guide: [say('窓口で仕上げます。'), { say: say('国外では3か月。'), onlyIf: yes('shussho.abroad') }] });
    expect(print([birth], { 'shussho.name': '見本　みらい' })).toMatchObject([{ title: '出生届　受付票', own: [{ text: '見本　みらい' }], cover: { notice: expect.stringContaining('出生届 ではありません'), deadline: '14日以内', who: '父か母', steps: ['窓口で仕上げます。'], bring: ['母子手帳'] } }]);
    expect(print([birth], { 'shussho.abroad': 'yes' })[0]?.cover?.steps).toEqual(['窓口で仕上げます。', '国外では3か月。']);
    expect(print([procedure('転入届')], {})[0]).toMatchObject({ title: '転入届', cover: null });
  });
  it('[F33] an answer to a question that another answer has closed opens nothing: no further question, no form, no line on paper', () => {
    const main = procedure('okuyami', { fields: [field('okuyami.head', { kind: 'choice' }), field('okuyami.remaining', { kind: 'choice', onlyIf: yes('okuyami.head') }), field('okuyami.who', { onlyIf: { key: 'okuyami.remaining', is: ['more'] } })] });
    const city = { applicant: [], procedures: [main, procedure('setai', { comesWith: { key: 'okuyami.remaining', is: ['more'] } })] };
    const asked = (head: string) => { const values = texts({ 'okuyami.head': head, 'okuyami.remaining': 'more' }); return [formsOf(city, ids('okuyami'), values).length, fieldsOfVisit(city, ids('okuyami'), values).length, concreteFields(main.fields, values).length]; };
    expect([asked('yes'), asked('no')]).toEqual([[2, 3, 3], [1, 1, 1]]);
    expect(print(city.procedures, { 'okuyami.head': 'no', 'okuyami.remaining': 'more', 'okuyami.who': '見本' }).map(({ own }) => own.map(({ label }) => label))).toEqual([['okuyami.head']]);
  });
  it('[F34] an account is in the claimant’s name: as banks write it, without spaces and small kana', () => {
    const rule = { rule: 'same-name', key: 'account.holder', as: 'applicant.kana', onlyIf: yes('claimant.self'), say: say('請求する方の名義にしてください。') } as const;
    const city = { applicant: [], procedures: [procedure('teate', { rules: [rule] })] };
    const fault = (holder: string, self = 'yes') => ruleFaults(city, ids('teate'), texts({ 'claimant.self': self, 'applicant.kana': 'キョウゴク　ショウ', 'account.holder': holder })).map(({ key }) => key);
    expect([fault('キヨウゴク シヨウ'), fault('キョウゴク・ショウ'), fault(''), fault('ミホン　タロウ', 'no')]).toEqual([[], [], [], []]);
    expect(fault('ミホン　タロウ')).toEqual(['account.holder']);
  });
});
