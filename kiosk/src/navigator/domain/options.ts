import { FACTS, MATTERS, type FactItem, type FactPage, type LifeEvent, type Matter } from '@engawa/reception/contract';
import type { Answer, Facts } from './facts.ts';
import type { NavigatorInput } from './next-navigator.ts';
import type { Asked, Step } from './questions.ts';

/** A page as it is drawn: one of several (rounds), or any number of them (boxes) with 「どれもない」 and 「わからない」, or a date. */
export type Shape = { kind: 'one'; values: readonly string[] } | { kind: 'some'; page: Exclude<FactPage, 'head' | 'card'>; values: readonly FactItem[] } | { kind: 'day' };
export const NONE = 'none';
export const UNKNOWN = 'unknown';

export const shapeOf = ({ step, items }: Pick<Asked, 'step' | 'items'>, facts: Facts): Shape => {
  switch (step) {
    case 'matter': return { kind: 'one', values: [...Object.keys(MATTERS), UNKNOWN] };
    case 'event': return { kind: 'one', values: [...(facts.matter === undefined || facts.matter === 'unknown' ? [] : MATTERS[facts.matter]), UNKNOWN] };
    case 'head': case 'card': return { kind: 'one', values: ['yes', 'no', UNKNOWN] };
    case 'day': return { kind: 'day' };
    default: return { kind: 'some', page: step, values: items };
  }
};

/** What is chosen on a page when it is opened again. */
export const chosenBefore = ({ step, items }: Pick<Asked, 'step' | 'items'>, facts: Facts): readonly string[] => {
  switch (step) {
    case 'matter': return facts.matter === undefined ? [] : [facts.matter];
    case 'event': return facts.event === undefined ? [] : [facts.event];
    case 'head': case 'card': { const answer = facts.items[step]; return answer === undefined ? [] : [answer]; }
    case 'day': return facts.day === undefined ? [] : [facts.day];
    default: {
      const said = items.map((item) => facts.items[item]);
      const ticked = items.filter((_, at) => said[at] === 'yes');
      if (said.includes('unknown')) return [...ticked, UNKNOWN];
      return ticked.length === 0 && said.length > 0 && said.every((answer) => answer === 'no') ? [NONE] : ticked;
    }
  }
};

/** One more tick on a page of boxes. 「どれもない」 stands alone; 「わからない」 stands beside ticks and means the others. */
export const toggled = (chosen: readonly string[], value: string): readonly string[] =>
  chosen.includes(value) ? chosen.filter((one) => one !== value) : value === NONE ? [NONE] : [...chosen.filter((one) => one !== NONE), value];

const pageItems = (items: readonly FactItem[], chosen: readonly string[]): Record<string, Answer> =>
  Object.fromEntries(items.map((item) => [item, chosen.includes(item) ? 'yes' : chosen.includes(UNKNOWN) ? 'unknown' : 'no'] as const));

/** The answer that a page gives, or null while nothing is chosen: silence is never taken for a no. */
export const inputOf = ({ step, items }: Pick<Asked, 'step' | 'items'>, chosen: readonly string[]): NavigatorInput | null => {
  const [first] = chosen;
  if (first === undefined) return null;
  switch (step) {
    case 'matter': return { do: 'say-matter', matter: first as Matter | 'unknown' };
    case 'event': return { do: 'say-event', event: first as LifeEvent | 'unknown' };
    case 'head': case 'card': return { do: 'say-items', items: { [step]: first as Answer } };
    case 'day': return { do: 'say-day', day: first };
    default: return { do: 'say-items', items: pageItems(items, chosen) };
  }
};

/** Births, deaths and disasters have happened; a move, a wedding, a last day at work may lie ahead. */
const HAS_HAPPENED: readonly LifeEvent[] = ['shussho', 'shibo', 'risai'];
export const isDayAhead = (events: readonly LifeEvent[], day: string, today: string): boolean => day > today && events.every((event) => HAS_HAPPENED.includes(event));

export const isFactPage = (step: Step): step is FactPage => step in FACTS;
