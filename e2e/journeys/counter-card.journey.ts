/** Way 1 when card, reader or bridge do not do what one hopes: calm screens, and typing goes on. Then the whole visit by keyboard. */
import { VIRTUAL_NUMBER_B } from '@engawa/kiosk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { focused, openBrowser, pressByKeyboard, tabTo } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { cutOrScrolled, handIn, inEveryLayout } from './counter-answers.ts';
import { arrive, asks, atReader, chooseCertificates, correct, layCard, nameIsRight, named, numberOnTicket, openHall, press, takeCard, typeDigits, until, whatThePageKeeps, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
const see = witness('counter-card');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  // A bridge that was killed refuses connections, and the page says so in its log.
  kiosk = await arrive(browser, 'kiosk', hall.city.url.kiosk, { expected: [/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/] });
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

async function toTheReader(): Promise<void> {
  await chooseCertificates(kiosk.page, ['税証明']);
  await press(kiosk.page, 'カードを使う');
}
async function goHome(): Promise<void> {
  const { page } = kiosk;
  await takeCard(hall.city).catch(() => undefined);
  await until('the first page', async () => {
    if (await page.getByRole('heading', { level: 1, name: named('こんにちは。') }).isVisible()) return true;
    await page.getByRole('button', { name: 'もどる' }).click({ timeout: 1_000 }).catch(() => undefined);
    return false;
  });
}

describe('a card that cannot help', () => {
  it('[E29] one try left: the kiosk does not spend it, says why, and typing goes on', async () => {
    const { page } = kiosk;
    await toTheReader();
    await layCard(hall.city, 'ichiro');
    await page.getByText(named('あと1回まちがえるとカードが止まります。')).waitFor();
    await see(page, 'last-try');
    expect((await atReader(hall.city, { op: 'list' })).cards.find(({ id }) => id === 'ichiro')?.triesLeft).toBe(1);
    await press(page, 'カードなしで入力する');
    await asks(page, '氏名を入れてください。');
    await goHome();
  });

  it('[E29] a locked card: where it is unlocked, and typing goes on', async () => {
    const { page } = kiosk;
    await toTheReader();
    await layCard(hall.city, 'sakura');
    await page.getByText(named('カードの暗証番号が止まっています。')).waitFor();
    await see(page, 'locked');
    await press(page, 'カードなしで入力する');
    await asks(page, '氏名を入れてください。');
    await goHome();
  });

  it('[E106] a locked card is opened by staff with 照合番号B, on a page that neither scrolls nor is cut in any layout', async () => {
    const { page } = kiosk;
    await toTheReader();
    await layCard(hall.city, 'sakura');
    await press(page, '職員が番号を入れる');
    await page.locator('.kiosk[data-scene="number-b"]').waitFor();
    const faults: string[] = [];
    await inEveryLayout(page, async ({ name }) => { await see(page, `number-b-${name}`); faults.push(...(await cutOrScrolled(page)).map((fault) => `${name} ${fault}`)); });
    expect(faults).toEqual([]);
    for (const digit of VIRTUAL_NUMBER_B) await page.locator('.pin-pad').getByRole('button', { name: digit, exact: true }).click();
    await press(page, '決定');
    await asks(page, 'この字でよいですか。');
    await page.getByText(named('試験　さくら')).first().waitFor();
    await goHome();
  });

  it('[E107] letters that no font here has are flagged by themselves, and the name is kept as the card writes it', async () => {
    const { page } = kiosk;
    await toTheReader();
    await layCard(hall.city, 'gaiji');
    await asks(page, 'カードの暗証番号を入れてください。');
    await typeDigits(page, '9753');
    await press(page, '決定');
    await asks(page, 'この字でよいですか。');
    await page.locator('.letter-missing').first().waitFor();
    await see(page, 'letter-missing');
    expect(await cutOrScrolled(page)).toEqual([]);
    await press(page, 'はい');
    await asks(page, 'お名前の読みを入れてください。');
    await goHome();
  });

  it('[E29] two wrong numbers: the third is never asked for', async () => {
    const { page } = kiosk;
    await toTheReader();
    await layCard(hall.city, 'taro');
    await asks(page, 'カードの暗証番号を入れてください。');
    for (const left of ['あと1回ためせます。', 'ここではためしません。']) {
      await typeDigits(page, '0000');
      await press(page, '決定');
      await page.getByText(named(left)).waitFor();
    }
    await see(page, 'two-wrong');
    expect((await atReader(hall.city, { op: 'list' })).cards.find(({ id }) => id === 'taro')?.triesLeft).toBe(1);
    await goHome();
  });

  it('[E29] a card pulled at the PIN: it is asked for again, and the digits are gone', async () => {
    const { page } = kiosk;
    await toTheReader();
    await layCard(hall.city, 'hanako');
    await asks(page, 'カードの暗証番号を入れてください。');
    await typeDigits(page, '12');
    await page.getByRole('img', { name: '4けたのうち 2けた 入力済み' }).waitFor();
    await takeCard(hall.city);
    await asks(page, 'カードを台に置いてください。');
    await page.getByText(named('カードが離れました。')).waitFor();
    await see(page, 'pulled');
    await layCard(hall.city, 'hanako');
    await page.getByRole('img', { name: '4けたのうち 0けた 入力済み' }).waitFor();
    await goHome();
  });

  it('[E29] a name that few fonts hold and a birth of which only the year is known stay as the card writes them', async () => {
    const { page } = kiosk;
    await toTheReader();
    await layCard(hall.city, 'yoshino');
    await asks(page, 'カードの暗証番号を入れてください。');
    await typeDigits(page, '2468');
    await press(page, '決定');
    await nameIsRight(page);
    await asks(page, 'お名前の読みを入れてください。');
    await takeCard(hall.city);
    await page.getByRole('textbox').fill('よしくず　みほん');
    await press(page, 'つぎへ');
    await asks(page, '電話番号を入れてください。');
    await page.getByRole('textbox').fill('0312345678');
    await press(page, 'つぎへ');
    await asks(page, '税証明について');
    await press(page, 'つぎへ');
    await asks(page, 'この内容でよろしいですか。');
    await page.getByText('𠮷葛󠄀　見本').waitFor();
    await page.getByText('昭和53年', { exact: false }).waitFor();
    await see(page, 'rare-letters');
    await handIn(page);
    await numberOnTicket(page);
    await press(page, '終わる');
    await asks(page, 'こんにちは。');
  });

  it('[E29] the bridge is killed while the card is waited for: typing goes on, and the reader comes back by itself', async () => {
    const { page } = kiosk;
    await toTheReader();
    await asks(page, 'カードを台に置いてください。');
    await hall.city.kill('card-bridge');
    await page.getByText(named('カードの読み取りがいまは使えません。')).waitFor();
    await see(page, 'bridge-down');
    await press(page, 'カードなしで入力する');
    await asks(page, '氏名を入れてください。');
    await hall.city.start('card-bridge');
    await goHome();
    await toTheReader();
    await until('the reader is back', async () => {
      if (await page.getByRole('heading', { level: 1, name: named('カードを台に置いてください。') }).isVisible()) return true;
      if (await page.getByRole('heading', { level: 1, name: named('カードの読み取りがいまは使えません。') }).isVisible()) await press(page, 'もどる');
      if (await page.getByRole('heading', { level: 1, name: named('マイナンバーカードはお持ちですか。') }).isVisible()) await press(page, 'カードを使う');
      return false;
    }, 30_000);
    await layCard(hall.city, 'hanako');
    await asks(page, 'カードの暗証番号を入れてください。');
    await goHome();
  });
});

describe('by keyboard alone', () => {
  it('[E25] the visitor: from the first page to the ticket, every focus in sight', async () => {
    const { page } = kiosk;
    await page.reload();
    await asks(page, 'こんにちは。');
    await pressByKeyboard(page, /住民票・\s*証明書/);
    await asks(page, '何が必要ですか。');
    for (const title of [/住民票の写し/, /税証明/]) { await tabTo(page, title); await page.keyboard.press('Space'); }
    await pressByKeyboard(page, 'つぎへ');
    await asks(page, 'マイナンバーカードはお持ちですか。');
    await pressByKeyboard(page, 'カードを使う');
    await layCard(hall.city, 'hanako');
    await asks(page, 'カードの暗証番号を入れてください。');
    await page.keyboard.type('1234');
    await page.keyboard.press('Enter');
    await asks(page, 'この字でよいですか。');
    await pressByKeyboard(page, 'はい');
    await asks(page, 'お名前の読みを入れてください。');
    await takeCard(hall.city);
    await tabTo(page, 'フリガナ');
    await page.keyboard.type('みほん　はなこ');
    await see(page, 'keyboard-kana');
    await page.keyboard.press('Enter');
    await asks(page, '電話番号を入れてください。');
    await tabTo(page, '電話番号');
    await page.keyboard.type('0312345678');
    await page.keyboard.press('Enter');
    await asks(page, '住民票の写しについて');
    await tabTo(page, /世帯全員|証明する範囲/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /1つ増やす/);
    await see(page, 'keyboard-choices');
    await pressByKeyboard(page, 'つぎへ');
    await asks(page, '税証明について');
    await pressByKeyboard(page, 'つぎへ');
    await asks(page, 'この内容でよろしいですか。');
    expect((await focused(page))?.role).toBe('heading');
    await pressByKeyboard(page, 'これで申し込む');
    await numberOnTicket(page);
    await pressByKeyboard(page, '終わる');
    await asks(page, 'こんにちは。');
    expect(await whatThePageKeeps(page)).not.toContain('見本');
  });

  it('[E25] the clerk: from the sign-in to the finish', async () => {
    const clerk = await arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] });
    const { page } = clerk;
    await page.getByRole('heading', { name: '窓口に 入る' }).waitFor();
    await page.getByRole('option', { name: /1番窓口/ }).waitFor({ state: 'attached' });
    await page.keyboard.type('1001');
    await page.keyboard.press('Tab');
    await page.keyboard.type('100001');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1');
    await pressByKeyboard(page, '窓口を 開ける');
    await page.getByRole('heading', { name: /待っている方/ }).waitFor();
    await page.keyboard.press('n');
    await page.getByText('呼び出し中').first().waitFor();
    await page.keyboard.press('s');
    await page.getByText('対応中').first().waitFor();
    await page.getByText(/カードの署名/).first().waitFor();
    await correct(page, '住所');
    await page.keyboard.press('End');
    await page.keyboard.type('101');
    await page.keyboard.press('Enter');
    await page.getByText(/住所を 直しました/).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await see(page, 'console-keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await page.getByText('お呼びする方を 待っています').waitFor();
    expect(clerk.troubles).toEqual([]);
    await clerk.close();
  });

  it('[E13] nothing left the city and no page complained', () => {
    expect(kiosk.troubles).toEqual([]);
  });
});
