/** The statistics at the console: eight weeks of a fictitious hall, looked at day by day, by keys alone. */
import { randomUUID } from 'node:crypto';
import { seededChance, type Chance } from '@engawa/reception/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, openHall, signIn, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let clerk: Visit;
const see = witness('desk-statistics');

const MIN = 60_000;
const PROCEDURES = ['juminhyo', 'juminhyo', 'juminhyo', 'zei', 'zei', 'inkan', 'tennyu', 'kokuho'] as const;
const ROW = `(ticket_id uuid, day date, series int, sequence int, queue_day date, secret_hash text, zone text, procedures text[], language text, issued_at timestamptz, received_at timestamptz,
  order_at timestamptz, promised_from timestamptz, promised_until timestamptz, standing jsonb, announcements int, has_form boolean, first_called_at timestamptz, line text)`;

/** One day of people: most at ten and at one, nearly all called in the time that they were told. */
function dayOf(day: string, people: number, chance: Chance): object[] {
  return Array.from({ length: people }, (_, n) => {
    const busy = chance() < 0.5 ? 10 : 13;
    const from = Date.parse(`${day}T08:30:00+09:00`) + (chance() < 0.6 ? (busy - 8.5 + chance()) * 60 : chance() * 480) * MIN;
    const usual = 6 + 14 * Math.exp(-(((from - Date.parse(`${day}T${busy}:20:00+09:00`)) / (50 * MIN)) ** 2));
    const called = from + usual * (0.4 + 0.85 * chance() + (chance() < 0.06 ? 0.8 : 0)) * MIN;
    const at = { counter: '1', staffId: '1001', calls: 1, calledAtMs: Math.round(called) };
    const came = chance() > 0.03;
    const iso = (ms: number): string => new Date(ms).toISOString();
    return {
      ticket_id: randomUUID(), day, series: 9, sequence: n + 1, queue_day: day, secret_hash: randomUUID().replaceAll('-', ''), zone: 'A', procedures: [PROCEDURES[Math.floor(chance() * PROCEDURES.length)]], language: 'ja',
      issued_at: iso(from), received_at: iso(from), order_at: iso(from), promised_from: iso(from + usual * 0.5 * MIN), promised_until: iso(from + usual * 1.25 * MIN), announcements: 1, has_form: false, line: 'A', first_called_at: iso(called),
      standing: came ? { status: 'done', ...at, servedAtMs: Math.round(called + MIN), finishedAtMs: Math.round(called + (3 + 9 * chance()) * MIN) } : { status: 'cancelled' },
    };
  });
}

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  const chance = seededChance(20_261_120);
  const days = Array.from({ length: 57 }, (_, n) => new Date(Date.parse('2026-09-25') + n * 86_400_000).toISOString().slice(0, 10)).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
  const rows = days.flatMap((day) => dayOf(day, day === '2026-11-20' ? 131 : 60, chance));
  const database = new pg.Client({ connectionString: hall.city.databases.reception });
  await database.connect();
  await database.query(`INSERT INTO tickets (ticket_id, day, series, sequence, queue_day, secret_hash, zone, procedures, language, issued_at, received_at, order_at, promised_from, promised_until, standing, announcements, has_form, first_called_at, line)
    SELECT ticket_id, day, series, sequence, queue_day, decode(secret_hash, 'hex'), zone, procedures, language, issued_at, received_at, order_at, promised_from, promised_until, standing, announcements, has_form, first_called_at, line FROM jsonb_to_recordset($1::jsonb) AS row ${ROW}`, [JSON.stringify(rows)]);
  await database.query("INSERT INTO avoided_visits VALUES ('2026-11-20', 'tenshutsu', 27)");
  await database.end();
  clerk = await arrive(browser, 'console', hall.city.url.kiosk.replace('/kiosk/', '/console/'), { expected: [/401 \(Unauthorized\)/, /409 \(Conflict\)/, /ERR_/, /WebSocket/] });
  await signIn(clerk.page, '1');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

const title = (): Promise<string> => clerk.page.locator('#statistics-title').innerText();
const figure = async (name: string): Promise<string> => (await clerk.page.locator('.figures div').filter({ hasText: name }).innerText()).replaceAll(/\s+/g, ' ');

describe('a clerk who wants to know', () => {
  it('[E160] from the queue to a day of last week by keys: figures, a finding in words, a picture and the same as a table', async () => {
    const { page } = clerk;
    await page.keyboard.press('g');
    await page.getByText('お呼びした方は まだ いません。').waitFor();
    expect(await title()).toMatch(/^11月24日\(火\)/);
    await see(page, 'nobody-yet');
    for (const day of ['11月23日(月)', '11月22日(日)', '11月21日(土)', '11月20日(金)']) {
      await page.keyboard.press('ArrowLeft');
      await until(day, async () => await title() === day);
    }
    await page.locator('.waits-plot').waitFor();
    expect(await figure('番号札')).toContain('131組 前の週の同じ曜日より 71組 多い');
    expect(await figure('来なくて')).toContain('27組');
    const late = await page.locator('.point-late').count() - 1;
    expect(await page.locator('#waits-title').innerText()).toContain(`${late}組が お伝えした時刻より 遅れました。`);
    expect(await page.locator('.waits-plot .point').count() + late).toBe(131);
    await see(page, 'a-day');
    await page.keyboard.press('v');
    await page.getByRole('table', { name: '時間ごとの 待ち（分）' }).waitFor();
    await see(page, 'as-a-table');
    await page.keyboard.press('v');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: '暗い画面' }).click();
    await see(page, 'dark');
    await page.getByRole('button', { name: '暗い画面' }).click();
    await page.setViewportSize({ width: 720, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
    await see(page, 'at-200-percent');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('[E161] not beyond today; a line that is cut is said and mended; whoever is called is seen', async () => {
    const { page } = clerk;
    for (let n = 0; n < 5; n += 1) await page.keyboard.press('ArrowRight');
    await page.getByText('きょうより 先の日は まだ ありません。').first().waitFor();
    expect(await title()).toMatch(/^11月24日/);
    hall.city.lines!.kiosk.cut();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('数字を 受け取れませんでした。').waitFor();
    await see(page, 'cut-off');
    hall.city.lines!.kiosk.restore();
    await page.getByRole('button', { name: 'もう一度 数える' }).click();
    await page.locator('.figures').waitFor();
    expect(await title()).toBe('11月23日(月)');
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: '待っている方' }).waitFor();
    expect(clerk.troubles).toEqual([]);
  });
});
