import type { FactItem, LifeEvent, Matter } from '@engawa/reception/contract';
import { DAY_WORDS, EVENT_WORDS, ITEM_WORDS, MATTER_WORDS, navigator as words, NONE_WORDS } from '../../wording/navigator.ts';
import type { Phrase } from '../../wording/wording.ts';
import { possibleEvents, type Facts } from '../domain/facts.ts';
import { NONE, UNKNOWN, type Shape } from '../domain/options.ts';
import type { Step } from '../domain/questions.ts';

interface QuestionWords { readonly title: Phrase; readonly line: Phrase | null }

const INSURANCE: Partial<Record<LifeEvent, Phrase>> = { shibo: words.insuranceOfDead, taishoku: words.insuranceFromNow, shushoku: words.insuranceUntilNow };

/** A question in the words of the event that it is about. */
export const questionWords = (step: Step, facts: Facts): QuestionWords => {
  const events = possibleEvents(facts);
  const event = events.length === 1 ? events[0] : undefined;
  switch (step) {
    case 'matter': return { title: words.matterTitle, line: words.matterLine };
    case 'event': return { title: facts.matter === 'hikkoshi' ? words.moveTitle : words.whichTitle, line: null };
    case 'head': return { title: event === 'shibo' ? words.headOfDead : words.headTitle, line: words.headLine };
    case 'insurance': return { title: (event && INSURANCE[event]) ?? words.insuranceTitle, line: words.tickAll };
    case 'children': return { title: event === 'shussho' ? words.moreChildren : words.childrenTitle, line: words.tickAll };
    case 'people': return { title: event === 'shibo' ? words.peopleOfDead : words.peopleTitle, line: words.tickAll };
    case 'things': return { title: words.thingsTitle, line: words.tickAll };
    case 'card': return { title: words.cardTitle, line: words.cardLine };
    case 'day': return { title: DAY_WORDS[event ?? 'unknown'], line: words.dayLine };
  }
};

/** One choice of a page. `beside`: other things are ticked already, and this one speaks of the rest. */
export const optionWords = (step: Step, value: string, beside = false): Phrase => {
  if (value === UNKNOWN) return beside ? words.someUnknown : words.unknown;
  if (value === NONE) return step === 'insurance' || step === 'children' || step === 'people' ? NONE_WORDS[step] : NONE_WORDS.things;
  switch (step) {
    case 'matter': return MATTER_WORDS[value as Matter];
    case 'event': return EVENT_WORDS[value as LifeEvent];
    case 'head': return value === 'yes' ? words.yes : words.no;
    case 'card': return value === 'yes' ? words.cardYes : words.cardNo;
    default: return ITEM_WORDS[value as FactItem];
  }
};

/** Everything that a page offers, in its order. */
export const optionsOf = (shape: Shape): readonly string[] => (shape.kind === 'day' ? [] : shape.kind === 'one' ? shape.values : [...shape.values, NONE, UNKNOWN]);
