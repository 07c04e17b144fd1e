import type { CityProfile, FieldValue } from '@engawa/reception/contract';
import type { Errand, Onward } from './card-errand.ts';
import { onwards, type Turn } from './onward.ts';
import { fieldsOf, follow, type CityToday, type HeldValue, type Values } from './prefill-forms.ts';
import type { IntakeInput, LookedAt, Scene, Visit } from './visit.ts';

type NameCheck = Extract<Scene, { at: 'name-check' }>;

/** Where the name stands that a card has just given. */
export const nameKey = (city: CityToday, visit: Visit, { who }: Errand): string | null => {
  const fields = who === null ? city.applicant : fieldsOf(city, visit.procedures, visit.values).filter(({ person }) => person?.list === who.list && person.n === who.n);
  const key = fields.find(({ fromCard }) => fromCard === 'name')?.key;
  return key !== undefined && visit.values[key]?.source === 'card' ? key : null;
};

/** 「この字でよいですか」, one name a page. `undo` is the visit before the reading. */
export const checkNames = (visit: Visit, keys: readonly string[], onward: Onward, undo: Visit | null): NameCheck => ({ at: 'name-check', visit, keys, n: 0, onward, undo });

const withDoubt = (value: HeldValue, doubt: FieldValue['doubt']): HeldValue => {
  const { doubt: _before, ...rest } = value;
  return doubt === undefined ? rest : { ...rest, doubt };
};

/** はい leaves what the screen could not draw in doubt; ちがう is the visitor's own word. The same name elsewhere follows. */
const answer = (city: CityToday, { visit, keys, n }: NameCheck, differs: boolean): Visit => {
  const key = keys[n] ?? '';
  const value = visit.values[key];
  if (value === undefined) return visit;
  const doubt = differs ? 'glyph' : value.doubt === 'unshown' ? 'unshown' : undefined;
  return { ...visit, values: follow(city, visit.procedures, { ...visit.values, [key]: withDoubt(value, doubt) }) };
};

export const playNameCheck = (city: CityToday, scene: NameCheck, input: IntakeInput): Turn => {
  const stay = (next: Scene): Turn => ({ scene: next, effects: [] });
  if (input.do === 'back') {
    if (scene.n > 0) return stay({ ...scene, n: scene.n - 1 });
    if (scene.undo === null) return stay(onwards(city, scene.visit, scene.onward));
    return stay(scene.onward.to === 'questions' ? { at: 'how', visit: scene.undo } : onwards(city, scene.undo, scene.onward));
  }
  if (input.do !== 'glyph-doubt') return stay(scene);
  const visit = answer(city, scene, input.doubt);
  return stay(scene.n + 1 < scene.keys.length ? { ...scene, visit, n: scene.n + 1 } : onwards(city, visit, scene.onward));
};

/** Names and addresses that somebody is about to see: the screen looks whether it can draw them. */
export const textsToLookAt = (city: CityProfile, visit: Visit): { key: string; value: string }[] =>
  fieldsOf(city, visit.procedures, visit.values).flatMap(({ key, kind }) => {
    const value = visit.values[key]?.value ?? '';
    return (kind === 'name' || kind === 'address') && value !== '' ? [{ key, value }] : [];
  });

/** The doubt that the screen raises by itself, and takes back when it can draw the value after all. What the visitor said stays. */
export const withLooked = (values: Values, looked: readonly LookedAt[]): Values => {
  const changed = looked.flatMap(({ key, value, shown }): [string, HeldValue][] => {
    const held = values[key];
    if (held === undefined || held.value !== value || held.doubt === 'glyph') return [];
    return [[key, withDoubt(held, shown ? undefined : 'unshown')]];
  });
  return { ...values, ...Object.fromEntries(changed) };
};
