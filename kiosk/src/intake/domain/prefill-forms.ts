import type { CardItem, CityProfile, FieldValue, FormField, Procedure, ProcedureId } from '@engawa/reception/contract';
import type { Prefill } from '../../../card-bridge/contract/index.ts';
import { isRealDate, toIsoDate } from './era.ts';

export type Values = Readonly<Record<string, FieldValue>>;

export const proceduresOf = (city: CityProfile, ids: readonly ProcedureId[]): Procedure[] =>
  ids.flatMap((id) => city.procedures.filter((procedure) => procedure.id === id));

/** The shared part (A票) once, then each procedure's own fields (B票), each key once. */
export const fieldsOf = (city: CityProfile, ids: readonly ProcedureId[]): FormField[] => {
  const procedures = proceduresOf(city, ids).filter((procedure) => procedure.hasForm);
  if (procedures.length === 0) return [];
  const seen = new Set<string>();
  return [...city.applicant, ...procedures.flatMap((procedure) => procedure.fields)].filter((field) => !seen.has(field.key) && seen.add(field.key));
};

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

/**
 * One reading fills every form at once. Each value remembers where it came from; what the card does not know takes the
 * city's default and counts as the visitor's own, because it is the visitor who confirms it.
 */
export const prefillForms = (city: CityProfile, procedures: readonly ProcedureId[], reading: Prefill | null): Values => {
  const values: Record<string, FieldValue> = {};
  for (const field of fieldsOf(city, procedures)) {
    const card = reading && field.fromCard ? fitOption(field, itemText(field.fromCard, reading)) : '';
    if (card !== '' && card.length <= 400) values[field.key] = { value: card, source: 'card' };
    else if (field.default !== undefined) values[field.key] = { value: field.default, source: 'visitor' };
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

/** 手数料 in yen, to be paid at the counter. */
export const totalFeeYen = (city: CityProfile, procedures: readonly ProcedureId[], values: Values): number =>
  proceduresOf(city, procedures).reduce((sum, procedure) => {
    const copies = procedure.feePer === undefined ? 1 : Number(values[procedure.feePer]?.value ?? '1');
    return sum + procedure.feeYen * (Number.isFinite(copies) ? copies : 1);
  }, 0);
