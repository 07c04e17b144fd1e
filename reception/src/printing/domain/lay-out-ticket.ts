import type { Language, Wording, Zone } from '../../../contract/index.ts';
import { fitSize } from './break-lines.ts';
import { againBar, clock, inWords, languagesOf, LIST, newColumn, rule, sheetOf, write, type Column } from './column.ts';
import { onPaper } from './paper-words.ts';
import type { Measure, PaperWidth, Sheet, TextStyle } from './sheet.ts';

/** What a ticket says. No name: paper is lost and read by others. */
export interface TicketFacts {
  readonly language: Language; readonly hall: Wording; readonly zone: Zone; /** 業務名 */ readonly zoneTitle: Wording; readonly procedures: readonly Wording[];
  readonly label: string; readonly day: string; readonly issuedAtMs: number; readonly printedAtMs: number; /** 1 the first paper, 2 and more 再発行 */ readonly copy: number;
  /** null: not in the line at this moment */ readonly ahead: number | null; readonly range: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly counters: readonly string[]; /** address of the phone page; null where it is gone */ readonly link: string | null; readonly rejoinMinutes: number;
}

/** 番号札. Foreign words stand over the Japanese ones, which helpers and staff read; a Japanese ticket ends with one easy sentence. */
export function layOutTicket(facts: TicketFacts, paper: PaperWidth, measure: Measure): Sheet {
  const column = newColumn(paper);
  head(column, measure, facts);
  number(column, measure, facts);
  rule(column);
  wait(column, measure, facts);
  rule(column);
  instructions(column, measure, facts);
  return sheetOf(column);
}

function head(column: Column, measure: Measure, facts: TicketFacts): void {
  const [first = 'ja'] = languagesOf(facts);
  write(column, measure, inWords(facts.hall, 'ja'), { size: 24, lang: 'ja' }, { centre: true });
  const title = languagesOf(facts).map((lang) => onPaper('title', lang)).join(' ');
  write(column, measure, title, { size: fitSize(title, { size: 26, lang: first }, column.inner, measure), lang: first }, { centre: true });
  if (facts.copy > 1) againBar(column, measure, first);
  column.y += 4;
  const titles = [...new Set(languagesOf(facts).map((lang) => inWords(facts.zoneTitle, lang)))];
  for (const [at, text] of titles.entries()) write(column, measure, text, { size: at === 0 ? 40 : 28, bold: true, lang: at === 0 ? first : 'ja' }, { centre: true });
}

/** The plate and the number as large as the paper allows: read at arm's length without glasses. */
function number(column: Column, measure: Measure, facts: TicketFacts): void {
  const [first = 'ja'] = languagesOf(facts);
  const gap = 14;
  const tallest = column.inner > 400 ? 220 : 150;
  // The plate is as high as the digits, which are 0.74 em.
  const at = (size: number): number => Math.round(size * 0.74) + gap + measure(facts.label, { size, bold: true, lang: 'en' });
  let size = tallest;
  while (size > 60 && at(size) > column.inner) size -= 4;
  const high = Math.round(size * 0.74);
  const x = column.margin + Math.round((column.inner - at(size)) / 2);
  column.y += 10;
  column.items.push({ t: 'plate', zone: facts.zone, x, y: column.y, size: high });
  column.items.push({ t: 'text', x: x + high + gap, baseline: column.y + high, text: facts.label, size, bold: true, lang: 'en' });
  column.y += high + 12;
  const spoken = languagesOf(facts).map((lang) => `${onPaper(`shape${facts.zone}`, lang)} ${facts.label}`);
  const style: TextStyle = { size: 24, lang: first };
  const together = spoken.join(' / ');
  for (const line of measure(together, style) <= column.inner ? [together] : spoken) write(column, measure, line, style, { centre: true });
}

function wait(column: Column, measure: Measure, facts: TicketFacts): void {
  const langs = languagesOf(facts);
  const [first = 'ja'] = langs;
  const label = (word: 'ahead' | 'when'): void => { for (const [at, lang] of langs.entries()) write(column, measure, onPaper(word, lang), { size: at === 0 ? 24 : 20, lang }); };
  if (facts.ahead !== null) {
    label('ahead');
    write(column, measure, onPaper('people', first, { n: facts.ahead }), { size: 44, bold: true, lang: first });
  }
  label('when');
  const told = facts.range === null ? onPaper('cannotSay', first) : onPaper('range', first, { from: clock(facts.range.fromMs), until: clock(facts.range.untilMs) });
  write(column, measure, told, { size: facts.range === null ? 32 : 44, bold: true, lang: first });
  if (facts.range === null && first !== 'ja' && first !== 'ja-easy') write(column, measure, onPaper('cannotSay', 'ja'), { size: 20, lang: 'ja' });
  const issued = onPaper('issued', first, { day: facts.day.replaceAll('-', '/'), time: clock(facts.issuedAtMs) });
  write(column, measure, facts.copy > 1 ? `${issued} (${onPaper('printed', first, { time: clock(facts.printedAtMs) })})` : issued, { size: 22, lang: first });
}

function instructions(column: Column, measure: Measure, facts: TicketFacts): void {
  const langs = languagesOf(facts);
  const [first = 'ja'] = langs;
  const say = (lang: Language, size: number): void => {
    if (facts.counters.length > 0) write(column, measure, onPaper('near', lang, { counters: facts.counters.join(LIST[lang]) }), { size, lang });
    column.y += 4;
    write(column, measure, facts.link !== null && facts.rejoinMinutes > 0 ? onPaper('absent', lang, { n: facts.rejoinMinutes }) : onPaper('absentNoWay', lang), { size, lang });
  };
  say(first, 24);
  if (facts.link !== null) code(column, measure, facts.link, first);
  if (facts.procedures.length > 0) write(column, measure, facts.procedures.map((title) => inWords(title, first)).join(LIST[first]), { size: 22, lang: first });
  // Whoever came for somebody else, or helps, reads it in the other words.
  if (first === 'ja') { column.y += 8; write(column, measure, onPaper('near', 'ja-easy', { counters: facts.counters.join('・') }), { size: 22, lang: 'ja-easy' }); }
  else if (first !== 'ja-easy') { column.y += 8; say('ja', 20); }
}

function code(column: Column, measure: Measure, link: string, lang: Language): void {
  const size = column.inner > 400 ? 232 : 200;
  column.y += 10;
  const beside = column.inner - size - 16;
  if (beside > 200) {
    const top = column.y;
    column.items.push({ t: 'code', text: link, x: column.margin, y: top, size });
    column.y += 60;
    write(column, measure, onPaper('phone', lang), { size: 26, bold: true, lang }, { x: column.margin + size + 16, width: beside });
    column.y = Math.max(column.y, top + size) + 8;
    return;
  }
  column.items.push({ t: 'code', text: link, x: column.margin + Math.round((column.inner - size) / 2), y: column.y, size });
  column.y += size + 4;
  write(column, measure, onPaper('phone', lang), { size: 24, bold: true, lang }, { centre: true });
  column.y += 8;
}
