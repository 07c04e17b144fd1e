import { FACTS, LifeEvent, MATTERS, type FactItem, type Matter, type NavigatorRule } from '@engawa/reception/contract';
import { demoCity } from '@engawa/reception/testing';
import { describe, expect, it } from 'vitest';
import { atomsOf, NO_FACTS, possibleEvents, ruleTruth, truthOf, type Facts } from './facts.ts';
import { guide } from './guide.ts';
import { isLost, type Step, wayOf } from './questions.ts';

const { city, navigator } = await demoCity();
const FACT_ITEMS = Object.values(FACTS).flat() as FactItem[];
const MATTER_NAMES = Object.keys(MATTERS) as Matter[];

/** Things that a rule names. */
const named = new Map(navigator.rules.map((rule) => [rule, FACT_ITEMS.filter((item) => rule.when.some((one) => atomsOf(one, NO_FACTS).some(({ wants }) => wants.includes(item))))] as const));
/** What a page of boxes can say: some are ticked, and of the others either none is so or the visitor does not know. */
const pageAnswers = (items: readonly FactItem[]): Facts['items'][] =>
  Array.from({ length: 2 ** items.length }, (_, ticked) => items.map((item, n) => [item, (ticked >> n) % 2 === 1] as const)).flatMap((boxes) => (['no', 'unknown'] as const)
    .filter((rest) => rest === 'no' || boxes.some(([, ticked]) => !ticked))
    .map((rest) => Object.fromEntries(boxes.map(([item, ticked]) => [item, ticked ? 'yes' : rest] as const))));
const answersAt = (step: Step, items: readonly FactItem[], said: Facts): Facts[] => {
  switch (step) {
    case 'matter': return [...MATTER_NAMES, 'unknown' as const].map((matter) => ({ ...NO_FACTS, matter }));
    case 'event': return [...MATTERS[said.matter as Matter], 'unknown' as const].map((event) => ({ ...said, event }));
    case 'day': return ['2026-11-10', 'unknown'].map((day) => ({ ...said, day }));
    default: return pageAnswers(items).map((more) => ({ ...said, items: { ...said.items, ...more } }));
  }
};

/**
 * What the rest of the way can see of the answers so far: the rules that still name something unasked, and whether anything
 * holds that could be done from home or has a deadline. Two visits that are alike in it go on alike, so one of them is walked.
 */
const sight = (rules: readonly NavigatorRule[], said: Facts): string => {
  const judged = rules.map((rule) => ({ rule, truth: ruleTruth(rule.when, said) }));
  const open = judged.filter(({ rule, truth }) => truth === 'open' && (named.get(rule) ?? []).some((item) => said.items[item] === undefined));
  const skips = judged.some(({ rule, truth }) => truth === 'holds' && rule.then !== 'staff' && rule.skip?.needsCard === true);
  const timed = judged.some(({ rule, truth }) => truth !== 'fails' && rule.deadline !== undefined);
  return `${said.matter} ${said.event} ${said.day} ${Object.keys(said.items).join()} ${skips} ${timed} ${open.map(({ rule }) => `${navigator.rules.indexOf(rule)}${rule.when.map((one) => truthOf(one, said)[0]).join('')}`).join()}`;
};

interface Walked { ways: number; answers: number; most: number; pages: Map<string, number>; useless: string[]; twice: string[] }
/** Walks every way that a visitor can take. Ways that look alike from here on are walked once. */
const walkAll = (): Walked => {
  const walked: Walked = { ways: 0, answers: 0, most: 0, pages: new Map(), useless: [], twice: [] };
  const seen = new Set<string>();
  const walk = (said: Facts, depth: number): void => {
    const events = possibleEvents(said);
    const rules = isLost(said) ? [] : navigator.rules.filter(({ when }) => when.some(({ event }) => event.some((one) => events.includes(one))));
    const key = `${depth} ${sight(rules, said)}`;
    if (seen.has(key)) return;
    seen.add(key);
    const { asked } = wayOf(said.matter === undefined ? navigator.rules : rules, said);
    const open = asked.find(({ answered }) => !answered);
    walked.most = Math.max(walked.most, asked.length);
    if (open === undefined) { walked.ways += 1; return; }
    walked.pages.set(open.step, (walked.pages.get(open.step) ?? 0) + 1);
    if (asked.filter(({ step }) => step === open.step).length > 1) walked.twice.push(open.step);
    for (const item of open.items) if (!canMatter(item, rules, said)) walked.useless.push(`${item}: ${JSON.stringify(said)}`);
    for (const next of answersAt(open.step, open.items, said)) { walked.answers += 1; walk(next, depth + 1); }
  };
  walk(NO_FACTS, 0);
  return walked;
};

/** Is there any way to answer the rest in which this one answer changes a rule? Tried with every rest of what the rule names. */
const known = new Map<string, boolean>();
const canMatter = (item: FactItem, rules: readonly NavigatorRule[], said: Facts): boolean => {
  if (item === 'card') return rules.some((rule) => rule.skip?.needsCard === true && ruleTruth(rule.when, said) === 'holds');
  return rules.some((rule) => {
    const names = named.get(rule) ?? [];
    if (!names.includes(item)) return false;
    const key = [navigator.rules.indexOf(rule), item, said.matter, said.event, ...names.map((name) => said.items[name])].join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const rest = names.filter((name) => name !== item && said.items[name] === undefined);
    const matters = pageAnswers(rest).some((more) => new Set((['yes', 'no'] as const).map((answer) => ruleTruth(rule.when, { ...said, items: { ...said.items, ...more, [item]: answer } }))).size > 1);
    known.set(key, matters);
    return matters;
  });
};

describe('the questions', () => {
  it('[W7] on every way at most eight pages, none twice, and none on which nothing depends', () => {
    const { ways, answers, most, pages, useless, twice } = walkAll();
    expect([useless.slice(0, 3), twice]).toEqual([[], []]);
    expect(most).toBeLessThanOrEqual(8);
    expect([...pages.keys()].toSorted()).toEqual(['card', 'children', 'day', 'event', 'head', 'insurance', 'matter', 'people', 'things']);
    expect(ways).toBeGreaterThan(20);
    expect(answers).toBeGreaterThan(500);
  });
  it('[W7] there are eight facts: the event, its day, and six pages of things', () => {
    expect(2 + Object.keys(FACTS).length).toBe(8);
    expect(LifeEvent.options.every((event) => MATTER_NAMES.filter((matter) => (MATTERS[matter] as readonly LifeEvent[]).includes(event)).length === 1)).toBe(true);
  });
  it('[W7] a page offers only what still matters: a move out asks for neither the dog nor a certificate of disability', () => {
    const { asked } = wayOf(navigator.rules, { matter: 'hikkoshi', event: 'tenshutsu', items: { kokuho: 'no', koki: 'yes', preschool: 'no', school: 'no', high: 'no' } });
    expect(asked.map(({ step, items }) => [step, items])).toEqual([['matter', []], ['event', []], ['insurance', ['kokuho', 'koki']], ['children', ['preschool', 'school', 'high']], ['people', ['over65', 'over75']]]);
  });
  it('[W7] who does not know what has happened is asked nothing more: a person listens', () => {
    const said: Facts = { ...NO_FACTS, matter: 'unknown' };
    expect(wayOf(navigator.rules, said).asked.map(({ step, answered }) => [step, answered])).toEqual([['matter', true]]);
    expect(guide(navigator, city, said, '2026-11-24').lost).toBe(true);
  });
  it('[W7] what was said to a question that nobody asks any more is left aside', () => {
    const said: Facts = { matter: 'shigoto', event: 'shushoku', items: { kokuho: 'no', shaho: 'unknown', koki: 'yes', preschool: 'no', school: 'no', high: 'no' } };
    expect(wayOf(navigator.rules, said).facts.items).toEqual({ kokuho: 'no', preschool: 'no', school: 'no', high: 'no' });
  });
});
