import { concreteFields, formsOf, holds, type ConcreteField, type Procedure, type ProcedureId } from '@engawa/reception/contract';
import { checkField } from './check-field.ts';
import { fieldsOf, ownCopy, type CityToday, type Values } from './prefill-forms.ts';

/** One page asks one thing: either a value that needs keys, or the choices of one procedure. `of` null is the shared part. */
export interface QuestionPage { of: ProcedureId | null; keys: readonly string[] }

/** Kinds that bring up keys on the screen, so each stands alone on its page. */
export const needsKeys = (field: ConcreteField): boolean => !['choice', 'choices', 'count', 'people'].includes(field.kind);

/** Lines of choices on one page at most (two options a line, one for the question): more would have to scroll, and kiosks do not scroll. */
const LINES_PER_PAGE = 9;
const linesOf = (field: ConcreteField): number => 1 + Math.ceil((field.options?.length ?? 1) / 2);
const whose = ({ person }: ConcreteField): string => (person === undefined ? '' : `${person.list}.${person.n}`);

/** Fields to pages in their order; what may stay empty and would need keys only with `optionalToo`. */
export const pagesOf = (of: ProcedureId | null, fields: readonly ConcreteField[], optionalToo = false): QuestionPage[] => {
  const pages: QuestionPage[] = [];
  let together: ConcreteField[] = [];
  const close = (): void => { if (together.length > 0) pages.push({ of, keys: together.map(({ key }) => key) }); together = []; };
  for (const field of fields) {
    if (needsKeys(field) && !field.required && !optionalToo) continue;
    if (needsKeys(field)) { close(); pages.push({ of, keys: [field.key] }); continue; }
    const before = together.at(-1);
    if (before && (whose(before) !== whose(field) || [...together, field].reduce((lines, one) => lines + linesOf(one), 0) > LINES_PER_PAGE)) close();
    together.push(field);
    if (field.kind === 'people') close(); // who they are is asked before which of them
  }
  close();
  return pages;
};

/** Known well enough not to be asked again: read from a card, taken from a phone, told to the navigator, a copy of another answer that needs no second look, a choice among one person, or a usual answer that hardly anybody changes. The review offers all of it. */
const isKnown = (city: CityToday, field: ConcreteField, values: Values): boolean => {
  const value = values[field.key];
  if (value?.source === 'card' || ownCopy(field, values) !== undefined) return true;
  if (value === undefined || value.value === '') return false;
  if (value.source === 'phone' || value.told === true) return checkField(field, value.value, city.today).ok;
  return value.usual === true && field.confirm !== true && (field.rare === true || field.sameAs !== undefined || (field.among?.length === 1 && field.options?.length === 1));
};

/** Choices of the shared part that have a usual answer (届出人区分) cost no page: they are asked beside the card, and stand in the review. */
const isUsual = (field: ConcreteField): boolean => field.kind === 'choice' && field.default !== undefined;

/**
 * What is still to be asked: the shared part without what the card has filled, then every form in the city's order. What may
 * stay empty and would need keys is not asked; the review offers it.
 */
export const questionPages = (city: CityToday, procedures: readonly ProcedureId[], values: Values): QuestionPage[] => {
  const live = fieldsOf(city, procedures, values).filter((field) => !isKnown(city, field, values));
  const forms = formsOf(city, procedures, values);
  const owners = live.map((field) => ownerOf(city, forms, field, values));
  const of = (form: Procedure | null): ConcreteField[] => live.filter((_field, i) => owners[i] === form);
  return [...pagesOf(null, of(null).filter((field) => !isUsual(field))), ...forms.flatMap((form) => pagesOf(form.id, of(form)))];
};

/** Under which form a field is asked: the first that has it, people under the first that has their list; null is the shared part. */
const ownerOf = (city: CityToday, forms: readonly Procedure[], field: ConcreteField, values: Values): Procedure | null => {
  const key = field.person?.list ?? field.key;
  const has = (fields: Procedure['fields']): boolean => fields.some((one) => one.key === key && holds(one.onlyIf, values));
  return has(city.applicant) ? null : forms.find((form) => has(form.fields)) ?? null;
};

/** All of one procedure, for a visitor who wants to change it. Its shared part is changed value by value, its people one by one. */
export const procedurePages = (city: CityToday, id: ProcedureId, values: Values): QuestionPage[] => {
  const shared = new Set(city.applicant.map(({ key }) => key));
  return city.procedures.filter((form) => form.id === id).flatMap((form) => pagesOf(id, concreteFields(form.fields, values).filter(({ key, person }) => !shared.has(key) && person === undefined), true));
};
