import type { Onward } from './card-errand.ts';
import { prefillForms, type CityToday } from './prefill-forms.ts';
import { questionPages } from './question-pages.ts';
import type { IntakeEffect, Scene, Visit } from './visit.ts';

export interface Turn { scene: Scene; effects: readonly IntakeEffect[] }

/** Forms with what is known so far; straight to the review when nothing is left to ask. */
export const startQuestions = (city: CityToday, visit: Visit): Scene => {
  const pages = questionPages(city, visit.procedures, visit.values);
  return pages.length === 0 ? { at: 'review', visit } : { at: 'questions', visit, pages, page: 0, problems: {}, fixing: false, before: visit };
};

/** Goes on where a card or a look at a name had been asked for. */
export const onwards = (city: CityToday, visit: Visit, onward: Onward): Scene => {
  switch (onward.to) {
    case 'questions': return startQuestions(city, visit);
    case 'review': return { at: 'review', visit };
    case 'page': return { at: 'questions', visit, pages: onward.pages, page: onward.page, fixing: onward.fixing, before: onward.before, problems: {} };
  }
};

/** Without a card: the same questions, nothing filled. */
export const startTyping = (city: CityToday, visit: Visit): Scene =>
  startQuestions(city, { ...visit, by: 'typing', cards: [], values: prefillForms(city, visit.procedures, null, visit.given) });
