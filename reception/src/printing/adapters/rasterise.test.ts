import { describe, expect, it } from 'vitest';
import { Language, Zone } from '../../../contract/index.ts';
import { demoCity } from '../../../testing/demo-city.ts';
import { layOutSlip, type SlipFacts } from '../domain/lay-out-slip.ts';
import { layOutTicket, type TicketFacts } from '../domain/lay-out-ticket.ts';
import { PAPER_WORDS } from '../domain/paper-words.ts';
import { isBlack, type Item } from '../domain/sheet.ts';
import { openPaperFaces } from './paper-faces.ts';
import { rasterise } from './rasterise.ts';

const faces = openPaperFaces();
const at = (time: string): number => Date.parse(`2026-11-28T${time}:00+09:00`);
const { city } = await demoCity();
const facts = (over: Partial<TicketFacts> = {}): TicketFacts => {
  const zone = over.zone ?? 'A';
  return {
    language: 'ja', hall: city.hall, zone, zoneTitle: city.zones.find((z) => z.zone === zone)!.title, procedures: city.procedures.filter((p) => p.zone === zone).map((p) => p.title), label: '103', day: '2026-11-28',
    issuedAtMs: at('10:12'), printedAtMs: at('10:40'), copy: 1, ahead: 3, range: { fromMs: at('10:35'), untilMs: at('10:50') }, counters: ['1', '2'], link: 'https://hall.example/phone/ticket/abcdefghijklmnopqrstuv', rejoinMinutes: 20, ...over,
  };
};
const lay = (over: Partial<TicketFacts> = {}, paper: 80 | 58 = 80) => layOutTicket(facts(over), paper, faces.measure);
const textsOf = (items: readonly Item[]): string[] => items.flatMap((item) => (item.t === 'text' ? [item.text] : []));
const said = (over: Partial<TicketFacts> = {}): string => textsOf(lay(over).items).join('').replaceAll(' ', '');

describe('what a ticket says', () => {
  it('[Q71] zone, shape in words, number, time of issue, people ahead, clock times, the way back and the phone page, and no name', () => {
    const all = said();
    for (const part of ['縁側市', '番号札', '証明書', 'まるのA103', '発行2026/11/2810:12', '前にお待ちの方', '3人', '10:35〜10:50', '1・2番窓口', '20分以内', 'スマホで見る', '番号(ばんごう)を呼(よ)んだら']) expect(all).toContain(part);
    expect(lay().items.find((item) => item.t === 'code')).toMatchObject({ text: 'https://hall.example/phone/ticket/abcdefghijklmnopqrstuv' });
    expect([all.includes('再発行'), said({ range: null }).includes('まだ言えません'), said({ ahead: null }).includes('前にお待ちの方')]).toEqual([false, true, false]);
    expect([lay({ link: null }).items.some((item) => item.t === 'code'), said({ link: null }).includes('QR')]).toEqual([false, false]);
  });

  it.each(Language.options)('[Q77] a copy says 再発行, in %s as well', (language) => { expect(said({ language, copy: 2 })).toContain('再発行'); expect(said({ language, copy: 2 })).toContain(PAPER_WORDS.again[language].replaceAll(' ', '')); });
});

const slip = (over: Partial<SlipFacts> = {}): SlipFacts => ({ language: 'ja', hall: city.hall, zone: 'A', label: '103', day: '2026-11-28', takenAtMs: at('10:41'), counter: '4', procedures: city.procedures.slice(0, 3).map((p) => p.title), copy: 1, ...over });

describe('what a slip says', () => {
  it('[Q66] counter, time, number and procedures, and that it is no receipt; only a copy is one', () => {
    const text = (over: Partial<SlipFacts> = {}): string => textsOf(layOutSlip(slip(over), 80, faces.measure).items).join('');
    for (const part of ['受付票', '2026/11/28 10:41', '4番窓口', '103', city.procedures[0]!.title.ja, '領収書ではありません']) expect(text()).toContain(part);
    expect([text().includes('再発行'), text({ copy: 2 }).includes('再発行')]).toEqual([false, true]);
  });

  it.each(Language.options.flatMap((language) => ([80, 58] as const).map((paper) => [language, paper] as const)))('[Q66] every letter of %s is drawn on %i mm, in Japanese too, and nothing leaves the paper', (language, paper) => {
    const { items, width, height } = layOutSlip(slip({ language, copy: 2 }), paper, faces.measure);
    expect(textsOf(items).join('')).toContain('受付');
    for (const item of items) if (item.t === 'text') expect([item.text, faces.missing(item.text, item.lang), item.x >= 0 && item.x + faces.measure(item.text, item) <= width, item.baseline <= height]).toEqual([item.text, [], true, true]);
  });
});

describe('the ticket as dots', () => {
  it.each(Language.options.flatMap((language) => ([80, 58] as const).map((paper) => [language, paper] as const)))('[Q71] every letter of %s is drawn on %i mm, and nothing leaves the paper', (language, paper) => {
    for (const zone of Zone.options) {
      const { items, width, height } = lay({ language, zone, copy: 2 }, paper);
      for (const item of items) {
        if (item.t !== 'text') continue;
        expect(faces.missing(item.text, item.lang)).toEqual([]);
        expect([item.text, item.x >= 0 && item.x + faces.measure(item.text, item) <= width, item.baseline <= height]).toEqual([item.text, true, true]);
      }
    }
  });

  it('[Q71] the number is as large as the paper allows, also 12-03 and 99-9999', () => {
    for (const paper of [80, 58] as const) for (const label of ['103', '1100', '12-03', '99-9999']) {
      const number = lay({ label }, paper).items.find((item) => item.t === 'text' && item.text === label) as Extract<Item, { t: 'text' }>;
      expect([label, number.x + faces.measure(label, number) <= (paper === 80 ? 576 : 384), number.size >= 60]).toEqual([label, true, true]);
    }
  });

  it('[Q71] the six plates differ as black shapes: no two zones cover the same dots', () => {
    const shapes = Zone.options.map((zone) => rasterise({ width: 104, height: 104, items: [{ t: 'plate', zone, x: 2, y: 2, size: 100 }] }, faces).dots.join(','));
    expect(new Set(shapes).size).toBe(6);
  });

  it('[Q72] letters are filled as their outlines say: a ring is white inside, white letters are cut out of black', () => {
    const ring = rasterise({ width: 120, height: 120, items: [{ t: 'text', text: 'O', x: 10, baseline: 100, size: 110, bold: true, lang: 'en' }] }, faces);
    const row = Array.from({ length: 120 }, (_, x) => (isBlack(ring, x, 60) ? '#' : ' ')).join('').trim();
    expect(row).toMatch(/^#{8,} {20,}#{8,}$/u);
    const cut = rasterise({ width: 120, height: 120, items: [{ t: 'box', x: 0, y: 0, width: 120, height: 120 }, { t: 'text', text: 'I', x: 40, baseline: 100, size: 100, bold: true, white: true, lang: 'en' }] }, faces);
    expect([isBlack(cut, 5, 60), Array.from({ length: 120 }, (_, x) => isBlack(cut, x, 60)).includes(false)]).toEqual([true, true]);
  });
});
