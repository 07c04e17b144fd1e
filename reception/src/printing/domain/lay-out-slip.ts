import type { Language, Wording, Zone } from '../../../contract/index.ts';
import { fitSize } from './break-lines.ts';
import { againBar, clock, inWords, languagesOf, newColumn, rule, sheetOf, write } from './column.ts';
import { onPaper } from './paper-words.ts';
import type { Measure, PaperWidth, Sheet } from './sheet.ts';

/** What a 受付票 says: that a counter took these procedures on, when, and that it is no receipt. No name. */
export interface SlipFacts {
  readonly language: Language; readonly hall: Wording; readonly zone: Zone; readonly label: string; readonly day: string; /** when the counter began */ readonly takenAtMs: number;
  readonly counter: string; readonly procedures: readonly Wording[]; /** 1 the first paper, 2 and more 再発行 */ readonly copy: number;
}

/** 受付票: what a counter hands over when it took something on. It looks unlike a ticket, so that nobody waits with it. */
export function layOutSlip(facts: SlipFacts, paper: PaperWidth, measure: Measure): Sheet {
  const column = newColumn(paper);
  const langs = languagesOf(facts);
  const [first = 'ja'] = langs;
  write(column, measure, inWords(facts.hall, 'ja'), { size: 24, lang: 'ja' }, { centre: true });
  const title = langs.map((lang) => onPaper('slip', lang)).join(' ');
  write(column, measure, title, { size: fitSize(title, { size: 40, bold: true, lang: first }, column.inner, measure), bold: true, lang: first }, { centre: true });
  if (facts.copy > 1) againBar(column, measure, first);
  rule(column);
  for (const [at, lang] of langs.entries()) write(column, measure, onPaper('taken', lang, { day: facts.day.replaceAll('-', '/'), time: clock(facts.takenAtMs), counter: facts.counter }), { size: at === 0 ? 26 : 22, lang });
  const plate = 56;
  column.y += 8;
  column.items.push({ t: 'plate', zone: facts.zone, x: column.margin, y: column.y, size: plate });
  column.items.push({ t: 'text', x: column.margin + plate + 14, baseline: column.y + plate - 6, text: facts.label, size: 56, bold: true, lang: 'en' });
  column.y += plate + 10;
  // A translation that names the paper in Japanese as well says it once.
  for (const titles of facts.procedures.map((title) => langs.map((lang) => inWords(title, lang)))) for (const [at, text] of titles.filter((title, n) => n === 0 || titles[0]?.includes(title) === false).entries()) write(column, measure, at === 0 ? `・${text}` : text, { size: at === 0 ? 28 : 22, bold: at === 0, lang: at === 0 ? first : 'ja' });
  rule(column);
  for (const [at, lang] of langs.entries()) for (const word of ['keep', 'noReceipt'] as const) write(column, measure, onPaper(word, lang), { size: at === 0 ? 24 : 20, lang });
  return sheetOf(column);
}
