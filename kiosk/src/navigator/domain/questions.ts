import { FACTS, MATTERS, type FactItem, type FactPage, type NavigatorRule } from '@engawa/reception/contract';
import { atomsOf, NO_FACTS, ruleTruth, type Atom, type Facts } from './facts.ts';

/** One page of questions. `event` only where the matter holds several; the day comes last, because a date is the most work. */
export type Step = 'matter' | 'event' | FactPage | 'day';
export const STEPS: readonly Step[] = ['matter', 'event', 'head', 'insurance', 'children', 'people', 'things', 'card', 'day'];

const isSettled = (atoms: readonly Atom[]): boolean => atoms.every(({ truth }) => truth === 'holds');
const isOver = (atoms: readonly Atom[]): boolean => atoms.some(({ truth }) => truth === 'fails');

/** What a rule still hangs on and nobody was asked: nothing once one of its cases holds, nothing of cases that cannot hold any more. */
const openItems = (rule: NavigatorRule, facts: Facts): FactItem[] => {
  const cases = rule.when.map((one) => atomsOf(one, facts));
  if (cases.some(isSettled)) return [];
  return cases.filter((atoms) => !isOver(atoms)).flatMap((atoms) => atoms.flatMap(({ truth, wants }) => (truth === 'open' ? wants.filter((item) => facts.items[item] === undefined) : [])));
};

/** Whether something can be done without coming hangs on the card, once it is known that it must be done at all. */
const asksForCard = (rule: NavigatorRule, facts: Facts): boolean => rule.skip?.needsCard === true && rule.then !== 'staff' && ruleTruth(rule.when, facts) === 'holds';
const asksForDay = (rule: NavigatorRule, facts: Facts): boolean => (rule.deadline !== undefined || (rule.days ?? []).length > 0) && ruleTruth(rule.when, facts) !== 'fails';

/** Things of a page that some rule still depends on, in the page's order. */
export const itemsToAsk = (rules: readonly NavigatorRule[], facts: Facts, page: FactPage): FactItem[] => {
  const open = new Set(rules.flatMap((rule) => [...openItems(rule, facts), ...(page === 'card' && asksForCard(rule, facts) ? ['card' as const] : [])]));
  return FACTS[page].filter((item) => open.has(item));
};

/** A question on the way: what it offers, whether it has its answer. */
export interface Asked { readonly step: Step; readonly items: readonly FactItem[]; readonly answered: boolean }
/** The way through the questions, and the facts that count on it: what was said to a question that nobody asks any more is left aside. */
export interface Way { readonly asked: readonly Asked[]; readonly facts: Facts }

/** 何も言えない: without knowing what has happened there is nothing to ask; a person listens. */
export const isLost = (facts: Facts): boolean => facts.matter === 'unknown';

const askedAt = (rules: readonly NavigatorRule[], step: Step, said: Facts, known: Facts): Asked | null => {
  switch (step) {
    case 'matter': return { step, items: [], answered: said.matter !== undefined };
    case 'event': return known.matter === undefined || known.matter === 'unknown' || MATTERS[known.matter].length === 1 ? null : { step, items: [], answered: said.event !== undefined };
    case 'day': return isLost(known) || !rules.some((rule) => asksForDay(rule, known)) ? null : { step, items: [], answered: said.day !== undefined };
    default: {
      const items = isLost(known) ? [] : itemsToAsk(rules, known, step);
      return items.length === 0 ? null : { step, items, answered: items.every((item) => said.items[item] !== undefined) };
    }
  }
};

const take = (said: Facts, known: Facts, { step, items }: Asked): Facts => {
  switch (step) {
    case 'matter': return said.matter === undefined ? known : { ...known, matter: said.matter };
    case 'event': return said.event === undefined ? known : { ...known, event: said.event };
    case 'day': return said.day === undefined ? known : { ...known, day: said.day };
    default: return { ...known, items: { ...known.items, ...Object.fromEntries(items.map((item) => [item, said.items[item]])) } };
  }
};

/** Every question that has been answered and still matters, and the first that has not; complete when that one is missing. */
export const wayOf = (rules: readonly NavigatorRule[], said: Facts): Way => {
  const asked: Asked[] = [];
  let known: Facts = NO_FACTS;
  for (const step of STEPS) {
    const question = askedAt(rules, step, said, known);
    if (question === null) continue;
    asked.push(question);
    if (!question.answered) break;
    known = take(said, known, question);
  }
  return { asked, facts: known };
};
