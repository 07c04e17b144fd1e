import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CityProfile, ruleFaults, type IntakeId, type ProcedureId } from '@engawa/reception/contract';
import type { Prefill } from '../../../card-bridge/contract/index.ts';
import { formOf } from '../application/submit-intake.ts';
import { smallCity } from '../testing/small-city.ts';
import { checkField } from './check-field.ts';
import { nextIntake } from './next-intake.ts';
import { fieldsOf, follow, fromPhone, prefillForms } from './prefill-forms.ts';
import { questionPages } from './question-pages.ts';
import { freshIntake, type Intake, type IntakeInput } from './visit.ts';

const words = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const role = { key: 'applicant.role', label: words('届出人'), kind: 'choice', required: true, default: 'self', options: [{ value: 'self', label: words('本人') }, { value: 'proxy', label: words('代理人') }] };
const principal = { key: 'principal.name', label: words('委任者'), kind: 'name', required: true, fromCard: 'name', onlyIf: { key: 'applicant.role', is: ['proxy'] } };
const movedOn = { key: 'move.on', label: words('異動日'), kind: 'date', required: true };
const family = { key: 'people.family', label: words('家族'), kind: 'people', required: true, min: 1, max: 6, beginsWithApplicant: true, columns: [
  { key: 'name', label: words('氏名'), kind: 'name', required: true, fromCard: 'name' }, { key: 'kana', label: words('フリガナ'), kind: 'kana', required: true }, { key: 'birth', label: words('生年月日'), kind: 'date', required: true, fromCard: 'birth' },
  { key: 'relation', label: words('続柄'), kind: 'choice', required: true, options: [{ value: 'head', label: words('世帯主') }, { value: 'child', label: words('子') }] },
] };
const [juminhyo, inkan, tennyu, sodan] = smallCity.procedures;
/** The small city with people, conditions, rules and a letter of proxy. */
const START = Date.parse('2026-11-24T10:12:00+09:00');
const city = { today: '2026-11-24', ...CityProfile.parse({
  ...smallCity, applicant: [role, ...smallCity.applicant, principal],
  procedures: [
    juminhyo, inkan,
    { ...tennyu, fields: [movedOn, { key: 'tennyu.moved-in', label: words('届'), kind: 'date', required: true }, family], rules: [
      { rule: 'not-before', key: 'tennyu.moved-in', than: 'move.on', say: words('前です。') }, { rule: 'at-most-one', key: 'people.family', column: 'relation', value: 'head', say: words('世帯主は1人です。') } ] },
    { ...tennyu, id: 'kokuho', fields: [movedOn, { key: 'kokuho.place', label: words('場所'), kind: 'address', required: true, sameAs: 'applicant.address' }] },
    { ...inkan, id: 'ininjo', fields: [principal], comesWith: { key: 'applicant.role', is: ['proxy'] } }, sodan,
  ],
}) };
/** With a form that is about the children of the family. */
const two = { ...city, procedures: [...city.procedures, { ...city.procedures[2]!, id: 'jido' as ProcedureId, rules: [], fields: [{ ...family, kind: 'people' as const, beginsWithApplicant: true as const, about: 'jido.who', columns: city.procedures[2]!.fields[2]!.columns! }, { key: 'jido.who', label: words('児童'), kind: 'choices' as const, required: true, optionsFrom: 'people.family', chosen: { untilFiscalYearEndAfter: 18 } }] }] };
const known = (texts: Record<string, string>) => Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, { value, source: 'visitor' as const }]));
const card: Prefill = { name: '髙橋　葛󠄀子', address: '縁側市庭石町', birth: { raw: '19800401', y: 1980, m: 4, d: 1 }, sex: 'female', authenticity: 'verified', live: true };
const id = 'intake-0000000000000001' as IntakeId;
const ids = (...list: string[]) => list as ProcedureId[];
const play = (...inputs: IntakeInput[]): Intake => inputs.reduce<Intake>((intake, input) => nextIntake({ city, nowMs: START }, intake, input).intake, freshIntake(START));
const from = (procedures: string[], values?: Record<string, string>): IntakeInput => ({ do: 'begin-with', intakeId: id, procedures: ids(...procedures), ...(values ? { values, by: 'phone' as const } : {}) });
const type = (key: string, value: string): IntakeInput => ({ do: 'edit', key, value });
const next: IntakeInput = { do: 'next' };
const about = [type('applicant.name', '見本　花子'), next, type('applicant.kana', 'みほん'), next, type('applicant.birth', '1980-04-01'), next, type('applicant.address', '松町1'), next];

describe('other ways into a visit', () => {
  it('[I27] the navigator hands over procedures; unknown ones and those that come by themselves are left out', () => {
    expect(play({ do: 'open', what: 'navigator' }, from(['tennyu', 'nothing', 'ininjo', 'tennyu'])).scene).toMatchObject({ at: 'how', visit: { procedures: ['tennyu'] } });
    expect(play({ do: 'open', what: 'navigator' }, from(['nothing'])).scene).toEqual({ at: 'navigator' });
  });
  it('[I28] text from a phone is checked: what holds is taken, the rest stands in its field and is asked', () => {
    const { scene } = play({ do: 'open', what: 'scan' }, from(['juminhyo'], { 'applicant.name': '見本　花子', 'applicant.kana': '<b>', 'applicant.birth': '1980-04-01', 'applicant.address': '松町1', 'evil.key': 'x', __proto__: 'y' }));
    expect(scene).toMatchObject({ at: 'questions', pages: [{ keys: ['applicant.kana'] }, { of: 'juminhyo' }], visit: { by: 'phone', values: { 'applicant.kana': { value: '<b>', source: 'phone' }, 'applicant.name': { source: 'phone' } } } });
    expect(JSON.stringify(scene)).not.toContain('evil');
    expect(fromPhone(city, ids('tennyu'), { 'people.family': '2', 'people.family.2.name': '見本　次郎' })['people.family.2.name']).toEqual({ value: '見本　次郎', source: 'phone' });
  });
  it('[I29] navigator and scanner end by back, by leaving and by silence', () => {
    for (const what of ['navigator', 'scan'] as const) {
      const open = play({ do: 'open', what });
      expect(open.scene).toEqual({ at: what });
      for (const away of ['back', 'leave'] as const) expect(nextIntake({ city, nowMs: START + 1 }, open, { do: away }).intake.scene).toEqual({ at: 'idle' });
      const warned = nextIntake({ city, nowMs: START + 46_000 }, open, { do: 'tick' }).intake;
      expect(nextIntake({ city, nowMs: START + 80_000 }, warned, { do: 'tick' }).intake.scene).toEqual({ at: 'idle' });
    }
  });
});

describe('a family and many forms', () => {
  it('[I30] a shared field is asked once and a copy begins as the other answer', () => {
    const values = prefillForms(city, ids('tennyu', 'kokuho'), card);
    expect(questionPages(city, ids('tennyu', 'kokuho'), values).flatMap(({ keys }) => keys).filter((key) => key === 'move.on')).toHaveLength(1);
    expect(values['kokuho.place']).toEqual({ value: card.address, source: 'visitor', usual: true });
  });
  it('[I31] person 1 is the applicant; a count opens the pages of the others, and back closes them', () => {
    const begin = [from(['tennyu']), { do: 'by-typing' } as const, ...about, type('move.on', '2026-11-01'), next, type('tennyu.moved-in', '2026-11-02'), next];
    const asked = play(...begin).scene;
    expect(asked).toMatchObject({ at: 'questions', visit: { values: { 'people.family.1.name': { value: '見本　花子' }, 'people.family.1.kana': { value: 'ミホン' } } } });
    const two = play(...begin, type('people.family', '2'), next).scene;
    expect(two.at === 'questions' && two.pages.slice(two.page).map(({ keys }) => keys)).toEqual([['people.family.1.relation'], ['people.family.2.name'], ['people.family.2.kana'], ['people.family.2.birth'], ['people.family.2.relation']]);
    const one = play(...begin, type('people.family', '2'), next, { do: 'back' }, type('people.family', '1'), next, type('people.family.1.relation', 'head'), next).scene;
    expect(one.at).toBe('review');
    expect(one.at === 'review' && Object.keys(formOf(city, one.visit, 'ja').values).filter((key) => key.includes('family.2'))).toEqual([]);
  });
  it('[I32] a proxy is asked for the principal; 委任状 comes; the card stays the proxy\'s', () => {
    const how = play(from(['juminhyo']), { do: 'for-another', yes: true });
    expect(how.scene).toMatchObject({ visit: { values: { 'applicant.role': { value: 'proxy' } } } });
    const typed = nextIntake({ city, nowMs: START + 1 }, how, { do: 'by-typing' }).intake.scene;
    expect(typed.at === 'questions' && typed.pages.flatMap(({ keys }) => keys)).toContain('principal.name');
    const values = prefillForms(city, ids('juminhyo', 'tennyu'), card, { 'applicant.role': { value: 'proxy', source: 'visitor' } });
    expect([values['applicant.name']?.source, values['principal.name'], values['people.family.1.name']]).toEqual(['card', undefined, undefined]);
    expect(questionPages(city, ids('juminhyo'), prefillForms(city, ids('juminhyo'), card)).flatMap(({ keys }) => keys)).not.toContain('applicant.role');
  });
  it('[I33] a rule between answers is said at its field, on the page and before sending', () => {
    const late = [from(['tennyu']), { do: 'by-typing' } as const, ...about, type('move.on', '2026-11-09'), next, type('tennyu.moved-in', '2026-11-02'), next];
    expect(play(...late).scene).toMatchObject({ at: 'questions', problems: { 'tennyu.moved-in': 'rule' } });
    const two = { value: '2', source: 'visitor' as const }; const head = { value: 'head', source: 'visitor' as const };
    expect(ruleFaults(city, ids('tennyu'), { 'people.family': two, 'people.family.1.relation': head, 'people.family.2.relation': head })).toMatchObject([{ key: 'people.family.2.relation' }]);
    expect(ruleFaults(city, ids('tennyu'), { 'people.family': two, 'people.family.1.relation': head })).toEqual([]);
  });
  it('[I40] a family is entered once; each form stands ready with the people whom it is usually about, by name', () => {
    const values = { ...prefillForms(two, ids('tennyu', 'jido'), card), ...known({ 'people.family': '3', 'people.family.2.name': '髙橋　桜', 'people.family.2.birth': '2015-01-01', 'people.family.3.name': '髙橋　勇', 'people.family.3.birth': '1979-01-01' }) };
    const pages = questionPages(two, ids('tennyu', 'jido'), follow(two, ids('tennyu', 'jido'), values));
    expect(pages.filter(({ keys }) => keys.includes('people.family')).length).toBe(1);
    expect(pages.at(-1)).toEqual({ of: 'jido', keys: ['jido.who'] });
    const settled = follow(two, ids('tennyu', 'jido'), values);
    expect(settled['jido.who']?.value).toBe('2');
    expect(fieldsOf(two, ids('jido'), settled).find(({ key }) => key === 'jido.who')?.options?.map(({ label }) => label.en)).toEqual([card.name, '髙橋　桜', '髙橋　勇']);
    const alone = { ...two, procedures: two.procedures.map((form) => ({ ...form, fields: form.fields.map((one) => (one.key === 'jido.who' ? { ...one, chosen: {} } : one)) })) };
    expect(questionPages(alone, ids('jido'), prefillForms(alone, ids('jido'), card)).some(({ keys }) => keys.includes('jido.who'))).toBe(false);
  });
  it('[I42] an answer that nobody gave follows the others, what the visitor chose stays, and neither mark leaves the kiosk', () => {
    const values = follow(two, ids('jido'), { ...prefillForms(two, ids('jido'), card), ...known({ 'people.family': '2', 'people.family.2.birth': '2015-01-01' }) });
    const older = follow(two, ids('jido'), { ...values, ...known({ 'people.family.2.birth': '1999-01-01' }) });
    expect([values['jido.who']?.value, older['jido.who']]).toEqual(['2', undefined]);
    const chosen = follow(two, ids('jido'), { ...values, ...known({ 'jido.who': '1', 'people.family.2.birth': '1999-01-01' }) });
    expect(chosen['jido.who']).toEqual({ value: '1', source: 'visitor' });
    const visit = { intakeId: id, procedures: ids('jido'), by: 'card' as const, values, cards: [] };
    expect(JSON.stringify(formOf(two, visit, 'ja'))).not.toContain('usual');
  });
  it('[I34] hostile, empty, endless and mixed text is taken whole or asked again with every letter kept', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '<script>', '=1+1', '\u202e逆', '葛󠄀城', 'Ａ１', '令和/1/1', '😀'.repeat(250), 'あ'.repeat(500), '__proto__', '1'.repeat(400)));
    let refused = 0;
    fc.assert(fc.property(fc.constantFrom(...fieldsOf(city, ids('juminhyo', 'tennyu', 'kokuho', 'inkan'), prefillForms(city, ids('tennyu'), null))), texts, (field, text) => {
      const checked = checkField(field, text, city.today);
      if (checked.ok && ['name', 'address', 'text'].includes(field.kind)) expect(checked.value).toBe(text.trim());
      if (checked.ok) expect(checked.value.length).toBeLessThanOrEqual(400); else refused += 1;
      const page = play(from(['juminhyo']), { do: 'by-typing' }, type('applicant.name', text), next).scene;
      expect(page.at === 'questions' && (page.page === 1 || page.visit.values['applicant.name']?.value === text)).toBe(true);
    }), { numRuns: 400 });
    expect(refused).toBeGreaterThan(50);
  });

  it('[I31] how many they are is asked by itself, so that nobody chooses among people who have no name yet', () => {
    const alone = prefillForms(two, ids('jido'), null, known({ 'people.family': '2' }));
    const pages = questionPages(two, ids('jido'), alone).map(({ keys }) => keys);
    const count = pages.findIndex((keys) => keys.includes('people.family'));
    const which = pages.findIndex((keys) => keys.includes('jido.who'));
    expect(pages.findIndex((keys) => keys.includes('people.family.2.name'))).toBeGreaterThan(count);
    expect(which).toBeGreaterThan(pages.findIndex((keys) => keys.includes('people.family.2.name')));
    expect(questionPages(two, ids('jido'), prefillForms(two, ids('jido'), null)).every(({ keys }) => !keys.includes('people.family') || keys.at(-1) === 'people.family')).toBe(true);
  });

  it('[I43] moving in is why one joins 国保, and a likely spouse is filled in but still shown', () => {
    const why = { key: 'kokuho.reason', label: words('事由'), kind: 'choice' as const, required: true, default: 'left', defaultWith: [{ procedure: 'tennyu' as ProcedureId, value: 'moved' }], options: [{ value: 'left', label: words('退職') }, { value: 'moved', label: words('転入') }] };
    const head = { key: 'kokuho.insured', label: words('加入者'), kind: 'name' as const, required: true, confirm: true as const, sameAs: { list: 'people.family', column: 'name', who: { column: { key: 'relation', is: ['head'] } } } };
    const joined = { ...city, procedures: city.procedures.map((one) => (one.id === 'kokuho' ? { ...one, fields: [...one.fields, why, head] } : one)) };
    const alone = prefillForms(joined, ids('kokuho'), null);
    expect(alone['kokuho.reason']?.value).toBe('left');
    const both = follow(joined, ids('tennyu', 'kokuho'), known({ 'people.family': '2', 'people.family.2.name': '見本　陸', 'people.family.2.relation': 'head' }));
    expect(both['kokuho.reason']).toEqual({ value: 'moved', source: 'visitor', usual: true });
    expect(both['kokuho.insured']?.value).toBe('見本　陸');
    expect(questionPages(joined, ids('tennyu', 'kokuho'), both).flatMap(({ keys }) => keys)).toContain('kokuho.insured');
    expect(follow(joined, ids('tennyu', 'kokuho'), { ...both, 'kokuho.reason': { value: 'left', source: 'visitor' } })['kokuho.reason']?.value).toBe('left');
  });
});
