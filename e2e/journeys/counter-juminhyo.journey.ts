/** 住民票 alone, the errand of most visitors: how many touches, letters and seconds it costs from the first page to the ticket. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, asks, choose, layCard, nameIsRight, named, numberOnTicket, openHall, press, takeCard, typeDigits, typeKana, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

/**
 * How long a slow and careful person takes, in seconds: twice the pointing and thinking times of the keystroke-level model
 * (Card, Moran and Newell 1980: P 1.1), because many before a city hall's kiosk are over sixty, and five to read each page.
 */
const PERSON = { tap: 2.2, key: 2.2, page: 5, card: 10, pin: 4 } as const;

let hall: Hall;
let browser: CityBrowser;
const see = witness('counter-juminhyo');

beforeAll(async () => { [hall, browser] = await Promise.all([openHall(), openBrowser()]); });
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

declare global {
  interface Window { touched?: { taps: number; keys: number; pages: number } }
}
/** Counts what a hand does on the screen: keys of the screen's own keyboards apart, and the pages that were read because something was touched on them. */
async function watched(): Promise<Visit> {
  const visit = await arrive(browser, 'kiosk', 'about:blank');
  await visit.page.addInitScript(() => {
    const touched = { taps: 0, keys: 0, pages: 0 };
    window.touched = touched;
    let question: string | null = null;
    document.addEventListener('pointerdown', ({ isTrusted, target }) => {
      if (!isTrusted) return;
      if ((target as Element).closest('.keys') !== null) touched.keys += 1; else touched.taps += 1;
      const now = document.querySelector('h1')?.textContent ?? '';
      if (now !== question) touched.pages += 1;
      question = now;
    }, true);
  });
  await visit.page.goto(hall.city.url.kiosk);
  return visit;
}

/** What the visit cost; the machine's own time is what the whole walk took here, browser and test included. */
async function costOf({ page }: Visit, begun: number, withCard: boolean): Promise<{ taps: number; keys: number; seconds: number; line: string }> {
  const { taps, keys, pages } = await page.evaluate(() => window.touched!);
  const machine = (performance.now() - begun) / 1_000;
  const person = taps * PERSON.tap + keys * PERSON.key + pages * PERSON.page + (withCard ? PERSON.card + PERSON.pin : 0);
  return { taps, keys, seconds: person + machine, line: `${taps} touches, ${keys} keys, ${pages} pages; ${Math.round(person)} s of a slow person and ${Math.round(machine)} s of machine and test: ${Math.round(person + machine)} s` };
}

describe('a 住民票 and nothing else', () => {
  it('[E120] with a card: not one written letter, and the ticket within 90 seconds', async () => {
    const kiosk = await watched();
    const { page } = kiosk;
    await asks(page, 'こんにちは。');
    const begun = performance.now();
    await press(page, '住民票・証明書');
    await asks(page, '何が必要ですか。');
    await choose(page, '住民票の写し');
    await press(page, 'つぎへ');
    await asks(page, 'マイナンバーカードはお持ちですか。');
    await press(page, 'カードを使う');
    await layCard(hall.city, 'hanako');
    await asks(page, 'カードの暗証番号を入れてください。');
    await typeDigits(page, '1234');
    await press(page, '決定');
    await nameIsRight(page);
    await asks(page, '住民票の写しについて');
    await takeCard(hall.city);
    await press(page, 'つぎへ');
    await asks(page, 'この内容でよろしいですか。');
    await press(page, 'これで申し込む');
    await numberOnTicket(page);
    const { keys, seconds, line } = await costOf(kiosk, begun, true);
    console.log(`住民票 with a card: ${line}`);
    expect(keys).toBe(0);
    expect(seconds).toBeLessThanOrEqual(90);
    await see(page, 'ticket-by-card');
    await kiosk.close();
  });

  it('[E120] without one: three things are typed, the address from its postal code, within three minutes', async () => {
    const kiosk = await watched();
    const { page } = kiosk;
    await asks(page, 'こんにちは。');
    const begun = performance.now();
    await press(page, '住民票・証明書');
    await asks(page, '何が必要ですか。');
    await choose(page, '住民票の写し');
    await press(page, 'つぎへ');
    await asks(page, 'マイナンバーカードはお持ちですか。');
    await press(page, 'カードなしで入力する');
    await asks(page, '氏名を入れてください。');
    await typeKana(page, 'しけん　たろう');
    await press(page, 'つぎへ');
    await asks(page, '生年月日を入れてください。');
    await typeDigits(page, '270229');
    await press(page, 'つぎへ');
    await asks(page, '住所を入れてください。');
    await typeDigits(page, '9090002');
    await page.getByText(named('町の名前まで入りました。')).waitFor();
    for (const key of ['2', '丁目', '1', '5', '番', '6', '号']) await page.getByRole('button', { name: key, exact: true }).click();
    await press(page, 'つぎへ');
    await asks(page, '住民票の写しについて');
    await press(page, 'つぎへ');
    await asks(page, 'この内容でよろしいですか。');
    await page.getByText('縁側市縁の下2丁目15番6号').waitFor();
    await see(page, 'review-typed');
    await press(page, 'これで申し込む');
    await numberOnTicket(page);
    const { seconds, line } = await costOf(kiosk, begun, false);
    console.log(`住民票 without a card: ${line}`);
    expect(seconds).toBeLessThanOrEqual(180);
    await kiosk.close();
  });
});
