import { describe, expect, it } from 'vitest';
import { ProcedureId } from '../../../contract/index.ts';
import { csvLines } from './csv-lines.ts';
import { readImport, type ImportRead } from './read-import.ts';

const rules = { today: '2026-11-24', dayStartsAt: '08:00', procedures: [ProcedureId.parse('juminhyo'), ProcedureId.parse('tennyu')] };
const HEAD = 'reference,day,time,procedure,state';
const read = (...lines: string[]): ImportRead => { const found = csvLines([HEAD, ...lines].join('\r\n')); return found.ok ? readImport(found.lines, rules) : found; };
const faults = (result: ImportRead): string[] => (result.ok ? [] : result.faults.map(({ line, column, why }) => `${line} ${column} ${why}`));

describe('a list of appointments', () => {
  it('[Q81] is read as spreadsheets write it, in Tokyo time', () => {
    expect(read('"Y-101","2026-11-24","10:30","juminhyo",""', '', 'Y-102,2026-11-25,09:05,tennyu,withdrawn')).toEqual({ ok: true, rows: [
      { reference: 'Y-101', day: '2026-11-24', bookedAtMs: Date.parse('2026-11-24T10:30:00+09:00'), procedure: 'juminhyo', state: 'booked' },
      { reference: 'Y-102', day: '2026-11-25', bookedAtMs: Date.parse('2026-11-25T09:05:00+09:00'), procedure: 'tennyu', state: 'withdrawn' },
    ] });
    expect(csvLines(`\ufeff${HEAD.replace(',state', '')}\nY-1A,2026-11-24,10:30,juminhyo`)).toMatchObject({ ok: true, lines: [{ line: 2, cells: { reference: 'Y-1A' } }] });
  });

  it('[Q81] names line, column and why of every bad row, and never what stands there', () => {
    const wrong = read('YAMADA,2026-11-24,10:30,juminhyo,', 'Y-101,2026-11-24,25:00,juminhyo,', 'Y-102,2026-11-24,10:30,nothing-here,', '"Y-103,2026-11-24,10:30,juminhyo,', 'Y-104,2026-11-24,10:30', 'Y-105,2026-11-23,10:30,juminhyo,', 'Y-106,2026-12-02,10:30,juminhyo,', 'Y-107,2026-11-24,10:30,juminhyo,', 'Y-107,2026-11-24,11:30,juminhyo,', 'Y-108,2026-11-24,10:30,juminhyo,perhaps');
    expect(faults(wrong)).toEqual(['2 reference unreadable', '3 time unreadable', '4 procedure unknown', '5 line unreadable', '6 line unreadable', '7 day past', '8 day too-far', '10 reference twice', '11 state unreadable']);
    expect(JSON.stringify(wrong)).not.toMatch(/YAMADA|perhaps/);
  });

  it('[Q81] a list without its first line, with a strange column, or without end is refused', () => {
    for (const text of ['Y-101,2026-11-24,10:30,juminhyo,', `${HEAD},name`, 'reference,reference', '']) expect(csvLines(text), text).toMatchObject({ ok: false, faults: [{ line: 1, column: 'line' }] });
    expect(faults(readImport(Array.from({ length: 1_001 }, (_, n) => ({ line: n + 2, cells: {} })), rules))).toEqual(['1002 line too-many']);
  });
});
