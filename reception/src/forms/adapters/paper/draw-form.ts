import { SOURCE_WORDS, type PaperForm, type PaperRow } from '../../domain/paper-form.ts';
import type { Source, Zone } from '../../../../contract/index.ts';
import type { Document, Typesetter } from './typeset.ts';

/** A4 in points; one layout for every procedure, so that clerks know where to look. */
const PAGE = { width: 595.28, left: 48, right: 547.28, staffTop: 692, foot: 797 } as const;
const INNER = PAGE.right - PAGE.left;
const LABEL_WIDTH = 118;
const SOURCE_WIDTH = 58;
const PAD = 9;
const INK = '#1b221e';
const SOFT = '#465049';
const HAIR = '#9aa39a';
const TINT = '#f0f2e6';

interface Pen { readonly doc: Document; readonly type: Typesetter }

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

function head(pen: Pen, form: PaperForm): void {
  const { doc, type } = pen;
  const box = { x: PAGE.right - 138, y: 40, w: 138, h: 42 };
  doc.lineWidth(1.2).strokeColor(INK).roundedRect(box.x, box.y, box.w, box.h, 4).stroke();
  type.put('番号札', box.x + 10, box.y + 16, 8.5, { color: SOFT });
  plate(pen, form.zone, box.x + 43, box.y + 9, 24);
  type.put(form.label, box.x + 74, box.y + 8, 23, { weight: 'bold' });
  type.put(form.hall, PAGE.left, 44, 9, { color: SOFT });
  type.put(form.title, PAGE.left, 94, 20, { weight: 'bold', align: 'center', width: INNER, spacing: 2.5 });
  type.put(`（${form.basis}）`, PAGE.left, 122, 8.5, { color: SOFT, align: 'center', width: INNER });
  const to = type.put('（宛先）', PAGE.left, 150, 9, { color: SOFT });
  type.put(form.addressee, PAGE.left + to + 2, 147, 13, { weight: 'bold', spacing: 1.5 });
  const day = type.width(form.date, 12);
  type.put(form.date, PAGE.right - day, 148, 12);
  const dayLabel = type.width(form.dateLabel, 9);
  type.put(form.dateLabel, PAGE.right - day - dayLabel - 12, 150, 9, { color: SOFT });
}

const sectionTitle = ({ doc, type }: Pen, text: string, y: number, note = ''): void => {
  doc.rect(PAGE.left, y + 1, 3.5, 11).fill(INK);
  const w = type.put(text, PAGE.left + 10, y, 11, { weight: 'bold', spacing: 0.8 });
  if (note !== '') type.put(note, PAGE.left + w + 22, y + 2.5, 8, { color: SOFT });
};

/** Where a value came from, as the look prescribes, without colour: solid, dashed, dotted, double line, and always a word. */
function sourceMark({ doc, type }: Pen, source: Source, x: number, y: number, height: number): void {
  doc.save().strokeColor(SOFT);
  if (source === 'card') doc.lineWidth(2);
  if (source === 'visitor') doc.lineWidth(1.4).dash(3, { space: 2 });
  if (source === 'phone') doc.lineWidth(1.6).dash(0.1, { space: 3 }).lineCap('round');
  if (source === 'staff') doc.lineWidth(0.8).moveTo(x + 3, y + 6).lineTo(x + 3, y + height - 6).stroke();
  doc.moveTo(x, y + 6).lineTo(x, y + height - 6).stroke().restore();
  type.put(SOURCE_WORDS[source], x + 8, y + height / 2 - 4.5, 8.5, { color: SOFT });
}

const tickBox = ({ doc }: Pen, x: number, y: number, size: number, ticked: boolean): void => {
  doc.lineWidth(0.8).strokeColor(INK).rect(x, y, size, size).stroke();
  if (ticked) doc.lineWidth(1.6).moveTo(x + size * 0.15, y + size * 0.5).lineTo(x + size * 0.42, y + size * 0.82).lineTo(x + size * 1.05, y - size * 0.12).stroke();
};

interface Placed { x: number; y: number; text: string; chosen: boolean }
/** Options in reading order, wrapped as words; returns their places relative to the cell and the height they need. */
function placeOptions(type: Typesetter, row: PaperRow, width: number): { placed: Placed[]; height: number } {
  const placed: Placed[] = [];
  let x = 0; let y = 0;
  for (const option of row.options) {
    const w = 14 + type.width(option.text, 10.5, option.chosen ? 'bold' : 'regular') + 16;
    if (x > 0 && x + w - 16 > width) { x = 0; y += 17; }
    placed.push({ x, y, ...option });
    x += w;
  }
  return { placed, height: y + 17 };
}

const SIZES: Partial<Record<PaperRow['kind'], number>> = { name: 16, kana: 10, address: 11.5 };

const DOUBTS = { glyph: 'ご本人から「字の形がちがう」とのお申し出があります。', unshown: '受付機で表示できない字がありました。字形を確かめてください。' } as const;

/** One row of the table; returns its height. Long text wraps, so nothing is ever cut off. */
function drawRow(pen: Pen, row: PaperRow, y: number): number {
  const { doc, type } = pen;
  const x = PAGE.left + LABEL_WIDTH + PAD;
  const width = INNER - LABEL_WIDTH - SOURCE_WIDTH - 2 * PAD;
  const size = SIZES[row.kind] ?? 12;
  const spacingOut = row.kind === 'kana' ? 12 : row.kind === 'name' ? 16 : 15;
  const options = row.kind === 'choice' ? placeOptions(type, row, width) : null;
  const lines = options === null ? type.lines(row.text, size, width) : [];
  const textHeight = options?.height ?? Math.max(1, lines.length) * size * 1.4;
  const cardText = [...(row.cardText === null ? [] : [`カードの記載：${row.cardText}`]), ...(row.doubt === null ? [] : [DOUBTS[row.doubt]])].join('　');
  const cardHeight = cardText === '' ? 0 : type.lines(cardText, 8.5, width).length * 8.5 * 1.5 + 2;
  const labelLines = type.lines(row.label, 9.5, LABEL_WIDTH - 2 * PAD).length;
  const height = Math.max(row.kind === 'kana' ? 23 : 29, textHeight + cardHeight + spacingOut - 5, labelLines * 9.5 * 1.4 + 10);
  doc.rect(PAGE.left, y, LABEL_WIDTH, height).fill(TINT);
  type.block(row.label, PAGE.left + PAD, y + (height - labelLines * 9.5 * 1.4) / 2 + 1.5, 9.5, LABEL_WIDTH - 2 * PAD, { leading: 1.4 });
  const top = y + (height - textHeight - cardHeight) / 2;
  if (options === null) type.block(row.text, x, top + size * 0.16, size, width, { leading: 1.4, weight: row.kind === 'name' ? 'bold' : 'regular' });
  else for (const o of options.placed) {
    tickBox(pen, x + o.x, top + o.y + 4, 8.5, o.chosen);
    type.put(o.text, x + o.x + 14, top + o.y + 3, 10.5, { weight: o.chosen ? 'bold' : 'regular', color: o.chosen ? INK : SOFT });
  }
  if (cardText !== '') type.block(cardText, x, top + textHeight + 1, 8.5, width, { color: SOFT });
  if (row.source !== null) sourceMark(pen, row.source, PAGE.right - SOURCE_WIDTH, y, height);
  return height;
}

/** Rows in a frame; returns the y below it. */
function table(pen: Pen, rows: readonly PaperRow[], top: number): number {
  const { doc } = pen;
  let y = top;
  const rules: number[] = [];
  for (const row of rows) { y += drawRow(pen, row, y); rules.push(y); }
  doc.lineWidth(0.5).strokeColor(HAIR);
  for (const rule of rules.slice(0, -1)) doc.moveTo(PAGE.left, rule).lineTo(PAGE.right, rule).stroke();
  doc.moveTo(PAGE.left + LABEL_WIDTH, top).lineTo(PAGE.left + LABEL_WIDTH, y).stroke();
  doc.lineWidth(1).strokeColor(INK).rect(PAGE.left, top, INNER, y - top).stroke();
  return y;
}

function fee({ doc, type }: Pen, form: PaperForm, y: number): number {
  if (form.fee === null) { type.put('手数料はかかりません。', PAGE.left, y, 9.5, { color: SOFT, align: 'right', width: INNER }); return y + 16; }
  const sum = type.width(form.fee.sum, 17, 'bold');
  type.put(form.fee.sum, PAGE.right - sum, y, 17, { weight: 'bold' });
  const how = type.width(form.fee.how, 9.5);
  type.put(form.fee.how, PAGE.right - sum - how - 12, y + 6.5, 9.5, { color: SOFT });
  type.put('手数料', PAGE.right - sum - how - 60, y + 5, 11);
  doc.lineWidth(0.8).strokeColor(INK).moveTo(PAGE.right - sum - how - 62, y + 23).lineTo(PAGE.right, y + 23).stroke();
  return y + 28;
}

/** 職員記入欄: for a pen and stamps. 個人番号 and 住民票コード are never asked for; where law needs one, staff write it. */
function staffBox(pen: Pen): void {
  const { doc, type } = pen;
  const top = PAGE.staffTop;
  sectionTitle(pen, '職員記入欄', top, 'この欄には記入しないでください');
  const box = { y: top + 18, h: 74 };
  doc.lineWidth(0.5).strokeColor(HAIR).moveTo(PAGE.left, box.y + 28).lineTo(PAGE.right, box.y + 28).stroke();
  type.put('本人確認', PAGE.left + PAD, box.y + 9, 9);
  let x = PAGE.left + 66;
  for (const text of ['マイナンバーカード', '運転免許証', '在留カード', 'その他（　　　　　　　　　　）']) {
    tickBox(pen, x, box.y + 10, 8, false);
    x += 13 + type.put(text, x + 13, box.y + 9, 9) + 14;
  }
  const cells = ['受付', '審査', '作成', '交付', '領収'];
  const w = INNER / cells.length;
  cells.forEach((cell, i) => {
    if (i > 0) doc.lineWidth(0.5).strokeColor(HAIR).moveTo(PAGE.left + i * w, box.y + 28).lineTo(PAGE.left + i * w, box.y + box.h).stroke();
    type.put(cell, PAGE.left + i * w + 6, box.y + 33, 8.5, { color: SOFT });
  });
  doc.lineWidth(1).strokeColor(INK).rect(PAGE.left, box.y, INNER, box.h).stroke();
}

function foot({ doc, type }: Pen, form: PaperForm, hash: string): void {
  doc.lineWidth(0.5).strokeColor(HAIR).moveTo(PAGE.left, PAGE.foot).lineTo(PAGE.right, PAGE.foot).stroke();
  type.put(`${form.hall}　番号札 ${form.zone} ${form.label}　${form.page}／${form.pages}`, PAGE.left, PAGE.foot + 6, 8, { color: SOFT });
  type.put(`内容の照合値 ${hash}`, PAGE.left, PAGE.foot + 6, 8, { color: SOFT, align: 'right', width: INNER });
}

/** Draws one filled form on the current page. `hash` is the content hash of this page's data. */
export function drawForm(pen: Pen, form: PaperForm, hash: string): void {
  head(pen, form);
  let y = 182;
  sectionTitle(pen, form.applicantTitle, y, '右の欄は、記入内容の出どころです');
  y = table(pen, form.applicant, y + 18) + 16;
  sectionTitle(pen, form.ownTitle, y);
  y = fee(pen, form, table(pen, form.own, y + 18) + 11) + 2;
  y += pen.type.block(form.card, PAGE.left, y, 8.5, INNER, { color: SOFT });
  for (const note of pen.type.notes) {
    const how = note.as === 'plain' ? `「${note.shown}」の字形は標準の形で印字しました` : '印字できない文字を〓としました';
    y += pen.type.block(`字形の注記：${how}（${note.code}）。原本の字形を確認してください。`, PAGE.left, y, 8.5, INNER, { color: INK });
  }
  if (y > PAGE.staffTop - 6) {
    // Long answers have filled the page: the staff's part goes to a sheet of its own rather than over them.
    foot(pen, form, hash);
    pen.doc.addPage();
    head(pen, form);
  }
  staffBox(pen);
  foot(pen, form, hash);
}
