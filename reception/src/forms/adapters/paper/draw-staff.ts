import { HAIR, INK, INNER, PAD, PAGE, sectionTitle, SOFT, tickBox, type Pen } from './draw-parts.ts';

const TITLE = 18;
const IDENTITY = 24;
const BOX = 26;
const STAMPS = 42;
const PER_LINE = 3;
const boxLines = (boxes: readonly string[]): number => Math.ceil(boxes.length / PER_LINE);

/** `stamps`: a form passes through several hands, a cover sheet through one. */
export interface StaffPart { readonly boxes: readonly string[]; readonly stamps: boolean }
const below = ({ boxes, stamps }: StaffPart): number => boxLines(boxes) * BOX + (stamps ? STAMPS : 0);
export const staffHeight = (part: StaffPart): number => TITLE + IDENTITY + below(part);

/** A label and room for a pen, three to a line. */
function numbers({ doc, type }: Pen, boxes: readonly string[], y: number): void {
  const w = INNER / PER_LINE;
  doc.lineWidth(0.5).strokeColor(HAIR);
  boxes.forEach((text, i) => {
    const x = PAGE.left + (i % PER_LINE) * w;
    const top = y + Math.floor(i / PER_LINE) * BOX;
    if (i % PER_LINE > 0) doc.moveTo(x, top).lineTo(x, top + BOX).stroke();
    type.block(text, x + 6, top + 3, 7.5, w - 12, { color: SOFT, leading: 1.25 });
    doc.lineWidth(0.5).strokeColor(HAIR).moveTo(PAGE.left, top + BOX).lineTo(PAGE.right, top + BOX).stroke();
  });
}

function stampCells({ doc, type }: Pen, y: number): void {
  const cells = ['受付', '審査', '作成', '交付', '領収'];
  const w = INNER / cells.length;
  cells.forEach((cell, i) => {
    if (i > 0) doc.lineWidth(0.5).strokeColor(HAIR).moveTo(PAGE.left + i * w, y).lineTo(PAGE.left + i * w, y + STAMPS).stroke();
    type.put(cell, PAGE.left + i * w + 6, y + 5, 8.5, { color: SOFT });
  });
}

/** 職員記入欄: for a pen and stamps. 個人番号 and 住民票コード are never asked for; where law needs one, staff write it. */
export function staffBox(pen: Pen, part: StaffPart): void {
  const { doc, type } = pen;
  const { boxes } = part;
  const top = PAGE.foot - 13 - staffHeight(part);
  sectionTitle(pen, '職員記入欄', top, 'この欄には記入しないでください');
  const y = top + TITLE;
  doc.lineWidth(0.5).strokeColor(HAIR).moveTo(PAGE.left, y + IDENTITY).lineTo(PAGE.right, y + IDENTITY).stroke();
  type.put('本人確認', PAGE.left + PAD, y + 7, 9);
  let x = PAGE.left + 66;
  for (const text of ['マイナンバーカード', '運転免許証', '在留カード', 'その他（　　　　　　　　　　）']) {
    tickBox(pen, x, y + 8, 8, false);
    x += 13 + type.put(text, x + 13, y + 7, 9) + 14;
  }
  numbers(pen, boxes, y + IDENTITY);
  if (part.stamps) stampCells(pen, y + IDENTITY + boxLines(boxes) * BOX);
  doc.lineWidth(1).strokeColor(INK).rect(PAGE.left, y, INNER, IDENTITY + below(part)).stroke();
}
