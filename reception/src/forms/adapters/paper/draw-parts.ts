import { SOURCE_WORDS, type PaperForm } from '../../domain/paper-form.ts';
import type { Source, Zone } from '../../../../contract/index.ts';
import type { Document, Typesetter } from './typeset.ts';

/** A4 in points; one layout for every procedure, so that clerks know where to look. */
export const PAGE = { width: 595.28, left: 48, right: 547.28, top: 168, foot: 797 } as const;
export const INNER = PAGE.right - PAGE.left;
export const PAD = 9;
export const INK = '#1b221e';
export const SOFT = '#465049';
export const HAIR = '#9aa39a';
export const TINT = '#f0f2e6';

export interface Pen { readonly doc: Document; readonly type: Typesetter }

/** The zone's plate as an outline: the shape alone must do on a black printer. */
function plate({ doc, type }: Pen, zone: Zone, x: number, y: number, size: number): void {
  const c = { x: x + size / 2, y: y + size / 2 };
  const ring = (n: number, turn: number, r = size / 2): [number, number][] => Array.from({ length: n }, (_, i) => {
    const a = turn + (i * 2 * Math.PI) / n;
    return [c.x + r * Math.cos(a), c.y + r * Math.sin(a)];
  });
  doc.lineWidth(1.3).strokeColor(INK);
  if (zone === 'A') doc.circle(c.x, c.y, size / 2).stroke();
  else if (zone === 'D') { for (const [px, py] of ring(5, -Math.PI / 2, size * 0.3)) doc.circle(px, py, size * 0.22).lineWidth(0.8).stroke(); doc.circle(c.x, c.y, size * 0.3).fill('#ffffff'); }
  else doc.polygon(...({ B: ring(4, 0), C: ring(6, 0), E: ring(4, Math.PI / 4, size * 0.62), F: ring(3, -Math.PI / 2, size * 0.62) } as const)[zone]).stroke();
  type.put(zone, x, c.y - size * 0.26 + (zone === 'F' ? 2 : 0), size * 0.5, { weight: 'bold', align: 'center', width: size });
}

/** Largest size at which the title keeps to one line. */
const titleSize = (type: Typesetter, title: string): number => Math.min(20, Math.floor((20 * INNER) / (type.width(title, 20, 'bold') + 2.5 * [...title].length)));

export function head(pen: Pen, form: PaperForm, further = false): void {
  const { doc, type } = pen;
  const title = further ? `${form.title}　続き` : form.title;
  const box = { x: PAGE.right - 138, y: 36, w: 138, h: 42 };
  doc.lineWidth(1.2).strokeColor(INK).roundedRect(box.x, box.y, box.w, box.h, 4).stroke();
  type.put('番号札', box.x + 10, box.y + 16, 8.5, { color: SOFT });
  plate(pen, form.zone, box.x + 43, box.y + 9, 24);
  type.put(form.label, box.x + 74, box.y + 8, 23, { weight: 'bold' });
  type.put(form.hall, PAGE.left, 42, 9, { color: SOFT });
  const size = titleSize(type, title);
  type.put(title, PAGE.left, 88 + (20 - size) / 2, size, { weight: 'bold', align: 'center', width: INNER, spacing: 2.5 });
  type.put(`（${form.basis}）`, PAGE.left, 116, 8.5, { color: SOFT, align: 'center', width: INNER });
  const to = type.put('（宛先）', PAGE.left, 142, 9, { color: SOFT });
  type.put(form.addressee, PAGE.left + to + 2, 139, 13, { weight: 'bold', spacing: 1.5 });
  const day = type.width(form.date, 12);
  type.put(form.date, PAGE.right - day, 140, 12);
  const dayLabel = type.width(form.dateLabel, 9);
  type.put(form.dateLabel, PAGE.right - day - dayLabel - 12, 142, 9, { color: SOFT });
}

export function foot({ doc, type }: Pen, form: PaperForm, hash: string, sheet: number): void {
  doc.lineWidth(0.5).strokeColor(HAIR).moveTo(PAGE.left, PAGE.foot).lineTo(PAGE.right, PAGE.foot).stroke();
  type.put(`${form.hall}　番号札 ${form.zone} ${form.label}　${form.page}／${form.pages}${sheet > 1 ? `　（${sheet}枚目）` : ''}`, PAGE.left, PAGE.foot + 6, 8, { color: SOFT });
  type.put(`内容の照合値 ${hash}`, PAGE.left, PAGE.foot + 6, 8, { color: SOFT, align: 'right', width: INNER });
}

export const sectionTitle = ({ doc, type }: Pen, text: string, y: number, note = '', x: number = PAGE.left): void => {
  doc.rect(x, y + 1, 3.5, 11).fill(INK);
  const w = type.put(text, x + 10, y, 11, { weight: 'bold', spacing: 0.8 });
  if (note !== '') type.put(note, x + w + 22, y + 2.5, 8, { color: SOFT });
};

/** Where a value came from, as the look prescribes, without colour: solid, dashed, dotted, double line, and always a word. */
export function sourceMark({ doc, type }: Pen, source: Source, x: number, y: number, height: number): void {
  doc.save().strokeColor(SOFT);
  if (source === 'card') doc.lineWidth(2);
  if (source === 'visitor') doc.lineWidth(1.4).dash(3, { space: 2 });
  if (source === 'phone') doc.lineWidth(1.6).dash(0.1, { space: 3 }).lineCap('round');
  if (source === 'staff') doc.lineWidth(0.8).moveTo(x + 3, y + 5).lineTo(x + 3, y + height - 5).stroke();
  doc.moveTo(x, y + 5).lineTo(x, y + height - 5).stroke().restore();
  type.put(SOURCE_WORDS[source], x + 8, y + height / 2 - 4.5, 8.5, { color: SOFT });
}

export const tickBox = ({ doc }: Pen, x: number, y: number, size: number, ticked: boolean): void => {
  doc.lineWidth(0.8).strokeColor(INK).rect(x, y, size, size).stroke();
  if (ticked) doc.lineWidth(1.6).moveTo(x + size * 0.15, y + size * 0.5).lineTo(x + size * 0.42, y + size * 0.82).lineTo(x + size * 1.05, y - size * 0.12).stroke();
};
