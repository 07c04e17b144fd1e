/** Way 3 at its worst moments: reception killed, the line to the glass cut, pages reloaded, all in mid-conversation. */
import { FROZEN_MS } from '@engawa/reception/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, expectNoBarriers, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { NOT_SIGNED_IN, onBothSides, openHall, showsWords, signIn, until, wordsOnGlass, write } from './conversation-people.ts';
import type { Hall } from './conversation-people.ts';

const picture = album('conversation-trouble');
/** What a browser notes when a server is dead or a line is cut, as here on purpose. */
const CUT = [...NOT_SIGNED_IN, /ERR_CONNECTION_(REFUSED|RESET|CLOSED)/, /ERR_EMPTY_RESPONSE/, /WebSocket connection to .* failed/, /Failed to load resource: net::/, /ERR_SOCKET_NOT_CONNECTED/];
const LOST = '字幕が止まりました。筆談で お話しください。';

let hall: Hall;
let browser: CityBrowser;
let clerk: Visit;
let front: Visit;
let back: Visit;
const sides = (): Visit[] => [front, back];
const open = async (): Promise<void> => {
  await clerk.page.keyboard.press('c');
  await clerk.page.getByRole('textbox', { name: /として 送ります/ }).waitFor();
};

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  const glass = (side: string): Promise<Visit> => browser.visit('caption', `http://localhost:${hall.city.lines!.kiosk.port}/caption/?counter=3${side}`, { expected: CUT });
  [front, back] = await Promise.all([glass(''), glass('&side=back')]);
  clerk = await browser.visit('console', hall.city.url.console, { expected: CUT });
  await signIn(clerk.page, '3');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

describe('a conversation in trouble', () => {
  it('[E38] a reload of either side of the glass, or of the console, loses nothing', async () => {
    await open();
    await write(clerk.page, '読み直しても、この文は 残ります。');
    await onBothSides(sides(), '読み直しても、この文は 残ります。');
    await Promise.all(sides().map(({ page }) => page.reload()));
    await onBothSides(sides(), '読み直しても、この文は 残ります。');
    await clerk.page.reload();
    await clerk.page.getByRole('heading', { name: '待っている方' }).waitFor();
    await open();
    await clerk.page.getByText('読み直しても、この文は 残ります。').first().waitFor();
    await write(clerk.page, '続けられます。');
    await onBothSides(sides(), '続けられます。');
  });

  it('[E37] the line to the glass is cut: it says so in time, shows nothing as live, and catches up when the line heals', async () => {
    const cutAt = performance.now();
    hall.city.lines!.kiosk.cut();
    await Promise.all(sides().map(({ page }) => page.getByText(LOST).waitFor({ timeout: FROZEN_MS + 4_000 })));
    expect(performance.now() - cutAt).toBeLessThan(FROZEN_MS + 4_000);
    await picture(front.page, 'glass-line-cut');
    await picture(back.page, 'glass-line-cut-back');
    await expectNoBarriers(front.page, 'the glass without its line');
    await write(clerk.page, '切れている間の文です。');
    expect(await showsWords(front.page, '切れている間の文です。')).toBe(false);
    hall.city.lines!.kiosk.restore();
    await onBothSides(sides(), '切れている間の文です。');
    for (const { page } of sides()) expect(await page.getByText(LOST).count()).toBe(0);
  });

  it('[E37] a line that is only silent is said as well: a pulled cable closes nothing', async () => {
    hall.city.lines!.kiosk.silence();
    await Promise.all(sides().map(({ page }) => page.getByText(LOST).waitFor({ timeout: FROZEN_MS + 4_000 })));
    hall.city.lines!.kiosk.restore();
    await until('the glass lives again', async () => (await Promise.all(sides().map(({ page }) => page.getByText(LOST).count()))).every((count) => count === 0), 40_000);
  });

  it('[E36] reception is killed: both sides and the clerk are told, and what the clerk types is kept', async () => {
    const { page } = clerk;
    await hall.city.kill('reception');
    await Promise.all(sides().map(({ page: glass }) => glass.getByText(LOST).waitFor({ timeout: FROZEN_MS + 4_000 })));
    await page.getByText(/更新停止/).first().waitFor();
    const box = page.getByRole('textbox', { name: /として 送ります/ });
    await box.fill('止まっている間に 書いた文');
    await box.press('Enter');
    await page.getByText('送れませんでした。文は 残っています。').waitFor();
    expect(await box.inputValue()).toBe('止まっている間に 書いた文');
    await picture(front.page, 'glass-reception-dead');
    await picture(page, 'console-reception-dead');
    await expectNoBarriers(page, 'the console without reception');
  });

  it('[E36] when it is back, the old words are gone on both sides, and the conversation goes on', async () => {
    await hall.city.start('reception');
    await until('the old words are gone', async () => (await Promise.all(sides().map(async ({ page: glass }) => (await wordsOnGlass(glass)).length === 0 && await glass.getByText(LOST).count() === 0))).every(Boolean), 30_000);
    await clerk.page.getByText('字幕は 閉じています').waitFor();
    await picture(clerk.page, 'console-reception-back');
    await open();
    await write(clerk.page, '失礼しました。続けましょう。');
    await onBothSides(sides(), '失礼しました。続けましょう。');
    expect(await showsWords(front.page, '続けられます。')).toBe(false);
    await picture(front.page, 'glass-goes-on');
  });

  it('[E13] nothing left the city and no page complained of more than the cuts', () => {
    expect([clerk, ...sides()].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
