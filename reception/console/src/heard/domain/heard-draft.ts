import { fieldsOfVisit, type CityProfile, type ConcreteField, type HeardIntake, type ProcedureId } from '@engawa/reception/contract';

/** What was typed so far, in memory only. */
export type Draft = Readonly<Record<string, string>>;
type City = Pick<CityProfile, 'applicant' | 'procedures'>;

/** Needed fields in the order in which they are asked, each with its value: typed, or the city's default. Defaults open conditions too. */
export function heardFields(city: City, procedures: readonly ProcedureId[], draft: Draft): readonly { readonly field: ConcreteField; readonly value: string }[] {
  const defaults = Object.fromEntries([...city.applicant, ...city.procedures.flatMap((p) => p.fields)].map((field) => [field.key, field.default ?? (field.kind === 'people' ? String(field.min ?? 0) : '')]));
  const texts = Object.fromEntries(Object.entries({ ...defaults, ...draft }).map(([key, value]) => [key, { value }]));
  return fieldsOfVisit(city, procedures, texts).map((field) => ({ field, value: draft[field.key] ?? field.default ?? texts[field.key]?.value ?? '' }));
}

/** Only fields that count now leave the screen; every value is the staff's word. */
export const heardIntake = (city: City, procedures: readonly ProcedureId[], draft: Draft, serveNow: boolean): HeardIntake => ({
  procedures: [...procedures], language: 'ja', card: null, serveNow,
  values: Object.fromEntries(heardFields(city, procedures, draft).filter(({ value }) => value !== '').map(({ field, value }) => [field.key, { value, source: 'staff' as const }])),
});

/** Procedures whose Japanese title or id holds the text; the first is the one that Enter ticks. */
export const matching = (city: City, text: string): City['procedures'] => city.procedures.filter((p) => p.hasForm && p.comesWith === undefined && (p.title.ja.includes(text) || p.id.includes(text.toLowerCase())));
