import type { ConsoleState } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { healthName, paperStateSentence, printersInWords } from '../../wording.ts';
import { paperNews, type Paper } from './printer-lines.ts';

type Printers = NonNullable<ConsoleState['printers']>;
const at = '2026-11-24T01:12:00.000Z';
const printer = (id: string, health: Printers[number]['health']): Printers[number] => ({ id, name: id, counters: [], health, since: at });
const paper = (label: string, state: Paper['state']): Paper => ({ kind: 'ticket', jobId: label, ticketId: label as Paper['ticketId'], label, zone: 'A', printer: 'p', state });

describe('paper as staff see it', () => {
  it('[K65] a hall without printers says nothing of paper; where all print, it is one calm line', () => {
    expect([paperNews({}), paperNews({ printers: [] })]).toEqual([null, null]);
    const calm = paperNews({ printers: [printer('a', 'ready'), printer('b', 'ready')], papers: [paper('101', 'waiting')] });
    expect([calm?.down, calm?.low, calm?.toLookAt, calm?.lines[0]?.sinceMs]).toEqual([[], [], [], null]);
    expect(printersInWords(calm!)).toEqual([]);
  });
  it.each(['paper-out', 'cover-open', 'fault', 'unreachable', 'silent'] as const)('[K65] %s is an alarm with its printer, its word and since when', (health) => {
    const news = paperNews({ printers: [printer('a', 'ready'), printer('b', health)] });
    expect([news?.ready, news?.lines[0]]).toMatchObject([1, { id: 'b', tone: 'alarm', sinceMs: Date.parse(at) }]);
    expect(printersInWords(news!)).toEqual([expect.stringMatching(new RegExp(`b.*${healthName(health)}.*10:12`, 'u'))]);
  });
  it('[K65] little paper is a note while it still prints, and each state has its own word', () => {
    const news = paperNews({ printers: [printer('a', 'paper-low')] });
    expect([news?.ready, news?.low.length, news?.down.length]).toEqual([1, 1, 0]);
    const all = (['ready', 'paper-low', 'paper-out', 'cover-open', 'fault', 'unreachable', 'silent'] as const).map(healthName);
    expect(new Set(all).size).toBe(all.length);
  });
  it('[K66] what somebody has to look at is counted apart from what only waits, and the doubtful says to ask the visitor first', () => {
    const news = paperNews({ printers: [printer('a', 'ready')], papers: [paper('101', 'unknown'), paper('102', 'waiting'), paper('103', 'not-printed'), paper('104', 'twice')] });
    expect([news?.toLookAt.map(({ label }) => label), news?.waiting.map(({ label }) => label)]).toEqual([['101', '103', '104'], ['102']]);
    expect(paperStateSentence('unknown')).toMatch(/ご本人に.*たずね/u);
    expect(new Set((['unknown', 'not-printed', 'twice', 'waiting'] as const).map(paperStateSentence)).size).toBe(4);
  });
});
