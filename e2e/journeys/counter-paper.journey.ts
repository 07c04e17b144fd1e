/** A number on paper, on good days and bad ones: the visitor at the kiosk, the clerk at the console, a hand at the printer. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_STAFF } from '@engawa/reception/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { PICTURES } from '../city/browser/pictures.ts';
import { arrive, ask, askForAdvice, openHall, press, signIn, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let visitor: Visit;
let clerk: Visit;
let hand: Visit;
const see = witness('counter-paper');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall({ lines: false, printers: true }), openBrowser()]);
  visitor = await arrive(browser, 'kiosk', hall.city.url.kiosk);
  clerk = await arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] });
  hand = await arrive(browser, 'console', hall.city.url.printers!);
  await signIn(clerk.page, '4', DEMO_STAFF[2]);
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

describe('a number on paper', () => {
  it('[E210] the visitor is told what is true of the paper and never waits for it; the clerk sees the printer in trouble and prints again by keys', async () => {
    const { device } = hall.city.printers[0]!;
    const told = (words: string) => visitor.page.getByRole('status').filter({ hasText: words }).waitFor();
    const paper = device.nextPaper();
    await askForAdvice(visitor.page);
    await told('お取りください');
    await paper;
    await see(visitor.page, 'kiosk-take');
    await writeFile(join(PICTURES, 'counter-paper', 'paper-ja-80.png'), device.printed[0]!.png);
    await hand.page.getByRole('img').waitFor();
    await see(hand.page, 'printer-page');
    await clerk.page.getByRole('button', { name: /プリンター\s*2／2/ }).waitFor();
    await see(clerk.page, 'console-calm');
    await press(visitor.page, '終わる');

    // No paper: the number stands as large, and the hall knows. A new roll lets it out.
    await press(hand.page, '紙を切らす');
    await until('the roll is empty', () => device.paperOut);
    await askForAdvice(visitor.page);
    await told('プリンターの紙が 切れています');
    await see(visitor.page, 'kiosk-no-paper');
    await clerk.page.getByRole('button', { name: /入口のプリンター 紙切れ/ }).waitFor();
    await clerk.page.keyboard.press('m');
    await clerk.page.getByRole('dialog').getByText('新しいロールを 入れてください').waitFor();
    await see(clerk.page, 'console-no-paper');
    await press(visitor.page, '終わる');
    const late = device.nextPaper();
    await press(hand.page, '紙を切らす');
    await late;
    // A paper falls before its printer has said so: only then is the next day bad.
    await until('the hall knows that both are out', () => ask(hall.city.databases.reception, async (client) => (await client.query("SELECT 1 FROM print_jobs WHERE state = 'printed'")).rowCount === 2));

    // Taken and perhaps printed: nobody prints it again but the clerk, after asking.
    device.fault = 'swallow';
    await askForAdvice(visitor.page);
    await told('紙が 出ていたら お取りください');
    await see(visitor.page, 'kiosk-perhaps');
    await clerk.page.getByRole('dialog').getByText('出たかもしれません').waitFor();
    await see(clerk.page, 'console-perhaps');
    device.fault = 'none';
    const printed = device.printed.length;
    const counters = hall.city.printers[1]!.device;
    const again = counters.nextPaper();
    await clerk.page.getByRole('dialog').getByRole('button', { name: /もう一度 刷る/ }).press('Enter');
    await again;
    await clerk.page.getByRole('dialog').getByText('いま 気をつける札は ありません').waitFor();
    expect([counters.printed.length, device.printed.length - printed]).toEqual([1, expect.toSatisfy((sheets: number) => sheets <= 1)]);
    await writeFile(join(PICTURES, 'counter-paper', 'paper-again-58.png'), counters.printed[0]!.png);
    await clerk.page.keyboard.press('Escape');
    await clerk.page.getByRole('button', { name: /プリンター\s*2／2/ }).waitFor();

    // Who is served is handed a slip of what the counter took on.
    const slip = counters.nextPaper();
    await clerk.page.keyboard.press('n');
    await clerk.page.getByRole('heading', { name: '呼び出し中' }).waitFor();
    await clerk.page.keyboard.press('s');
    await clerk.page.getByRole('heading', { name: '対応中' }).waitFor();
    await clerk.page.keyboard.press('m');
    await clerk.page.getByRole('dialog').getByRole('button', { name: /受付票を 刷る/ }).press('Enter');
    await slip;
    await see(clerk.page, 'console-slip');
    await writeFile(join(PICTURES, 'counter-paper', 'paper-slip-58.png'), counters.printed[1]!.png);
  });
});
