/** Way 3: a visitor who does not hear, or does not speak Japanese, and a clerk, with a glass between them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, expectNoBarriers, openBrowser, pressByKeyboard, typeByKeyboard } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { filesThatHold } from '../city/files-that-hold.ts';
import { NOT_SIGNED_IN, brokenPromises, deskTicket, onBothSides, openHall, showsWords, signIn, until, watchCommitted, wordsOnGlass, write } from './conversation-people.ts';
import type { Hall } from './conversation-people.ts';

/** Sentences that stand nowhere else in the city: where one is found, it was kept. */
const CANARY = '金糸雀の紙は三枚でよろしいですか。';
const CANARY_FIXED = '金糸雀の紙は四枚でよろしいですか。';
const CANARY_VISITOR = '耳が聞こえないので書いてください、金糸雀です。';
const COUNTER = '3';
const picture = album('conversation-counter');

let hall: Hall;
let browser: CityBrowser;
let console_: Visit;
let front: Visit;
let back: Visit;
let ticket = '';
const sides = (): Visit[] => [front, back];
const glassUrl = (side = ''): string => `http://localhost:${hall.city.lines!.kiosk.port}/caption/?counter=${COUNTER}${side}`;

async function openGlass(side = ''): Promise<Visit> {
  const visit = await browser.visit('caption', 'about:blank');
  await watchCommitted(visit.page);
  await visit.page.goto(glassUrl(side));
  return visit;
}

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall({ ownDatabase: true }), openBrowser()]);
  console_ = await browser.visit('console', hall.city.url.console, { expected: NOT_SIGNED_IN });
  [front, back] = await Promise.all([openGlass(), openGlass('&side=back')]);
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

describe('a conversation at the counter', () => {
  it('[E30] a desk ticket is called and served, and one key opens the conversation on both sides', async () => {
    const { page } = console_;
    await picture(page, 'sign-in');
    await expectNoBarriers(page, 'the sign-in');
    await signIn(page, COUNTER);
    ticket = await deskTicket(page, '住民票の写し', '英語（English）');
    await page.keyboard.press('n');
    await page.getByText('呼び出し中').first().waitFor();
    await page.keyboard.press('s');
    await page.getByText('対応中').first().waitFor();
    await picture(front.page, 'glass-dark-before');
    expect(await wordsOnGlass(front.page)).toEqual([]);
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: '窓口の人として 送ります' }).waitFor();
    for (const { page: glass } of sides()) await glass.getByText('No sound is used.').waitFor();
    await picture(page, 'console-open-empty');
    await picture(front.page, 'glass-open-empty');
  });

  it('[E30] quick phrases with translation, typed words and the visitor\'s lane stand on both sides, line by line', async () => {
    const { page } = console_;
    await page.getByRole('button', { name: 'こんにちは。今日はどのようなご用件でしょうか。' }).click();
    await onBothSides(sides(), 'Hello. How can I help you today?');
    await picture(front.page, 'glass-phrase-en');
    await write(page, CANARY);
    await onBothSides(sides(), CANARY);
    await page.getByRole('button', { name: 'お客さまに 替える' }).click();
    await write(page, CANARY_VISITOR);
    await onBothSides(sides(), CANARY_VISITOR);
    for (const { page: glass } of sides()) {
      await expect(glass.getByRole('heading', { name: 'Staff' }).isVisible()).resolves.toBe(true);
      await expect(glass.getByRole('heading', { name: 'You' }).isVisible()).resolves.toBe(true);
    }
    await picture(front.page, 'glass-two-lanes-en');
    await picture(back.page, 'glass-two-lanes-back');
    await picture(page, 'console-conversation');
    await expectNoBarriers(front.page, 'the glass in English');
    await expectNoBarriers(page, 'the console in conversation');
  });

  it('[E30] the copy on the other side is the same document in a mirror', async () => {
    const placed = async ({ page }: Visit): Promise<{ left: number; right: number }> => {
      const box = (await page.getByRole('heading', { name: 'Staff' }).boundingBox())!;
      return { left: box.x, right: 1440 - box.x - box.width };
    };
    const [here, there] = [await placed(front), await placed(back)];
    expect(there.right).toBeCloseTo(here.left, 0);
    expect(await wordsOnGlass(back.page)).toEqual(await wordsOnGlass(front.page));
  });

  it('[E30] committed words change by a correction of the staff alone, and both sides show it', async () => {
    const { page } = console_;
    for (const { page: glass } of sides()) expect(brokenPromises((await glass.evaluate(() => window.sights))!)).toEqual([]);
    await page.getByRole('button', { name: new RegExp(`${CANARY}.*直す`) }).click();
    const box = page.getByRole('textbox', { name: '直す' });
    await box.fill(CANARY_FIXED);
    await picture(page, 'console-correcting');
    await box.press('Enter');
    await onBothSides(sides(), CANARY_FIXED);
    await until('the console says that it was corrected', () => page.getByText('直しました').first().isVisible());
    for (const { page: glass } of sides()) {
      expect(await showsWords(glass, CANARY)).toBe(false);
      const broken = brokenPromises((await glass.evaluate(() => window.sights))!);
      expect(broken).toEqual([`「${CANARY}」 became 「${CANARY_FIXED}」`]);
    }
  });

  it('[E250] a question of the phrasebook offers its answers on the glass, and a digit says one; digits are written into a blank', async () => {
    const { page } = console_;
    await page.getByLabel(/^さがす/).fill('ほんにんかくにんしょるい');
    await page.getByRole('button', { name: '本人確認書類はお持ちですか。' }).click();
    for (const { page: glass } of sides()) await glass.getByRole('listitem').filter({ hasText: 'It is at home.' }).waitFor();
    await picture(front.page, 'glass-answers-en');
    await expectNoBarriers(front.page, 'the glass with answers');
    await page.getByLabel(/^さがす/).press('Escape');
    await picture(page, 'console-answers');
    await page.keyboard.press('1');
    await onBothSides(sides(), 'Yes, I have it with me.');
    for (const { page: glass } of sides()) expect(await glass.getByRole('listitem').count()).toBe(0);
    await page.getByLabel('文例').selectOption('お支払い');
    await page.getByRole('button', { name: '手数料は○円です。' }).click();
    await page.keyboard.type('300');
    await picture(page, 'console-blank');
    await page.keyboard.press('Enter');
    await onBothSides(sides(), 'The fee is 300 yen.');
    await page.getByLabel('文例').selectOption('よく 使う文');
    await expectNoBarriers(page, 'the console with the phrasebook');
  });

  it('[E42] large type, やさしい日本語 and Japanese: both sides at once, and axe finds nothing', async () => {
    const { page } = console_;
    await page.getByRole('button', { name: '大きな文字' }).click();
    await page.getByRole('button', { name: '大きな文字', pressed: true }).waitFor();
    await page.getByRole('button', { name: '少々お待ちください。' }).or(page.getByRole('button', { name: '何通必要ですか。' })).first().click();
    await onBothSides(sides(), 'How many copies do you need?');
    await picture(front.page, 'glass-large-en');
    await picture(page, 'console-large');
    await page.getByRole('button', { name: '暗い画面' }).click();
    await picture(page, 'console-dark');
    await expectNoBarriers(page, 'the dark console');
    await page.getByRole('button', { name: '暗い画面' }).click();
  });

  it('[E31] closing wipes both sides: no word in a page, in the database, in a log', async () => {
    const { page } = console_;
    await page.getByRole('button', { name: '終えて 消す' }).click();
    await page.getByText('字幕を 消しました。').first().waitFor();
    for (const { page: glass } of sides()) {
      await glass.getByText('All the words have been deleted.').waitFor();
      await picture(glass, 'glass-wiped');
      expect(await wordsOnGlass(glass)).toEqual([]);
    }
    await picture(page, 'console-wiped');
    await expectNoBarriers(page, 'the console after the wiping');
    const words = [CANARY, CANARY_FIXED, CANARY_VISITOR, '金糸雀'];
    for (const { page: any } of [console_, ...sides()]) {
      const kept = await any.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + JSON.stringify(history.state) + location.href);
      for (const word of words) expect(kept).not.toContain(word);
    }
    // What the city does keep is found by the same search: the ticket's number, in the write-ahead log.
    expect((await filesThatHold(hall.city.folder, ['juminhyo'])).length).toBeGreaterThan(0);
    expect(await filesThatHold(hall.city.folder, words)).toEqual([]);
    await until('the glass is dark again', async () => await front.page.getByText('All the words').count() === 0);
  });

  it('[E30] every language of the visitor has its own glass', async () => {
    const { page } = console_;
    for (const [label, name, greeting] of [['やさしい日本語', 'easy', 'こんにちは。今日は 何を しに 来ましたか。'], ['日本語', 'ja', 'こんにちは。今日はどのようなご用件でしょうか。']] as const) {
      await page.getByRole('radio', { name: label, exact: true }).check();
      await page.getByRole('checkbox', { name: '大きな文字' }).uncheck();
      await page.getByRole('button', { name: '字幕を開く', exact: false }).last().click();
      await page.getByRole('button', { name: 'こんにちは。今日はどのようなご用件でしょうか。' }).click();
      await until(`the greeting in ${label}`, async () => (await wordsOnGlass(front.page)).some((line) => line.replaceAll(' ', '').includes(greeting.replaceAll(' ', ''))));
      await write(page, '印鑑登録証明書は、2番窓口で お待ちの間に できあがります。手数料は 300円です。');
      await page.keyboard.press('Escape');
      await page.keyboard.press('v');
      await write(page, 'ありがとうございます。どのくらい待ちますか。');
      await onBothSides(sides(), 'どのくらい待ちますか。');
      await picture(front.page, `glass-${name}`);
      await expectNoBarriers(front.page, `the glass in ${label}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('l');
      await page.getByRole('button', { name: '大きな文字', pressed: true }).waitFor();
      await picture(front.page, `glass-${name}-large`);
      await page.keyboard.press('w');
      await page.getByText('字幕は 閉じています').waitFor();
      await until('the glass is empty', async () => (await wordsOnGlass(front.page)).length === 0);
    }
  });

  it('[E31] finishing the visit wipes as well', async () => {
    const { page } = console_;
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: /として 送ります/ }).waitFor();
    await write(page, '最後のひとこと');
    await onBothSides(sides(), '最後のひとこと');
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await until('the glass is empty', async () => (await wordsOnGlass(back.page)).length === 0 && (await wordsOnGlass(front.page)).length === 0);
    expect(ticket).toMatch(/^A\d{3}$/);
  });

  it('[E32] the same by keyboard alone: from the sign-in to the wiping', async () => {
    const clerk = await browser.visit('console', hall.city.url.console, { expected: NOT_SIGNED_IN });
    const { page } = clerk;
    await page.getByRole('heading', { name: '窓口に 入る' }).waitFor();
    await console_.page.getByRole('button', { name: '窓口を 閉める' }).click();
    await page.keyboard.type('1003');
    await typeByKeyboard(page, '暗証コード', '100003');
    await page.keyboard.press('Tab');
    await page.keyboard.type(COUNTER);
    await pressByKeyboard(page, '窓口を 開ける');
    await page.getByRole('heading', { name: '待っている方' }).waitFor();
    await page.keyboard.press('k');
    await page.getByLabel('手続きを さがす').waitFor();
    await page.keyboard.type('juumin');
    await page.keyboard.press('Enter');
    await pressByKeyboard(page, '番号札を出す');
    await page.getByRole('dialog').getByRole('status').waitFor();
    await page.keyboard.press('Escape');
    for (const [key, says] of [['n', '呼び出し中'], ['s', '対応中']] as const) {
      await page.keyboard.press(key);
      await page.getByText(says).first().waitFor();
    }
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: /として 送ります/ }).waitFor();
    await page.keyboard.type('筆談で お願いします。');
    await page.keyboard.press('Enter');
    await onBothSides(sides(), '筆談で お願いします。');
    await page.keyboard.press('Alt+2');
    await onBothSides(sides(), '番号札を見せていただけますか。');
    await page.keyboard.press('Escape');
    await page.keyboard.press('v');
    await page.keyboard.press('t');
    await page.keyboard.type('はい、持っています。');
    await page.keyboard.press('Enter');
    await onBothSides(sides(), 'はい、持っています。');
    await pressByKeyboard(page, /はい、持っています。/);
    await page.keyboard.press('End');
    await page.keyboard.type('どうぞ。');
    await page.keyboard.press('Enter');
    await onBothSides(sides(), 'はい、持っています。どうぞ。');
    await picture(page, 'keyboard-conversation');
    await page.keyboard.press('w');
    await page.getByText('字幕は 閉じています').waitFor();
    for (const { page: glass } of sides()) await until('the glass is empty', async () => (await wordsOnGlass(glass)).length === 0);
    expect(clerk.troubles).toEqual([]);
    await clerk.close();
  });

  it('[E13] nothing left the city and no page complained', () => {
    expect([console_, front, back].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
