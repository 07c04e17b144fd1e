/** 「どの手続きが必要か」 on the kiosk: from what has happened to the papers, for a family after a death; and for somebody who learns that nobody has to come. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formsOf, type CityProfile, type OpenedForm } from '@engawa/reception/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, focused, openBrowser, PICTURES, pressByKeyboard } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { paperText } from '../city/paper-text.ts';
import { address, answerAll, cutOrScrolled, day, handIn, LAYOUTS, passGuide, reviewInEveryLayout, tick, write } from './counter-answers.ts';
import { arrive, ask, asks, named, numberOnTicket, openHall, press, queueOf, signIn, typeDigits, typeKana, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let clerk: Visit;
const see = witness('counter-navigator');
const picture = album('counter-navigator');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  [kiosk, clerk] = await Promise.all([arrive(browser, 'kiosk', hall.city.url.kiosk), arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] })]);
  await signIn(clerk.page, '7');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

/** Which question stands there: the name of its boxes, `day`, or null on a page of the result. */
const questionOf = (page: Page): Promise<string | null> => page.evaluate(() => (document.querySelector('.navigator-result') ? null : document.querySelector('.navigator-day') ? 'day' : document.querySelector<HTMLInputElement>('.navigator-choices input')?.name ?? null));
/** Answers until the result stands there, by hand or by keys; the questions that were asked. */
async function answerQuestions(page: Page, answer: (question: string) => Promise<void>, next: () => Promise<void>): Promise<string[]> {
  const asked: string[] = [];
  for (;;) {
    await page.locator('.navigator-page').waitFor();
    const question = await questionOf(page);
    if (question === null) return asked;
    expect(await cutOrScrolled(page)).toEqual([]);
    asked.push(question);
    await answer(question);
    await next();
    await until(`on from ${question}`, async () => (await questionOf(page)) !== question);
  }
}

describe('a family after a death, without a card', () => {
  const SAID: Readonly<Record<string, readonly string[]>> = { matter: ['shibo'], head: ['yes'], insurance: ['koki'], children: ['none'], people: ['over75', 'nenkin'], things: ['none'], card: ['no'] };
  let opened: OpenedForm;
  let label = '';

  it('[E103] at most eight questions lead to what is needed: why, by which law, until which day, at which counter, with what', async () => {
    const { page } = kiosk;
    await asks(page, 'こんにちは。');
    await press(page, 'どの手続きが必要かしらべる');
    const asked = await answerQuestions(page, async (question) => {
      if (question === 'day') return typeDigits(page, '081120');
      for (const value of SAID[question] ?? []) await page.locator(`.navigator-choices input[value="${value}"]`).check({ force: true });
      return undefined;
    }, () => press(page, 'つぎへ'));
    console.info(`after a death: ${asked.length} questions: ${asked.join(', ')}`);
    expect(asked.length).toBeLessThanOrEqual(8);
    await asks(page, '必要な手続き');
    await see(page, 'needed');
    const shown = (await page.getByRole('main').innerText()).replaceAll(/\s/g, '');
    for (const words of ['おくやみの手続き', '世帯主が変わるため', '後期高齢者医療が終わるため', '介護保険の証を返すため', '戸籍法', '住民基本台帳法', '12月4日', '死亡届', '11月26日']) expect(shown, words).toContain(words);
    for (const twice of ['世帯変更届', '介護保険の届け出', '後期高齢者医療の変更']) expect(shown).not.toContain(twice);
    for (let pages = 0; pages < 9 && await page.getByRole('button', { name: named('つをはじめる') }).count() === 0; pages += 1) {
      const stood = await page.getByRole('main').innerText();
      await press(page, 'つぎへ');
      await until('the next page of the result', async () => await page.getByRole('main').innerText() !== stood);
    }
    await see(page, 'what-to-bring');
    expect(await cutOrScrolled(page)).toEqual([]);
    await press(page, 'つをはじめる');
  });

  it('[E102] the forms know what was answered, come once each, and are typed whole', async () => {
    const { page } = kiosk;
    await passGuide(page, see);
    await press(page, 'カードなしで入力する');
    const { shown } = await answerAll(page, {
      'applicant.name': write('applicant.name', '見本　次郎'), 'applicant.kana': () => typeKana(page, 'みほん　じろう'), 'applicant.birth': day('昭和', '380303'),
      'applicant.address': address('applicant.address', '縁側市庭先一丁目２番３号'), 'applicant.phone': () => typeDigits(page, '0312345678'),
      'okuyami.name': write('okuyami.name', '見本　ハツ'), 'okuyami.kana': () => typeKana(page, 'みほん　はつ'), 'okuyami.birth': day('昭和', '100203'),
      'okuyami.remaining': tick('okuyami.remaining', 'more'), 'okuyami.also': tick('okuyami.also', 'property', 'water'),
      'okuyami-sosaihi.funeral-on': day('令和', '081122'), 'household.head': write('household.head', '見本　次郎'), 'account.way': tick('account.way', 'public'),
      'people.heirs.1.name': write('people.heirs.1.name', '見本　次郎'), 'people.heirs.1.relation': tick('people.heirs.1.relation', 'child'),
    });
    expect(shown.filter((field) => ['okuyami-died-on', 'okuyami-insurance', 'okuyami-care', 'okuyami-head'].includes(field))).toEqual([]);
    expect(await reviewInEveryLayout(page, ['おくやみの手続き', '葬祭費の申請', '世帯主の変更', '介護保険証の返却', '見本　ハツ', '令和8年11月20日'], async (shown, name) => { if (/-[12]$/.test(name)) await picture(shown, name); }, LAYOUTS.filter(({ name }) => name === 'upright-large'))).toEqual([]);
    await handIn(page);
    await passGuide(page, see);
    label = await numberOnTicket(page);
    expect(label).toMatch(/^E/);
    expect(await cutOrScrolled(page)).toEqual([]);
    await see(page, 'ticket');
    await press(page, '終わる');
  });

  it('[E102] one counter has all of it, each paper once', async () => {
    const { page } = clerk;
    await until('the clerk sees the family', async () => (await queueOf(page)).includes(label));
    await page.keyboard.press('n');
    await page.getByText('呼び出し中').first().waitFor();
    await page.keyboard.press('s');
    await page.getByText(named('見本　ハツ')).first().waitFor();
    await see(page, 'console');
    opened = await page.evaluate(async () => {
      const ticket = performance.getEntriesByType('resource').map(({ name }) => /\/api\/staff\/tickets\/([0-9a-f-]+)\/form/.exec(name)?.[1]).find(Boolean);
      return (await fetch(`/api/staff/tickets/${ticket ?? ''}/form`)).json() as Promise<OpenedForm>;
    });
    const city = await (await fetch(`${hall.city.url.reception}/api/city`)).json() as CityProfile;
    const forms = formsOf(city, opened.form.procedures, opened.form.values).map(({ id }) => id as string);
    console.info(`papers after a death: ${forms.join(', ')}`);
    expect(forms).toEqual(expect.arrayContaining(['okuyami', 'shibo', 'okuyami-sosaihi', 'okuyami-hoken', 'okuyami-kaigo', 'okuyami-nenkin', 'okuyami-setai', 'okuyami-sozoku', 'okuyami-suido']));
    for (const twice of ['setai', 'kaigo', 'koki', 'kokuho-soshitsu']) expect(forms).not.toContain(twice);
    const pdf = await (await clerk.context.request.get(`${hall.city.url.reception}/api/staff/tickets/${opened.ticketId}/forms.pdf`)).body();
    const sheets = paperText(pdf);
    for (const title of ['葬祭費支給申請書', '介護保険資格喪失届', '還付請求書']) expect(sheets.filter((words) => words.includes(title) && !words.includes(`${title}続き`)).length, title).toBeGreaterThanOrEqual(1);
    expect(sheets.filter((words) => words.includes('見本ハツ')).length).toBeGreaterThanOrEqual(forms.length);
    const file = join(PICTURES, 'counter-navigator', 'forms.pdf');
    await writeFile(file, pdf);
    // Only for the eye: where the tool is missing there are no pictures of the paper.
    spawnSync('pdftoppm', ['-r', '60', '-png', file, join(PICTURES, 'counter-navigator', 'paper')], { stdio: 'ignore' });
    await page.keyboard.press('d');
    await page.getByText('対応を 終えました').waitFor();
  });
});

describe('nobody has to come', () => {
  it('[E103] by keys alone, in the order in which it is read: moving out with a card needs no visit, no number is taken, and it is counted without a person', async () => {
    const { page } = kiosk;
    await page.reload();
    await asks(page, 'こんにちは。');
    await pressByKeyboard(page, named('どの手続きが必要かしらべる'));
    const said: Readonly<Record<string, string>> = { matter: 'hikkoshi', event: 'tenshutsu', insurance: 'none', children: 'none', people: 'none', things: 'none', card: 'yes' };
    const asked = await answerQuestions(page, async (question) => {
      await page.locator(`.navigator-page h1:focus`).waitFor();
      expect((await focused(page))?.role, question).toBe('heading');
      if (question === 'day') { await page.keyboard.press('Tab'); await page.keyboard.press('Tab'); await page.keyboard.type('081201'); return; }
      const chosen = (): Promise<string> => page.evaluate(() => (document.activeElement instanceof HTMLInputElement ? document.activeElement.value : ''));
      const several = await page.locator('.navigator-choices input[type="checkbox"]').count() > 0;
      await page.keyboard.press('Tab');
      for (let n = 0; n < 12 && await chosen() !== said[question]; n += 1) await page.keyboard.press(several ? 'Tab' : 'ArrowDown');
      if (!(await page.locator(`.navigator-choices input[value="${said[question] ?? ''}"]`).isChecked())) await page.keyboard.press('Space');
    }, () => pressByKeyboard(page, named('つぎへ')));
    expect(asked.length).toBeLessThanOrEqual(8);
    await asks(page, '来なくてもできます。');
    expect((await focused(page))?.role).toBe('heading');
    await page.getByText(named('マイナポータル')).first().waitFor();
    await see(page, 'no-visit');
    const before = await countedVisits();
    for (let pages = 0; pages < 9 && await page.getByRole('button', { name: named('番号札なしで終わる') }).count() === 0; pages += 1) {
      const stood = await page.getByRole('main').innerText();
      await pressByKeyboard(page, named('つぎへ'));
      await until('the next page of the result', async () => await page.getByRole('main').innerText() !== stood);
    }
    await page.getByText(named('番号札はいりません。')).first().waitFor();
    await see(page, 'no-number');
    await pressByKeyboard(page, named('番号札なしで終わる'));
    await asks(page, 'こんにちは。');
    await until('it is counted', async () => (await countedVisits()).some(({ procedure }) => procedure === 'tenshutsu'));
    expect(before).toEqual([]);
    expect(Object.keys((await countedVisits())[0]!).toSorted()).toEqual(['day', 'procedure', 'visits']);
    expect(await queueOf(clerk.page)).toEqual([]);
  });

  it('[E13] nothing left the city and no page complained', () => {
    expect([kiosk, clerk].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
const countedVisits = (): Promise<{ day: string; procedure: string; visits: number }[]> => ask(hall.city.databases.reception, async (db) => (await db.query<{ day: string; procedure: string; visits: number }>('SELECT * FROM avoided_visits')).rows);
