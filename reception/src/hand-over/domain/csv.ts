import { holds, peopleOf, personKey, personName, sharedFields, type FormField, type IntakeForm, type Procedure } from '../../../contract/index.ts';

/** First row the headings, then one row per person whom the form is about (one row when it has no list). */
export type CsvRows = readonly (readonly string[])[];
interface CsvCity { readonly applicant: readonly FormField[] }
export interface CsvContext { readonly receiptNumber: string; readonly label: string; /** calendar day in Tokyo */ readonly date: string }

/** A spreadsheet reads these as the beginning of a formula, the full-width ones too in Japan. */
const FORMULA = /^['=+\-@\t\r＝＋－＠]/u;
/**
 * Harmless for a spreadsheet: one apostrophe before what could be a formula, and before an apostrophe. Whoever reads the file as
 * data takes exactly one leading apostrophe away, and has the value again.
 */
export const disarmed = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const rearmed = (text: string): string => (text.startsWith("'") ? text.slice(1) : text);

/** Every field quoted, CRLF after every row. */
export const csvText = (rows: CsvRows): string => rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

/** Headings of the two columns at the end of every row. */
export const SIDE_COLUMNS = ['表せない文字', '字形の指定'] as const;

const listsOf = (procedure: Procedure): FormField[] => procedure.fields.filter((field) => field.kind === 'people');
const shared = (city: CsvCity, procedure: Procedure): FormField[] => {
  const seen = new Set<string>();
  return [...sharedFields(city, [procedure]), ...procedure.fields].filter((field) => field.kind !== 'people' && !seen.has(field.key) && seen.add(field.key));
};

/** People who were chosen, by name: their places mean nothing outside of this visit. Other options stay the city's own codes. */
const namesIn = (field: FormField, values: IntakeForm['values']): string[] =>
  (values[field.key]?.value ?? '').split(' ').filter((one) => one !== '').map((one) => (/^\d{1,2}$/.test(one) ? personName(field.optionsFrom ?? '', Number(one), values) : one));

/** The columns of a form never depend on what was filled in: a condition that does not hold leaves its cell empty. */
export const csvHeadings = (city: CsvCity, procedure: Procedure): string[] => [
  '受付番号', '番号札', '届出日', ...shared(city, procedure).map((field) => `${field.label.ja} [${field.key}]`),
  '名簿', '何人目', ...listsOf(procedure).flatMap((list) => (list.columns ?? []).map((column) => `${column.label.ja} [${list.key}.${column.key}]`)),
];

export function csvRows(city: CsvCity, procedure: Procedure, form: Pick<IntakeForm, 'values'>, context: CsvContext): CsvRows {
  const { values } = form;
  const valueOf = (key: string): string => disarmed(values[key]?.value ?? '');
  const cellOf = (field: FormField): string => (!holds(field.onlyIf, values) ? '' : field.optionsFrom === undefined ? valueOf(field.key) : disarmed(namesIn(field, values).join('、')));
  const head = [context.receiptNumber, context.label, context.date, ...shared(city, procedure).map(cellOf)];
  const lists = listsOf(procedure);
  const cells = (at: FormField | null, n: number): string[] => lists.flatMap((list) => (list.columns ?? []).map((column) => (list === at ? valueOf(personKey(list.key, n, column.key)) : '')));
  const people = lists.filter((list) => holds(list.onlyIf, values))
    .flatMap((list) => peopleOf(procedure, list, values).map((n) => [...head, list.label.ja, String(n), ...cells(list, n)]));
  return [csvHeadings(city, procedure), ...(people.length > 0 ? people : [[...head, '', '', ...cells(null, 0)]])];
}

/** Twins of CP932's own letters that Unicode tables of other systems prefer. */
const TWINS: Readonly<Record<string, string>> = { '〜': '～', '−': '－', '‖': '∥', '—': '―', '–': '―', '¢': '￠', '£': '￡', '¬': '￢' };
const SELECTOR = /[\ufe00-\ufe0f\u{E0100}-\u{E01EF}]/u;
const hex = (letter: string): string => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
export const GETA = '〓';

/** One cell in letters that the character set has, with everything that had to change. */
function narrowed(text: string, hasLetter: (letter: string) => boolean): { text: string; lost: string[]; selectors: string[] } {
  const lost: string[] = [];
  const selectors: string[] = [];
  let before = '';
  const out = [...text].map((letter) => {
    if (SELECTOR.test(letter)) { selectors.push(`${before}(${hex(letter)})`); return ''; }
    const twin = TWINS[letter];
    const kept = hasLetter(letter) ? letter : twin !== undefined && hasLetter(twin) ? twin : GETA;
    before = kept;
    if (kept !== letter) lost.push(`${hex(letter)}→${kept}`);
    return kept;
  }).join('');
  return { text: out, lost, selectors };
}

/** Adds the side columns. For Unicode (`hasLetter` null) they stay empty, so that both files have the same columns. */
export function withSideColumns(rows: CsvRows, hasLetter: ((letter: string) => boolean) | null): CsvRows {
  const [headings = [], ...data] = rows;
  const own = hasLetter === null ? headings : headings.map((cell) => narrowed(cell, hasLetter).text);
  return [[...own, ...SIDE_COLUMNS], ...data.map((row) => {
    if (hasLetter === null) return [...row, '', ''];
    const cells = row.map((cell) => narrowed(cell, hasLetter));
    const told = (kind: 'lost' | 'selectors'): string => cells.flatMap((cell, i) => (cell[kind].length === 0 ? [] : [`${own[i] ?? ''}: ${cell[kind].join(' ')}`])).join('; ');
    return [...cells.map((cell) => cell.text), told('lost'), told('selectors')];
  })];
}
