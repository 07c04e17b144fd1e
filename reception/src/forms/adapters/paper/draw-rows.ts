import type { PaperCell, PaperRow } from '../../domain/paper-form.ts';
import { HAIR, INK, INNER, PAD, PAGE, SOFT, sourceMark, TINT, tickBox, type Pen } from './draw-parts.ts';
import type { Flow } from './flow.ts';
import type { Typesetter } from './typeset.ts';

export const LABEL_WIDTH = 122;
const SOURCE_WIDTH = 58;

/** `tight` where a form asks for much: all of it on one sheet is worth more to a clerk than air. */
export type Density = 'wide' | 'tight';
const SIZES: Record<Density, Partial<Record<PaperRow['kind'], number>> & { other: number }> =
  { wide: { name: 16, kana: 10, address: 11.5, other: 12 }, tight: { name: 13, kana: 9.5, address: 10.5, other: 10.5 } };
const LABEL: Record<Density, number> = { wide: 9.5, tight: 8.6 };
const SPACE: Record<Density, { text: number; least: number; kana: number; option: number }> =
  { wide: { text: 11, least: 29, kana: 23, option: 17 }, tight: { text: 5, least: 21, kana: 19, option: 15 } };

interface Placed { x: number; y: number; text: string; chosen: boolean }
/** Options in reading order, wrapped as words; places relative to the cell, and the height they need. */
function placeOptions(type: Typesetter, row: PaperRow, width: number, line: number): { placed: Placed[]; height: number } {
  const placed: Placed[] = [];
  let x = 0; let y = 0;
  for (const option of row.options) {
    const w = 14 + type.width(option.text, 10.5, option.chosen ? 'bold' : 'regular') + 16;
    if (x > 0 && x + w - 16 > width) { x = 0; y += line; }
    placed.push({ x, y, ...option });
    x += w;
  }
  return { placed, height: y + line };
}

const DOUBTS = { glyph: 'ご本人から「字の形がちがう」とのお申し出があります。', unshown: '受付機で表示できない字がありました。字形を確かめてください。' } as const;
export const notesOf = ({ cardText, doubt }: PaperCell): string =>
  [...(cardText === null ? [] : [`カードの記載：${cardText}`]), ...(doubt === null ? [] : [DOUBTS[doubt]])].join('　');

/** A row measured: how high it is, and how it is drawn with its top at `y`. Long text wraps, so nothing is ever cut off. */
function measure(pen: Pen, row: PaperRow, density: Density): { height: number; draw: (y: number) => void } {
  const { doc, type } = pen;
  const [space, sizes] = [SPACE[density], SIZES[density]];
  const x = PAGE.left + LABEL_WIDTH + PAD;
  const width = INNER - LABEL_WIDTH - SOURCE_WIDTH - 2 * PAD;
  const size = sizes[row.kind] ?? sizes.other;
  const options = row.options.length > 0 ? placeOptions(type, row, width, space.option) : null;
  const textHeight = options?.height ?? Math.max(1, type.lines(row.text, size, width).length) * size * 1.4;
  const notes = notesOf(row);
  const notesHeight = notes === '' ? 0 : type.lines(notes, 8.5, width).length * 8.5 * 1.5 + 2;
  const label = LABEL[density];
  const labelHeight = type.lines(row.label, label, LABEL_WIDTH - 2 * PAD).length * label * 1.35;
  const height = Math.max(row.kind === 'kana' ? space.kana : space.least, textHeight + notesHeight + space.text, labelHeight + (density === 'wide' ? 10 : 5));
  const draw = (y: number): void => {
    doc.rect(PAGE.left, y, LABEL_WIDTH, height).fill(TINT);
    type.block(row.label, PAGE.left + PAD, y + (height - labelHeight) / 2 + 1.5, label, LABEL_WIDTH - 2 * PAD, { leading: 1.35 });
    const top = y + (height - textHeight - notesHeight) / 2;
    if (options === null) type.block(row.text, x, top + size * 0.16, size, width, { leading: 1.4, weight: row.kind === 'name' ? 'bold' : 'regular' });
    else for (const o of options.placed) {
      tickBox(pen, x + o.x, top + o.y + (space.option - 9) / 2, 8.5, o.chosen);
      type.put(o.text, x + o.x + 14, top + o.y + (space.option - 11) / 2, 10.5, { weight: o.chosen ? 'bold' : 'regular', color: o.chosen ? INK : SOFT });
    }
    if (notes !== '') type.block(notes, x, top + textHeight + 1, 8.5, width, { color: SOFT });
    if (row.source !== null) sourceMark(pen, row.source, PAGE.right - SOURCE_WIDTH, y, height);
  };
  return { height, draw };
}

export const rowsHeight = (pen: Pen, rows: readonly PaperRow[], density: Density): number => rows.reduce((sum, row) => sum + measure(pen, row, density).height, 0);

/** Draws one row with the frame that it has alone, so that a table can end and go on anywhere. */
export const frame = ({ doc }: Pen, y: number, height: number, dividers: readonly number[]): void => {
  doc.lineWidth(0.5).strokeColor(HAIR);
  for (const x of dividers) doc.moveTo(x, y).lineTo(x, y + height).stroke();
  doc.moveTo(PAGE.left, y + height).lineTo(PAGE.right, y + height).stroke();
  doc.lineWidth(1).strokeColor(INK).moveTo(PAGE.left, y).lineTo(PAGE.left, y + height).stroke().moveTo(PAGE.right, y).lineTo(PAGE.right, y + height).stroke();
};
export const edge = ({ doc }: Pen, y: number): void => { doc.lineWidth(1).strokeColor(INK).moveTo(PAGE.left - 0.5, y).lineTo(PAGE.right + 0.5, y).stroke(); };

/** Rows in a frame, over as many sheets as they need. */
export function table(flow: Flow, rows: readonly PaperRow[], density: Density): void {
  const { pen } = flow;
  if (rows.length === 0) return;
  const line = (): void => edge(pen, flow.y());
  line();
  for (const row of rows) {
    const { height, draw } = measure(pen, row, density);
    flow.room(height, line, line);
    const y = flow.take(height);
    draw(y);
    frame(pen, y, height, [PAGE.left + LABEL_WIDTH]);
  }
  line();
}
