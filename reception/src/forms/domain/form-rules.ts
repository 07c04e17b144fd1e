import type { FieldValue, FormField } from '../../../contract/index.ts';

export type FieldFault = 'missing' | 'unreadable' | 'out-of-range' | 'not-an-option' | 'in-the-future';

const CONTROL = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/u;
const KANA = /^[ァ-ヴー・　 ]+$/u;
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** A day that the calendar has; month or day may be unknown and then are left out. */
function isRealDate(text: string): boolean {
  const [y = 0, m = 1, d = 1] = text.split('-').map(Number);
  const days = [31, (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return y >= 1868 && m >= 1 && m <= 12 && d >= 1 && d <= (days[m - 1] ?? 0);
}

/** What is wrong with a value, or null. `today` is the calendar day in Tokyo: no date may lie after it, unless the city's file says so (転出予定). */
export function faultOf(field: FormField, value: string | undefined, today: string): FieldFault | null {
  const text = value ?? '';
  if (text.trim() === '') return field.required ? 'missing' : null;
  if (CONTROL.test(text)) return 'unreadable';
  switch (field.kind) {
    case 'name': return [...text].length <= 100 ? null : 'unreadable';
    case 'kana': return KANA.test(text) && text.length <= 100 ? null : 'unreadable';
    case 'date': return !DATE.test(text) || !isRealDate(text) ? 'unreadable' : text > today && field.future !== true ? 'in-the-future' : null;
    case 'phone': return /^[0-9-]+$/.test(text) && /^0\d{9,10}$/.test(text.replaceAll('-', '')) ? null : 'unreadable';
    case 'digits': return /^\d{1,20}$/.test(text) && (field.length === undefined || text.length === field.length) ? null : 'unreadable';
    case 'choices': return text.split(' ').every((one) => field.options?.some((o) => o.value === one)) ? null : 'not-an-option';
    case 'people':
    case 'count': {
      if (!/^\d{1,4}$/.test(text)) return 'unreadable';
      const n = Number(text);
      return n >= (field.min ?? 0) && n <= (field.max ?? 9_999) ? null : 'out-of-range';
    }
    case 'choice': return field.options?.some((o) => o.value === text) === true ? null : 'not-an-option';
    case 'address':
    case 'text': return [...text].length <= 200 ? null : 'unreadable';
    default: return unreachable(field.kind);
  }
}

/** A clerk's correction: source `staff`; what the card said stays beside it. */
export function correctValue(before: FieldValue | undefined, value: string): FieldValue {
  const cardValue = before?.cardValue ?? (before?.source === 'card' ? before.value : undefined);
  return { value, source: 'staff', ...(cardValue === undefined || cardValue === value ? {} : { cardValue }) };
}

const unreachable = (value: never): never => { throw new Error(`unknown kind of field ${String(value)}`); };
