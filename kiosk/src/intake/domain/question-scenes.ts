import type { CityProfile, ProcedureId } from '@engawa/reception/contract';
import type { Turn } from './card-scenes.ts';
import { checkField, type FieldProblem } from './check-field.ts';
import { changeValue, fieldsOf, proceduresOf, type Values } from './prefill-forms.ts';
import { procedurePages } from './question-pages.ts';
import type { Scene } from './visit.ts';

type Questions = Extract<Scene, { at: 'questions' }>;

/** Checks one page's fields; values that hold are written in their parsed form (katakana, phone with dashes, ISO date). */
export const checkPage = (city: CityProfile, scene: Questions): { values: Values; problems: Record<string, FieldProblem> } => {
  const keys = scene.pages[scene.page]?.keys ?? [];
  const problems: Record<string, FieldProblem> = {};
  let values = scene.visit.values;
  for (const field of fieldsOf(city, scene.visit.procedures).filter(({ key }) => keys.includes(key))) {
    const checked = checkField(field, values[field.key]?.value ?? '');
    if (!checked.ok) problems[field.key] = checked.why;
    else if (checked.value !== (values[field.key]?.value ?? '')) values = changeValue(values, field.key, checked.value);
  }
  return { values, problems };
};

/** Fields that still need an answer, over all pages: the review cannot be sent while there are any. */
export const openFields = (city: CityProfile, visit: Questions['visit']): string[] =>
  fieldsOf(city, visit.procedures).filter((field) => visit.values[field.key]?.source !== 'card' && !checkField(field, visit.values[field.key]?.value ?? '').ok).map(({ key }) => key);

export const nextPage = (city: CityProfile, scene: Questions): Turn => {
  const { values, problems } = checkPage(city, scene);
  if (Object.keys(problems).length > 0) return { scene: { ...scene, problems }, effects: [{ do: 'sound', sound: 'error' }] };
  const visit = { ...scene.visit, values };
  const last = scene.page + 1 >= scene.pages.length;
  return { scene: last ? { at: 'review', visit } : { ...scene, visit, page: scene.page + 1, problems: {} }, effects: [] };
};

/** Back drops the half-typed value of a fix, and keeps the answers of a walk through the pages. */
export const previousPage = (scene: Questions): Scene => {
  if (scene.page > 0) return { ...scene, page: scene.page - 1, problems: {} };
  return scene.fixing ? { at: 'review', visit: { ...scene.visit, values: scene.before } }
    : { at: 'how', visit: { ...scene.visit, values: {}, card: null, glyphDoubt: false } };
};

const fixing = (scene: Extract<Scene, { at: 'review' }>, pages: Questions['pages']): Scene =>
  pages.length === 0 ? scene : { at: 'questions', visit: scene.visit, pages, page: 0, problems: {}, fixing: true, before: scene.visit.values };

/** 直す: one value alone on its page, then back to the review. */
export const fixField = (city: CityProfile, scene: Extract<Scene, { at: 'review' }>, key: string): Scene => {
  const procedure = proceduresOf(city, scene.visit.procedures).find(({ fields }) => fields.some((field) => field.key === key));
  const known = fieldsOf(city, scene.visit.procedures).some((field) => field.key === key);
  return fixing(scene, known ? [{ of: procedure?.id ?? null, keys: [key] }] : []);
};

/** 直す on a procedure: its choices again, and what may stay empty. */
export const fixProcedure = (city: CityProfile, scene: Extract<Scene, { at: 'review' }>, id: ProcedureId): Scene =>
  fixing(scene, scene.visit.procedures.includes(id) ? procedurePages(city, id) : []);
