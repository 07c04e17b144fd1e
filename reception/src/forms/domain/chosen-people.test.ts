import { describe, expect, it } from 'vitest';
import { handOverForm } from '../../hand-over/domain/hand-over-form.ts';
import { concreteFields, fieldsOfVisit, isMeant, peopleOf, personName, ruleFaults, usualValue, withUsual, type FormField, type IntakeId, type PeopleWho, type Procedure, type ProcedureId, type Texts } from '../../../contract/index.ts';

const say = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const field = (key: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({ key, label: say(key), kind, required: true, ...more });
const column = (key: string, kind: 'name' | 'kana' | 'date' | 'choice', more = {}) => ({ key, label: say(key), kind, required: true, ...more });
const [name, birth, relation, sex] = [column('name', 'name'), column('birth', 'date'), column('relation', 'choice', { options: ['head', 'wife', 'child'].map((value) => ({ value, label: say(value) })) }), column('sex', 'choice')];
const family = field('people.family', 'people', { min: 1, max: 12, beginsWithApplicant: true, columns: [name, birth, relation] });
const form = (id: string, fields: FormField[], more: Partial<Procedure> = {}): Procedure =>
  ({ id: id as ProcedureId, zone: 'B', title: say(id), line: say(''), formTitle: id, basis: '', addressee: '', feeYen: 0, minutes: 5, hasForm: true, fields, ...more });
const head = field('household.head', 'name', { sameAs: { list: 'people.family', column: 'name', who: { column: { key: 'relation', is: ['head'] } } } });
const tennyu = form('tennyu', [{ ...family, about: 'move.who' }, field('move.who', 'choices', { optionsFrom: 'people.family', chosen: {} }), head], { rules: [{ rule: 'at-most-one', key: 'people.family', column: 'relation', value: 'head', among: 'move.who', say: say('世帯主は1人です。') }] });
const jido = form('jido', [{ ...family, columns: [name, birth, sex], about: 'jido.children' }, field('jido.children', 'choices', { optionsFrom: 'people.family', chosen: { applicant: false, untilFiscalYearEndAfter: 18 } }),
  field('jido.spouse', 'choice', { optionsFrom: 'people.family', chosen: { column: { key: 'relation', is: ['wife'] } }, options: [{ value: 'none', label: say('いない') }], default: 'none' })]);
const city = { applicant: [field('applicant.name', 'name'), field('applicant.birth', 'date')], procedures: [tennyu, jido] };
const both = ['tennyu', 'jido'] as ProcedureId[];
const TODAY = '2026-11-24';
const texts = (values: Record<string, string>): Texts => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
const people = (...all: [string, string, string][]): Record<string, string> => Object.fromEntries([['people.family', String(all.length)], ...all.flatMap(([who, born, as], i) => [[`people.family.${i + 1}.name`, who], [`people.family.${i + 1}.birth`, born], [`people.family.${i + 1}.relation`, as]])]);
const four = { 'applicant.name': '見本　花子', 'applicant.birth': '1984-05-05', ...people(['', '', 'wife'], ['見本　太郎', '1980-04-01', 'head'], ['見本　一郎', '2015-01-01', 'child'], ['見本　桜', '2005-01-01', 'child']) };
delete (four as Record<string, string>)['people.family.1.name'];
delete (four as Record<string, string>)['people.family.1.birth'];
const settled = (values: Record<string, string>): Texts => withUsual(city, both, texts(values), TODAY);
const valueOf = (values: Texts, key: string): string | undefined => values[key]?.value;

describe('choosing among the people of one list', () => {
  it('[F20] a family is asked for once, with every column that one of the forms needs, and each form chooses among it by name', () => {
    const values = settled(four);
    const fields = fieldsOfVisit(city, both, values);
    expect(fields.filter(({ key }) => key === 'people.family')).toHaveLength(1);
    expect(fields.filter(({ person }) => person?.n === 2).map(({ person }) => person?.column)).toEqual(['name', 'birth', 'relation', 'sex']);
    expect(fieldsOfVisit(city, both.slice(0, 1), values).some(({ person }) => person?.column === 'sex')).toBe(false);
    expect(fields.find(({ key }) => key === 'jido.spouse')?.options?.map(({ value, label }) => `${value} ${label.ja}`)).toEqual(['1 見本　花子', '2 見本　太郎', '3 見本　一郎', '4 見本　桜', 'none いない']);
    expect(personName('people.family', 5, values)).toBe('5');
  });
  it('[F20] a form is about those alone who are chosen in it', () => {
    const values = settled(four);
    expect([tennyu, jido].map((one) => peopleOf(one, one.fields[0] as FormField, values))).toEqual([[1, 2, 3, 4], [3]]);
    expect(peopleOf(tennyu, tennyu.fields[0] as FormField, { ...values, 'move.who': { value: '2 4 9' } })).toEqual([2, 4]);
    expect(peopleOf({ fields: [family] }, family, values)).toEqual([1, 2, 3, 4]);
  });
  it('[F20] what is handed over names people and lists those alone whom the form is about', () => {
    const values = Object.fromEntries(Object.entries(settled(four)).map(([key, held]) => [key, { value: held?.value ?? '', source: 'visitor' as const }]));
    const handed = handOverForm(city, { version: 1, intakeId: 'i'.repeat(22) as IntakeId, procedures: both, language: 'ja', values, card: null }, { receiptNumber: '20261124-01-0003', state: '受付済', receivedAt: '2026-11-24T01:12:00.000Z', day: TODAY });
    const jidoForm = handed.B票[1];
    expect(jidoForm?.内容.map((item) => [item.項目, item.値])).toEqual([['jido.children', '見本　一郎'], ['jido.spouse', '見本　花子']]);
    expect(jidoForm?.名簿[0]?.人.map((person) => person[0]?.値)).toEqual(['見本　一郎']);
    expect(handed.B票[0]?.名簿[0]?.人).toHaveLength(4);
  });
  it('[F21] person 1 is the applicant, or whom a proxy stands for', () => {
    const copyOf = (role: string) => fieldsOfVisit(city, both, texts({ ...four, 'applicant.role': role })).find(({ key }) => key === 'people.family.1.name')?.person?.copyOf;
    expect([copyOf('self'), copyOf('proxy')]).toEqual(['applicant.name', 'principal.name']);
    expect(valueOf(settled(four), 'people.family.1.name')).toBe('見本　花子');
  });
  it('[F21] what follows from other answers goes with them until somebody answers', () => {
    expect([valueOf(settled(four), 'move.who'), valueOf(settled(four), 'jido.children'), valueOf(settled(four), 'jido.spouse'), valueOf(settled(four), 'household.head')]).toEqual(['1 2 3 4', '3', '1', '見本　太郎']);
    const later = { ...four, 'people.family.4.birth': '2010-01-01', 'people.family.1.relation': 'head', 'people.family.2.relation': 'child' };
    expect([valueOf(settled(later), 'jido.children'), valueOf(settled(later), 'jido.spouse'), valueOf(settled(later), 'household.head')]).toEqual(['3 4', 'none', '見本　花子']);
    expect(valueOf(settled({ ...later, 'jido.children': '4' }), 'jido.children')).toBe('4');
    expect(usualValue(field('a.b', 'choices', { optionsFrom: 'people.family' }), settled(four), TODAY)).toBe('');
  });
  it.each<[string, PeopleWho, string, string, boolean]>([
    ['born on 1 April belongs to the year before', { untilFiscalYearEndAfter: 18 }, '2008-04-01', '2026-04-01', false], ['on its last day', { untilFiscalYearEndAfter: 18 }, '2008-04-01', '2026-03-31', true],
    ['born on 2 April', { untilFiscalYearEndAfter: 18 }, '2008-04-02', '2027-03-31', true], ['a year later no more', { untilFiscalYearEndAfter: 18 }, '2008-04-02', '2027-04-01', false],
    ['65 on the eve of the birthday', { fromAge: 65 }, '1961-11-25', TODAY, true], ['not two days before', { fromAge: 65 }, '1961-11-26', TODAY, false], ['below 20', { underAge: 20 }, '2006-11-26', TODAY, true], ['no longer on the eve', { underAge: 20 }, '2006-11-25', TODAY, false],
    ['born on 29 February, on 28 February', { fromAge: 20 }, '2008-02-29', '2028-02-28', true], ['the same in a common year', { fromAge: 19 }, '2008-02-29', '2027-02-28', true], ['at the end of a year', { fromAge: 18 }, '2009-01-01', '2026-12-31', true],
    ['an unknown day is nobody\'s age', { fromAge: 18 }, '1950', TODAY, false], ['nor below one', { underAge: 18 }, '', TODAY, false], ['everybody', {}, '', TODAY, true], ['the applicant alone', { applicant: true }, '', TODAY, false], ['everybody else', { applicant: false }, '', TODAY, true],
  ])('[F22] %s', (_name, who, born, today, meant) => expect(isMeant(who, 'people.family', 2, texts({ 'people.family.2.birth': born }), today)).toBe(meant));
  it('[F23] a household has one head: two among those who move are a fault, one elsewhere is not', () => {
    const values = settled({ ...four, 'people.family.3.relation': 'head' });
    expect(ruleFaults(city, both, values).map(({ key }) => key)).toEqual(['people.family.3.relation']);
    expect(ruleFaults(city, both, { ...values, 'move.who': { value: '2 4' } })).toEqual([]);
  });
  it('[F20] a field that one form may leave empty and another needs is needed', () => {
    const two = { ...city, procedures: [form('a', [field('move.on', 'date', { required: false })]), form('b', [field('move.on', 'date')])] };
    expect(fieldsOfVisit(two, ['a', 'b'] as ProcedureId[], {}).find(({ key }) => key === 'move.on')?.required).toBe(true);
    expect(concreteFields(two.procedures[0]?.fields ?? [], {})[0]?.required).toBe(false);
  });
});
