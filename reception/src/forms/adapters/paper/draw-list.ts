import { SOURCE_WORDS, type PaperCell, type PaperList } from '../../domain/paper-form.ts';
import { HAIR, INNER, PAGE, sectionTitle, SOFT, TINT, type Pen } from './draw-parts.ts';
import { edge, frame, notesOf } from './draw-rows.ts';
import type { Flow } from './flow.ts';

const NUMBER = 20;
const SOURCE = 44;
const HEADER = 17;
const BOX = 20;
/** How wide a column is beside the others, by what it holds. */
const SHARES: Partial<Record<PaperList['columns'][number]['kind'], number>> = { name: 2, date: 2.3, choice: 1 };

interface Column { readonly label: string; readonly x: number; readonly width: number; /** of the list; the reading stands above the name */ readonly at: number; readonly above: number | null; readonly bold: boolean }
function columnsOf(list: PaperList): Column[] {
  const own = list.columns.map(({ label, kind }, at) => ({ label, kind, at })).filter(({ kind, at }) => !(kind === 'kana' && list.columns[at - 1]?.kind === 'name'));
  const whole = own.reduce((sum, { kind }) => sum + (SHARES[kind] ?? 1.5), 0);
  let x = PAGE.left + NUMBER;
  return own.map(({ label, kind, at }) => {
    const width = ((SHARES[kind] ?? 1.5) / whole) * (INNER - NUMBER - SOURCE);
    const column = { label, x, width, at, above: list.columns[at + 1]?.kind === 'kana' && kind === 'name' ? at + 1 : null, bold: kind === 'name' };
    x += width;
    return column;
  });
}

const header = (flow: Flow, columns: readonly Column[]): void => {
  const { pen } = flow;
  edge(pen, flow.y());
  const y = flow.take(HEADER);
  pen.doc.rect(PAGE.left, y, INNER, HEADER).fill(TINT);
  for (const { label, x, width } of columns) pen.type.put(label, x + 5, y + 4.5, 8, { color: SOFT, width });
  frame(pen, y, HEADER, columns.map(({ x }) => x));
};

/** Empty boxes under a person, two to a line, with room for twelve digits. */
const PER_LINE = 2;
const DIGIT = 14;
const boxesHeight = (labels: readonly string[]): number => Math.ceil(labels.length / PER_LINE) * BOX;
function boxes({ doc, type }: Pen, labels: readonly string[], y: number): void {
  const width = (INNER - NUMBER) / PER_LINE;
  labels.forEach((label, i) => {
    const top = y + Math.floor(i / PER_LINE) * BOX;
    const x = PAGE.left + NUMBER + (i % PER_LINE) * width;
    if (i % PER_LINE === 0) doc.lineWidth(0.4).strokeColor(HAIR).moveTo(PAGE.left + NUMBER, top).lineTo(PAGE.right, top).stroke();
    type.block(label, x + 5, top + (type.lines(label, 7.5, width - 12 * DIGIT - 14).length > 1 ? 1.5 : 6), 7.5, width - 12 * DIGIT - 14, { color: SOFT, leading: 1.1 });
    doc.lineWidth(0.4).strokeColor(HAIR);
    for (let digit = 0; digit < 12; digit += 1) doc.rect(x + width - 6 - (12 - digit) * DIGIT, top + 3.5, DIGIT - 2, 13).stroke();
  });
}

/** One person: measured as drawn, so that nothing is cut off and no person is torn apart by the end of a sheet. */
function person(flow: Flow, list: PaperList, cells: readonly PaperCell[], n: number, columns: readonly Column[]): void {
  const { pen } = flow;
  const { type } = pen;
  const above = (at: number | null): string => (at === null ? '' : cells[at]?.text ?? '');
  const size = (bold: boolean): number => (bold ? 11.5 : 10);
  const cellHeight = columns.map(({ at, above: kana, width, bold }) => (kana === null ? 0 : 10) + Math.max(1, type.lines(cells[at]?.text ?? '', size(bold), width - 10, bold ? 'bold' : 'regular').length) * size(bold) * 1.35);
  const notes = cells.map(notesOf).filter((text) => text !== '').join('　');
  const notesHeight = notes === '' ? 0 : type.lines(notes, 8, INNER - NUMBER - 10).length * 11 + 3;
  const main = Math.max(24, ...cellHeight) + 6;
  const height = main + notesHeight + boxesHeight(list.boxes);
  flow.room(height, () => edge(pen, flow.y()), () => header(flow, columns));
  const y = flow.take(height);
  type.put(String(n), PAGE.left, y + main / 2 - 5, 9, { color: SOFT, align: 'center', width: NUMBER });
  for (const { x, width, at, above: kana, bold } of columns) {
    if (kana !== null) type.put(above(kana), x + 5, y + 4, 7.5, { color: SOFT });
    type.block(cells[at]?.text ?? '', x + 5, y + (kana === null ? (main - size(bold) * 1.35) / 2 : 14), size(bold), width - 10, { leading: 1.35, weight: bold ? 'bold' : 'regular' });
  }
  const sources = [...new Set(cells.flatMap(({ source }) => (source === null ? [] : [SOURCE_WORDS[source]])))];
  sources.forEach((word, i) => type.put(word, PAGE.right - SOURCE + 5, y + main / 2 - 5 + (i - (sources.length - 1) / 2) * 10, 8, { color: SOFT }));
  if (notes !== '') type.block(notes, PAGE.left + NUMBER + 5, y + main - 1, 8, INNER - NUMBER - 10, { color: SOFT, leading: 1.35 });
  boxes(pen, list.boxes, y + main + notesHeight);
  frame(pen, y, height, [PAGE.left + NUMBER]);
}

export const listHeight = (list: PaperList): number => 18 + HEADER + list.people.length * (34 + boxesHeight(list.boxes)) + 12;

/** 名簿 with its title; nobody in it leaves one empty line for a pen. */
export function drawList(flow: Flow, list: PaperList): void {
  flow.room(18 + HEADER + 40);
  const columns = columnsOf(list);
  sectionTitle(flow.pen, list.title, flow.take(18), `${list.people.length}人`);
  header(flow, columns);
  list.people.forEach((cells, i) => person(flow, list, cells, i + 1, columns));
  edge(flow.pen, flow.y());
  flow.take(12);
}
