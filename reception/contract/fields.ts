import type { FormField, OnlyIf, Procedure } from './city.ts';
import type { ProcedureId } from './ids.ts';

/** A field as it is entered once: people of a list have fields of their own, `people.family.2.birth`, and people to choose from are spelt out. */
export type ConcreteField = FormField & {
  readonly person?: { /** key of the list */ readonly list: string; /** from 1 */ readonly n: number; readonly column: string; /** field that already holds this (the applicant is person 1) */ readonly copyOf?: string };
  /** places of the people whom this field chooses from */
  readonly among?: readonly number[];
};
/** Any record of values by key; only the text counts here. */
export type Texts = Readonly<Record<string, { readonly value: string } | undefined>>;

export const personKey = (list: string, n: number, column: string): string => `${list}.${n}.${column}`;

/** How many people a list holds: its own value, within the field's range. */
export const peopleCount = (field: Pick<FormField, 'key' | 'min' | 'max'>, values: Texts): number => {
  const [min, max] = [field.min ?? 0, field.max ?? 12];
  const text = values[field.key]?.value ?? '';
  return /^\d{1,3}$/.test(text) ? Math.min(max, Math.max(min, Number(text))) : min;
};
const places = (field: Pick<FormField, 'key' | 'min' | 'max'>, values: Texts): number[] => Array.from({ length: peopleCount(field, values) }, (_, i) => i + 1);

export const holds = (condition: OnlyIf | undefined, values: Texts): boolean =>
  condition === undefined || (values[condition.key]?.value ?? '').split(' ').some((value) => condition.is.includes(value));

/**
 * Answers that count. Of a question that another answer has closed (世帯に残る方, once nobody was 世帯主) the answer is as if it
 * had never been given, so that nothing hangs on it any more.
 */
const counting = (fields: readonly FormField[], values: Texts): Texts => {
  const closed = new Set(fields.filter(({ onlyIf }) => !holds(onlyIf, values)).map(({ key }) => key));
  for (const { key, onlyIf } of fields) if (holds(onlyIf, values)) closed.delete(key);
  const left = Object.entries(values).filter(([key]) => !closed.has(key));
  return left.length === Object.keys(values).length ? values : counting(fields, Object.fromEntries(left));
};

/** 代理人: then the card is that of the proxy, and person 1 is the one whose matter it is. */
export const isProxy = (values: Texts): boolean => values['applicant.role']?.value === 'proxy';

/** Columns of person 1 that the shared part has asked for. */
const OWN_COLUMNS: readonly string[] = ['name', 'kana', 'birth'];

/** Somebody of a list by name, as long as none is known by the place. */
export const personName = (list: string, n: number, values: Texts): string =>
  ['name', 'kana'].map((column) => values[personKey(list, n, column)]?.value ?? '').find((text) => text !== '') ?? String(n);

/** People to choose from, by name, before the options of the field itself. */
const withNames = (field: FormField, list: FormField | undefined, values: Texts): ConcreteField => {
  if (list === undefined) return field;
  const among = places(list, values);
  const named = among.map((n) => { const name = personName(list.key, n, values); return { value: String(n), label: { ja: name, 'ja-easy': name, en: name } }; });
  return { ...field, among, options: [...named, ...(field.options ?? [])] };
};

/** The list itself, followed by the fields of each of its people. */
const withPeople = (field: FormField, values: Texts): ConcreteField[] => {
  const own = isProxy(values) ? 'principal' : 'applicant';
  return [field, ...places(field, values).flatMap((n) => (field.columns ?? []).map((column): ConcreteField => {
    const copyOf = field.beginsWithApplicant && n === 1 && OWN_COLUMNS.includes(column.key) ? { copyOf: `${own}.${column.key}` } : {};
    return { ...column, key: personKey(field.key, n, column.key), person: { list: field.key, n, column: column.key, ...copyOf } };
  }))];
};

/** Fields of one form that count now: conditions that do not hold leave them out, lists and names of people are spelt out. */
export const concreteFields = (fields: readonly FormField[], values: Texts): ConcreteField[] => {
  const counts = counting(fields, values);
  return fields.filter((field) => holds(field.onlyIf, counts)).flatMap((field) => {
    if (field.kind === 'people') return withPeople(field, values);
    return [field.optionsFrom === undefined ? field : withNames(field, fields.find(({ key }) => key === field.optionsFrom), values)];
  });
};

/** Forms of a visit in the city's order: those that were chosen, and those that come by themselves. */
export const formsOf = (city: { readonly procedures: readonly Procedure[] }, chosen: readonly ProcedureId[], values: Texts): Procedure[] => {
  const counts = counting(city.procedures.flatMap((p) => p.fields), values);
  return city.procedures.filter((p) => p.hasForm && (chosen.includes(p.id) || (p.comesWith !== undefined && holds(p.comesWith, counts) && city.procedures.some((q) => q.hasForm && chosen.includes(q.id)))));
};

/** Two forms ask for the same field: what one of them needs is needed. */
const joined = (one: FormField, other: FormField): FormField => ({
  ...one, required: one.required || other.required,
  ...(one.columns === undefined ? {} : { columns: [...one.columns, ...(other.columns ?? []).filter(({ key }) => one.columns?.every((column) => column.key !== key))] }),
});

/** The shared part (A票) as far as one of these forms needs it. */
export const sharedFields = (city: { readonly applicant: readonly FormField[] }, forms: readonly Pick<Procedure, 'without'>[]): FormField[] =>
  city.applicant.filter(({ key }) => forms.some(({ without }) => !without?.includes(key)));

/** Every field of a visit once: the shared part (A票), then each form's own (B票). Empty when no chosen procedure has a form. */
export const fieldsOfVisit = (city: { readonly applicant: readonly FormField[]; readonly procedures: readonly Procedure[] }, chosen: readonly ProcedureId[], values: Texts): ConcreteField[] => {
  const forms = formsOf(city, chosen, values);
  const once = new Map<string, FormField>();
  const all = forms.length === 0 ? [] : [...sharedFields(city, forms), ...forms.flatMap((form) => form.fields)];
  const counts = counting(all, values);
  for (const field of all) {
    if (!holds(field.onlyIf, counts)) continue;
    const { onlyIf: _held, ...rest } = field;
    const because = field.defaultWith?.find(({ procedure }) => chosen.includes(procedure));
    const asked = because === undefined ? rest : { ...rest, default: because.value };
    const before = once.get(field.key);
    once.set(field.key, before === undefined ? asked : joined(before, asked));
  }
  return concreteFields([...once.values()], values);
};

/** Fields that a person is asked for where the rest follows by itself: what the shared part asks already is not asked again of person 1. */
export const withoutCopies = (fields: readonly ConcreteField[]): ConcreteField[] =>
  fields.filter(({ person }) => person?.copyOf === undefined || !fields.some(({ key }) => key === person.copyOf));

/** Places of the people of a list whom this form is about. */
export const peopleOf = (form: Pick<Procedure, 'fields'>, list: FormField, values: Texts): number[] => {
  const field = form.fields.find(({ key }) => key === list.about);
  const chosen = field === undefined || !holds(field.onlyIf, values) ? undefined : (values[field.key]?.value ?? '').split(' ');
  return places(list, values).filter((n) => chosen === undefined || chosen.includes(String(n)));
};
