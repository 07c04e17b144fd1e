/** A town after heavy rain: the network is down, and whoever lost a home is served all the same, once, when the line is back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { handIn } from './counter-answers.ts';
import { arrive, ask, asks, choose, keptByItsWorker, named, numberInTime, openHall, press, queueOf, signIn, typeDigits, typeKana, until, whatThePageKeeps, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

/** What a page says while its server is away; nothing else may be complained of. */
const CUT = [/ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_NETWORK|ERR_FAILED|Failed to fetch|WebSocket connection|ERR_SOCKET|ERR_ABORTED|xhr poll/i, /401 \(Unauthorized\)/];
let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let clerk: Visit;
let label = '';
const see = witness('counter-disaster');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  kiosk = await arrive(browser, 'kiosk', 'about:blank', { expected: CUT });
  await kiosk.page.clock.install();
  await kiosk.page.goto(hall.city.url.kiosk);
  clerk = await arrive(browser, 'console', hall.city.url.console, { expected: CUT });
  await signIn(clerk.page, '7');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

const h1 = (): Promise<string> => kiosk.page.getByRole('heading', { level: 1 }).innerText().then((text) => text.replaceAll(/\s/g, ''));
/** Answers whatever is asked, page by page, until the review; what a page needs is known by its question. */
async function answer(answers: readonly (readonly [RegExp, () => Promise<void>])[]): Promise<void> {
  const { page } = kiosk;
  for (let pages = 0; pages < 40; pages += 1) {
    const question = await h1();
    if (question.includes('この内容でよろしいですか')) return;
    await answers.find(([asked]) => asked.test(question))?.[1]();
    const before = await page.getByRole('main').innerText();
    await press(page, 'つぎへ');
    await until(`on from 「${question}」`, async () => await page.getByRole('main').innerText() !== before);
  }
  throw new Error('endless questions');
}

describe('罹災証明 with the network down', () => {
  it('[E90] a kiosk that is cut off tells first what matters, takes the whole form and gives a number', async () => {
    const { page } = kiosk;
    await asks(page, 'こんにちは。');
    await keptByItsWorker(page);
    hall.city.lines!.kiosk.cut();
    await press(page, 'そのほか・何が必要か、わからない');
    await asks(page, '何が必要ですか。');
    await choose(page, '罹災証明書');
    await see(page, 'choice');
    await press(page, 'つぎへ');
    await asks(page, '罹災証明書のご案内');
    await see(page, 'guide');
    await press(page, 'つぎへ');
    await asks(page, 'お持ちいただくもの');
    await see(page, 'what-to-bring');
    await press(page, 'つぎへ');
    await asks(page, 'マイナンバーカードはお持ちですか。');
    await press(page, 'カードなしで入力する');
    const kana = (text: string) => () => typeKana(page, text);
    await answer([
      [/お名前の読み|フリガナ/, kana('みほん　はなこ')], [/氏名|名前/, kana('みほん　はなこ')],
      [/生年月日/, async () => { await page.getByText('昭和', { exact: true }).click(); await typeDigits(page, '550401'); }],
      [/被害にあった日/, async () => typeDigits(page, '081120')],
      [/住所|場所/, async () => { await typeDigits(page, '9090001'); await page.getByText(named('町の名前まで入りました。')).waitFor(); }], [/電話/, () => typeDigits(page, '0312345678')],
      [/罹災証明書について|人目/, async () => { for (const text of ['床より上まで水が入った', '屋根']) if (await page.getByLabel(named(text)).count() > 0 && !(await page.getByLabel(named(text)).first().isChecked())) await choose(page, text); if (await page.getByLabel('世帯主', { exact: true }).count() > 0) await choose(page, '世帯主'); }],
    ]);
    await see(page, 'review');
    await handIn(page);
    label = await numberInTime(page);
    await see(page, 'ticket-cut-off');
    expect(label).toMatch(/^F/);
    const kept = (await whatThePageKeeps(page)).replace(/<html[\s\S]*<\/html>/, '');
    expect(kept).toContain('ciphertext');
    for (const word of ['みほん', 'ミホン', '0312345678']) expect(kept).not.toContain(word);
    await press(page, '終わる');
  });

  it('[E90] the line is back: the form is there once, and its paper can be had', async () => {
    hall.city.lines!.kiosk.restore();
    await kiosk.page.clock.fastForward(16_000);
    await until('the form has arrived', async () => (await queueOf(clerk.page)).includes(label), 40_000);
    const rows = await ask(hall.city.databases.reception, async (db) => (await db.query<{ n: number; sealed: number }>('SELECT count(*)::int AS n, count(f.ticket_id)::int AS sealed FROM tickets t LEFT JOIN sealed_forms f USING (ticket_id)')).rows);
    expect(rows).toEqual([{ n: 1, sealed: 1 }]);
    await clerk.page.keyboard.press('n');
    await clerk.page.getByText('呼び出し中').first().waitFor();
    await clerk.page.keyboard.press('s');
    await clerk.page.getByText(named('みほん　はなこ')).first().waitFor();
    await see(clerk.page, 'console-disaster');
    const pdf = await clerk.page.evaluate(async () => {
      const entry = performance.getEntriesByType('resource').map(({ name }) => /\/api\/staff\/tickets\/([0-9a-f-]+)\/form/.exec(name)?.[1]).find(Boolean);
      const answer_ = await fetch(`/api/staff/tickets/${entry ?? ''}/forms.pdf`);
      return [answer_.status, answer_.headers.get('content-type')];
    });
    expect(pdf).toEqual([200, 'application/pdf']);
  });

  it('[E13] nothing left the city, and no page complained of anything but the cut line', () => {
    expect([kiosk, clerk].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
