import Encoding from 'encoding-japanese';
import { csvText, withSideColumns, type CsvRows } from '../domain/csv.ts';

export type CsvEncoding = 'utf-8' | 'shift_jis';

const toShiftJis = (text: string): number[] => Encoding.convert(Encoding.stringToCode(text), { to: 'SJIS', from: 'UNICODE', type: 'array' });
const fromShiftJis = (codes: number[]): string => Encoding.codeToString(Encoding.convert(codes, { to: 'UNICODE', from: 'SJIS', type: 'array' }));
/** A letter that CP932 has, NEC's and IBM's additions included: it comes back as itself. */
export const hasShiftJis = (letter: string): boolean => fromShiftJis(toShiftJis(letter)) === letter;

/** The bytes of the file: UTF-8 with a byte order mark, by which spreadsheets know it, or Shift_JIS (CP932). */
export function csvFile(rows: CsvRows, encoding: CsvEncoding): Buffer {
  const text = csvText(withSideColumns(rows, encoding === 'utf-8' ? null : hasShiftJis));
  return encoding === 'utf-8' ? Buffer.from(`\ufeff${text}`) : Buffer.from(toShiftJis(text));
}
