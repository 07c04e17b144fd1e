import { dayInTokyo, type FormField, type Wording } from '../../../contract/index.ts';
import type { City } from './city.ts';

/** Numbers as they are read before 年: 4 is よ, 7 なな, 9 きゅう, 10 じゅう. */
const DIGITS = ['', 'いち', 'に', 'さん', 'よ', 'ご', 'ろく', 'なな', 'はち', 'きゅう'];
const tens = (n: number): string => (n === 0 ? '' : `${n === 1 ? '' : n === 4 ? 'よん' : DIGITS[n] ?? ''}じゅう`);
const read = (n: number): string => (n === 1 ? 'がん' : tens(Math.floor(n / 10)) + (DIGITS[n % 10] ?? ''));
/** Reiwa: whoever asks for the income of an earlier era asks at the counter. */
const FIRST_YEAR = 2018;
const shown = (n: number): string => (n === 1 ? '元' : String(n));

/** 令和8年度（令和7年分）: both years, because people know the one and papers the other. */
const labelOf = (year: number): Wording => {
  const [fiscal, income] = [year - FIRST_YEAR, year - FIRST_YEAR - 1];
  const [now, before] = [String(year), String(year - 1)];
  return {
    ja: `令和${shown(fiscal)}年度（令和${shown(income)}年分）`,
    'ja-easy': `令和(れいわ) ${shown(fiscal)}年度(${read(fiscal)}ねんど)（${shown(income)}年分(${read(income)}ねんぶん)）`,
    en: `FY${now} (income of ${before})`,
    zh: `${now}年度（${before}年收入）`, ko: `${now}년도(${before}년분)`, vi: `Năm ${now} (thu nhập ${before})`, pt: `${now} (renda de ${before})`, fil: `${now} (kita ng ${before})`,
  };
};

/** The newest fiscal year whose papers there are on this day. It begins on 1 April; income is certified from the day that the city says. */
const newestYear = (from: string, today: string): number => Number(today.slice(0, 4)) - (today.slice(5) >= from ? 0 : 1);

const spelledOut = (field: FormField, today: string): FormField => {
  if (field.years === undefined) return field;
  const newest = newestYear(field.years.from, today);
  const years = Array.from({ length: Math.min(field.years.count, newest - FIRST_YEAR - 1) }, (_, i) => newest - i);
  return { ...field, options: years.map((year) => ({ value: String(year), label: labelOf(year) })), default: String(newest) };
};

/** The city as it is on a calendar day in Tokyo. */
export const cityOn = (city: City, today: string): City =>
  ({ ...city, procedures: city.procedures.map((procedure) => ({ ...procedure, fields: procedure.fields.map((field) => spelledOut(field, today)) })) });

/** What is made of a calendar day in Tokyo, made once for each. */
export const dayByDay = <T>(clock: () => number, make: (day: string) => T): (() => T) => {
  let held: { readonly day: string; readonly made: T } | null = null;
  return () => {
    const day = dayInTokyo(clock());
    if (held?.day !== day) held = { day, made: make(day) };
    return held.made;
  };
};
