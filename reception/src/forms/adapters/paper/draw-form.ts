import type { PaperForm } from '../../domain/paper-form.ts';
import { drawList, listHeight } from './draw-list.ts';
import { INK, INNER, PAGE, sectionTitle, SOFT, type Pen } from './draw-parts.ts';
import { rowsHeight, table, type Density } from './draw-rows.ts';
import { staffBox, staffHeight, type StaffPart } from './draw-staff.ts';
import { startFlow, type Flow } from './flow.ts';

function fee(flow: Flow, form: PaperForm): void {
  const { doc, type } = flow.pen;
  if (form.fee === null) { type.put('手数料はかかりません。', PAGE.left, flow.take(14), 9.5, { color: SOFT, align: 'right', width: INNER }); return; }
  flow.room(28);
  const y = flow.take(28);
  const sum = type.width(form.fee.sum, 17, 'bold');
  type.put(form.fee.sum, PAGE.right - sum, y, 17, { weight: 'bold' });
  const how = type.width(form.fee.how, 9.5);
  type.put(form.fee.how, PAGE.right - sum - how - 12, y + 6.5, 9.5, { color: SOFT });
  type.put('手数料', PAGE.right - sum - how - 60, y + 5, 11);
  doc.lineWidth(0.8).strokeColor(INK).moveTo(PAGE.right - sum - how - 62, y + 23).lineTo(PAGE.right, y + 23).stroke();
}

/** Where the card's data come from, and every letter that could not be set as it was written. */
export function remarks(flow: Flow, form: PaperForm): void {
  const { type } = flow.pen;
  const put = (text: string, color: string): void => { flow.room(13); flow.take(type.block(text, PAGE.left, flow.y(), 8.5, INNER, { color })); };
  put(form.card, SOFT);
  for (const note of type.notes) {
    const how = note.as === 'plain' ? `「${note.shown}」の字形は標準の形で印字しました` : '印字できない文字を〓としました';
    put(`字形の注記：${how}（${note.code}）。原本の字形を確認してください。`, INK);
  }
}

/** By hand: a line that no machine fills in. */
function signature(flow: Flow, label: string): void {
  const { doc, type } = flow.pen;
  flow.room(56);
  const y = flow.take(56);
  type.put(`${label}（ご本人が手で書いてください）`, PAGE.left, y, 9.5, { color: SOFT });
  doc.lineWidth(0.8).strokeColor(INK).moveTo(PAGE.left, y + 44).lineTo(PAGE.right, y + 44).stroke();
}

const staffOf = (form: PaperForm): StaffPart => ({ boxes: form.staffBoxes, stamps: form.cover === null });

/** The staff's part stands at the foot of the last sheet; where that is full, on one of its own rather than over the answers. */
export function finish(flow: Flow, form: PaperForm): void {
  flow.room(staffHeight(staffOf(form)) + 6);
  staffBox(flow.pen, staffOf(form));
  flow.end();
}

const ASIDE = 2 * (18 + 12) + 60;
const densityOf = (pen: Pen, form: PaperForm): Density =>
  (rowsHeight(pen, [...form.applicant, ...form.own], 'wide') + form.lists.reduce((sum, list) => sum + listHeight(list), 0) + ASIDE + staffHeight(staffOf(form)) > PAGE.foot - PAGE.top ? 'tight' : 'wide');

/** Draws one filled form from the current page on. `hash` is the content hash of this form's data. */
export function drawForm(pen: Pen, form: PaperForm, hash: string): void {
  const flow = startFlow(pen, form, hash);
  const density = densityOf(pen, form);
  if (form.applicant.length > 0) {
    sectionTitle(pen, form.applicantTitle, flow.take(18), '右の欄は、記入内容の出どころです');
    table(flow, form.applicant, density);
    flow.take(12);
  }
  if (form.own.length > 0) {
    flow.room(60);
    sectionTitle(pen, form.ownTitle, flow.take(18));
    table(flow, form.own, density);
    flow.take(12);
  }
  for (const list of form.lists) drawList(flow, list);
  if (form.signature !== null) signature(flow, form.signature);
  fee(flow, form);
  remarks(flow, form);
  finish(flow, form);
}
