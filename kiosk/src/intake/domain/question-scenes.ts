import { formsOf, ruleFaults, type ProcedureId } from '@engawa/reception/contract';
import { checkField, type FieldProblem } from './check-field.ts';
import type { Turn } from './onward.ts';
import { changeValue, fieldsOf, follow, type CityToday, type Values } from './prefill-forms.ts';
import { pagesOf, procedurePages, questionPages } from './question-pages.ts';
import type { Scene } from './visit.ts';

type Questions = Extract<Scene, { at: 'questions' }>;

/** Checks one page's fields; values that hold are written in their parsed form (katakana, phone with dashes, ISO date). */
export const checkPage = (city: CityToday, scene: Questions): { values: Values; problems: Record<string, FieldProblem> } => {
  const keys = scene.pages[scene.page]?.keys ?? [];
  const problems: Record<string, FieldProblem> = {};
  let values = scene.visit.values;
  for (const field of fieldsOf(city, scene.visit.procedures, values).filter(({ key }) => keys.includes(key))) {
    const checked = checkField(field, values[field.key]?.value ?? '', city.today);
    if (!checked.ok) problems[field.key] = checked.why;
    else if (checked.value !== (values[field.key]?.value ?? '')) values = changeValue(values, field.key, checked.value);
  }
  if (Object.keys(problems).length === 0) for (const { key } of ruleFaults(city, scene.visit.procedures, values)) if (keys.includes(key)) problems[key] = 'rule';
  return { values, problems };
};

/** Fields that still need an answer, over all pages: the review cannot be sent while there are any. */
export const openFields = (city: CityToday, visit: Questions['visit']): string[] =>
  fieldsOf(city, visit.procedures, visit.values).filter((field) => visit.values[field.key]?.source !== 'card' && !checkField(field, visit.values[field.key]?.value ?? '', city.today).ok).map(({ key }) => key);

export const nextPage = (city: CityToday, scene: Questions): Turn => {
  const { values, problems } = checkPage(city, scene);
  if (Object.keys(problems).length > 0) return { scene: { ...scene, problems }, effects: [{ do: 'sound', sound: 'error' }] };
  const visit = { ...scene.visit, values: follow(city, scene.visit.procedures, values) };
  const pages = stillToAsk(city, { ...scene, visit });
  return { scene: pages.length === 0 ? { at: 'review', visit } : { ...scene, visit, pages: pages.pages, page: pages.page, problems: {} }, effects: [] };
};

/** Answers open and close pages (a count of people, a role): what was passed stays for the way back, what follows is worked out anew. */
const stillToAsk = (city: CityToday, scene: Questions): { length: number; pages: Questions['pages']; page: number } => {
  const { procedures, values } = scene.visit;
  const live = new Set(fieldsOf(city, procedures, values).map(({ key }) => key));
  const passed = scene.pages.slice(0, scene.page + 1).filter(({ keys }) => keys.some((key) => live.has(key)));
  const asked = new Set(passed.flatMap(({ keys }) => keys));
  const planned = scene.fixing ? scene.pages.slice(scene.page + 1).filter(({ keys }) => keys.some((key) => live.has(key))) : questionPages(city, procedures, values);
  const left = planned.map(({ of, keys }) => ({ of, keys: keys.filter((key) => !asked.has(key)) })).filter(({ keys }) => keys.length > 0);
  const open = new Set(left.length === 0 ? openFields(city, scene.visit).filter((key) => !asked.has(key)) : []);
  const more = left.length > 0 ? left : pagesOf(null, fieldsOf(city, procedures, values).filter(({ key }) => open.has(key)));
  return { length: more.length, pages: [...passed, ...more], page: passed.length };
};

/** Back drops the half-typed value of a fix, and keeps the answers of a walk through the pages. */
export const previousPage = (scene: Questions): Scene => {
  if (scene.page > 0) return { ...scene, page: scene.page - 1, problems: {} };
  return scene.fixing ? { at: 'review', visit: scene.before } : { at: 'how', visit: { ...scene.visit, values: scene.visit.given ?? {}, cards: [] } };
};

const fixing = (scene: Extract<Scene, { at: 'review' }>, pages: Questions['pages']): Scene =>
  pages.length === 0 ? scene : { at: 'questions', visit: scene.visit, pages, page: 0, problems: {}, fixing: true, before: scene.visit };

/** 直す: one value alone on its page, or one person (`people.family.2`), then back to the review. */
export const fixField = (city: CityToday, scene: Extract<Scene, { at: 'review' }>, key: string): Scene => {
  const { procedures, values } = scene.visit;
  const form = formsOf(city, procedures, values).find(({ fields }) => fields.some((field) => field.key === key || key.startsWith(`${field.key}.`)));
  const fields = fieldsOf(city, procedures, values).filter((field) => field.key === key || (field.person && `${field.person.list}.${field.person.n}` === key));
  return fixing(scene, pagesOf(form?.id ?? null, fields, true));
};

/** 直す on a procedure: its choices again, and what may stay empty. */
export const fixProcedure = (city: CityToday, scene: Extract<Scene, { at: 'review' }>, id: ProcedureId): Scene =>
  fixing(scene, formsOf(city, scene.visit.procedures, scene.visit.values).some((form) => form.id === id) ? procedurePages(city, id, scene.visit.values) : []);
