import type { CityProfile, FormField, IntakeForm, Source } from '@engawa/reception/contract';
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
  /** the visitor says that a letter has another shape */
  readonly glyphDoubt: boolean;
}

export interface FormPart { readonly title: string; readonly rows: readonly FormRow[] }

const shownOf = (field: FormField | null, value: string): string => {
  if (field?.kind === 'date') return japaneseDate(value);
  if (field?.kind === 'choice') return field.options?.find((o) => o.value === value)?.label.ja ?? value;
  return value;
};

const rowOf = (key: string, field: FormField | null, form: IntakeForm): FormRow => {
  const held = form.values[key];
  const value = held?.value ?? '';
  const shown = shownOf(field, value);
  const card = held?.cardValue === undefined || held.cardValue === value ? null : shownOf(field, held.cardValue);
  return { key, label: field?.label.ja ?? key, field, value, shown, source: held?.source ?? null, card, missing: value === '' && (field?.required ?? false), glyphDoubt: held?.doubt === 'glyph' };
};

/** A票 first, then one part per procedure, then whatever the form holds beyond this city's fields: nothing is hidden from staff. */
export function formParts(city: Pick<CityProfile, 'applicant' | 'procedures'>, form: IntakeForm, titles: { applicant: string; others: string }): readonly FormPart[] {
  const known = new Set<string>();
  const part = (title: string, fields: readonly FormField[]): FormPart =>
    ({ title, rows: fields.map((field) => { known.add(field.key); return rowOf(field.key, field, form); }) });
  const own = form.procedures.flatMap((id) => city.procedures.filter((p) => p.id === id && p.fields.length > 0));
  const parts = [...own.map((p) => part(p.title.ja, p.fields))];
  const all = [part(titles.applicant, city.applicant), ...parts];
  const rest = Object.keys(form.values).filter((key) => !known.has(key)).sort();
  return rest.length === 0 ? all : [...all, { title: titles.others, rows: rest.map((key) => rowOf(key, null, form)) }];
}
