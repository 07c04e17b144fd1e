import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CityProfile, type IntakeId, type ProcedureId } from '@engawa/reception/contract';
import type { Prefill } from '../../../card-bridge/contract/index.ts';
import { formOf } from '../application/submit-intake.ts';
import { smallCity } from '../testing/small-city.ts';
import { checkField } from './check-field.ts';
import { nextIntake } from './next-intake.ts';
import { fieldsOf, fromPhone, prefillForms } from './prefill-forms.ts';
import { questionPages } from './question-pages.ts';
import { ruleFaults } from './rule-faults.ts';
import { freshIntake, type Intake, type IntakeInput } from './visit.ts';

const words = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const role = { key: 'applicant.role', label: words('届出人'), kind: 'choice', required: true, default: 'self', options: [{ value: 'self', label: words('本人') }, { value: 'proxy', label: words('代理人') }] };
const principal = { key: 'principal.name', label: words('委任者'), kind: 'name', required: true, fromCard: 'name', onlyIf: { key: 'applicant.role', is: ['proxy'] } };
const movedOn = { key: 'move.on', label: words('異動日'), kind: 'date', required: true };
const movers = { key: 'people.movers', label: words('異動者'), kind: 'people', required: true, min: 1, max: 6, columns: [
  { key: 'name', label: words('氏名'), kind: 'name', required: true, fromCard: 'name' }, { key: 'kana', label: words('フリガナ'), kind: 'kana', required: true }, { key: 'birth', label: words('生年月日'), kind: 'date', required: true, fromCard: 'birth' },
  { key: 'relation', label: words('続柄'), kind: 'choice', required: true, options: [{ value: 'head', label: words('世帯主') }, { value: 'child', label: words('子') }] },
] };
const [juminhyo, inkan, tennyu, sodan] = smallCity.procedures;
/** The small city with people, conditions, rules and a letter of proxy. */
const city = CityProfile.parse({
  ...smallCity, applicant: [role, ...smallCity.applicant, principal],
  procedures: [
    juminhyo, inkan,
    { ...tennyu, fields: [movedOn, { key: 'tennyu.moved-in', label: words('届'), kind: 'date', required: true }, movers], rules: [
      { rule: 'not-before', key: 'tennyu.moved-in', than: 'move.on', say: words('前です。') }, { rule: 'exactly-one', key: 'people.movers', column: 'relation', value: 'head', say: words('世帯主は1人です。') } ] },
    { ...tennyu, id: 'kokuho', fields: [movedOn, { key: 'kokuho.place', label: words('場所'), kind: 'address', required: true, sameAs: 'applicant.address' }] },
    { ...inkan, id: 'ininjo', fields: [principal], comesWith: { key: 'applicant.role', is: ['proxy'] } }, sodan,
  ],
});
const card: Prefill = { name: '髙橋　葛󠄀子', address: '縁側市庭石町', birth: { raw: '19800401', y: 1980, m: 4, d: 1 }, sex: 'female', authenticity: 'verified', live: true };
const id = 'intake-0000000000000001' as IntakeId;
const ids = (...list: string[]) => list as ProcedureId[];
const play = (...inputs: IntakeInput[]): Intake => inputs.reduce<Intake>((intake, input) => nextIntake({ city, nowMs: 1 }, intake, input).intake, freshIntake(0));
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
    expect(fromPhone(city, ids('tennyu'), { 'people.movers': '2', 'people.movers.2.name': '見本　次郎' })['people.movers.2.name']).toEqual({ value: '見本　次郎', source: 'phone' });
  });
  it('[I29] navigator and scanner end by back, by leaving and by silence', () => {
    for (const what of ['navigator', 'scan'] as const) {
      const open = play({ do: 'open', what });
      expect(open.scene).toEqual({ at: what });
      for (const away of ['back', 'leave'] as const) expect(nextIntake({ city, nowMs: 2 }, open, { do: away }).intake.scene).toEqual({ at: 'idle' });
      const warned = nextIntake({ city, nowMs: 46_000 }, open, { do: 'tick' }).intake;
      expect(nextIntake({ city, nowMs: 80_000 }, warned, { do: 'tick' }).intake.scene).toEqual({ at: 'idle' });
    }
  });
});

describe('a family and many forms', () => {
  it('[I30] a shared field is asked once and a copy begins as the other answer', () => {
    const values = prefillForms(city, ids('tennyu', 'kokuho'), card);
    expect(questionPages(city, ids('tennyu', 'kokuho'), values).flatMap(({ keys }) => keys).filter((key) => key === 'move.on')).toHaveLength(1);
    expect(values['kokuho.place']).toEqual({ value: card.address, source: 'visitor' });
  });
  it('[I31] person 1 is the applicant; a count opens the pages of the others, and back closes them', () => {
    const begin = [from(['tennyu']), { do: 'by-typing' } as const, ...about, type('move.on', '2026-11-01'), next, type('tennyu.moved-in', '2026-11-02'), next];
    const asked = play(...begin).scene;
    expect(asked).toMatchObject({ at: 'questions', visit: { values: { 'people.movers.1.name': { value: '見本　花子' }, 'people.movers.1.kana': { value: 'ミホン' } } } });
    const two = play(...begin, type('people.movers', '2'), next).scene;
    expect(two.at === 'questions' && two.pages.slice(two.page).map(({ keys }) => keys)).toEqual([['people.movers.1.relation'], ['people.movers.2.name'], ['people.movers.2.kana'], ['people.movers.2.birth'], ['people.movers.2.relation']]);
    const one = play(...begin, type('people.movers', '2'), next, { do: 'back' }, type('people.movers', '1'), next, type('people.movers.1.relation', 'head'), next).scene;
    expect(one.at).toBe('review');
    expect(one.at === 'review' && Object.keys(formOf(city, one.visit, 'ja').values).filter((key) => key.includes('movers.2'))).toEqual([]);
  });
  it('[I32] a proxy is asked for the principal; 委任状 comes; the card stays the proxy\'s', () => {
    const how = play(from(['juminhyo']), { do: 'for-another', yes: true });
    expect(how.scene).toMatchObject({ visit: { values: { 'applicant.role': { value: 'proxy' } } } });
    const typed = nextIntake({ city, nowMs: 2 }, how, { do: 'by-typing' }).intake.scene;
    expect(typed.at === 'questions' && typed.pages.flatMap(({ keys }) => keys)).toContain('principal.name');
    const values = prefillForms(city, ids('juminhyo', 'tennyu'), card, { 'applicant.role': { value: 'proxy', source: 'visitor' } });
    expect([values['applicant.name']?.source, values['principal.name'], values['people.movers.1.name']]).toEqual(['card', undefined, undefined]);
    expect(questionPages(city, ids('juminhyo'), prefillForms(city, ids('juminhyo'), card)).flatMap(({ keys }) => keys)).not.toContain('applicant.role');
  });
  it('[I33] a rule between answers is said at its field, on the page and before sending', () => {
    const late = [from(['tennyu']), { do: 'by-typing' } as const, ...about, type('move.on', '2026-11-09'), next, type('tennyu.moved-in', '2026-11-02'), next];
    expect(play(...late).scene).toMatchObject({ at: 'questions', problems: { 'tennyu.moved-in': 'rule' } });
    const two = { value: '2', source: 'visitor' as const }; const child = { value: 'child', source: 'visitor' as const };
    expect(ruleFaults(city, ids('tennyu'), { 'people.movers': two, 'people.movers.1.relation': child, 'people.movers.2.relation': child })).toMatchObject([{ key: 'people.movers.2.relation' }]);
    expect(ruleFaults(city, ids('tennyu'), { 'people.movers': two, 'people.movers.1.relation': child })).toEqual([]);
  });
  it('[I34] hostile, empty, endless and mixed text is taken whole or asked again with every letter kept', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '<script>', '=1+1', '\u202e逆', '葛󠄀城', 'Ａ１', '令和/1/1', '😀'.repeat(250), 'あ'.repeat(500), '__proto__', '1'.repeat(400)));
    let refused = 0;
    fc.assert(fc.property(fc.constantFrom(...fieldsOf(city, ids('juminhyo', 'tennyu', 'kokuho', 'inkan'), prefillForms(city, ids('tennyu'), null))), texts, (field, text) => {
      const checked = checkField(field, text);
      if (checked.ok && ['name', 'address', 'text'].includes(field.kind)) expect(checked.value).toBe(text.trim());
      if (checked.ok) expect(checked.value.length).toBeLessThanOrEqual(400); else refused += 1;
      const page = play(from(['juminhyo']), { do: 'by-typing' }, type('applicant.name', text), next).scene;
      expect(page.at === 'questions' && (page.page === 1 || page.visit.values['applicant.name']?.value === text)).toBe(true);
    }), { numRuns: 400 });
    expect(refused).toBeGreaterThan(50);
  });
});
