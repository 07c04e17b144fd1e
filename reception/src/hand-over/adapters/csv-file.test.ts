import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Procedure, type FormField, type IntakeForm } from '../../../contract/index.ts';
import { csvRows, csvText, disarmed, rearmed } from '../domain/csv.ts';
import { csvFile } from './csv-file.ts';

const say = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const field = (key: string, label: string, more: Partial<FormField> = {}): FormField => ({ key, label: say(label), kind: 'text', required: false, ...more });
const applicant = [field('applicant.name', '氏名', { kind: 'name' }), field('applicant.address', '住所', { kind: 'address' })];
const tennyu = Procedure.parse({ id: 'tennyu', zone: 'B', title: say('転入届'), line: say(''), formTitle: '転入届', basis: '法', addressee: '市長', feeYen: 0, minutes: 10, hasForm: true, fields: [
  field('move.on', '異動日'), field('move.why', '理由', { onlyIf: { key: 'move.on', is: ['never'] } }),
  field('people.movers', '異動者', { kind: 'people', min: 1, max: 12, columns: [{ key: 'name', label: say('氏名'), kind: 'name', required: true }, { key: 'birth', label: say('生年月日'), kind: 'date', required: true }] }),
] });
const context = { receiptNumber: '20261124-01-0003', label: '103', date: '2026-11-24' };
const values = (texts: Record<string, string>): Pick<IntakeForm, 'values'> => ({ values: Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, { value, source: 'visitor' as const }])) });
const family = values({ 'applicant.name': '髙﨑　花子', 'applicant.address': '松風町１〜３', 'move.on': '2026-11-01', 'people.movers': '2', 'people.movers.1.name': '髙﨑　花子', 'people.movers.1.birth': '1980-04-01', 'people.movers.2.name': '𠮷田"葛\u{E0100}"', 'people.movers.2.birth': '2015' });

/** A reader of its own, so that a mistake in the writer cannot hide. */
function readCsv(text: string): string[][] {
  expect(text.endsWith('\r\n')).toBe(true);
  return text.slice(0, -2).split('\r\n').map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((m) => m[1]!.replaceAll('""', '"')));
}
const rows = csvRows({ applicant }, tennyu, family, context);

describe('CSV for the back office', () => {
  it('[R1] one row per person, with the shared part repeated, in columns that never move', () => {
    const [headings, one, two] = readCsv(csvText(rows));
    expect(headings).toEqual(['受付番号', '番号札', '届出日', '氏名 [applicant.name]', '住所 [applicant.address]', '異動日 [move.on]', '理由 [move.why]', '名簿', '何人目', '氏名 [people.movers.name]', '生年月日 [people.movers.birth]']);
    expect(one).toEqual(['20261124-01-0003', '103', '2026-11-24', '髙﨑　花子', '松風町１〜３', '2026-11-01', '', '異動者', '1', '髙﨑　花子', '1980-04-01']);
    expect(two?.slice(3)).toEqual(['髙﨑　花子', '松風町１〜３', '2026-11-01', '', '異動者', '2', '𠮷田"葛\u{E0100}"', '2015']);
    expect(csvRows({ applicant }, tennyu, values({}), context)[0]).toEqual(headings);
  });
  it('[F20] a form that is about some of a list has a row for each of them, and people are named, never numbered', () => {
    const list = { ...tennyu.fields[2]!, about: 'move.who' };
    const some = { ...tennyu, fields: [list, field('move.who', '届け出る方', { kind: 'choices', optionsFrom: 'people.movers' })] };
    const [headings, ...data] = csvRows({ applicant }, some, { values: { ...family.values, 'move.who': { value: '2', source: 'visitor' } } }, context);
    expect(data.map((row) => row.slice(5))).toEqual([['𠮷田"葛\u{E0100}"', '異動者', '2', '𠮷田"葛\u{E0100}"', '2015']]);
    expect(headings?.[5]).toBe('届け出る方 [move.who]');
  });
  it('[R2] UTF-8 begins with its mark and keeps every letter, the variant selectors too', () => {
    const bytes = csvFile(rows, 'utf-8');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(readCsv(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).map((row) => row.slice(0, -2))).toEqual(rows);
  });
  it('[R3] Shift_JIS: 髙 and 﨑 stay themselves, 𠮷 is a visible 〓 and listed, a selector is listed, a twin is listed', () => {
    const bytes = csvFile(rows, 'shift_jis');
    const byBrowser = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
    const byIconv = execFileSync('iconv', ['-f', 'CP932', '-t', 'UTF-8'], { input: bytes }).toString('utf8');
    expect(byIconv).toBe(byBrowser);
    const [headings, one, two] = readCsv(byBrowser);
    expect(headings?.slice(-2)).toEqual(['表せない文字', '字形の指定']);
    expect([one?.[3], one?.[4], one?.at(-2)]).toEqual(['髙﨑　花子', '松風町１～３', '住所 [applicant.address]: U+301C→～']);
    expect([two?.[9], two?.at(-2), two?.at(-1)]).toEqual(['〓田"葛"', '住所 [applicant.address]: U+301C→～; 氏名 [people.movers.name]: U+20BB7→〓', '氏名 [people.movers.name]: 葛(U+E0100)']);
  });
  it('[R3] every letter of CP932 comes through as itself, read by another decoder', () => {
    const letters = new Set<string>();
    for (let lead = 0x81; lead <= 0xfc; lead += 1) for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const letter = new TextDecoder('shift_jis').decode(Uint8Array.of(lead, trail));
      if ([...letter].length === 1 && letter !== '\ufffd' && !/[\ue000-\uf8ff]/u.test(letter)) letters.add(letter);
    }
    expect(letters.size).toBeGreaterThan(7_000);
    const all = [...letters].join('');
    const [, row] = readCsv(new TextDecoder('shift_jis').decode(csvFile([['x'], [all]], 'shift_jis')));
    expect(row).toEqual([all, '', '']);
  });
  it.each(['=1+1', '+81', '-1', '@SUM(A1)', '＝cmd', '＋', '－', '＠', "'quoted", '\tx'])('[R4] %s is no formula, and one apostrophe less is the value again', (text) => {
    expect(disarmed(text)).toBe(`'${text}`);
    expect(rearmed(disarmed(text))).toBe(text);
  });
  it('[R4] other values are left alone', () => {
    for (const text of ['', '松風町', '090-1234-5678', '1980-04-01']) expect([disarmed(text), rearmed(text)]).toEqual([text, text]);
  });
});
