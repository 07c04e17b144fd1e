import type { Language, Wording, Zone } from '../../../contract/index.ts';
import { breakLines, fitSize } from './break-lines.ts';
import { onPaper } from './paper-words.ts';
import { DOTS_ACROSS, type Item, type Measure, type PaperWidth, type Sheet, type TextStyle } from './sheet.ts';

/** What a ticket says. No name: paper is lost and read by others. */
export interface TicketFacts {
  readonly language: Language; readonly hall: Wording; readonly zone: Zone; /** 業務名 */ readonly zoneTitle: Wording; readonly procedures: readonly Wording[];
  readonly label: string; readonly day: string; readonly issuedAtMs: number; readonly printedAtMs: number; /** 1 the first paper, 2 and more 再発行 */ readonly copy: number;
  /** null: not in the line at this moment */ readonly ahead: number | null; readonly range: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly counters: readonly string[]; /** address of the phone page; null where it is gone */ readonly link: string | null; readonly rejoinMinutes: number;
}

const TOKYO_MS = 9 * 3_600_000;
const two = (n: number): string => String(n).padStart(2, '0');
/** HH:MM in Tokyo. */
const clock = (ms: number): string => { const minutes = Math.floor((ms + TOKYO_MS) / 60_000); return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`; };
const inWords = (wording: Wording, lang: Language): string => wording[lang] ?? wording.en;
const LIST = { ja: '・', 'ja-easy': '・', en: ', ', zh: '、', ko: ', ', vi: ', ', pt: ', ', fil: ', ' } as const satisfies Record<Language, string>;

/** A column that grows downwards. */
interface Column { readonly items: Item[]; readonly margin: number; readonly inner: number; y: number }
const LEADING = 1.32;

function write(column: Column, measure: Measure, text: string, style: TextStyle, { centre = false, x = column.margin, width = column.inner }: { centre?: boolean; x?: number; width?: number } = {}): void {
  for (const line of breakLines(text, style, width, measure)) {
    const at = centre ? x + Math.round((width - measure(line, style)) / 2) : x;
    column.items.push({ t: 'text', x: at, baseline: Math.round(column.y + style.size), text: line, ...style });
    column.y += Math.round(style.size * LEADING);
  }
}
const rule = (column: Column): void => {
  column.items.push({ t: 'box', x: column.margin, y: column.y + 4, width: column.inner, height: 2 });
  column.y += 16;
};

/** 番号札. Foreign words stand over the Japanese ones, which helpers and staff read; a Japanese ticket ends with one easy sentence. */
export function layOutTicket(facts: TicketFacts, paper: PaperWidth, measure: Measure): Sheet {
  const width = DOTS_ACROSS[paper];
  const margin = paper === 80 ? 16 : 8;
  const column: Column = { items: [], margin, inner: width - 2 * margin, y: 8 };
  head(column, measure, facts);
  number(column, measure, facts);
  rule(column);
  wait(column, measure, facts);
  rule(column);
  instructions(column, measure, facts);
  return { width, height: column.y + 12, items: column.items };
}

const languagesOf = ({ language }: TicketFacts): Language[] => (language === 'ja' || language === 'ja-easy' ? [language] : [language, 'ja']);

function head(column: Column, measure: Measure, facts: TicketFacts): void {
  const [first = 'ja'] = languagesOf(facts);
  write(column, measure, inWords(facts.hall, 'ja'), { size: 24, lang: 'ja' }, { centre: true });
  const title = languagesOf(facts).map((lang) => onPaper('title', lang)).join(' ');
  write(column, measure, title, { size: fitSize(title, { size: 26, lang: first }, column.inner, measure), lang: first }, { centre: true });
  if (facts.copy > 1) again(column, measure, first);
  column.y += 4;
  const titles = [...new Set(languagesOf(facts).map((lang) => inWords(facts.zoneTitle, lang)))];
  for (const [at, text] of titles.entries()) write(column, measure, text, { size: at === 0 ? 40 : 28, bold: true, lang: at === 0 ? first : 'ja' }, { centre: true });
}

/** White on black over the whole width: whoever holds two papers sees which is the copy. */
function again(column: Column, measure: Measure, lang: Language): void {
  const text = lang === 'ja' ? onPaper('again', 'ja') : `${onPaper('again', lang)} ${onPaper('again', 'ja')}`;
  const style: TextStyle = { size: fitSize(text, { size: 32, bold: true, lang }, column.inner - 16, measure), bold: true, lang };
  column.items.push({ t: 'box', x: column.margin, y: column.y + 4, width: column.inner, height: 46 });
  column.items.push({ t: 'text', x: column.margin + Math.round((column.inner - measure(text, style)) / 2), baseline: column.y + 38, text, white: true, ...style });
  column.y += 56;
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
