import type { CityProfile, FormField, ProcedureId } from '@engawa/reception/contract';
import { fieldsOf, proceduresOf, type Values } from './prefill-forms.ts';

/** One page asks one thing: either a value that needs keys, or the choices of one procedure. `of` null is the shared part. */
export interface QuestionPage { of: ProcedureId | null; keys: readonly string[] }

/** Kinds that bring up keys on the screen, so each stands alone on its page. */
const needsKeys = (field: FormField): boolean => field.kind !== 'choice' && field.kind !== 'count';

/** Choices on one page at most: more would have to scroll, and kiosks do not scroll. */
const CHOICES_PER_PAGE = 4;

const pagesOf = (of: ProcedureId | null, fields: readonly FormField[], optionalToo = false): QuestionPage[] => {
  const pages: QuestionPage[] = [];
  let together: string[] = [];
  const close = (): void => { if (together.length > 0) pages.push({ of, keys: together }); together = []; };
  for (const field of fields) {
    if (needsKeys(field) && !field.required && !optionalToo) continue;
    if (needsKeys(field)) { close(); pages.push({ of, keys: [field.key] }); continue; }
    together.push(field.key);
    if (together.length === CHOICES_PER_PAGE) close();
  }
  close();
  return pages;
};

/**
 * What is still to be asked: the shared part without what the card has filled, then every procedure in the order it was
 * chosen. What may stay empty and would need keys is not asked; the review offers it.
 */
export const questionPages = (city: CityProfile, procedures: readonly ProcedureId[], values: Values): QuestionPage[] => {
  if (fieldsOf(city, procedures).length === 0) return [];
  const shared = city.applicant.filter((field) => values[field.key]?.source !== 'card');
  const seen = new Set(city.applicant.map((field) => field.key));
  return [
    ...pagesOf(null, shared),
    ...proceduresOf(city, procedures).filter((procedure) => procedure.hasForm)
      .flatMap((procedure) => pagesOf(procedure.id, procedure.fields.filter((field) => !seen.has(field.key) && seen.add(field.key) && values[field.key]?.source !== 'card'))),
  ];
};

/** All of one procedure, for a visitor who wants to change it. Its shared part is changed value by value. */
export const procedurePages = (city: CityProfile, id: ProcedureId): QuestionPage[] => {
  const shared = new Set(city.applicant.map(({ key }) => key));
  return proceduresOf(city, [id]).flatMap((procedure) => pagesOf(id, procedure.fields.filter(({ key }) => !shared.has(key)), true));
};
