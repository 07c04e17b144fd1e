import { FACTS, LifeEvent, MATTERS, type FactItem, type FactPage, type Matter, type NavigatorCase } from '@engawa/reception/contract';

/** 「わからない」 is an answer. Absent: not asked. */
export type Answer = 'yes' | 'no' | 'unknown';
/** Three truth values: what is open is never taken for yes or for no. */
export type Truth = 'holds' | 'fails' | 'open';

/** What a visitor has said. Of a person, in memory only. */
export interface Facts {
  readonly matter?: Matter | 'unknown';
  /** where the matter holds several events */ readonly event?: LifeEvent | 'unknown';
  readonly items: Readonly<Partial<Record<FactItem, Answer>>>;
  /** day of the event, `2026-11-20`, or `unknown` */ readonly day?: string;
}
export const NO_FACTS: Facts = { items: {} };

/** Kleene's "and": fails as soon as one fails, holds only when all hold. */
export const allOf = (truths: readonly Truth[]): Truth => (truths.includes('fails') ? 'fails' : truths.includes('open') ? 'open' : 'holds');
/** Kleene's "or". */
export const anyOf = (truths: readonly Truth[]): Truth => (truths.includes('holds') ? 'holds' : truths.includes('open') ? 'open' : 'fails');

/** What can have happened, as far as it is known: one event, or those that are still possible. */
export const possibleEvents = ({ matter, event }: Facts): readonly LifeEvent[] =>
  matter === undefined || matter === 'unknown' ? LifeEvent.options : event === undefined || event === 'unknown' ? MATTERS[matter] : [event];

const ofAnswer = (answer: Answer | undefined, wanted: 'yes' | 'no'): Truth => (answer === undefined || answer === 'unknown' ? 'open' : answer === wanted ? 'holds' : 'fails');

/** One thing of a page that a case may want: `none` wants every one of them to be no. */
const ofItem = (facts: Facts, page: FactPage, item: string): Truth =>
  item === 'none' ? allOf(FACTS[page].map((one) => ofAnswer(facts.items[one], 'no'))) : ofAnswer(facts.items[item as FactItem], 'yes');

const SOME = ['insurance', 'children', 'people', 'things'] as const satisfies readonly FactPage[];

/** A part of a case: one fact, what it wants, and whether that is so. */
export interface Atom { readonly page: FactPage | 'event'; readonly wants: readonly FactItem[]; readonly truth: Truth }

export const atomsOf = (one: NavigatorCase, facts: Facts): Atom[] => {
  const events = possibleEvents(facts);
  const fitting = events.filter((event) => one.event.includes(event)).length;
  return [
    { page: 'event', wants: [], truth: fitting === events.length ? 'holds' : fitting === 0 ? 'fails' : 'open' },
    ...(one.head === undefined ? [] : [{ page: 'head', wants: FACTS.head, truth: ofAnswer(facts.items.head, one.head) } as const]),
    ...SOME.flatMap((page): Atom[] => {
      const wanted: readonly string[] | undefined = one[page];
      if (wanted === undefined) return [];
      const wants = FACTS[page].filter((item) => wanted.includes(item) || wanted.includes('none'));
      return [{ page, wants, truth: anyOf(wanted.map((item) => ofItem(facts, page, item))) }];
    }),
  ];
};

export const truthOf = (one: NavigatorCase, facts: Facts): Truth => allOf(atomsOf(one, facts).map(({ truth }) => truth));
/** A rule holds in any of its cases. */
export const ruleTruth = (cases: readonly NavigatorCase[], facts: Facts): Truth => anyOf(cases.map((one) => truthOf(one, facts)));
