import type { FormField } from '@engawa/reception/contract';
import { decideDate, parseIsoDate, readDateDraft, toIsoDate } from './era.ts';
import { bareDigits, toAsciiDigits } from './digits.ts';
import { isKatakana, toKatakana } from './kana.ts';

/** Why a value cannot be taken. The wording says what to do instead. */
export type FieldProblem = 'missing' | 'too-long' | 'not-kana' | 'no-such-date' | 'not-in-era' | 'in-the-future' | 'not-phone' | 'not-number' | 'too-many' | 'too-few' | 'not-an-option' | /** it holds alone, but not beside another answer: the form's rule says why */ 'rule';

export type FieldCheck = { ok: true; value: string } | { ok: false; why: FieldProblem };

/** Longest value by kind, in code points: what the contract and the paper can hold. */
const LONGEST: Partial<Record<FormField['kind'], number>> = { name: 100, kana: 100, address: 200, text: 200 };

const no = (why: FieldProblem): FieldCheck => ({ ok: false, why });
const yes = (value: string): FieldCheck => ({ ok: true, value });

/** Japanese numbers: 0AB-J 10 digits, mobile and IP 11, free dial 10. Written back with the dashes people know. */
export const toPhone = (text: string): string | null => {
  const digits = bareDigits(text).replace(/[()（）]/gu, '').replace(/^[+＋]81/u, '0');
  if (/^0[5789]0\d{8}$/.test(digits)) return `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`;
  if (/^0(120|800)\d{6,7}$/.test(digits)) return `${digits.slice(0, 4)}-${digits.slice(4, 7)}-${digits.slice(7)}`;
  if (/^0[1-9]\d{8}$/.test(digits)) return /^0[36]/.test(digits) ? `${digits.slice(0, 2)}-${digits.slice(2, 6)}-${digits.slice(6)}` : `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return null;
};

const checkCount = (field: FormField, text: string): FieldCheck => {
  const digits = toAsciiDigits(text);
  if (!/^\d{1,4}$/.test(digits)) return no('not-number');
  if (field.max !== undefined && Number(digits) > field.max) return no('too-many');
  return field.min !== undefined && Number(digits) < field.min ? no('too-few') : yes(String(Number(digits)));
};

const checkDate = (field: FormField, text: string, today: string): FieldCheck => {
  const decided = parseIsoDate(text) ? { ok: true as const, iso: text } : decideDate(readDateDraft(text));
  if (!decided.ok) return no(decided.why);
  const iso = 'iso' in decided ? decided.iso : toIsoDate(decided.date);
  return iso > today && field.future !== true ? no('in-the-future') : yes(iso);
};

/**
 * Parses what a visitor gave for one field. Names and addresses keep their exact code points: trimmed at the ends, never
 * normalised, because compatibility ideographs and variation selectors are somebody's name. `today`: calendar day in Tokyo.
 */
export const checkField = (field: FormField, text: string, today: string): FieldCheck => {
  const trimmed = text.trim();
  if (trimmed === '' || (field.kind === 'date' && /^[a-z]+\/\/\/$/.test(trimmed))) return field.required ? no('missing') : yes('');
  if ([...trimmed].length > (LONGEST[field.kind] ?? 400)) return no('too-long');
  switch (field.kind) {
    case 'name': case 'address': case 'text': return yes(trimmed);
    case 'kana': { const kana = toKatakana(trimmed); return isKatakana(kana) ? yes(kana) : no('not-kana'); }
    case 'date': return checkDate(field, trimmed, today);
    case 'phone': { const phone = toPhone(trimmed); return phone === null ? no('not-phone') : yes(phone); }
    case 'count': case 'people': return checkCount(field, trimmed);
    case 'digits': { const digits = bareDigits(trimmed); return /^\d+$/.test(digits) && (field.length === undefined || digits.length === field.length) ? yes(digits) : no('not-number'); }
    case 'choices': return trimmed.split(' ').every((one) => field.options?.some((option) => option.value === one)) ? yes(trimmed) : no('not-an-option');
    case 'choice': return field.options?.some((option) => option.value === trimmed) ? yes(trimmed) : no('not-an-option');
  }
};
