/** Way 2 for everyone: each page of the phone in three languages, its address, and what it says when something is missing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { album, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser } from '../city/browser/index.ts';
import { button, heading, lifeOf, lookAt, openPhone, openTown, register, search } from './room-people.ts';
import type { Phone, PhonePage, Town } from './room-people.ts';

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

let pages: readonly PhonePage[] = [];

beforeAll(async () => {
  [town, browser] = await Promise.all([openTown({ buildings: [] }), openBrowser()]);
  hanako = await openPhone(browser, town, 'rooms', { rough: true });
  pages = await lifeOf(town, hanako);
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
    await goTo(pages.find(({ name }) => name === 'found')!.path);
    await page().getByRole('heading', { level: 2, name: /空いて/ }).waitFor();
    expect(await page().getByLabel('何時まで').inputValue()).toBe('11:00');
  });

  it.each(['やさしい にほんご', 'English'])('[E66] in %s', async (language) => {
    await goTo('rooms');
    await speak(language);
    for (const { name, path } of pages) {
      await goTo(path);
      await page().getByRole('status').filter({ hasText: '…' }).waitFor({ state: 'detached' });
      if (name === 'found') await page().getByRole('heading', { level: 2 }).waitFor();
      await look(`${language === 'English' ? 'en' : 'ja-easy'}-${name}`);
    }
    await speak('日本語');
  });
});

describe('when something is missing', () => {
  it('[E67] what is wrong is said beside the field, and an empty answer says what to try', async () => {
    await goTo('rooms');
    await page().getByLabel('日にち').fill('2027-01-11');
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
