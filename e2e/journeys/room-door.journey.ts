/** Way 2 at the door on bad days: no line, no network, no server; and bookings that must not open anything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser } from '../city/browser/index.ts';
import { DOOR, MUSIC, VOICE, book, button, heading, hold, lookAt, openPhone, openTown, pinOn, until } from './room-people.ts';
import type { Phone, Town } from './room-people.ts';

const picture = album('room-door');
const AGENT = 'door-agent studio24';
let town: Town;
let browser: CityBrowser;
let hanako: Phone;
let booking = '';
let pin = '';
const look = (phone: Phone, name: string): Promise<void> => lookAt(phone.page, picture, name);
const goTo = (phone: Phone, path: string): Promise<unknown> => phone.page.goto(`${town.city.url.phone}${path}`);
const typePin = (digits: string): void => town.city.boards[0]!.typePin(DOOR, digits);
const isConnected = (): Promise<boolean> => fetch(`${town.city.url.doorAgent}/healthz`).then(async (answer) => (await answer.json() as { city: boolean }).city, () => false);
const shut = (): Promise<void> => until('the lock has fallen', () => !town.doorIsUnlocked());

beforeAll(async () => {
  [town, browser] = await Promise.all([openTown(), openBrowser()]);
  hanako = await openPhone(browser, town, 'rooms', { rough: true });
  booking = await book(hanako.page, MUSIC, { name: '見本 花子' });
  pin = await pinOn(hanako.page);
  await until('the agent is connected', isConnected);
  // The first opening by button: from here on the agent has the grant, and the service worker has the pages.
  await button(hanako.page, 'かぎを開けるページへ').click();
  await button(hanako.page, 'かぎを開ける').click();
  await heading(hanako.page, 'どうぞ、お入りください').waitFor();
  await hanako.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
});
afterAll(async () => {
  await browser?.close();
  await town?.end();
});

describe('the number for the keypad', () => {
  it('[E60] it opens while everything works; a wrong one does not', async () => {
    await shut();
    const before = town.releases();
    typePin(pin === '000000' ? '111111' : '000000');
    await until('the wrong number is in the journal', async () => (await town.journal()).some(({ tier, act }) => tier === 'keypad' && act === 'denied'));
    expect(town.releases()).toBe(before);
    typePin(pin);
    await until('the relay has moved', () => town.releases() === before + 1);
    await shut();
  });

  it('[E61] with the agent cut off from the city the page shows the number at once, and the number opens', async () => {
    const { page } = hanako;
    await goTo(hanako, `keys/${booking}`);
    await heading(page, 'かぎを開けられます').waitFor();
    town.city.lines!.agents.cut();
    await until('the city has noticed', async () => {
      await button(page, /^(かぎを開ける|もう一度ためす|もう一度 開ける)$/).click();
      await heading(page, /ドアにつながりません|どうぞ|開けられませんでした/).waitFor();
      return heading(page, 'ドアにつながりません').isVisible();
    });
    expect(await pinOn(page)).toBe(pin);
    await look(hanako, 'cut-off');
    await shut();
    const before = town.releases();
    typePin(pin);
    await until('the relay has moved', () => town.releases() === before + 1);
    await shut();
    expect(town.releases()).toBe(before + 1);
  });

  it('[E61] when the line is mended, the journal of the dark hour arrives in the city, whole, and the button works again', async () => {
    const { page } = hanako;
    const written = (await town.journal()).length;
    const known = async (): Promise<number> => Number((await town.ask<{ n: string }>(`SELECT count(*) AS n FROM journal WHERE building = 'studio24'`))[0]!.n);
    expect(await known()).toBeLessThan(written);
    town.city.lines!.agents.restore();
    await until('the city has every record', async () => await known() >= written);
    expect(await town.verifyJournal()).toMatch(/^holds/);
    const before = town.releases();
    await button(page, 'もう一度ためす').click();
    await heading(page, 'どうぞ、お入りください').waitFor();
    expect(town.releases()).toBe(before + 1);
    await shut();
  });
});

describe('killed in the middle', () => {
  it('[E62] the door agent is killed under a press: the page never says open without a release, and one press never opens twice', async () => {
    const { page } = hanako;
    for (const delayMs of [0, 30, 120]) {
      await shut();
      await goTo(hanako, `keys/${booking}`);
      await heading(page, 'かぎを開けられます').waitFor();
      const before = town.releases();
      town.city.boards[0]!.misbehave({ delayMs });
      const pressed = page.waitForRequest(/\/unlock$/);
      await button(page, 'かぎを開ける').click();
      await pressed;
      await town.city.kill(AGENT);
      await heading(page, /ドアにつながりません|どうぞ、お入りください|開けられませんでした/).waitFor();
      const saysOpen = await heading(page, 'どうぞ、お入りください').isVisible();
      if (saysOpen) expect(town.releases()).toBe(before + 1);
      town.city.boards[0]!.misbehave({ delayMs: 0 });
      await town.city.start(AGENT);
      expect(town.releases() - before).toBeLessThanOrEqual(1);
      expect(await town.verifyJournal()).toMatch(/^holds/);
    }
    await picture(page, 'agent-killed');
  });

  it('[E62] the line to the broker is silent under a press: the same, and nothing opens late when it comes back', async () => {
    const { page } = hanako;
    await shut();
    await until('the agent is back', isConnected);
    await goTo(hanako, `keys/${booking}`);
    await heading(page, 'かぎを開けられます').waitFor();
    await until('the button works again', async () => {
      await button(page, /^(かぎを開ける|もう一度ためす|もう一度 開ける)$/).click();
      await heading(page, /ドアにつながりません|どうぞ|開けられませんでした/).waitFor();
      return heading(page, 'どうぞ、お入りください').isVisible();
    });
    await shut();
    await goTo(hanako, `keys/${booking}`);
    await heading(page, 'かぎを開けられます').waitFor();
    const before = town.releases();
    town.city.lines!.agents.silence();
    await button(page, 'かぎを開ける').click();
    await heading(page, '開けています').waitFor();
    await picture(page, 'asking');
    await heading(page, 'ドアにつながりません').waitFor();
    expect(await pinOn(page)).toBe(pin);
    expect(town.releases()).toBe(before);
    town.city.lines!.agents.restore();
    await until('the press is settled', async () => (await town.journal()).at(-1)?.act !== 'intent');
    expect(town.releases() - before).toBeLessThanOrEqual(1);
  });
});

describe('a phone without a network', () => {
  it('[E63] booking, number and way to the house are there after a reload, and the button says the number at once', async () => {
    const { page, context } = hanako;
    await shut();
    await goTo(hanako, 'keys');
    await page.getByRole('link', { name: new RegExp(MUSIC) }).waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('link', { name: new RegExp(MUSIC) }).waitFor();
    await look(hanako, 'offline-bookings');
    await page.getByRole('link', { name: new RegExp(MUSIC) }).click();
    await heading(page, 'かぎを開けられます').waitFor();
    await page.reload();
    await heading(page, 'かぎを開けられます').waitFor();
    const before = town.releases();
    await button(page, 'かぎを開ける').click();
    await heading(page, 'ドアにつながりません').waitFor();
    expect(await pinOn(page)).toBe(pin);
    await look(hanako, 'offline-key');
    typePin(pin);
    await until('the relay has moved', () => town.releases() === before + 1);
    await page.getByRole('link', { name: '施設' }).click();
    await heading(page, '部屋をさがす').waitFor();
    await button(page, 'この条件でさがす').click();
    await page.getByText('電波のよいところで').waitFor();
    await look(hanako, 'offline-search');
    await context.setOffline(false);
    await button(page, 'もう一度ためす').click();
    await page.getByRole('heading', { level: 2, name: /空いて/ }).waitFor();
  });
});

describe('what must not open', () => {
  it('[E64] a cancelled booking has no button and no number, on the page, on the phone without a network, and at the door', async () => {
    const { page, context } = hanako;
    await shut();
    await goTo(hanako, 'rooms');
    const later = await book(page, VOICE, { from: '11:00', until: '12:00' });
    const number = await pinOn(page);
    await look(hanako, 'booked-for-later');
    await button(page, 'かぎを開けるページへ').click();
    await heading(page, 'まだ開けられません').waitFor();
    await look(hanako, 'key-too-early');
    await goTo(hanako, `bookings/${later}`);
    await button(page, '予約を取り消す').click();
    await page.getByRole('dialog', { name: 'この予約を取り消しますか' }).waitFor();
    await look(hanako, 'cancel-asked');
    await page.getByRole('dialog').getByRole('button', { name: '予約を取り消す' }).click();
    await heading(page, '予約を取り消しました').waitFor();
    await look(hanako, 'cancelled');
    await goTo(hanako, `keys/${later}`);
    await heading(page, '予約を取り消しました').waitFor();
    await look(hanako, 'key-cancelled');
    expect(await button(page, /開ける|番号/).count()).toBe(0);
    const before = town.releases();
    typePin(number);
    await until('the number is refused', async () => (await town.journal()).at(-1)?.act === 'denied');
    expect(town.releases()).toBe(before);
    await context.setOffline(true);
    await goTo(hanako, 'keys');
    await page.getByRole('link', { name: new RegExp(MUSIC) }).waitFor();
    expect(await page.getByRole('link', { name: new RegExp(VOICE) }).count()).toBe(0);
    await context.setOffline(false);
  });

  it('[E64] a hold that is not paid opens nothing', async () => {
    const { page } = hanako;
    await goTo(hanako, 'rooms');
    await hold(page, VOICE);
    const id = /bookings\/([0-9a-f-]{36})/.exec(page.url())![1]!;
    await goTo(hanako, `keys/${id}`);
    await heading(page, 'まだ開けられません').waitFor();
    await look(hanako, 'key-unpaid');
    expect(await button(page, /開ける/).count()).toBe(0);
    expect(hanako.troubles).toEqual([]);
  });
});
