/** Way 2 for everyone: each page of the phone in three languages, small and large, light, dark, high contrast and in the system's own colours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { album, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser } from '../city/browser/index.ts';
import { MUSIC, VOICE, book, bookingIdOf, button, heading, hold, lookAt, openPhone, openTown, register, search } from './room-people.ts';
import type { Phone, Town } from './room-people.ts';

const picture = album('room-everyone');
let town: Town;
let browser: CityBrowser;
let hanako: Phone;
const page = (): Page => hanako.page;
const goTo = async (path: string): Promise<void> => {
  await page().goto(`${town.city.url.phone}${path}`);
  await page().getByRole('heading', { level: 1 }).waitFor();
};
const look = (name: string): Promise<void> => lookAt(page(), picture, name);
/** By the resident's own hand: the menu on the beam. */
const speak = (name: string): Promise<unknown> => page().getByRole('banner').getByRole('combobox').selectOption(name);

const SEARCH = 'day=2026-11-24&from=10:00&until=11:00&people=4&facility=engawa-studio24';
const WISH = 'book?room=studio24-b&start=2026-11-24T04:00:00.000Z&end=2026-11-24T05:00:00.000Z&people=4';
/** Address, and the heading it must come back with in Japanese. */
let pages: { name: string; path: string; title: string }[] = [];

beforeAll(async () => {
  [town, browser] = await Promise.all([openTown({ buildings: [] }), openBrowser()]);
  hanako = await openPhone(browser, town, 'rooms', { rough: true });
  const running = await book(page(), MUSIC, { name: '見本 花子' });
  await goTo('rooms');
  const later = await book(page(), MUSIC, { from: '15:00', until: '16:00' });
  await goTo('rooms');
  await hold(page(), VOICE, { from: '18:00', until: '19:00' });
  const held = bookingIdOf(page());
  await goTo('rooms');
  await hold(page(), VOICE, { from: '20:00', until: '21:00' });
  const cancelled = bookingIdOf(page());
  await button(page(), '予約をやめる').click();
  await heading(page(), '予約を取り消しました').waitFor();
  pages = [
    { name: 'search', path: 'rooms', title: '部屋をさがす' },
    { name: 'found', path: `rooms?${SEARCH}`, title: '部屋をさがす' },
    { name: 'wish', path: WISH, title: '予約の内容' },
    { name: 'held', path: `bookings/${held}`, title: '部屋をおさえました' },
    { name: 'booked', path: `bookings/${running}`, title: '予約できました' },
    { name: 'booked-later', path: `bookings/${later}`, title: '予約できました' },
    { name: 'cancelled', path: `bookings/${cancelled}`, title: '予約を取り消しました' },
    { name: 'bookings', path: 'keys', title: '予約とかぎ' },
    { name: 'key', path: `keys/${running}`, title: 'かぎを開けられます' },
    { name: 'key-too-early', path: `keys/${later}`, title: 'まだ開けられません' },
  ];
});
afterAll(async () => {
  await browser?.close();
  await town?.end();
});

describe('every page of the phone', () => {
  it('[E65] a reload lands on the same page', async () => {
    for (const { path, title } of pages) {
      await goTo(path);
      await page().reload();
      await heading(page(), title).waitFor();
    }
    await goTo(`rooms?${SEARCH}`);
    await page().getByRole('heading', { level: 2, name: /空いて/ }).waitFor();
    expect(await page().getByLabel('何時まで').inputValue()).toBe('11:00');
  });

  it.each(['やさしい にほんご', 'English'])('[E66] in %s', async (language) => {
    await goTo('rooms');
    await speak(language);
    for (const { name, path } of pages) {
      await goTo(path);
      await page().getByRole('status').filter({ hasText: '…' }).waitFor({ state: 'detached' });
      await look(`${language === 'English' ? 'en' : 'ja-easy'}-${name}`);
    }
    await speak('日本語');
  });

  it('[E66] at 320 pixels, and with text at double size', async () => {
    for (const { name, path, title } of pages) {
      await page().setViewportSize({ width: 320, height: 640 });
      await goTo(path);
      await heading(page(), title).waitFor();
      await look(`narrow-${name}`);
      await page().setViewportSize({ width: 390, height: 844 });
      await page().evaluate(() => { document.documentElement.style.setProperty('font-size', '200%'); });
      await look(`double-${name}`);
    }
  });

  it('[E66] dark, high contrast and the system\'s own colours', async () => {
    for (const [theme, media] of [['dark', { colorScheme: 'dark' }], ['hc', { contrast: 'more' }], ['forced', { forcedColors: 'active' }]] as const) {
      await page().emulateMedia(media);
      for (const { name, path, title } of pages) {
        await goTo(path);
        await heading(page(), title).waitFor();
        if (theme !== 'forced') expect(await page().evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
        await look(`${theme}-${name}`);
      }
      await page().emulateMedia({ colorScheme: null, contrast: null, forcedColors: null });
    }
  });
});

describe('when something is missing', () => {
  it('[E67] what is wrong is said beside the field, and an empty answer says what to try', async () => {
    await goTo('rooms');
    await page().getByLabel('日にち').fill('2026-11-23');
    await page().getByText('祝日').waitFor();
    await page().getByLabel('日にち').fill('2026-11-24');
    await page().getByLabel('何時から').selectOption('08:00');
    await page().getByLabel('何時まで').selectOption('09:00');
    await button(page(), 'この条件でさがす').click();
    await page().getByRole('alert').getByText(/過ぎて/).waitFor();
    await look('fault-past');
    await page().getByLabel('何時から').selectOption('12:00');
    await page().getByLabel('何時まで').selectOption('11:00');
    await button(page(), 'この条件でさがす').click();
    await page().getByRole('alert').getByText(/より後/).waitFor();
    await look('fault-end');
    await search(page(), { from: '12:00', until: '13:00', people: 500 });
    await page().getByText('時間や人数を変える').waitFor();
    await page().locator('summary').last().click();
    await look('none-free');
    const stranger = await openPhone(browser, town, 'keys');
    await heading(stranger.page, 'ご本人の確認').waitFor();
    await button(stranger.page, 'パスキーを作る').click();
    await stranger.page.getByText('お名前を入れてください。').waitFor();
    await lookAt(stranger.page, picture, 'name-missing');
    await register(stranger.page, '見本 次郎');
    await heading(stranger.page, '予約とかぎ').waitFor();
    await lookAt(stranger.page, picture, 'no-bookings');
    expect(stranger.troubles).toEqual([]);
    await stranger.close();
    expect(hanako.troubles).toEqual([]);
  });
});
