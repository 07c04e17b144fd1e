import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NavigatorProfile, TRANSLATED, type NavigatorFile } from '../../../contract/index.ts';
import { navigatorProfile, unconfirmedBases } from '../application/navigator.ts';
import { readCity } from './read-city.ts';
import { nationalHolidays, readNavigator } from './read-navigator.ts';

const DEMO = fileURLToPath(new URL('../../../city/', import.meta.url));
const city = await readCity(DEMO);
let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'engawa-navigator-')); await cp(DEMO, folder, { recursive: true }); });
afterEach(() => rm(folder, { recursive: true, force: true }));
const edit = async (change: (file: NavigatorFile) => unknown): Promise<void> => {
  const path = join(folder, 'navigator.json');
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')) as NavigatorFile)));
};
const mistakes = (): Promise<string> => readNavigator(folder, city).then(() => 'no mistake', (error: Error) => error.message);
const first = (file: NavigatorFile, change: object): NavigatorFile => ({ ...file, rules: file.rules.map((rule, at) => (at === 0 ? { ...rule, ...change } : rule)) });

describe('the rules of the navigator', () => {
  it('[S70] the demo city’s are whole, and every sentence is there in eight languages', async () => {
    const file = await readNavigator(DEMO, city);
    expect(file?.rules.length).toBeGreaterThan(5);
    expect(file?.rules.filter(({ why }) => TRANSLATED.some((language) => why[language] === undefined))).toEqual([]);
  });
  it.each<[string, object, RegExp]>([
    ['a procedure that the city does not have', { procedure: 'tenyu' }, /navigator\.json: rules\.0 \(tenyu\): the city has no such procedure/],
    ['a law without a name', { basis: { law: 'jyuki', article: '22' } }, /rules\.0 \(tennyu\): "jyuki" does not stand under "laws"/],
    ['a thing to bring without a name', { bring: ['id', 'hanko'] }, /"hanko" does not stand under "brings"/],
    ['an article that is none', { basis: { law: 'juki', article: '第22条' } }, /navigator\.json: rules\.0\.basis\.article/],
    ['no reason', { why: { ja: 'ため', en: 'because' } }, /navigator\.json: rules\.0\.why\.ja-easy/],
    ['an unknown event', { when: [{ event: ['hikkoshi'] }] }, /navigator\.json: rules\.0\.when\.0\.event\.0/],
    ['a condition that is always so', { when: [{ event: ['tennyu'], things: ['gentsuki', 'inu', 'shiei', 'none'] }] }, /"things" names everything and none of it/],
    ['the same twice', { when: [{ event: ['tennyu', 'tennyu'] }] }, /"tennyu" stands twice under "event"/],
    ['a date that the form does not have', { days: ['tennyu.moved-of'] }, /"tennyu\.moved-of" is not a date of this form/],
    ['an option that the field does not have', { fills: { 'tennyu.how': 'by-car' } }, /"by-car" is none of the options of "tennyu\.how"/],
    ['a deadline that is counted in no way', { deadline: { within: 14, unit: 'days', counting: 'somehow' } }, /rules\.0\.deadline/],
  ])('[S70] a mistake is named with its file and place: %s', async (_what, change, message) => {
    await edit((file) => first(file, change));
    expect(await mistakes()).toMatch(message);
  });
  it('[S70] and so is what nobody uses, what stands twice, and a talk that would need a form', async () => {
    await edit((file) => ({ ...file, ask: 'tennyu', laws: { ...file.laws, 'old-law': file.laws['juki'] }, outside: { ...file.outside, tennyu: file.outside['tenko'] } }));
    expect(await mistakes()).toMatch(/ask: "tennyu" is not a procedure without a form[\s\S]*rules\.0 \(tennyu\): it is a procedure of the city and stands under "outside" as well[\s\S]*laws\.old-law: no rule uses it/);
  });
  it('[S71] a city without the file has no navigator', async () => {
    await rm(join(folder, 'navigator.json'));
    expect(await readNavigator(folder, city)).toBeNull();
  });
  it('[S72] what a clerk still has to check is listed by law and article, once each', async () => {
    const file = await readNavigator(DEMO, city);
    const articles = unconfirmedBases(file!);
    expect(articles).toContain('住民基本台帳法施行令 第30条の14');
    expect(articles).toContain('介護保険法 第12条');
    expect(articles).not.toContain('住民基本台帳法 第22条');
    expect(new Set(articles).size).toBe(articles.length);
  });
  it('[S71] what kiosks and phones get holds the holidays from half a year ago to beyond the longest period', async () => {
    const file = await readNavigator(DEMO, city);
    const { holidays } = NavigatorProfile.parse(navigatorProfile(file!, nationalHolidays, Date.parse('2026-11-24T01:00:00Z')));
    expect(holidays).toEqual(expect.arrayContaining(['2026-11-23', '2027-01-11', '2028-11-23']));
    expect([holidays.includes('2026-05-05'), holidays.includes('2030-05-05'), holidays.length < 90]).toEqual([false, false, true]);
  });
});
