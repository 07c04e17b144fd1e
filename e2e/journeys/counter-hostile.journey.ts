/** What people, cats and attackers type: every kind of field of the kiosk and of the phone, with values from a printed seed. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { address, answerAll, cutOrScrolled, day, fieldsHere, handIn, passGuide, write } from './counter-answers.ts';
import { arrive, asks, button, choose, named, numberOnTicket, openHall, press, queueOf, signIn, typeDigits, typeKana, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let clerk: Visit;
const see = witness('counter-hostile');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  [kiosk, clerk] = await Promise.all([arrive(browser, 'kiosk', hall.city.url.kiosk), arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] })]);
  await signIn(clerk.page, '5');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

const SEED = Number(process.env['HOSTILE_SEED'] ?? Date.now() % 1_000_000);
console.info(`hostile values: HOSTILE_SEED=${SEED}`);
/** mulberry32: small, and the same everywhere. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
const roll = dice(SEED);
const LETTERS = ['<', '>', '&', '"', "'", '\u0000', '\u202e', '\u200f', '\ufeff', '\u{e0100}', '😀', '👩‍👩‍👧', 'ﾐ', 'ﾞ', '見', '﨑', 'ß', 'ي', '0', '１', '-', '%', '{', '\\', ' ', '　'];
const salad = (length: number): string => Array.from({ length }, () => LETTERS[roll(LETTERS.length)]).join('');
const hostile = (): string[] => ['', '<script>window.ran=1</script>', `\u202e${salad(12)}`, '見'.repeat(10_000), salad(1 + roll(60))];
declare global {
  interface Window { ran?: number }
}

/** The sentence that is tied to the control, as a screen reader tells it. */
const sentenceOf = (box: Locator): Promise<string> => box.evaluate((control) => (control.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)).filter((one) => one?.classList.contains('field-error')).map((one) => one!.textContent).join(''));
/** Everything hostile into the one box of the page: taken whole, or refused with a sentence and every letter kept. */
async function attack(page: Page, key: string): Promise<void> {
  const box = page.locator(`#answer-${key}`);
  const stood = (await fieldsHere(page)).join();
  for (const text of hostile()) {
    await box.fill(text);
    const typed = await box.inputValue();
    await press(page, 'つぎへ');
    await until(`${key} is taken or refused`, async () => (await fieldsHere(page)).join() !== stood || await page.locator('.field-error').count() > 0);
    if ((await fieldsHere(page)).join() === stood) {
      expect(await sentenceOf(box), `${key} ${JSON.stringify(text.slice(0, 40))}`).not.toBe('');
      expect(await box.inputValue()).toBe(typed);
      expect(await box.getAttribute('aria-invalid')).toBe('true');
      if (text.length < 100) expect(await cutOrScrolled(page), key).toEqual([]);
    } else {
      await press(page, 'もどる');
      await until('the page before', async () => (await fieldsHere(page)).join() === stood);
      expect((await box.inputValue()).length, `${key} keeps ${JSON.stringify(text.slice(0, 40))}`).toBeGreaterThanOrEqual(text.trim() === '' ? 0 : 1);
    }
  }
  expect(await page.evaluate(() => window.ran)).toBeUndefined();
}

describe('hostile values at the kiosk', () => {
  const NAME = '<script>window.ran=1</script>　&"\'';

  it('[E108] name, kana, date, address, phone, free text, digits, counts and choices: taken whole or refused with a sentence at the field', async () => {
    const { page } = kiosk;
    const attacked = new Set<string>();
    const first = (key: string, answer: (page: Page) => Promise<void>): [string, (page: Page) => Promise<void>] => [key, async (at) => { if (!attacked.has(key)) { attacked.add(key); await attack(at, key.replaceAll('.', '-')); } await answer(at); }];
    await asks(page, 'こんにちは。');
    await press(page, '子ども・福祉の手続きをする');
    await choose(page, '児童手当の認定請求');
    await press(page, 'つぎへ');
    await passGuide(page);
    await press(page, 'カードなしで入力する');
    await answerAll(page, Object.fromEntries([
      first('applicant.name', write('applicant.name', NAME)), first('applicant.kana', async (at) => { await write('applicant.kana', '')(at); await typeKana(at, 'みほん'); }),
      ['applicant.birth', async (at: Page) => {
        await press(at, 'つぎへ');
        expect(await sentenceOf(at.locator('#answer-applicant-birth'))).not.toBe('');
        await at.locator('#answer-applicant-birth').fill('<9');
        await typeDigits(at, '9902');
        await press(at, 'つぎへ');
        await at.locator('.field-error').first().waitFor();
        expect(await sentenceOf(at.locator('#answer-applicant-birth'))).not.toBe('');
        await see(at, 'date-refused');
        for (const part of ['', '-month', '-day']) await at.locator(`#answer-applicant-birth${part}`).fill('');
        await at.locator('#answer-applicant-birth').focus();
        await day('昭和', '550401')(at);
      }],
      ['applicant.address', async (at: Page) => { await address('applicant.address', '')(at); await attack(at, 'applicant-address'); await write('applicant.address', '縁側市庭先一丁目２番３号')(at); }],
      first('applicant.phone', async (at) => { await write('applicant.phone', '')(at); await typeDigits(at, '0312345678'); }),
      ['people.family', async (at: Page) => {
        for (let n = 1; n < 16; n += 1) await press(at, '1つ増やす');
        expect(await at.locator('#answer-people-family').innerText()).toBe('12');
        for (let n = 12; n > 2; n -= 1) await press(at, '1つ減らす');
      }],
      ['people.family.2.name', write('people.family.2.name', '見本　子')], ['people.family.2.kana', write('people.family.2.kana', 'ミホン　コ')], ['people.family.2.birth', day('平成', '300101')],
      ['jido-teate.on', day('令和', '081101')],
      ['jido-teate.spouse-name', write('jido-teate.spouse-name', '見本　配')], first('account.bank', write('account.bank', '縁側銀行')), ['account.branch', write('account.branch', '庭先')],
      first('account.number', async (at) => { await write('account.number', '')(at); await typeDigits(at, '1234567'); }), ['account.holder', write('account.holder', 'ミホン')],
    ]));
    console.info(`attacked: ${[...attacked].join(', ')}`);
    await see(page, 'review');
    await handIn(page);
    await passGuide(page);
    const label = await numberOnTicket(page);
    await until('the clerk sees it', async () => (await queueOf(clerk.page)).includes(label));
    await clerk.page.keyboard.press('n');
    await clerk.page.getByText('呼び出し中').first().waitFor();
    await clerk.page.keyboard.press('s');
    await clerk.page.getByText(NAME).first().waitFor();
    expect(await clerk.page.evaluate(() => window.ran)).toBeUndefined();
    await see(clerk.page, 'console');
    await clerk.page.keyboard.press('d');
    await press(page, '終わる');
  });
});

/** So tall that no box lies half below the bar at the foot, wherever the sentences of this seed have pushed it: a person scrolls it out. */
async function wholePage(page: Page, look: () => Promise<void>): Promise<void> {
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  await look();
  await page.setViewportSize({ width, height });
}

describe('hostile values on the phone', () => {
  it('[E108] every box of the page keeps what was typed, and what is wrong is said at it', async () => {
    const phone = await arrive(browser, 'phone', `${hall.city.url.reception}/phone/forms`);
    const { page } = phone;
    await asks(page, '先に書いておく');
    for (const title of ['住民票の写し', '児童手当の認定請求']) await page.getByLabel(named(title)).first().check({ force: true });
    await press(page, '入力へ進む');
    await asks(page, '内容を入れてください');
    for (let round = 0; round < 4; round += 1) {
      const boxes = page.locator('.forms-field input.field-box');
      const typed = new Map<string, string>();
      for (let n = 0; n < await boxes.count(); n += 1) {
        const box = boxes.nth(n);
        const id = (await box.getAttribute('id'))!;
        if (id.startsWith('people.family') && !/people\.family\.\d/.test(id)) continue; // another count brings other boxes
        const choices = hostile();
        await box.fill(choices[roll(choices.length)]!);
        typed.set(id, await box.inputValue());
      }
      await button(page, 'QRコードを作る').click();
      await until('an answer', async () => await page.locator('.field-error').count() > 0 || await page.getByRole('heading', { level: 1, name: named('受付機にかざしてください') }).isVisible());
      for (const [id, text] of typed) {
        const box = page.locator(`[id="${id}"]`);
        if (await box.count() === 0) continue;
        expect(await box.inputValue(), id).toBe(text);
        if (await box.getAttribute('aria-invalid') === 'true') expect(await sentenceOf(box), id).not.toBe('');
      }
      expect(await page.locator('.field-error').count()).toBe(await page.locator('.forms-field :is([aria-invalid="true"], fieldset[aria-describedby])').count());
      if (round === 0) await wholePage(page, () => see(page, 'phone-refused'));
      if (await page.locator('.forms-field').count() === 0) await press(page, '内容を直す');
    }
    await page.locator('[id="juminhyo.copies"]').fill('999999');
    await button(page, 'QRコードを作る').click();
    await until('the count is refused', async () => await sentenceOf(page.locator('[id="juminhyo.copies"]')) !== '');
    expect(await page.evaluate(() => window.ran)).toBeUndefined();
    expect(phone.troubles).toEqual([]);
    await phone.close();
  });

  it('[E13] nothing left the city and no page complained', () => {
    expect([kiosk, clerk].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
