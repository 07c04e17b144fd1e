import type { FormField, OnlyIf, Procedure } from './city.ts';
import type { ProcedureId } from './ids.ts';

/** A field as it is entered once: people of a list have fields of their own, `people.movers.2.birth`. */
export type ConcreteField = FormField & { readonly person?: { /** key of the list */ readonly list: string; /** from 1 */ readonly n: number; readonly column: string } };
/** Any record of values by key; only the text counts here. */
export type Texts = Readonly<Record<string, { readonly value: string } | undefined>>;

export const personKey = (list: string, n: number, column: string): string => `${list}.${n}.${column}`;

/** How many people a list holds: its own value, within the field's range. */
export const peopleCount = (field: Pick<FormField, 'key' | 'min' | 'max'>, values: Texts): number => {
  const [min, max] = [field.min ?? 0, field.max ?? 12];
  const text = values[field.key]?.value ?? '';
  return /^\d{1,3}$/.test(text) ? Math.min(max, Math.max(min, Number(text))) : min;
};

export const holds = (condition: OnlyIf | undefined, values: Texts): boolean =>
  condition === undefined || (values[condition.key]?.value ?? '').split(' ').some((value) => condition.is.includes(value));

/** The list itself, followed by the fields of each of its people. */
const withPeople = (field: FormField, values: Texts): ConcreteField[] => {
  if (field.kind !== 'people') return [field];
  const people = Array.from({ length: peopleCount(field, values) }, (_, i) => i + 1);
  return [field, ...people.flatMap((n) => (field.columns ?? []).map((column): ConcreteField =>
    ({ ...column, key: personKey(field.key, n, column.key), person: { list: field.key, n, column: column.key } })))];
};

/** Forms of a visit in the city's order: those that were chosen, and those that come by themselves. */
export const formsOf = (city: { readonly procedures: readonly Procedure[] }, chosen: readonly ProcedureId[], values: Texts): Procedure[] =>
  city.procedures.filter((p) => p.hasForm && (chosen.includes(p.id) || (p.comesWith !== undefined && holds(p.comesWith, values) && city.procedures.some((q) => q.hasForm && chosen.includes(q.id)))));

/** Fields of one form that count now: conditions that do not hold leave them out, lists are spelt out. */
export const concreteFields = (fields: readonly FormField[], values: Texts): ConcreteField[] =>
  fields.filter((field) => holds(field.onlyIf, values)).flatMap((field) => withPeople(field, values));

/** The shared part (A票) as far as one of these forms needs it. */
export const sharedFields = (city: { readonly applicant: readonly FormField[] }, forms: readonly Pick<Procedure, 'without'>[]): FormField[] =>
  city.applicant.filter(({ key }) => forms.some(({ without }) => !without?.includes(key)));

/** Every field of a visit once: the shared part (A票), then each form's own (B票). Empty when no chosen procedure has a form. */
export const fieldsOfVisit = (city: { readonly applicant: readonly FormField[]; readonly procedures: readonly Procedure[] }, chosen: readonly ProcedureId[], values: Texts): ConcreteField[] => {
  const forms = formsOf(city, chosen, values);
  const seen = new Set<string>();
  return forms.length === 0 ? [] : concreteFields([...sharedFields(city, forms), ...forms.flatMap((form) => form.fields)], values).filter((field) => !seen.has(field.key) && seen.add(field.key));
};
