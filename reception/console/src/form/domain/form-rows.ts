import { concreteFields, formsOf, sharedFields, type CityProfile, type ConcreteField, type FieldValue, type FormField, type IntakeForm, type ProcedureId, type Source } from '@engawa/reception/contract';
import { japaneseDate } from './japanese-date.ts';

/** One line of the form as staff read it. `value` is what is stored, `shown` what is read. */
export interface FormRow {
  readonly key: string;
  readonly label: string;
  readonly field: FormField | null;
  readonly value: string;
  readonly shown: string;
  readonly source: Source | null;
  /** what the card said, in the same writing as `shown`; null when it says the same */
  readonly card: string | null;
  readonly missing: boolean;
  /** the visitor says that a letter has another shape, or no kiosk could show one */
  readonly doubt: NonNullable<FieldValue['doubt']> | null;
}

/** `form`: the procedure whose paper this part is; null for the shared part and for what no form knows. */
export interface FormPart { readonly title: string; readonly form: ProcedureId | null; readonly rows: readonly FormRow[] }

export const shownValue = (field: FormField | null, value: string): string => {
  if (field?.kind === 'date') return japaneseDate(value);
  if (field?.kind === 'choice') return field.options?.find((o) => o.value === value)?.label.ja ?? value;
  if (field?.kind === 'choices') return value.split(' ').map((one) => field.options?.find((o) => o.value === one)?.label.ja ?? one).join('、');
  return value;
};

const labelOf = (key: string, field: ConcreteField | null): string => (field?.person === undefined ? field?.label.ja ?? key : `${field.person.n}人目 ${field.label.ja}`);

const rowOf = (key: string, field: ConcreteField | null, form: IntakeForm): FormRow => {
  const held = form.values[key];
  const value = held?.value ?? '';
  const shown = shownValue(field, value);
  const card = held?.cardValue === undefined || held.cardValue === value ? null : shownValue(field, held.cardValue);
  return { key, label: labelOf(key, field), field, value, shown, source: held?.source ?? null, card, missing: value === '' && (field?.required ?? false), doubt: held?.doubt ?? null };
};

/**
 * A票 first, then one part per form (also those that come by themselves), then whatever the form holds beyond this city's
 * fields: nothing is hidden from staff. People of a list are spelt out; a field that several forms share stands in the first.
 */
export function formParts(city: Pick<CityProfile, 'applicant' | 'procedures'>, form: IntakeForm, titles: { applicant: string; others: string }): readonly FormPart[] {
  const known = new Set<string>();
  const part = (title: string, procedure: ProcedureId | null, fields: readonly FormField[]): FormPart => {
    const own = concreteFields(fields, form.values).filter((field) => !known.has(field.key));
    return { title, form: procedure, rows: own.map((field) => { known.add(field.key); return rowOf(field.key, field, form); }) };
  };
  const forms = formsOf(city, form.procedures, form.values);
  const all = [part(titles.applicant, null, sharedFields(city, forms)), ...forms.map((p) => part(p.title.ja, p.id, p.fields))];
  const rest = Object.keys(form.values).filter((key) => !known.has(key)).sort();
  return rest.length === 0 ? all : [...all, { title: titles.others, form: null, rows: rest.map((key) => rowOf(key, null, form)) }];
}
