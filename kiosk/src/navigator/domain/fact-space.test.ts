import { FACTS, formsOf, LifeEvent, MATTERS, withUsual, type FactItem, type Matter, type NavigatorProfile, type NavigatorRule } from '@engawa/reception/contract';
import { demoCity } from '@engawa/reception/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningOf } from './beginning.ts';
import { atomsOf, NO_FACTS, possibleEvents, ruleTruth, type Answer, type Facts } from './facts.ts';
import { guide, type Line, type Need } from './guide.ts';

/**
 * The whole space of answers, walked without leaving anything out. A line of the answer is made from the rules of its own
 * procedure alone, and these name at most six things. So it is enough, and complete, to walk for each procedure every event
 * (also half known and unknown) with every answer to the things that its rules name; that nothing else moves a line is
 * tested beside it.
 */
const { city, navigator } = await demoCity();
const TODAY = '2026-11-24';
const ALL_ITEMS = Object.values(FACTS).flat() as FactItem[];
const ANSWERS: readonly Answer[] = ['yes', 'no', 'unknown'];
const MATTER_NAMES = Object.keys(MATTERS) as Matter[];
/** Everything that can be known of the event: one of ten, which of a matter is open, nothing. */
const EVENTS: readonly Facts[] = [
  ...MATTER_NAMES.flatMap((matter) => MATTERS[matter].map((event): Facts => ({ ...NO_FACTS, matter, event }))),
  ...MATTER_NAMES.filter((matter) => MATTERS[matter].length > 1).map((matter): Facts => ({ ...NO_FACTS, matter, event: 'unknown' })),
  { ...NO_FACTS, matter: 'unknown' },
];
const procedures = [...new Set(navigator.rules.map(({ procedure }) => procedure as string))];
const only = (...ids: readonly string[]): NavigatorProfile => ({ ...navigator, rules: navigator.rules.filter(({ procedure }) => ids.includes(procedure)) });
const itemsOf = (rules: readonly NavigatorRule[]): FactItem[] => [...new Set(rules.flatMap(({ when }) => when.flatMap((one) => atomsOf(one, NO_FACTS).flatMap(({ wants }) => wants))))];
const answersTo = (items: readonly FactItem[]): Facts['items'][] => items.reduce<Facts['items'][]>((all, item) => all.flatMap((one) => ANSWERS.map((answer) => ({ ...one, [item]: answer }))), [{}]);

type State = Need | 'none';
interface Seen { facts: Facts; line: Line | undefined; state: State }
const look = (ids: readonly string[], facts: Facts): Seen => { const line = guide(only(...ids), city, facts, TODAY).lines[0]; return { facts, line, state: line?.need ?? 'none' }; };
/** All that can ever be said of one procedure. */
const spaceOf = (id: string): Seen[] => EVENTS.flatMap((event) => answersTo(itemsOf(only(id).rules)).map((items) => look([id], { ...event, items })));
const space = new Map(procedures.map((id) => [id, spaceOf(id)]));
const size = [...space.values()].reduce((sum, seen) => sum + seen.length, 0);
const everywhere = (check: (id: string, seen: Seen) => string | false): string[] => [...space].flatMap(([id, all]) => all.flatMap((seen) => { const fault = check(id, seen); return fault === false ? [] : [`${id}: ${fault}: ${JSON.stringify(seen.facts)}`]; }));
const told: readonly State[] = ['must', 'wish'];

describe('the space of all answers', () => {
  it('is as large as it should be, and no procedure names more than six things', () => {
    expect(size).toBeGreaterThan(3_000);
    expect(Math.max(...procedures.map((id) => itemsOf(only(id).rules).length))).toBeLessThanOrEqual(6);
    expect(EVENTS).toHaveLength(14);
  });
  it('[W4] what the rules of a procedure do not name does not move its line', () => {
    fc.assert(fc.property(fc.constantFrom(...procedures), fc.constantFrom(...EVENTS), fc.record(Object.fromEntries(ALL_ITEMS.map((item) => [item, fc.constantFrom(...ANSWERS)]))), (id, event, items) => {
      const own = itemsOf(only(id).rules);
      const whole = guide(navigator, city, { ...event, items }, TODAY).lines.find((line) => line.id === id);
      const alone = look([id], { ...event, items: Object.fromEntries(own.map((item) => [item, items[item] as Answer])) }).line;
      expect(whole?.need).toBe(alone?.need);
      expect(whole?.whys).toEqual(alone?.whys);
    }), { numRuns: 1_500 });
  });
  it('[W1] every rule holds somewhere, and its reason is then told', () => {
    const silent = navigator.rules.filter((rule) => !(space.get(rule.procedure) ?? []).some(({ facts, line }) => ruleTruth(rule.when, facts) === 'holds' && line?.rules.includes(rule) && line.whys.some(({ ja }) => ja === rule.why.ja)));
    expect(silent.map(({ procedure, why }) => `${procedure}: ${why.ja}`)).toEqual([]);
  });
  it('[W1] every line says why and names a law with its article', () => {
    expect(everywhere((_id, { line }) => line !== undefined && (line.whys.length === 0 || line.basis.length === 0 || line.basis.some(({ law, article }) => (navigator.laws[law]?.ja ?? '') === '' || article === '')) && 'without reason or basis')).toEqual([]);
  });
  it('[W1] every line has a name: a procedure of the city or one that is done elsewhere', () => {
    const nameless = procedures.filter((id) => !city.procedures.some((procedure) => procedure.id === id) && navigator.outside[id] === undefined);
    expect(nameless.filter((id) => !COMING.has(id))).toEqual([]);
    expect(everywhere((_id, { line }) => line !== undefined && line.procedure !== null && line.outside !== null && 'named twice')).toEqual([]);
  });
});

describe('three truth values', () => {
  it('[W3] what is neither true nor false is for staff: never a yes or a no while an answer that decides is missing', () => {
    expect(everywhere((id, { facts, state }) => {
      const open = (Object.entries(facts.items) as [FactItem, Answer][]).filter(([, answer]) => answer === 'unknown').map(([item]) => item);
      if (open.length === 0 || possibleEvents(facts).length > 1) return false;
      const ends = new Set(answersTo(open).filter((items) => !Object.values(items).includes('unknown')).map((items) => look([id], { ...facts, items: { ...facts.items, ...items } }).state));
      return ends.size > 1 && state !== 'staff' && `${state}, but it can end as ${[...ends].join(' or ')}`;
    })).toEqual([]);
  });
  it('[W3] an answer in the place of 「わからない」 only takes procedures out of 「職員に確認」', () => {
    expect(everywhere((id, { facts, state }) => {
      if (state === 'staff') return false;
      const surer: Facts[] = [
        ...(Object.entries(facts.items) as [FactItem, Answer][]).filter(([, answer]) => answer === 'unknown').flatMap(([item]) => (['yes', 'no'] as const).map((answer) => ({ ...facts, items: { ...facts.items, [item]: answer } }))),
        ...(possibleEvents(facts).length > 1 ? EVENTS.filter((event) => possibleEvents(event).every((one) => possibleEvents(facts).includes(one))).map((event) => ({ ...event, items: facts.items })) : []),
      ];
      const moved = surer.find((next) => look([id], next).state !== state);
      return moved !== undefined && `${state} becomes ${look([id], moved).state}`;
    })).toEqual([]);
  });
  it('[W3] a line for staff says which questions keep it open, unless only a person can tell', () => {
    expect(everywhere((_id, { line }) => line?.need === 'staff' && line.open.length === 0 && !line.rules.some(({ then }) => then === 'staff') && 'says nothing')).toEqual([]);
  });
});

/** Never both on one visit: one undoes the other, or they belong to two different lives. */
const CONTRADICT: readonly (readonly [string, string])[] = [
  ['tennyu', 'tenkyo'], ['tennyu', 'tenshutsu'], ['tenkyo', 'tenshutsu'], ['konin', 'rikon-todoke'], ['shussho', 'shibo'], ['kokuho', 'kokuho-soshitsu'], ['kokuho', 'kokuho-henko'], ['kokuho-soshitsu', 'kokuho-henko'],
  ['jido-teate', 'jido-teate-shometsu'], ['jido-teate', 'jido-teate-kaitei'], ['jido-teate-kaitei', 'jido-teate-shometsu'], ['gentsuki', 'gentsuki-haisha'], ['nenkin', 'nenkin-tome'], ['okuyami', 'konin'], ['okuyami', 'tennyu'],
];
/** What nobody can need in whose family these things are not. */
const NEEDS_SOME: Readonly<Record<string, readonly FactItem[]>> = {
  koki: ['over75', 'koki'], kaigo: ['over65', 'over75'], 'shogai-techo': ['techo'], gentsuki: ['gentsuki'], 'gentsuki-haisha': ['gentsuki'], inu: ['inu'], tenko: ['school'], setai: ['head'], 'nenkin-tome': ['nenkin'],
  'jido-teate-kaitei': FACTS.children, 'jido-teate-shometsu': FACTS.children, 'jido-fuyo': FACTS.children, 'kokuho-soshitsu': ['kokuho'], 'kokuho-henko': ['kokuho'],
};
/** Everything that an event can ever lead to. A clerk reads this table. */
const BY_EVENT: Readonly<Record<LifeEvent, readonly string[]>> = {
  tennyu: ['gentsuki', 'inkan-toroku', 'inu', 'jido-teate', 'kaigo', 'kodomo-iryo', 'koki', 'kokuho', 'shogai-techo', 'tenko', 'tennyu'],
  tenkyo: ['inu', 'kaigo', 'kodomo-iryo', 'koki', 'kokuho-henko', 'shiei', 'shogai-techo', 'tenko', 'tenkyo'],
  tenshutsu: ['gentsuki-haisha', 'jido-teate-shometsu', 'kaigo', 'kodomo-iryo', 'koki', 'kokuho-soshitsu', 'shiei', 'tenko', 'tenshutsu'],
  kekkon: ['inkan-toroku', 'kokuho-henko', 'konin', 'setai', 'tsusho'],
  rikon: ['inkan-toroku', 'jido-fuyo', 'jido-teate', 'kodomo-iryo', 'kokuho', 'kokuho-henko', 'nenkin', 'rikon-todoke', 'setai', 'tsusho'],
  shussho: ['jido-teate', 'jido-teate-kaitei', 'kodomo-iryo', 'kokuho', 'shussho'],
  shibo: ['gentsuki-haisha', 'inu', 'jido-teate', 'koseki', 'nenkin-tome', 'okuyami', 'shibo', 'shogai-techo'],
  taishoku: ['jido-teate', 'kodomo-iryo', 'kokuho', 'nenkin', 'nenkin-menjo'],
  shushoku: ['jido-teate-shometsu', 'juminhyo', 'kodomo-iryo', 'kokuho-soshitsu'],
  risai: ['genmen', 'risai', 'shiei'],
};

describe('nothing contradictory, nothing impossible', () => {
  it.each(CONTRADICT)('[W2] %s and %s are never both told', (one, other) => {
    const items = itemsOf(only(one, other).rules);
    const both = EVENTS.flatMap((event) => answersTo(items).map((said) => ({ ...event, items: said }))).filter((facts) => told.includes(look([one], facts).state) && told.includes(look([other], facts).state));
    expect(both).toEqual([]);
  });
  it.each(Object.entries(NEEDS_SOME))('[W2] %s is not needed where none of %j is', (id, things) => {
    const impossible = (space.get(id) ?? []).filter(({ facts, state }) => state !== 'none' && things.every((item) => facts.items[item] === 'no'));
    expect(impossible.map(({ facts }) => facts)).toEqual([]);
  });
  it.each(LifeEvent.options)('[W2] %s leads to these and no others', (event) => {
    expect([...space].filter(([, seen]) => seen.some(({ facts, state }) => facts.event === event && state !== 'none')).map(([id]) => id).toSorted()).toEqual(BY_EVENT[event]);
  });
  it.each(FACTS.children)('[W2] one more child (%s) never takes a procedure away', (child) => {
    const lost = everywhere((id, { facts, state }) => facts.items[child] === 'no' && state !== 'none' && look([id], { ...facts, items: { ...facts.items, [child]: 'yes' } }).state === 'none' && 'is gone');
    expect(lost).toEqual([]);
  });
});

/** The same matter on a paper of its own, and on one that おくやみ brings along. */
const TWICE: readonly (readonly [string, string])[] = [['setai', 'okuyami-setai'], ['kokuho-soshitsu', 'okuyami-hoken'], ['koki', 'okuyami-hoken'], ['kaigo', 'okuyami-kaigo'], ['nenkin', 'okuyami-nenkin'], ['shiei', 'okuyami-jutaku']];
/** What was said of who died, and the paper that it must lead to. */
const LEADS_TO: readonly (readonly [FactItem, string])[] = [['koki', 'okuyami-hoken'], ['kokuho', 'okuyami-hoken'], ['over65', 'okuyami-kaigo'], ['over75', 'okuyami-kaigo'], ['shiei', 'okuyami-jutaku']];

describe('a death', () => {
  const items = itemsOf(navigator.rules.filter(({ when }) => when.some(({ event }) => event.includes('shibo')))).filter((item) => !FACTS.children.some((child) => child === item));
  const every = items.reduce<Facts['items'][]>((all, item) => all.flatMap((one) => (['yes', 'no'] as const).map((answer) => ({ ...one, [item]: answer }))), [{}]);
  const visits = every.map((said) => {
    const facts: Facts = { ...NO_FACTS, matter: 'shibo', event: 'shibo', day: '2026-11-20', items: said };
    const guidance = guide(navigator, city, facts, TODAY);
    const { procedures: ids, values } = beginningOf(navigator, guidance, facts, {});
    const told = withUsual(city, ids, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])), TODAY);
    return { said, lines: guidance.lines.map(({ id }) => id), forms: formsOf(city, ids, told).map(({ id }) => id as string), values };
  });
  it('[W14] in no answer has one matter two papers, and each that was named has one', () => {
    expect(visits.length).toBeGreaterThan(500);
    for (const { said, lines, forms } of visits) {
      expect(TWICE.filter(([alone, along]) => (forms.includes(alone) || lines.includes(alone)) && forms.includes(along)), JSON.stringify(said)).toEqual([]);
      expect(forms).toEqual(expect.arrayContaining(['okuyami', 'shibo']));
      const unsure = said.koki === 'yes' && said.kokuho === 'yes';
      expect(LEADS_TO.filter(([item, form]) => said[item] === 'yes' && !unsure && !forms.includes(form)), JSON.stringify(said)).toEqual([]);
    }
  });
  it('[W14] what was answered is not asked again, and two answers that do not go together are', () => {
    for (const { said, values } of visits) {
      expect(values['okuyami.died-on']).toBe('2026-11-20');
      expect(values['okuyami.insurance']).toBe(said.koki === said.kokuho ? undefined : said.koki === 'yes' ? 'koki' : 'kokuho');
    }
  });
});

/** Until their forms are written. */
const COMING = new Set(procedures.filter((id) => !city.procedures.some((procedure) => procedure.id === id) && navigator.outside[id] === undefined));
