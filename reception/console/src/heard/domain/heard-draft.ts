import {
  concreteFields, fieldsOfVisit, formsOf, personKey, withoutCopies, withUsual, type CityProfile, type ConcreteField, type FieldValue, type FormField, type HeardIntake, type Language, type ProcedureId, type Texts,
} from '@engawa/reception/contract';
import { readTyped } from '../../form/domain/typed-text.ts';

/** One answer as it was typed. `by` reading: it came from the name's own composition, and goes on following it. `card`: what the card says. */
export interface Answer { readonly text: string; readonly by: 'typed' | 'reading' | 'card'; readonly card?: string }
/** What was heard so far, in memory only. */
export interface HeardDraft { readonly procedures: readonly ProcedureId[]; readonly language: Language; readonly values: Readonly<Record<string, Answer>>; readonly card: HeardIntake['card'] }
export const NOTHING_HEARD: HeardDraft = { procedures: [], language: 'ja', values: {}, card: null };
export const isWorth = ({ procedures, values }: HeardDraft): boolean => procedures.length > 0 || Object.values(values).some(({ text }) => text !== '');

type City = Pick<CityProfile, 'applicant' | 'procedures'>;
export interface Asked { readonly field: ConcreteField; readonly value: string; /** it follows the name while that is typed */ readonly fromReading: boolean; readonly card: string | null }
/** A place in the row of a person: a question, or what the shared part has answered already. */
export interface Cell { readonly field: ConcreteField; readonly asked: Asked | null; readonly known: string }
/** People of a list, each a row, below the field that counts them. */
export interface AskedPeople { readonly columns: readonly { readonly key: string; readonly label: string }[]; readonly people: readonly { readonly n: number; readonly cells: readonly Cell[] }[] }
/** `form` null: the shared part. */
export interface HeardPart { readonly title: string; readonly form: ProcedureId | null; readonly asked: readonly (Asked & { readonly people: AskedPeople | null })[] }

const textsOf = (city: City, procedures: readonly ProcedureId[], answers: Texts, today: string): Texts => withUsual(city, procedures, answers, today);

/** Answers as they count: read by their kind, and with them what follows for everything that nobody has answered. */
function heardTexts(city: City, { procedures, values }: HeardDraft, today: string): Texts {
  const typed: Texts = Object.fromEntries(Object.entries(values).map(([key, { text }]) => [key, { value: text }]));
  const kinds = new Map(fieldsOfVisit(city, procedures, textsOf(city, procedures, typed, today)).map((field) => [field.key, field]));
  return textsOf(city, procedures, Object.fromEntries(Object.entries(values).map(([key, { text }]) => [key, { value: readTyped(kinds.get(key) ?? { kind: 'text' }, text) }])), today);
}

const askedOf = (draft: HeardDraft, texts: Texts) => (field: ConcreteField): Asked => {
  const given = draft.values[field.key];
  return { field, value: given?.text ?? texts[field.key]?.value ?? '', fromReading: given?.by === 'reading', card: given?.card ?? null };
};

/** Needed fields in the order in which they are asked, each once, with what stands in its box. What the shared part says of a person is not asked again. */
export function heardFields(city: City, draft: HeardDraft, today: string): readonly Asked[] {
  const texts = heardTexts(city, draft, today);
  return withoutCopies(fieldsOfVisit(city, draft.procedures, texts)).map(askedOf(draft, texts));
}

function peopleOf(list: ConcreteField, visit: readonly ConcreteField[], all: readonly Asked[], texts: Texts): AskedPeople | null {
  if (list.kind !== 'people') return null;
  const own = visit.filter(({ person }) => person?.list === list.key);
  const columns = [...new Map(own.map(({ person, label }) => [person?.column ?? '', label.ja]))].map(([key, label]) => ({ key, label }));
  const places = [...new Set(own.map(({ person }) => person?.n ?? 0))];
  const cell = (field: ConcreteField): Cell => ({ field, asked: all.find((asked) => asked.field.key === field.key) ?? null, known: texts[field.key]?.value ?? '' });
  return { columns, people: places.map((n) => ({ n, cells: own.filter(({ person }) => person?.n === n).map(cell) })) };
}

/** The same fields as the paper parts them: the shared part, then one part a form; what several forms share stands in the first. */
export function heardParts(city: City, draft: HeardDraft, titles: { readonly applicant: string }, today: string): readonly HeardPart[] {
  const texts = heardTexts(city, draft, today);
  const visit = fieldsOfVisit(city, draft.procedures, texts);
  const all = withoutCopies(visit).map(askedOf(draft, texts));
  const placed = new Set<string>();
  const part = (title: string, form: ProcedureId | null, fields: readonly FormField[]): HeardPart => {
    const keys = new Set(concreteFields(fields, texts).map(({ key }) => key));
    const own = all.filter(({ field }) => field.person === undefined && keys.has(field.key) && !placed.has(field.key));
    for (const { field } of own) placed.add(field.key);
    return { title, form, asked: own.map((asked) => ({ ...asked, people: peopleOf(asked.field, visit, all, texts) })) };
  };
  if (all.length === 0) return [];
  return [part(titles.applicant, null, city.applicant), ...formsOf(city, draft.procedures, texts).map((p) => part(p.title.ja, p.id, p.fields))].filter(({ asked }) => asked.length > 0);
}

/** The box beside a name that takes its reading. */
export const kanaKeyOf = (field: ConcreteField, fields: readonly Asked[]): string | null => {
  const key = field.kind !== 'name' ? null : field.person !== undefined ? personKey(field.person.list, field.person.n, field.person.column.replace(/name$/u, 'kana')) : field.key.replace(/name$/u, 'kana');
  return key !== null && fields.some((asked) => asked.field.key === key && asked.field.kind === 'kana') ? key : null;
};

export const answer = (draft: HeardDraft, key: string, text: string): HeardDraft => {
  const card = draft.values[key]?.card;
  return { ...draft, values: { ...draft.values, [key]: { text, by: card !== undefined && card === text ? 'card' : 'typed', ...(card === undefined ? {} : { card }) } } };
};
/** A reading never overwrites what a clerk has typed or a card has said. */
export const answerReading = (draft: HeardDraft, key: string, kana: string): HeardDraft => {
  const before = draft.values[key];
  return before !== undefined && before.by !== 'reading' && before.text !== '' ? draft : { ...draft, values: { ...draft.values, [key]: { text: kana, by: 'reading' } } };
};

const valueOf = (text: string, card: string | undefined): FieldValue =>
  card === undefined ? { value: text, source: 'staff' } : card === text ? { value: text, source: 'card' } : { value: text, source: 'staff', cardValue: card };

/** Only fields that count now leave the screen, as they are kept; every value is the staff's word, but what stands as the card gave it. */
export function heardIntake(city: City, draft: HeardDraft, serveNow: boolean, today: string): HeardIntake {
  const texts = heardTexts(city, draft, today);
  const values: Record<string, FieldValue> = {};
  for (const { key, person } of fieldsOfVisit(city, draft.procedures, texts)) {
    const text = texts[key]?.value ?? '';
    // The applicant as person 1 of a list is the same word from the same source.
    const same = draft.values[key] === undefined && person?.copyOf !== undefined ? values[person.copyOf] : undefined;
    if (text !== '') values[key] = same?.value === text ? same : valueOf(text, draft.values[key]?.card);
  }
  return { procedures: [...draft.procedures], language: draft.language, card: draft.card, serveNow, values };
}
