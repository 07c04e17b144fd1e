import type { CityProfile, FormField, ProcedureId } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { answer, answerReading, heardFields, heardIntake, heardParts, isWorth, kanaKeyOf, NOTHING_HEARD, type HeardDraft } from './heard-draft.ts';

const wording = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const field = (key: string, more: Partial<FormField> = {}): FormField => ({ key, label: wording(key), kind: 'text', required: true, ...more });
const procedure = (id: string, title: string, fields: FormField[]): CityProfile['procedures'][number] => ({ id: id as ProcedureId, zone: 'A', title: wording(title), line: wording(''), formTitle: title, basis: '', addressee: '', feeYen: 0, minutes: 5, hasForm: true, fields });
const movers = field('people.movers', { kind: 'people', min: 1, columns: [{ key: 'name', label: wording('氏名'), kind: 'name', required: true }, { key: 'kana', label: wording('フリガナ'), kind: 'kana', required: true }] });
const city: Pick<CityProfile, 'applicant' | 'procedures'> = {
  applicant: [field('applicant.name', { kind: 'name' }), field('applicant.kana', { kind: 'kana' }), field('applicant.birth', { kind: 'date' })],
  procedures: [procedure('juminhyo', '住民票の写し', [field('juminhyo.copies', { kind: 'count', default: '1' }), field('juminhyo.why', { onlyIf: { key: 'juminhyo.copies', is: ['9'] } })]),
    procedure('tennyu', '転入届', [movers]), procedure('kokuho', '国保', [movers, field('kokuho.on', { kind: 'date' })])],
};
const TODAY = '2026-11-24';
const heard = (procedures: string, texts: Record<string, string> = {}): HeardDraft => Object.entries(texts).reduce<HeardDraft>((draft, [key, text]) => answer(draft, key, text), { ...NOTHING_HEARD, procedures: procedures.split(' ') as ProcedureId[] });

describe('what a clerk hears', () => {
  it('[K29] only the fields that the ticked procedures need are asked, each once, with the city\'s defaults', () => {
    expect(heardFields(city, heard('juminhyo'), TODAY).map(({ field: f, value }) => [f.key, value])).toEqual([['applicant.name', ''], ['applicant.kana', ''], ['applicant.birth', ''], ['juminhyo.copies', '1']]);
    expect(heardFields(city, heard('juminhyo tennyu', { 'juminhyo.copies': '９', 'people.movers': '2' }), TODAY).map(({ field: f }) => f.key).slice(3)).toEqual(['juminhyo.copies', 'juminhyo.why', 'people.movers', 'people.movers.1.name', 'people.movers.1.kana', 'people.movers.2.name', 'people.movers.2.kana']);
  });
  it('[K29] what no longer counts is not sent, every value is the staff\'s and stands as it is kept', () => {
    const draft = heard('juminhyo', { 'applicant.name': '見本 花子', 'applicant.kana': 'みほん はなこ', 'applicant.birth': 's55.4.1', 'juminhyo.why': '消える' });
    expect(heardIntake(city, draft, true, TODAY)).toMatchObject({ serveNow: true, language: 'ja', card: null, procedures: ['juminhyo'], values: {
      'applicant.name': { value: '見本　花子', source: 'staff' }, 'applicant.kana': { value: 'ミホン　ハナコ' }, 'applicant.birth': { value: '1980-04-01' }, 'juminhyo.copies': { value: '1', source: 'staff' },
    } });
    expect(Object.keys(heardIntake(city, draft, true, TODAY).values)).not.toContain('juminhyo.why');
  });
  it('[K43] parts follow the paper, people are rows of one table, and what forms share stands in the first', () => {
    const parts = heardParts(city, heard('tennyu kokuho', { 'people.movers': '2' }), { applicant: '届け出る方' }, TODAY);
    expect(parts.map((part) => [part.title, part.asked.map(({ field: f }) => f.key)])).toEqual([['届け出る方', ['applicant.name', 'applicant.kana', 'applicant.birth']], ['転入届', ['people.movers']], ['国保', ['kokuho.on']]]);
    const people = parts[1]?.asked[0]?.people;
    expect([people?.columns.map(({ label }) => label), people?.people.map(({ n, cells }) => [n, cells.map((cell) => cell.asked?.field.key)])]).toEqual([['氏名', 'フリガナ'], [[1, ['people.movers.1.name', 'people.movers.1.kana']], [2, ['people.movers.2.name', 'people.movers.2.kana']]]]);
    expect(heardParts(city, NOTHING_HEARD, { applicant: '' }, TODAY)).toEqual([]);
  });
  it('[K43] the applicant is person 1 without being typed again, from the same source, and forms choose by name among those who were typed', () => {
    const name = { key: 'name', label: wording('氏名'), kind: 'name' as const, required: true };
    const family = field('people.family', { kind: 'people', min: 1, beginsWithApplicant: true, columns: [name] });
    const joining = field('kokuho.who', { kind: 'choices', optionsFrom: 'people.family', chosen: {} });
    const moving = { ...city, procedures: [procedure('tennyu', '転入届', [family]), procedure('kokuho', '国保', [family, joining])] };
    const typed = heard('tennyu kokuho', { 'people.family': '2', 'people.family.2.name': '見本 次郎' });
    const draft = { ...typed, values: { ...typed.values, 'applicant.name': { text: '見本　花子', by: 'card' as const, card: '見本　花子' } } };
    const asked = heardFields(moving, draft, TODAY).filter(({ field: f }) => !f.key.startsWith('applicant.'));
    expect(asked.map(({ field: f, value }) => [f.key, value])).toEqual([['people.family', '2'], ['people.family.2.name', '見本 次郎'], ['kokuho.who', '1 2']]);
    expect(asked.at(-1)?.field.options?.map(({ label }) => label.ja)).toEqual(['見本　花子', '見本　次郎']);
    expect(heardParts(moving, draft, { applicant: '' }, TODAY)[1]?.asked[0]?.people?.people.map(({ cells }) => cells.map((cell) => [cell.asked === null, cell.known]))).toEqual([[[true, '見本　花子']], [[false, '見本　次郎']]]);
    expect(heardIntake(moving, draft, true, TODAY).values['people.family.1.name']).toEqual({ value: '見本　花子', source: 'card' });
  });
  it('[K43] somebody taken out of the list and put back is still there', () => {
    const three = heard('tennyu', { 'people.movers': '3', 'people.movers.3.name': '見本　月子' });
    const two = answer(three, 'people.movers', '2');
    expect(Object.keys(heardIntake(city, two, false, TODAY).values)).not.toContain('people.movers.3.name');
    expect(heardIntake(city, answer(two, 'people.movers', '3'), false, TODAY).values['people.movers.3.name']?.value).toBe('見本　月子');
  });
  it('[K42] a reading goes into the box of its own name and never over what was typed', () => {
    const draft = heard('tennyu', { 'people.movers': '2' });
    const fields = heardFields(city, draft, TODAY);
    expect(fields.map((asked) => kanaKeyOf(asked.field, fields)).filter((key) => key !== null)).toEqual(['applicant.kana', 'people.movers.1.kana', 'people.movers.2.kana']);
    const read = answerReading(answerReading(draft, 'applicant.kana', 'ミホ'), 'applicant.kana', 'ミホン');
    expect(read.values['applicant.kana']).toEqual({ text: 'ミホン', by: 'reading' });
    expect(answerReading(answer(read, 'applicant.kana', 'ミモト'), 'applicant.kana', 'ミホン').values['applicant.kana']?.text).toBe('ミモト');
  });
  it('[K44] a draft is worth a question before it is thrown away as soon as anything was ticked or typed', () => {
    expect([NOTHING_HEARD, heard('juminhyo'), answer(NOTHING_HEARD, 'applicant.name', 'あ'), answer(answer(NOTHING_HEARD, 'applicant.name', 'あ'), 'applicant.name', '')].map(isWorth)).toEqual([false, true, true, false]);
  });
});
