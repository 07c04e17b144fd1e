import { fieldsOfVisit, withoutCopies, withUsual, type CityProfile, type ConcreteField, type HeardIntake, type ProcedureId, type Texts } from '@engawa/reception/contract';

/** What was typed so far, in memory only. */
export type Draft = Readonly<Record<string, string>>;
type City = Pick<CityProfile, 'applicant' | 'procedures'>;

/** Needed fields in the order in which they are asked, each with its value: typed, or what is usual. What the shared part already says of a person is not asked again. */
export function heardFields(city: City, procedures: readonly ProcedureId[], draft: Draft, today: string): readonly { readonly field: ConcreteField; readonly value: string }[] {
  const texts = textsOf(city, procedures, draft, today);
  return withoutCopies(fieldsOfVisit(city, procedures, texts)).map((field) => ({ field, value: texts[field.key]?.value ?? '' }));
}

const textsOf = (city: City, procedures: readonly ProcedureId[], draft: Draft, today: string): Texts =>
  withUsual(city, procedures, Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, { value }])), today);

/** Only fields that count now leave the screen; every value is the staff's word. */
export const heardIntake = (city: City, procedures: readonly ProcedureId[], draft: Draft, serveNow: boolean, today: string): HeardIntake => {
  const texts = textsOf(city, procedures, draft, today);
  return {
    procedures: [...procedures], language: 'ja', card: null, serveNow,
    values: Object.fromEntries(fieldsOfVisit(city, procedures, texts).flatMap(({ key }) => { const value = texts[key]?.value ?? ''; return value === '' ? [] : [[key, { value, source: 'staff' as const }]]; })),
  };
};

/** Procedures whose Japanese title or id holds the text; the first is the one that Enter ticks. */
export const matching = (city: City, text: string): City['procedures'] => city.procedures.filter((p) => p.hasForm && p.comesWith === undefined && (p.title.ja.includes(text) || p.id.includes(text.toLowerCase())));
