import type { PaperCover } from '../../domain/paper-cover.ts';
import type { PaperForm } from '../../domain/paper-form.ts';
import { finish, remarks } from './draw-form.ts';
import { drawList } from './draw-list.ts';
import { INK, INNER, PAD, PAGE, sectionTitle, SOFT, tickBox, type Pen } from './draw-parts.ts';
import { table } from './draw-rows.ts';
import { startFlow, type Flow } from './flow.ts';

/** What the sheet is not, in a double frame: nobody may take it for the 届書. */
function notice(flow: Flow, text: string): void {
  const { doc, type } = flow.pen;
  const height = type.lines(text, 10, INNER - 28, 'bold').length * 15 + 14;
  const y = flow.take(height + 10);
  doc.lineWidth(0.6).strokeColor(INK).rect(PAGE.left, y, INNER, height).stroke().rect(PAGE.left + 3, y + 3, INNER - 6, height - 6).stroke();
  type.block(text, PAGE.left + 14, y + 8, 10, INNER - 28, { weight: 'bold' });
}

/** 期限, 届け出できる方: a word at the left, the sentence beside it. */
function fact({ pen: { type }, y, take }: Flow, label: string, text: string): void {
  if (text === '') return;
  type.put(label, PAGE.left + PAD, y(), 9, { color: SOFT });
  take(type.block(text, PAGE.left + 92, y() - 1, 9.5, INNER - 92, { leading: 1.4 }) + 3);
}

const GAP = 18;
const COLUMN = (INNER - GAP) / 2;
/** Steps are numbered, things to bring have a box for the clerk's pen. Returns the height. */
function column(pen: Pen, title: string, texts: readonly string[], x: number, y: number, box: boolean): number {
  if (texts.length === 0) return 0;
  sectionTitle(pen, title, y, '', x);
  let at = y + 18;
  texts.forEach((text, i) => {
    if (box) tickBox(pen, x + 2, at + 2, 8, false);
    else pen.type.put(String(i + 1), x + 3, at, 9, { weight: 'bold' });
    at += pen.type.block(text, x + 17, at, 9, COLUMN - 17, { leading: 1.4 }) + 2.5;
  });
  return at - y;
}

/** Draws the cover sheet of a statutory paper from the current page on. */
export function drawCover(pen: Pen, form: PaperForm, cover: PaperCover, hash: string): void {
  const flow = startFlow(pen, form, hash);
  notice(flow, cover.notice);
  fact(flow, '届け出の期限', cover.deadline);
  fact(flow, '届け出できる方', cover.who);
  flow.take(5);
  const y = flow.y();
  flow.take(Math.max(column(pen, 'ご案内したこと', cover.steps, PAGE.left, y, false), column(pen, 'お持ちいただくもの', cover.bring, PAGE.left + COLUMN + GAP, y, true)) + 6);
  sectionTitle(pen, form.ownTitle, flow.take(17), '右の欄は、記入内容の出どころです');
  table(flow, form.own, 'tight');
  flow.take(9);
  for (const list of form.lists) drawList(flow, list);
  flow.room(60);
  sectionTitle(pen, form.applicantTitle, flow.take(17));
  table(flow, form.applicant, 'tight');
  flow.take(6);
  remarks(flow, form);
  finish(flow, form);
}
