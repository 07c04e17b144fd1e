import { type FactItem, type LifeEvent, MATTERS, type Matter, type NavigatorRule } from '@engawa/reception/contract';
import { type Answer, type Facts, NO_FACTS } from './facts.ts';
import type { Ticks } from './beginning.ts';
import { type Step, wayOf } from './questions.ts';

/**
 * ```
 * first question ─answer─▶ next question ─answer─▶ … ─answer─▶ result ─(begin-with)─▶ the visit
 *       ▲  ◀─back──────────────┘ ◀─back─────────────────────────┘ │
 *       └──────────────────────── go-to ──────────────────────────┘
 * ```
 */
export interface Navigator {
  readonly facts: Facts;
  readonly at: Step | 'result';
  readonly ticks: Ticks;
}
export const freshNavigator: Navigator = { facts: NO_FACTS, at: 'matter', ticks: {} };

export type NavigatorInput =
  | { do: 'say-matter'; matter: Matter | 'unknown' }
  | { do: 'say-event'; event: LifeEvent | 'unknown' }
  | { do: 'say-items'; items: Readonly<Partial<Record<FactItem, Answer>>> }
  | { do: 'say-day'; day: string }
  | { do: 'back' }
  | { do: 'go-to'; step: Step }
  | { do: 'tick'; id: string; on: boolean };

/** Another event is another story: its questions have other words, so nothing that was said before is carried over. */
const say = (facts: Facts, input: NavigatorInput): Facts => {
  switch (input.do) {
    case 'say-matter': return input.matter === facts.matter ? facts : { items: {}, matter: input.matter };
    case 'say-event': return input.event === facts.event || facts.matter === undefined ? facts : { items: {}, matter: facts.matter, event: input.event };
    case 'say-items': return { ...facts, items: { ...facts.items, ...input.items } };
    case 'say-day': return { ...facts, day: input.day };
    case 'back': case 'go-to': case 'tick': return facts;
  }
};

/** Null: back from the first question, out of the navigator. */
export const nextNavigator = (rules: readonly NavigatorRule[], state: Navigator, input: NavigatorInput): Navigator | null => {
  const facts = say(state.facts, input);
  const { asked } = wayOf(rules, facts);
  switch (input.do) {
    case 'tick': return { ...state, ticks: { ...state.ticks, [input.id]: input.on } };
    case 'go-to': return asked.some(({ step }) => step === input.step) ? { ...state, at: input.step } : state;
    case 'back': {
      const before = state.at === 'result' ? asked.at(-1) : asked[asked.findIndex(({ step }) => step === state.at) - 1];
      return before === undefined ? null : { ...state, at: before.step };
    }
    case 'say-matter': case 'say-event': case 'say-items': case 'say-day':
      return { facts, ticks: facts === state.facts ? state.ticks : {}, at: asked.find(({ answered }) => !answered)?.step ?? 'result' };
  }
};

/** Events that the second question offers. */
export const eventsOf = ({ matter }: Facts): readonly LifeEvent[] => (matter === undefined || matter === 'unknown' ? [] : MATTERS[matter]);
