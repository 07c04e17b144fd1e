import type { FormField, Procedure } from './city.ts';
import { fieldsOfVisit, personKey, peopleCount, type ConcreteField, type Texts } from './fields.ts';
import type { ProcedureId } from './ids.ts';
import { isMeant } from './people.ts';

const copied = (sameAs: NonNullable<FormField['sameAs']>, values: Texts, today: string): string => {
  if (typeof sameAs === 'string') return values[sameAs]?.value ?? '';
  const people = Array.from({ length: peopleCount({ key: sameAs.list }, values) }, (_, i) => i + 1);
  const found = people.find((n) => isMeant(sameAs.who, sameAs.list, n, values, today));
  return found === undefined ? '' : values[personKey(sameAs.list, found, sameAs.column)]?.value ?? '';
};

/**
 * What a field holds before anybody has answered it: what is known of the applicant, a copy of another answer, the people whom
 * it is usually about, the city's usual answer. '' where nothing follows from anything.
 */
export const usualValue = (field: ConcreteField, values: Texts, today: string): string => {
  const own = field.person?.copyOf === undefined ? '' : values[field.person.copyOf]?.value ?? '';
  const copy = own === '' && field.sameAs !== undefined ? copied(field.sameAs, values, today) : own;
  if (copy !== '') return copy;
  const { optionsFrom: list, chosen: who, among = [] } = field;
  const meant = list === undefined || who === undefined ? [] : among.filter((n) => isMeant(who, list, n, values, today));
  if (meant.length > 0) return (field.kind === 'choice' ? meant.slice(0, 1) : meant).join(' ');
  return field.default ?? (field.kind === 'people' ? String(Math.max(1, field.min ?? 1)) : '');
};

/** Values that open further fields are settled in a few rounds: a role brings 委任状, a count brings people, births bring a choice of them. */
export const MOST_ROUNDS = 4;

/** What was answered, and with it what follows for everything that nobody has answered. `today`: calendar day in Tokyo. */
export const withUsual = (city: { readonly applicant: readonly FormField[]; readonly procedures: readonly Procedure[] }, procedures: readonly ProcedureId[], answered: Texts, today: string): Texts => {
  let values = answered;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next: Record<string, { readonly value: string } | undefined> = { ...answered };
    for (const field of fieldsOfVisit(city, procedures, values)) {
      if (answered[field.key] !== undefined) continue;
      const value = usualValue(field, { ...values, ...next }, today);
      if (value !== '') next[field.key] = { value };
    }
    if (JSON.stringify(next) === JSON.stringify(values)) break;
    values = next;
  }
  return values;
};
