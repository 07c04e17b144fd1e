import { peopleCount, type CityProfile, type FieldValue } from '@engawa/reception/contract';
import type { Prefill } from '../../../card-bridge/contract/index.ts';
import { whoKey, type CardScene, type CardTrouble, type Errand } from './card-errand.ts';
import { cardItem, fieldsOf, follow, prefillForms, type CityToday, type Values } from './prefill-forms.ts';
import type { CardRead, Visit } from './visit.ts';

/** Told before anything is kept: the card of somebody whom this visit knows already. */
export const cardAlreadyRead = (visit: Visit, errand: Errand, prefill: Prefill): CardTrouble | null => {
  const mine = whoKey(errand);
  const known = liveCards(visit).find(({ name, birth, who }) => who !== mine && name === prefill.name && birth === prefill.birth.raw);
  if (errand.who === null || known === undefined) return null;
  return known.who === '' ? 'CARD_IS_APPLICANTS' : 'CARD_READ_ALREADY';
};

const saidByCard = (value: FieldValue | undefined): boolean => value?.source === 'card' || value?.cardValue !== undefined;

/** Cards of which something still stands in the form: a person who was taken out again takes the card along. */
export const liveCards = ({ cards, values }: Pick<Visit, 'cards' | 'values'>): CardRead[] =>
  cards.filter(({ who }) => who === '' || Object.keys(values).some((key) => key.startsWith(`${who}.`) && saidByCard(values[key])));

/** A person of a list as the card knows her; the list grows to hold her. */
const withPerson = (city: CityToday, visit: Visit, who: NonNullable<Errand['who']>, prefill: Prefill): Values => {
  const list = fieldsOf(city, visit.procedures, visit.values).find(({ key }) => key === who.list);
  const count = Math.max(who.n, list === undefined ? 0 : peopleCount(list, visit.values));
  const grown: Values = { ...visit.values, [who.list]: { value: String(count), source: visit.values[who.list]?.source ?? 'visitor' } };
  const said = fieldsOf(city, visit.procedures, grown).flatMap((field): [string, FieldValue][] => {
    const text = field.person?.list === who.list && field.person.n === who.n ? cardItem(field, prefill) : '';
    return text === '' ? [] : [[field.key, { value: text, source: 'card' }]];
  });
  return follow(city, visit.procedures, { ...grown, ...Object.fromEntries(said) });
};

/** The visit with one reading in it, and with what is known of the card. */
export const withReading = (city: CityToday, { visit, errand, insertion, by }: Extract<CardScene, { at: 'reading' }>, prefill: Prefill): Visit => {
  const { authenticity, live, name, birth } = prefill;
  const card: CardRead = { who: whoKey(errand), insertion, name, birth: birth.raw, trust: { authenticity, live, by } };
  if (errand.who === null) return { ...visit, by: 'card', values: prefillForms(city, visit.procedures, prefill, visit.given), cards: [card] };
  return { ...visit, values: withPerson(city, visit, errand.who, prefill), cards: [...visit.cards.filter(({ who }) => who !== card.who), card] };
};

/** Whom 「カードで追加」 reads: the first of the list who has no name yet and is not the applicant, else one more; null when the list is full. */
export const nextPersonOf = (city: CityProfile, visit: Visit, listKey: string): NonNullable<Errand['who']> | null => {
  const fields = fieldsOf(city, visit.procedures, visit.values);
  const list = fields.find(({ key, kind }) => key === listKey && kind === 'people');
  if (list === undefined || !(list.columns ?? []).some(({ fromCard }) => fromCard === 'name')) return null;
  const count = peopleCount(list, visit.values);
  const named = (n: number): boolean => fields.some(({ key, fromCard, person }) => fromCard === 'name' && person?.list === listKey && person.n === n && (person.copyOf !== undefined || (visit.values[key]?.value ?? '') !== ''));
  const free = Array.from({ length: count }, (_, i) => i + 1).find((n) => !named(n));
  if (free !== undefined) return { list: listKey, n: free };
  return count < (list.max ?? 12) ? { list: listKey, n: count + 1 } : null;
};
