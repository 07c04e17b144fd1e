/** Every screen of the touch kiosk in the three languages, upright, lying, in the largest letters and inverted: seen, and asked about by axe. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, expectNoBarriers, openBrowser, VIEWPORTS } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, layCard, openHall, takeCard, until } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
const picture = album('counter-languages');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  kiosk = await arrive(browser, 'kiosk', 'about:blank');
  await kiosk.page.clock.install();
  await kiosk.page.goto(hall.city.url.kiosk);
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

const LOOKS = [
  { language: '日本語', name: 'ja-large', clicks: 2, inverted: false, viewport: 'kiosk' },
  { language: 'やさしい にほんご', name: 'ja-easy-large-inverted', clicks: 2, inverted: true, viewport: 'kiosk' },
  { language: 'English', name: 'en-landscape', clicks: 0, inverted: false, viewport: 'kiosk-landscape' },
] as const;

/** Words lose nothing: the question stands in sight, and nothing sticks out of the room at its sides. */
const cutOff = (page: Visit['page']): Promise<string[]> => page.evaluate(() => {
  const room = document.querySelector('main')!.getBoundingClientRect();
  const question = document.querySelector('h1')!;
  const boxes = [...document.querySelectorAll('main button, main h1, main h2, main p, main dd, main label')].filter((element) => !element.closest('.visually-hidden'));
  const outside = boxes.filter((element) => { const { left, right, width } = element.getBoundingClientRect(); return width > 0 && (left < room.left - 1 || right > room.right + 1); });
  const hidden = question.parentElement!.clientHeight + 2 < question.offsetHeight ? [question] : [];
  return [...outside, ...hidden].map((element) => `${element.tagName} ${element.textContent?.slice(0, 40) ?? ''}`);
});

describe('every screen in every language', () => {
  for (const look of LOOKS) {
    it(`[E82][E81] ${look.name}`, async () => {
      const { page } = kiosk;
      const h1 = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
      const see = async (screen: string): Promise<void> => {
        await picture(page, `${look.name}-${screen}`);
        await expectNoBarriers(page, `${look.name}: ${screen}`);
        expect(await cutOff(page)).toEqual([]);
      };
      /** The act at the bottom right, whatever it says. */
      const act = (): Promise<void> => page.getByRole('main').getByRole('button').last().click();
      const moved = async (press: () => Promise<unknown>): Promise<void> => {
        const before = await h1();
        await press();
        await until(`another page than 「${before}」`, async () => await h1() !== before);
      };
      await page.setViewportSize(VIEWPORTS[look.viewport]);
      await page.getByRole('radio', { name: look.language }).click({ force: true });
      const tools = page.getByRole('contentinfo').getByRole('button');
      for (let click = 0; click < look.clicks; click += 1) await tools.nth(2).click();
      if (look.inverted) await tools.nth(3).click();
      await see('home');
      await tools.nth(1).click();
      await page.getByRole('dialog').waitFor();
      await see('language');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await moved(() => page.getByRole('main').getByRole('button').first().click());
      await see('choose');
      for (const row of [0, 1, 3]) await page.getByRole('checkbox').nth(row).check({ force: true });
      await moved(act);
      await see('how');
      await moved(() => page.getByRole('main').getByRole('button').first().click());
      await see('place-card');
      await moved(() => layCard(hall.city, 'alex'));
      await see('pin');
      for (const digit of '1357') await page.getByRole('button', { name: digit, exact: true }).click();
      await page.getByRole('main').getByRole('group').getByRole('button').last().click();
      await page.locator('.name-large').waitFor();
      await see('name');
      await act();
      await page.getByRole('textbox').waitFor();
      await see('kana');
      await takeCard(hall.city);
      await act();
      await page.getByText(/.+/).and(page.locator('[aria-invalid="true"]')).or(page.getByRole('textbox')).first().waitFor();
      await see('kana-missing');
      await page.getByRole('textbox').fill('すぺしめん');
      await moved(act);
      await page.getByRole('textbox').fill('0312345678');
      await see('phone');
      for (const screen of ['juminhyo', 'inkan', 'zei', 'review']) {
        await moved(act);
        await see(screen);
      }
      await page.clock.fastForward(46_000);
      await page.getByRole('dialog').waitFor();
      await see('idle');
      await page.getByRole('dialog').getByRole('button').first().click();
      await until('all of the review was seen', async () => { if (await page.locator('.kiosk[data-scene="review"]').count() === 0) return true; await act(); return false; });
      // In real time: fifteen seconds of a hurried clock are a silent desk, and sixty close the ticket.
      await page.getByRole('img', { name: /QR/ }).waitFor();
      await see('ticket');
      await act();
      await until('thanks', async () => await page.getByRole('main').getByRole('button').count() === 0);
      await see('thanks');
      await page.clock.fastForward(6_000);
      await until('plain Japanese again', async () => (await h1()).includes('こんにちは。') && await page.getByRole('radio', { name: '日本語' }).isChecked());
      await expect(tools.nth(3).getAttribute('aria-pressed')).resolves.toBe('false');
      expect(kiosk.troubles).toEqual([]);
    });
  }
});
