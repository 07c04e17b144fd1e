/** Way 1 for those who have no card with them, who walk away, or who see, read and reach differently. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, VIEWPORTS } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { handIn } from './counter-answers.ts';
import { arrive, asks, button, cardToReview, choose, chooseCertificates, layCard, named, numberOnTicket, openHall, press, queueOf, signIn, takeCard, typeDigits, typeKana, until, wantAdvice, whatThePageKeeps, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let clerk: Visit;
const see = witness('counter-typed');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  kiosk = await arrive(browser, 'kiosk', 'about:blank');
  await kiosk.page.clock.install();
  await kiosk.page.goto(hall.city.url.kiosk);
  clerk = await arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] });
  await signIn(clerk.page, '3');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

/** Types one line on the kana keys and goes on. */
async function answer(question: string, kana: string, picture?: string): Promise<void> {
  await asks(kiosk.page, question);
  await typeKana(kiosk.page, kana);
  if (picture) await see(kiosk.page, picture);
  await press(kiosk.page, 'つぎへ');
}
const goneHome = async (traces: readonly string[]): Promise<void> => {
  await asks(kiosk.page, 'こんにちは。');
  const kept = await whatThePageKeeps(kiosk.page);
  expect(traces.filter((trace) => kept.includes(trace))).toEqual([]);
};

describe('a visitor without a card', () => {
  it('[E24] name, reading, birth, address and telephone are typed on the keys of the screen', async () => {
    const { page } = kiosk;
    await chooseCertificates(page, ['住民票の写し', '税証明']);
    await press(page, 'カードなしで入力する');
    await answer('氏名を入れてください。', 'しけん　じろう', 'name');
    await asks(page, 'お名前の読みを入れてください。');
    await press(page, 'つぎへ');
    await page.getByText(named('フリガナを入れてください。')).first().waitFor();
    await see(page, 'kana-missing');
    await answer('お名前の読みを入れてください。', 'しけん　じろう');
    await asks(page, '生年月日を入れてください。');
    await page.getByText('昭和', { exact: true }).click();
    await typeDigits(page, '640230');
    await press(page, 'つぎへ');
    await page.getByText(/その日は|その年号/).or(page.getByText(named('その日はありません。'))).first().waitFor();
    await see(page, 'birth-impossible');
    for (let stroke = 0; stroke < 6; stroke += 1) await press(page, '1つ消す');
    await typeDigits(page, '610412');
    await see(page, 'birth');
    await press(page, 'つぎへ');
    await asks(page, '住所を入れてください。');
    await typeDigits(page, '9090001');
    await page.getByText(named('町の名前まで入りました。')).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('縁側市庭先');
    for (const key of ['1', '丁目', '2', '番', '3', '号', 'あいう']) await page.getByRole('button', { name: key, exact: true }).click();
    await typeKana(page, 'はいつ');
    await see(page, 'address');
    await press(page, 'つぎへ');
    await asks(page, '電話番号を入れてください。');
    await typeDigits(page, '031');
    await press(page, 'つぎへ');
    await page.getByText(named('電話番号は市外局番から')).first().waitFor();
    await see(page, 'phone-too-short');
    await typeDigits(page, '2345678');
    await press(page, 'つぎへ');
    await asks(page, '住民票の写しについて');
    await choose(page, '本人のみ');
    await press(page, 'つぎへ');
    await asks(page, '税証明について');
    await press(page, 'つぎへ');
    await asks(page, 'この内容でよろしいですか。');
    await page.getByText(named('シケンジロウ')).waitFor();
    await page.getByText('昭和61年4月12日').waitFor();
    await page.getByText('縁側市庭先1丁目2番3号はいつ').waitFor();
    await see(page, 'review');
    await handIn(page);
    const label = await numberOnTicket(page);
    await until('the clerk sees it', async () => (await queueOf(clerk.page)).includes(label));
    await see(page, 'ticket');
    await press(page, '終わる');
    await clerk.page.keyboard.press('n');
    await clerk.page.getByText('呼び出し中').first().waitFor();
    await clerk.page.keyboard.press('s');
    await clerk.page.getByText('カードなしの 受付です。').waitFor();
    await clerk.page.getByText(named('しけん　じろう')).first().waitFor();
    await see(clerk.page, 'console-without-card');
    await clerk.page.keyboard.press('d');
    await page.clock.fastForward(6_000);
    await goneHome(['しけん', 'シケン', '0312345678', '庭先1丁目2番3号はいつ']);
  });

  it('[E24] a matter without a form gets its number without a question', async () => {
    const { page } = kiosk;
    await wantAdvice(page);
    expect(await numberOnTicket(page)).toMatch(/^F1\d\d$/);
    await see(page, 'ticket-advice');
    await press(page, '終わる');
    await page.clock.fastForward(6_000);
  });
});

describe('a visitor who stops', () => {
  it('[E26] silence at the review: a warning with seconds, planks and two keys, behind it nothing to read, then all is wiped', async () => {
    const { page } = kiosk;
    await cardToReview(page, hall.city, ['住民票の写し']);
    await page.clock.fastForward(46_000);
    const dialog = page.getByRole('dialog', { name: named('まだ、お使いですか。') });
    await dialog.waitFor();
    for (const private_ of [page.getByText('見本　花子').last(), page.getByText(/証明する範囲：/).last()]) {
      await until('nothing behind the warning can be read', () => private_.evaluate((element) => getComputedStyle(element).color === 'rgba(0, 0, 0, 0)'));
    }
    await see(page, 'idle-warning');
    const seconds = Number(/\d+/.exec(await dialog.getByRole('timer').innerText())![0]);
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThanOrEqual(30);
    await dialog.getByRole('button', { name: named('終わる（内容を消す）') }).waitFor();
    await dialog.getByRole('button', { name: named('つづける') }).click();
    await asks(page, 'この内容でよろしいですか。');
    await page.getByText('見本　花子').waitFor();
    await page.clock.fastForward(46_000);
    await dialog.waitFor();
    await page.clock.fastForward(31_000);
    await goneHome(['見本', '花子', 'ミホン', '0312345678']);
  });

  it('[E26] the second key of the warning wipes at once', async () => {
    const { page } = kiosk;
    await cardToReview(page, hall.city, ['住民票の写し']);
    await page.clock.fastForward(46_000);
    await press(page, '終わる（内容を消す）');
    await goneHome(['見本', '花子', 'ミホン']);
  });

  it('[E26] back to the first page leaves nothing; a card that is left is spoken of', async () => {
    const { page } = kiosk;
    await chooseCertificates(page, ['税証明']);
    await press(page, 'カードを使う');
    await layCard(hall.city, 'hanako');
    await asks(page, 'カードの暗証番号');
    await press(page, 'もどる');
    await asks(page, 'マイナンバーカードは');
    await press(page, 'もどる');
    await asks(page, '何が必要ですか。');
    await press(page, 'もどる');
    await asks(page, 'こんにちは。');
    await page.getByText(named('カードが台に残っています。')).waitFor();
    await see(page, 'home-card-left');
    await takeCard(hall.city);
    await page.getByText(named('カードが台に残っています。')).waitFor({ state: 'hidden' });
    await press(page, '住民票・証明書');
    await asks(page, '何が必要ですか。');
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    await press(page, 'もどる');
  });
});

describe('a visitor who sees, reads or reaches differently', () => {
  it('[E80] 「職員を呼ぶ」 stands on the console until somebody goes', async () => {
    const { page } = kiosk;
    await asks(page, 'こんにちは。');
    await press(page, '職員を呼ぶ');
    await page.getByText(named('職員をお呼びしました。')).waitFor();
    await see(page, 'staff-called');
    await clerk.page.getByText(/受付機1で 職員を 呼んでいます/).waitFor();
    await see(clerk.page, 'console-help-wanted');
    await clerk.page.keyboard.press('h');
    await clerk.page.getByText(/受付機1で 職員を 呼んでいます/).waitFor({ state: 'hidden' });
    await press(page, '閉じる');
  });

  it('[E81][E82] English in large inverted letters, lying and upright; the next visitor finds plain Japanese', async () => {
    const { page } = kiosk;
    await page.getByRole('radio', { name: 'English' }).check({ force: true });
    await asks(page, 'Hello.');
    await press(page, 'Invert colours');
    await press(page, 'Bigger text');
    await press(page, 'Bigger text');
    await see(page, 'home-en-large-inverted');
    await page.setViewportSize(VIEWPORTS['kiosk-landscape']);
    await see(page, 'home-en-large-inverted-landscape');
    await page.setViewportSize(VIEWPORTS.kiosk);
    await press(page, 'Something else, or I am not sure');
    await asks(page, 'What do you need?');
    await choose(page, 'Our staff will listen to you');
    await press(page, 'Next');
    await asks(page, 'This is your number.');
    await see(page, 'ticket-en-large-inverted');
    await press(page, 'Finish');
    await page.clock.fastForward(6_000);
    await asks(page, 'こんにちは。');
    await button(page, '文字を大きく').waitFor();
    await button(page, '色を反転').and(page.getByRole('button', { pressed: false })).waitFor();
    await see(page, 'home-plain-again');
  });

  it('[E13] nothing left the city and no page complained', () => {
    expect([kiosk, clerk].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
