/** Way 2 for everyone: each page of the phone on a small screen, with large text, dark, in high contrast and in the system's own colours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { album, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser } from '../city/browser/index.ts';
import { expectNoSideways, heading, lifeOf, lookAt, openPhone, openTown } from './room-people.ts';
import type { Phone, PhonePage, Town } from './room-people.ts';

const picture = album('room-sizes');
let town: Town;
let browser: CityBrowser;
let hanako: Phone;
const page = (): Page => hanako.page;
const goTo = async (path: string): Promise<void> => {
  await page().goto(`${town.city.url.phone}${path}`);
  await page().getByRole('heading', { level: 1 }).waitFor();
};
const look = (name: string): Promise<void> => lookAt(page(), picture, name);
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
  it('[E66] at 320 pixels, and with text at double size', async () => {
    for (const { name, path, title } of pages) {
      await page().setViewportSize({ width: 320, height: 640 });
      await goTo(path);
      await heading(page(), title).waitFor();
      if (name === 'found') await page().getByRole('heading', { level: 2 }).waitFor();
      await look(`narrow-${name}`);
      await page().setViewportSize({ width: 390, height: 844 });
      await page().evaluate(() => { document.documentElement.style.setProperty('font-size', '200%'); });
      await picture(page(), `double-${name}`);
      await expectNoSideways(page(), `double-${name}`);
    }
  });

  it('[E66] dark, high contrast and the system\'s own colours', async () => {
    for (const [theme, media] of [['dark', { colorScheme: 'dark' }], ['hc', { contrast: 'more' }], ['forced', { forcedColors: 'active' }]] as const) {
      await page().emulateMedia(media);
      for (const { name, path, title } of pages) {
        await goTo(path);
        await heading(page(), title).waitFor();
        if (name === 'found') await page().getByRole('heading', { level: 2 }).waitFor();
        // In its own colours the system answers for contrast; axe reads the colours that we wrote, not those that are shown.
        if (theme === 'forced') { await picture(page(), `forced-${name}`); continue; }
        expect(await page().evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
        await look(`${theme}-${name}`);
      }
      await page().emulateMedia({ colorScheme: null, contrast: null, forcedColors: null });
    }
  });
});
