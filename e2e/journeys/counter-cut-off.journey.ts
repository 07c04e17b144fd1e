/** Way 1 when the hall cannot be reached: the number is given all the same, and everything arrives once and in order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, ask, askForAdvice, asks, cardToReview, keptByItsWorker, named, numberInTime, numberOnTicket, openHall, press, queueOf, signIn, until, wantAdvice, whatThePageKeeps, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

const MINUTE_MS = 60_000;
/** What a page says while its server is away; nothing else may be complained of. */
const CUT = [/ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_NETWORK|ERR_FAILED|Failed to fetch|WebSocket connection|ERR_SOCKET|ERR_ABORTED|xhr poll/i, /401 \(Unauthorized\)/];
let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let clerk: Visit;
const given: string[] = [];
const see = witness('counter-cut-off');

type Row = { label: string; n: number; sealed: number };
const arrived = (): Promise<Row[]> => ask(hall.city.databases.reception, async (db) => (await db.query<Row>(
  "SELECT series || lpad(sequence::text, 2, '0') AS label, count(*)::int AS n, count(f.ticket_id)::int AS sealed FROM tickets t LEFT JOIN sealed_forms f USING (ticket_id) GROUP BY 1 ORDER BY 1")).rows);

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  kiosk = await arrive(browser, 'kiosk', 'about:blank', { expected: CUT });
  await kiosk.page.clock.install();
  await kiosk.page.goto(hall.city.url.kiosk);
  clerk = await arrive(browser, 'console', hall.city.url.console, { expected: CUT });
  await signIn(clerk.page, '1');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

describe('a kiosk that is cut off', () => {
  it('[E27] the cable is pulled while a form is handed in: number and sealed form are kept, the plain form is not', async () => {
    const { page } = kiosk;
    await asks(page, 'こんにちは。');
    await keptByItsWorker(page);
    await cardToReview(page, hall.city, ['住民票の写し']);
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/intakes'));
    hall.city.lines!.kiosk.silence();
    await press(page, 'これで申し込む');
    await sent;
    hall.city.lines!.kiosk.cut();
    given.push(await numberOnTicket(page));
    await page.getByText(named('番号を覚えるか、スマホで写してください。')).waitFor();
    await see(page, 'ticket-cut-off');
    const kept = await whatThePageKeeps(page);
    expect(kept).toContain('ciphertext');
    for (const word of ['見本', '花子', 'ミホン', '0312345678']) expect(kept.replace(/<html[\s\S]*<\/html>/, '')).not.toContain(word);
    await press(page, '終わる');
  });

  it('[E27] the next visitor is served as well, and the page says what is true', async () => {
    const { page } = kiosk;
    await page.clock.fastForward(6_000);
    await page.getByText(named('通信が切れています。')).waitFor();
    await see(page, 'home-cut-off');
    given.push(await askForAdvice(page));
    await see(page, 'ticket-of-the-second');
    await press(page, '終わる');
    await page.clock.fastForward(6_000);
    expect(await arrived()).toEqual([]);
  });

  it('[E28] a reload while cut off: the kiosk opens from its worker, says how long it prepares, and counts on from above', async () => {
    const { page } = kiosk;
    await page.reload();
    await asks(page, 'こんにちは。');
    await page.getByText(named('はじめの準備をしています。')).waitFor();
    await see(page, 'home-after-reload');
    await page.clock.fastForward(3 * MINUTE_MS);
    await wantAdvice(page);
    given.push(await numberInTime(page));
    await see(page, 'ticket-after-reload');
    const numbers = given.map((label) => Number(label.replace(/\D/g, '')));
    expect(new Set(numbers).size).toBe(3);
    expect(numbers[2]).toBeGreaterThan(numbers[1]!);
    await press(page, '終わる');
    await page.clock.fastForward(6_000);
    expect(await whatThePageKeeps(page)).toContain('ciphertext');
  });

  it('[E27] the line heals: everything is there once, in the order of the labels, and staff see that it came late', async () => {
    await hall.city.passTime(3 * MINUTE_MS);
    const { page } = clerk;
    await page.getByText('つながっています').first().waitFor();
    expect(await queueOf(page)).toEqual([]);
    await page.keyboard.press('k');
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('相談・そのほか').check();
    await sheet.getByRole('button', { name: '番号札を出す' }).click();
    await sheet.getByRole('status').waitFor();
    await page.keyboard.press('Escape');
    await until('the desk\'s ticket waits', async () => (await queueOf(page)).length === 1);
    hall.city.lines!.kiosk.restore();
    await kiosk.page.clock.fastForward(16_000);
    await until('all four wait', async () => (await queueOf(page)).length === 4);
    const order = await queueOf(page);
    expect(order.slice(0, 2)).toEqual(given.slice(0, 2));
    expect([...order].sort()).toEqual([...given, order.find((label) => label.startsWith('F0'))!].sort());
    expect(await page.getByText(/おくれて届きました/).count()).toBeGreaterThanOrEqual(2);
    await see(page, 'console-came-late');
    const rows = (await arrived()).filter(({ label }) => !label.startsWith('0'));
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 1]);
    expect(rows.map(({ sealed }) => sealed).reduce((sum, n) => sum + n, 0)).toBe(1);
    await until('the kiosk forgot what was taken', async () => { await kiosk.page.clock.fastForward(5_000); return !(await whatThePageKeeps(kiosk.page)).includes('ciphertext'); });
  });

  it('[E27] the form that came late is opened and served like any other', async () => {
    const { page } = clerk;
    await page.keyboard.press('n');
    await page.getByText('呼び出し中').first().waitFor();
    await page.keyboard.press('s');
    await page.getByText('見本　花子').waitFor();
    await see(page, 'console-serving-late');
    await page.keyboard.press('d');
    await page.getByText('お呼びする方を 待っています').waitFor();
  });

  it('[E13] nothing left the city, and no page complained of anything but the cut line', () => {
    expect([kiosk, clerk].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
