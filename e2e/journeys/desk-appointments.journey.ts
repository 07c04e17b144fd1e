/** 予約したが未着: who has booked and not come, at a clerk's console, by keys alone. */
import { bookDemoAppointments, DEMO_STAFF } from '@engawa/reception/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser } from '../city/browser/index.ts';
import { arrive, openHall, signIn, TUESDAY_1012, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
const see = witness('desk-appointments');

beforeAll(async () => { [hall, browser] = await Promise.all([openHall({ lines: false }), openBrowser()]); });
afterAll(async () => { await browser?.close(); await hall?.end(); });

describe('people who have booked and not come', () => {
  it('[E240] a clerk sees who is late, marks one and takes it back, finds one by the code and gives a number, by keys alone', async () => {
    expect(await bookDemoAppointments(new URL(hall.city.url.console).origin, TUESDAY_1012)).toBe(5);
    const { page } = await arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] });
    await signIn(page, '1', DEMO_STAFF[0]);
    await page.getByRole('heading', { name: /待っている方/ }).waitFor();
    await page.keyboard.press('v');
    await page.getByRole('heading', { name: '未着の予約 5件' }).waitFor();
    const rows = page.locator('.appointments tbody tr');
    await until('the late one stands first and says so', async () => /10:00.*分 過ぎ.*Y-1041/su.test(await rows.first().innerText()));
    await see(page, 'list');
    for (const key of ['Enter', 'Tab', 'Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('button', { name: '元に戻す' }).waitFor();
    await see(page, 'marked');
    await page.getByRole('button', { name: '元に戻す' }).press('Enter');
    await page.getByRole('heading', { name: '未着の予約 5件' }).waitFor();
    await page.getByLabel(/予約番号か 手続き/).fill('ｙ-1052');
    await until('one is found', async () => await rows.count() === 1);
    for (const key of ['Enter', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('heading', { name: '番号札を出す' }).waitFor();
    await see(page, 'number');
    await page.getByLabel(/手続きを さがす/).press('Enter');
    await page.getByRole('heading', { name: '番号札を 出しました' }).waitFor();
    await page.keyboard.press('Escape');
    await until('the appointment stands with its ticket', async () => (await page.getByRole('region', { name: /待っている方/ }).innerText()).includes('予約 10:25'));
    await page.keyboard.press('v');
    await page.getByRole('heading', { name: '未着の予約 4件' }).waitFor();
  });
});
