import { describe, expect, it } from 'vitest';
import type { FormField, Procedure } from '../../../contract/index.ts';
import type { City } from './city.ts';
import { cityOn, dayByDay } from './fiscal-years.ts';

const field: FormField = { key: 'zei.year', label: { ja: '年度', 'ja-easy': '', en: '' }, kind: 'choice', required: true, years: { count: 5, from: '06-01' } };
const city = { procedures: [{ id: 'zei', fields: [field, { ...field, key: 'zei.kind', years: undefined }] } as unknown as Procedure] } as unknown as City;
const yearsOn = (today: string) => cityOn(city, today).procedures[0]?.fields[0];
const valuesOn = (today: string): unknown => yearsOn(today)?.options?.map(({ value }) => value);

describe('fiscal years of certificates', () => {
  it('[S55] the newest is the one whose papers there are on that day, and it is the usual one', () => {
    expect(valuesOn('2026-11-24')).toEqual(['2026', '2025', '2024', '2023', '2022']);
    expect([yearsOn('2027-05-31')?.default, yearsOn('2027-06-01')?.default, yearsOn('2027-01-01')?.default]).toEqual(['2026', '2027', '2026']);
    expect(valuesOn('2020-07-01')).toEqual(['2020']);
    expect(cityOn(city, '2026-11-24').procedures[0]?.fields[1]?.options).toBeUndefined();
  });
  it('[S55] both the fiscal year and the year of the income are said, and plain Japanese has their readings', () => {
    expect(yearsOn('2026-11-24')?.options?.[0]?.label).toMatchObject({ ja: '令和8年度（令和7年分）', 'ja-easy': '令和(れいわ) 8年度(はちねんど)（7年分(ななねんぶん)）', en: 'FY2026 (income of 2025)', zh: '2026年度（2025年收入）' });
    expect(yearsOn('2042-06-01')?.options?.[0]?.label['ja-easy']).toBe('令和(れいわ) 24年度(にじゅうよねんど)（23年分(にじゅうさんねんぶん)）');
    expect(yearsOn('2020-07-01')?.options?.[0]?.label).toMatchObject({ ja: '令和2年度（令和元年分）', 'ja-easy': '令和(れいわ) 2年度(にねんど)（元年分(がんねんぶん)）' });
  });
  it('[S55] a server that runs over a border goes with it, and makes nothing twice on a day', () => {
    let now = Date.parse('2027-05-31T23:59:00+09:00');
    let made = 0;
    const day = dayByDay(() => now, (today) => { made += 1; return today; });
    expect([day(), day(), made]).toEqual(['2027-05-31', '2027-05-31', 1]);
    now += 120_000;
    expect([day(), made]).toEqual(['2027-06-01', 2]);
  });
});
