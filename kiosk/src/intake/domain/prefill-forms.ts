import { fieldsOfVisit, isProxy, MOST_ROUNDS, usualValue, type CardItem, type CityProfile, type ConcreteField, type FieldValue, type FormField, type Procedure, type ProcedureId } from '@engawa/reception/contract';
import type { Prefill } from '../../../card-bridge/contract/index.ts';
import { checkField } from './check-field.ts';
import { isRealDate, toIsoDate } from './era.ts';

/** `usual`: nobody has answered this yet; it follows from the other answers, and follows them further when they change. */
export type HeldValue = FieldValue & { readonly usual?: true; /** the navigator was told so: not asked again */ readonly told?: true };
export type Values = Readonly<Record<string, HeldValue>>;
/** The city on a calendar day in Tokyo. */
export type CityToday = CityProfile & { readonly today: string };

export const proceduresOf = (city: CityProfile, ids: readonly ProcedureId[]): Procedure[] =>
  ids.flatMap((id) => city.procedures.filter((procedure) => procedure.id === id));

/** Every field of the visit once, as it counts with these values: conditions, lists of people and 委任状 included. */
export const fieldsOf = (city: CityProfile, ids: readonly ProcedureId[], values: Values = {}): ConcreteField[] => fieldsOfVisit(city, ids, values);

/** What the card says in the form's own terms; '' where it says nothing usable. Of a birth that is partly unknown only the known part stays: `1950-04`, `1950`. */
const itemText = (item: CardItem, reading: Prefill): string => {
  switch (item) {
    case 'name': return reading.name;
    case 'address': return reading.address;
    case 'birth': {
      const { y, m, d, raw } = reading.birth;
      if (y === undefined) return raw;
      if (m === undefined) return toIsoDate({ y, m: 1, d: 1 }).slice(0, 4);
      if (d === undefined) return toIsoDate({ y, m, d: 1 }).slice(0, 7);
      return isRealDate({ y, m, d }) ? toIsoDate({ y, m, d }) : raw;
    }
    case 'sex': return reading.sex;
  }
};

/** A choice is filled only with one of its options; 性別 may be written in words or in the codes of ISO 5218. */
const SEX_CODES: Record<string, string> = { male: '1', female: '2', not_applicable: '9' };
const fitOption = (field: FormField, text: string): string => {
  if (field.kind !== 'choice') return text;
  return field.options?.find((option) => option.value === text || option.value === SEX_CODES[text])?.value ?? '';
};

/** What is known of person 1 from the shared part; asked there and nowhere else. */
export const ownCopy = (field: ConcreteField, values: Values): HeldValue | undefined => {
  const value = field.person?.copyOf === undefined ? undefined : values[field.person.copyOf];
  return value === undefined || value.value === '' ? undefined : value;
};

/** What a card says for one field, in the field's own terms; '' where it says nothing usable. */
export const cardItem = (field: ConcreteField, reading: Prefill): string => {
  if (field.fromCard === undefined) return '';
  const text = fitOption(field, itemText(field.fromCard, reading));
  return text.length <= 400 ? text : '';
};

/** The applicant's card fills the applicant, in the shared part and as the first of a list. */
const cardText = (field: ConcreteField, reading: Prefill | null, values: Values): string => {
  if (reading === null || field.fromCard === undefined) return '';
  if (field.person ? field.person.n !== 1 || isProxy(values) : isProxy(values) && !field.key.startsWith('applicant.')) return '';
  return cardItem(field, reading);
};

/** One round: every field that nobody has answered takes what the card says, what is known elsewhere, or what is usual. */
const followOnce = (city: CityToday, procedures: readonly ProcedureId[], values: Values, reading: Prefill | null): Values => {
  const next: Record<string, HeldValue> = { ...values };
  for (const field of fieldsOf(city, procedures, values)) {
    const own = ownCopy(field, next);
    const card = cardText(field, reading, next);
    if (own !== undefined) { next[field.key] = own; continue; }
    if (card !== '') { next[field.key] = { value: card, source: 'card' }; continue; }
    if (next[field.key] !== undefined && next[field.key]?.usual !== true) continue;
    const value = usualValue(field, next, city.today);
    if (value === '') delete next[field.key]; else next[field.key] = { value, source: 'visitor', usual: true };
  }
  return next;
};

/**
 * What follows from what is known: the city's usual answers, copies of other fields, the applicant as person 1, the people
 * whom a form is usually about. Answers that somebody gave are left alone.
 */
export const follow = (city: CityToday, procedures: readonly ProcedureId[], known: Values, reading: Prefill | null = null): Values => {
  let values = known;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = followOnce(city, procedures, values, reading);
    if (JSON.stringify(next) === JSON.stringify(values)) break;
    values = next;
  }
  return values;
};

/**
 * One reading fills every form at once. Each value remembers where it came from; what the card does not know takes the
 * city's default and counts as the visitor's own, because it is the visitor who confirms it.
 */
export const prefillForms = (city: CityToday, procedures: readonly ProcedureId[], reading: Prefill | null, given: Values = {}): Values => follow(city, procedures, given, reading);

/** Untrusted text by key, from a scanned code. */
export const fromPhone = (city: CityToday, procedures: readonly ProcedureId[], texts: Readonly<Record<string, string>>): Values => fromTexts(city, procedures, texts, { source: 'phone' });
/** What the visitor has just said in the navigator: their own word, and not asked a second time. */
export const fromNavigator = (city: CityToday, procedures: readonly ProcedureId[], texts: Readonly<Record<string, string>>): Values => fromTexts(city, procedures, texts, { source: 'visitor', told: true });

/**
 * Text by key from elsewhere. What holds is taken in its parsed form; what does not is kept as it was typed
 * and asked again. Keys that no chosen form has are dropped.
 */
const fromTexts = (city: CityToday, procedures: readonly ProcedureId[], texts: Readonly<Record<string, string>>, mark: Pick<HeldValue, 'source' | 'told'>): Values => {
  let values: Values = {};
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const taken = fieldsOf(city, procedures, values).flatMap((field): [string, HeldValue][] => {
      const text = Object.hasOwn(texts, field.key) ? texts[field.key] : undefined;
      if (text === undefined || text.trim() === '') return [];
      const checked = checkField(field, text, city.today);
      return [[field.key, { value: checked.ok ? checked.value : text, ...mark }]];
    });
    if (taken.length === Object.keys(values).length) break;
    values = Object.fromEntries(taken);
  }
  return values;
};

/** The visitor's own word for a value; what the card said is kept beside it, so that staff see the difference. */
export const changeValue = (values: Values, key: string, value: string): Values => {
  const before = values[key];
  if (before?.source === 'card' && before.value === value) return values;
  const cardValue = before?.source === 'card' ? before.value : before?.cardValue;
  if (cardValue === value) return { ...values, [key]: { value, source: 'card' } };
  return { ...values, [key]: { value, source: 'visitor', ...(cardValue === undefined ? {} : { cardValue }) } };
};
