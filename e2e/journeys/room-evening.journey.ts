/** Way 2: a resident books a room for the running hour with the phone, pays, opens the door with one button, and leaves no trace on the phone. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, openBrowser, pressByKeyboard, tabTo, typeByKeyboard } from '../city/browser/index.ts';
import type { CityBrowser } from '../city/browser/index.ts';
import { HOUSE, MUSIC, VOICE, button, heading, lookAt, openPhone, openTown, pinOn, register, room, search, until } from './room-people.ts';
import type { Phone, Town } from './room-people.ts';

const picture = album('room-evening');
let town: Town;
let browser: CityBrowser;
let phone: Phone;

const look = (name: string): Promise<void> => lookAt(phone.page, picture, name);

beforeAll(async () => {
  [town, browser] = await Promise.all([openTown(), openBrowser()]);
  phone = await openPhone(browser, town);
});
afterAll(async () => {
  await browser?.close();
  await town?.end();
});

describe('an hour in the studio', () => {
  it('[E50] finds a free room for the running hour and sees the price explained', async () => {
    const { page } = phone;
    await heading(page, '部屋をさがす').waitFor();
    await look('search');
    await search(page);
    await look('found');
    const studio = room(page, MUSIC);
    await studio.locator('summary', { hasText: '料金の内わけ' }).click();
    await studio.getByRole('row', { name: /昼間.*条例 別表第1.*600円/ }).waitFor();
    await studio.getByRole('row', { name: /お支払い 600円/ }).waitFor();
    await look('price');
  });

  it('[E50] registers a passkey on the way, holds, pays and has the booking', async () => {
    const { page } = phone;
    await room(page, MUSIC).getByRole('button', { name: 'この部屋を予約する' }).click();
    await heading(page, 'ご本人の確認').waitFor();
    await look('sign-in');
    await register(page, '見本 花子');
    await heading(page, '予約の内容').waitFor();
    await look('wish');
    await page.getByLabel('何に使いますか').fill('合唱の練習');
    await page.getByLabel(/マイク/).check();
    await button(page, /おさえて/).click();
    await heading(page, '部屋をおさえました').waitFor();
    await page.getByText(/まで おさえています/).waitFor();
    await look('held');
    await button(page, '900円 を支払う').click();
    await page.getByRole('heading', { name: 'お支払い', level: 1 }).waitFor();
    await look('pay');
    await button(page, '支払う').click();
    await heading(page, '予約できました').waitFor();
    expect(await page.title()).toBe('予約できました | 縁側市');
    await look('booked');
  });

  it('[E50] the calendar file says when, where and which, and not the door number', async () => {
    const { page } = phone;
    const pin = await pinOn(page);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'カレンダーに入れる' }).click()]);
    const calendar = (await readFile(await file.path(), 'utf8')).replaceAll('\r\n ', '');
    expect(file.suggestedFilename()).toMatch(/^engawa-[0-9A-Z]{4}-[0-9A-Z]{3}\.ics$/);
    expect(calendar).toContain('DTSTART:20261124T010000Z');
    expect(calendar).toContain('DTEND:20261124T020000Z');
    expect(calendar).toContain(`SUMMARY:${HOUSE} ${MUSIC}`);
    expect(calendar).toMatch(/LOCATION:.*駅前/);
    expect(calendar).toContain(`/phone/bookings/${page.url().split('/').at(-1)!.slice(0, 36)}`);
    expect(calendar).not.toContain(pin);
  });

  it('[E51] one button opens the door: the relay moves once, the page says open and closes again, and the journal holds', async () => {
    const { page } = phone;
    await button(page, 'かぎを開けるページへ').click();
    await heading(page, 'かぎを開けられます').waitFor();
    await look('key');
    expect(town.releases()).toBe(0);
    await button(page, 'かぎを開ける').click();
    await heading(page, 'どうぞ、お入りください').waitFor();
    expect([town.releases(), town.doorIsUnlocked()]).toEqual([1, true]);
    await look('open');
    await heading(page, 'かぎを開けられます').waitFor();
    await until('the lock has fallen', () => !town.doorIsUnlocked());
    expect(town.releases()).toBe(1);
    expect(await town.verifyJournal()).toMatch(/^holds: \d+ records/);
    const acts = (await town.journal()).filter(({ commandId }) => commandId !== null).map(({ act }) => act);
    expect(acts).toEqual(['intent', 'released']);
    await until('the city has the journal', async () => (await town.ask<{ n: string }>('SELECT count(*) AS n FROM journal'))[0]!.n === String((await town.journal()).length));
  });

  it('[E52] after signing out the phone knows nothing, and the same passkey comes back to the same booking', async () => {
    const { page } = phone;
    await page.getByRole('link', { name: 'かぎ', exact: true }).click();
    await heading(page, '予約とかぎ').waitFor();
    await look('bookings');
    await button(page, 'この端末での利用を終える').click();
    await heading(page, 'ご本人の確認').waitFor();
    const left = await page.evaluate(() => new Promise<number>((resolve, reject) => {
      const open = indexedDB.open('engawa-phone');
      open.onerror = () => reject(new Error('no database'));
      open.onsuccess = () => { const count = open.result.transaction('bookings').objectStore('bookings').count(); count.onsuccess = () => { open.result.close(); resolve(count.result); }; };
    }));
    expect(left).toBe(0);
    await phone.passkey.refuse();
    await button(page, 'パスキーで入る').click();
    await page.getByText('確認が途中で止まりました').waitFor();
    await look('sign-in-refused');
    await phone.passkey.allow();
    await button(page, 'パスキーで入る').click();
    await page.getByRole('link', { name: new RegExp(MUSIC) }).waitFor();
    expect(phone.troubles).toEqual([]);
  });
});

describe('the same by keyboard alone', () => {
  it('[E53] from the search to the open door without a pointer, and every stop shows its focus', async () => {
    const other = await openPhone(browser, town);
    const { page } = other;
    await heading(page, '部屋をさがす').waitFor();
    await tabTo(page, '何時まで');
    await page.keyboard.press('ArrowUp');
    await tabTo(page, '施設');
    await page.keyboard.press('End');
    await pressByKeyboard(page, 'この条件でさがす');
    await page.getByRole('heading', { level: 2, name: /空いて/ }).waitFor();
    await room(page, VOICE).waitFor();
    await pressByKeyboard(page, 'この部屋を予約する');
    await heading(page, 'ご本人の確認').waitFor();
    await typeByKeyboard(page, /^お名前/, '見本 太郎');
    await page.keyboard.press('Enter');
    await heading(page, '予約の内容').waitFor();
    await typeByKeyboard(page, /^何に使いますか/, '朗読');
    await pressByKeyboard(page, /おさえて/);
    await heading(page, '部屋をおさえました').waitFor();
    await pressByKeyboard(page, /を支払う$/);
    await page.getByRole('heading', { name: 'お支払い', level: 1 }).waitFor();
    await pressByKeyboard(page, '支払う');
    await heading(page, '予約できました').waitFor();
    await pressByKeyboard(page, 'かぎを開けるページへ');
    await heading(page, 'かぎを開けられます').waitFor();
    const before = town.releases();
    await pressByKeyboard(page, 'かぎを開ける', 'Space');
    await heading(page, 'どうぞ、お入りください').waitFor();
    await picture(page, 'open-by-keyboard');
    expect(town.releases()).toBe(before + 1);
    expect(other.troubles).toEqual([]);
    await other.close();
  });
});
