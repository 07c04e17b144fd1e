import { CityProfile, type LifeEvent } from '@engawa/reception/contract';
import { demoCity } from '@engawa/reception/testing';
import { describe, expect, it } from 'vitest';
import { ASK, avoidedBy, beginningOf, isTicked } from './beginning.ts';
import { NO_FACTS, type Facts } from './facts.ts';
import { guide, howSure, type Guidance } from './guide.ts';
import { freshNavigator, nextNavigator, type Navigator, type NavigatorInput } from './next-navigator.ts';
import { wayOf } from './questions.ts';

const demo = await demoCity();
const { navigator } = demo;
/** Every procedure of the rules, so that these tests do not wait for forms. */
const city = CityProfile.parse({ ...demo.city, procedures: [...demo.city.procedures, ...[...new Set(navigator.rules.map(({ procedure }) => procedure))].filter((id) => navigator.outside[id] === undefined && !demo.city.procedures.some((one) => one.id === id)).map((id) => ({ ...demo.city.procedures[0], id, zone: 'C', minutes: 10 }))] });
const TODAY = '2026-11-24';
const play = (inputs: readonly NavigatorInput[], from: Navigator = freshNavigator): Navigator => inputs.reduce<Navigator>((state, input) => nextNavigator(navigator.rules, state, input) ?? state, from);
const answer = (state: Navigator): Guidance => guide(navigator, city, wayOf(navigator.rules, state.facts).facts, TODAY);
const needs = (guidance: Guidance): Record<string, string> => Object.fromEntries(guidance.lines.map((line) => [line.id, line.noVisit ? `${line.need}, no visit` : line.need]));
const event = (matter: Facts['matter'] & string, one?: LifeEvent): NavigatorInput[] => [{ do: 'say-matter', matter }, ...(one === undefined ? [] : [{ do: 'say-event', event: one } as const])];

/** Two children move in with their parents, who do not know how they are insured. */
const FAMILY: readonly NavigatorInput[] = [
  ...event('hikkoshi', 'tennyu'),
  { do: 'say-items', items: { kokuho: 'unknown', shaho: 'unknown', koki: 'unknown' } }, { do: 'say-items', items: { preschool: 'yes', school: 'yes', high: 'no' } },
  { do: 'say-items', items: { over65: 'no', over75: 'no', techo: 'no' } }, { do: 'say-items', items: { gentsuki: 'no', inu: 'yes' } }, { do: 'say-items', items: { card: 'no' } }, { do: 'say-day', day: '2026-11-01' },
];

describe('from the first question to the answer', () => {
  it('[W8] a family that moves in and does not know its insurance', () => {
    const state = play(FAMILY);
    expect(state.at).toBe('result');
    expect(needs(answer(state))).toEqual({ tennyu: 'must', kokuho: 'staff', 'jido-teate': 'must', 'kodomo-iryo': 'must', tenko: 'must', inu: 'must', 'inkan-toroku': 'wish' });
    const { lines } = answer(state);
    expect(lines.find(({ id }) => id === 'tennyu')).toMatchObject({ due: { day: '2026-11-16', passed: true }, basis: [{ law: 'juki', article: '22' }], whys: [{ ja: 'この市に 引っ越して来たため' }] });
    expect(lines.find(({ id }) => id === 'kokuho')).toMatchObject({ open: ['insurance'], procedure: { id: 'kokuho' } });
    expect(lines.find(({ id }) => id === 'tenko')).toMatchObject({ procedure: null, outside: { where: { ja: '教育委員会' } } });
  });
  it('[W9] it tells how sure it is, and which answer would make it surer', () => {
    const state = play(FAMILY);
    expect(howSure(answer(state))).toEqual({ sure: 6, open: 1, ask: [{ step: 'insurance', settles: 1 }] });
    const surer = play([{ do: 'go-to', step: 'insurance' }, { do: 'say-items', items: { kokuho: 'yes', shaho: 'no', koki: 'no' } }], state);
    expect([surer.at, howSure(answer(surer))]).toEqual(['result', { sure: 7, open: 0, ask: [] }]);
    expect(needs(answer(surer))).toMatchObject({ kokuho: 'must', 'jido-teate': 'must' });
  });
  it('[W8] a move out with a card needs no visit, and without one it does', () => {
    const moved = (card: 'yes' | 'no' | 'unknown'): Navigator => play([...event('hikkoshi', 'tenshutsu'), { do: 'say-items', items: { kokuho: 'no', koki: 'no' } }, { do: 'say-items', items: { preschool: 'no', school: 'no', high: 'no' } }, { do: 'say-items', items: { over65: 'no', over75: 'no' } }, { do: 'say-items', items: { gentsuki: 'no', shiei: 'no' } }, { do: 'say-items', items: { card } }, { do: 'say-day', day: '2026-12-01' }]);
    expect(needs(answer(moved('yes')))).toEqual({ tenshutsu: 'must, no visit' });
    expect(needs(answer(moved('no')))).toEqual({ tenshutsu: 'must' });
    expect(answer(moved('unknown')).lines[0]).toMatchObject({ need: 'must', noVisit: false, skip: { by: 'portal' } });
  });
  it('[W8] who does not know which move it is hears what any of them needs as a question for staff', () => {
    const state = play([...event('hikkoshi'), { do: 'say-event', event: 'unknown' }]);
    expect(needs(answer(state))).toMatchObject({ tennyu: 'staff', tenkyo: 'staff', tenshutsu: 'staff' });
    expect(answer(state).lines.find(({ id }) => id === 'tennyu')?.open).toEqual(['event']);
  });
});

describe('going back', () => {
  it('[W10] step by step to every answer, and out of the first question', () => {
    const steps: string[] = [];
    let state: Navigator | null = play(FAMILY);
    while (state !== null) { steps.push(state.at); state = nextNavigator(navigator.rules, state, { do: 'back' }); }
    expect(steps).toEqual(['result', 'day', 'card', 'things', 'people', 'children', 'insurance', 'event', 'matter']);
  });
  it('[W10] a changed answer asks only what is new, and returns to the answer', () => {
    const state = play([{ do: 'go-to', step: 'children' }, { do: 'say-items', items: { preschool: 'no', school: 'no', high: 'no' } }], play(FAMILY));
    expect([state.at, 'jido-teate' in needs(answer(state))]).toEqual(['result', false]);
  });
  it('[W10] another event is another story: nothing that was said before is carried into it', () => {
    const state = play([{ do: 'go-to', step: 'matter' }, { do: 'say-matter', matter: 'shibo' }], play(FAMILY));
    expect([state.at, state.facts]).toEqual(['head', { matter: 'shibo', items: {} }]);
    expect(play([{ do: 'go-to', step: 'event' }, { do: 'say-event', event: 'tennyu' }], play(FAMILY)).at).toBe('result');
  });
  it('[W10] a question that is not on the way cannot be gone to', () => { expect(play([{ do: 'go-to', step: 'head' }], play(FAMILY)).at).toBe('result'); });
});

describe('going on', () => {
  const state = play(FAMILY);
  const guidance = answer(state);
  it('[W11] what is needed is ticked, what some want is not, and every tick can be turned', () => {
    const ticked = (now: Navigator): string[] => guidance.lines.filter((line) => isTicked(line, now.ticks)).map(({ id }) => id);
    expect(ticked(state)).toEqual(['tennyu', 'jido-teate', 'kodomo-iryo', 'inu']);
    expect(ticked(play([{ do: 'tick', id: 'inu', on: false }, { do: 'tick', id: 'inkan-toroku', on: true }, { do: 'tick', id: 'tenko', on: true }, { do: 'tick', id: 'kokuho', on: true }], state))).toEqual(['tennyu', 'jido-teate', 'kodomo-iryo', 'inkan-toroku']);
  });
  it('[W11] the visit begins with the ticked ones and a talk with staff, unless that is not wanted', () => {
    const facts = state.facts;
    expect(beginningOf(navigator, guidance, facts, state.ticks).procedures).toEqual(['tennyu', 'jido-teate', 'kodomo-iryo', 'inu', 'sodan']);
    expect(beginningOf(navigator, guidance, facts, { [ASK]: false, inu: false }).procedures).toEqual(['tennyu', 'jido-teate', 'kodomo-iryo']);
    expect(beginningOf(navigator, guide(navigator, city, { ...NO_FACTS, matter: 'unknown' }, TODAY), NO_FACTS, {}).procedures).toEqual(['sodan']);
  });
  it('[W11] what the answers tell of the forms is filled in: the day only when it is known', () => {
    const rules = navigator.rules.map((rule) => (rule.procedure === 'tennyu' ? { ...rule, days: ['tennyu.moved-on'], fills: { 'tennyu.how': 'moved' } } : rule));
    const values = (day: string): unknown => beginningOf(navigator, guide({ ...navigator, rules }, city, { ...state.facts, day }, TODAY), { ...state.facts, day }, {}).values;
    expect([values('2026-11-01'), values('unknown')]).toEqual([{ 'tennyu.moved-on': '2026-11-01', 'tennyu.how': 'moved' }, { 'tennyu.how': 'moved' }]);
  });
  it('[W12] a visit counts as avoided when nobody has to come for it and it was left unticked', () => {
    const out = guide(navigator, city, { matter: 'hikkoshi', event: 'tenshutsu', items: { card: 'yes' }, day: '2026-12-01' }, TODAY);
    expect([avoidedBy(out, {}), avoidedBy(out, { tenshutsu: true }), avoidedBy(guidance, {})]).toEqual([['tenshutsu'], [], []]);
  });
  it('[W11] moving in cannot be notified before the day, so it is not begun today', () => {
    const early = guide(navigator, city, { ...state.facts, day: '2026-11-30' }, TODAY);
    expect(early.lines.find(({ id }) => id === 'tennyu')?.due).toMatchObject({ opensOn: '2026-11-30' });
    expect(beginningOf(navigator, early, state.facts, { tennyu: true }).procedures).not.toContain('tennyu');
  });
});
