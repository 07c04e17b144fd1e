/** Way 1, the whole of it: one card through the real PC/SC daemon, three forms, one ticket, a clerk, and nothing left behind. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertIntoVirtualReader, openCardIssuer, startPcscd, VirtualCard, whyNoPcscd } from '@engawa/kiosk/testing';
import type { CardInVirtualReader, FictitiousPerson, Pcscd } from '@engawa/kiosk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNoBarriers, openBrowser, PICTURES } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { filesThatHold } from '../city/files-that-hold.ts';
import { handIn } from './counter-answers.ts';
import { arrive, ask, asks, button, chooseCertificates, correct, named, numberOnTicket, openHall, press, readQr, signIn, standsAlone, typeDigits, typeKana, until, whatThePageKeeps, wholeDatabase, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

/** Words that stand nowhere else in the city: where one is found, it was kept. */
const KANARIA: FictitiousPerson = { id: 'kanaria', name: '金糸雀　鳴子', kana: 'かなりあ　なるこ', address: '縁側市金糸雀町七丁目３番１号', birth: '19710203', sex: 'female', pin: '7391', triesLeft: 3, note: 'canary' };
const PHONE = '09073917391';
const TRACES = ['金糸雀', '鳴子', 'カナリア', PHONE, '090-7391-7391', '19710203', '1971-02-03'];

let pcscd: Pcscd;
let folder = '';
let hall: Hall;
let browser: CityBrowser;
let card: CardInVirtualReader;
let kiosk: Visit;
let clerk: Visit;
let board: Visit;
let phone: Visit;
let label = '';
const see = witness('counter-visit');
const issuer = openCardIssuer();

declare global {
  interface Window { tones?: number }
}
/** Counts what the loudspeaker is asked to sound. */
async function open(surface: 'board' | 'phone', url: string): Promise<Visit> {
  const visit = await arrive(browser, surface, 'about:blank');
  await visit.page.addInitScript(() => {
    window.tones = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (at?: number) { window.tones = (window.tones ?? 0) + 1; start.call(this, at); };
  });
  await visit.page.goto(url);
  return visit;
}
const tones = ({ page }: Visit): Promise<number> => page.evaluate(() => window.tones ?? 0);

beforeAll(async () => {
  const why = whyNoPcscd();
  if (why !== null) throw new Error(`This journey lays a card on the real PC/SC daemon: ${why}. Debian: apt-get install pcscd vsmartcard-vpcd libpcsclite-dev`);
  pcscd = await startPcscd();
  folder = await mkdtemp(join(tmpdir(), 'engawa-issuer-'));
  const issuerKeys = join(folder, 'issuers.json');
  await writeFile(issuerKeys, JSON.stringify(await issuer.keyFile()));
  [hall, browser] = await Promise.all([openHall({ ownDatabase: true, transport: 'pcsc', reader: { name: '00 00', issuerKeys } }), openBrowser()]);
  [kiosk, clerk, board] = await Promise.all([arrive(browser, 'kiosk', hall.city.url.kiosk), arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] }), open('board', hall.city.url.board)]);
});
afterAll(async () => {
  await card?.remove();
  await browser?.close();
  await hall?.end();
  await pcscd?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe('one visit with a card, through PC/SC', () => {
  it('[E20] the hall is open: a clerk at counter 1, the board at rest', async () => {
    await see(clerk.page, 'console-sign-in');
    await signIn(clerk.page, '1');
    await see(clerk.page, 'console-empty');
    await board.page.getByText('10:1').first().waitFor();
    await see(board.page, 'board-at-rest');
    await asks(kiosk.page, 'こんにちは。');
    await kiosk.page.getByText('待ちなし').first().waitFor();
    await see(kiosk.page, 'kiosk-home');
  });

  it('[E20] three certificates are chosen together, and the card is asked for with its purpose', async () => {
    const { page } = kiosk;
    await chooseCertificates(page, ['住民票の写し', '印鑑登録証明書', '税証明']);
    await page.getByText('お名前、ご住所、生年月日、性別').waitFor();
    await see(page, 'kiosk-how');
    await press(page, 'カードを使う');
    await asks(page, 'カードを台に置いてください。');
    await see(page, 'kiosk-place-card');
  });

  it('[E20] the tries are shown before the PIN, fall by one after a wrong one, and the last is kept', async () => {
    const { page } = kiosk;
    card = await insertIntoVirtualReader(await VirtualCard.issue(issuer, KANARIA));
    await asks(page, 'カードの暗証番号を入れてください。');
    await page.getByText(named('あと2回ためせます。')).waitFor();
    await see(page, 'kiosk-pin');
    await typeDigits(page, '1111');
    await press(page, '決定');
    await page.getByText(named('番号がちがいました。あと1回ためせます。')).waitFor();
    await see(page, 'kiosk-pin-wrong');
    await typeDigits(page, KANARIA.pin);
    await press(page, '決定');
  });

  it('[E20] one reading fills three forms; only what the card does not hold is asked', async () => {
    const { page } = kiosk;
    await asks(page, 'この字でよいですか。');
    await page.getByText(named('カードをお取りください。')).waitFor();
    await see(page, 'kiosk-name');
    await press(page, 'はい');
    await asks(page, 'お名前の読みを入れてください。');
    await see(page, 'kiosk-kana');
    await card.remove();
    await typeKana(page, KANARIA.kana);
    await press(page, 'つぎへ');
    await asks(page, '電話番号を入れてください。');
    await typeDigits(page, PHONE);
    await see(page, 'kiosk-phone');
    for (const title of ['住民票の写しについて', '印鑑登録証明書について', '税証明について']) {
      await press(page, 'つぎへ');
      await asks(page, title);
    }
    await press(page, 'つぎへ');
    await asks(page, 'この内容でよろしいですか。');
    await page.getByText('金糸雀　鳴子').waitFor();
    for (const mark of ['カードから', 'ご自分で']) expect(await page.getByText(mark).count()).toBeGreaterThan(1);
    await see(page, 'kiosk-review');
  });

  it('[E20] a field is changed from the review and says so', async () => {
    const { page } = kiosk;
    await press(page, '住民票の写しを直す');
    await asks(page, '住民票の写しについて');
    await press(page, '必要な通数、1つ増やす');
    await press(page, 'つぎへ');
    await page.getByText(named('世帯主の氏名と続柄')).first().waitFor();
    await press(page, 'つぎへ');
    await asks(page, '使いみちを入れてください。');
    await typeKana(page, 'ねんきん');
    await see(page, 'kiosk-purpose');
    await press(page, 'つぎへ');
    await asks(page, '提出先を入れてください。');
    await press(page, 'つぎへ');
    await asks(page, 'この内容でよろしいですか。');
    await page.getByText('必要な通数：2').waitFor();
    await page.getByText('1,200円').waitFor();
    await press(page, '字を大きく');
    await asks(page, 'この字でよいですか。');
    await press(page, '字の形がちがう');
    await asks(page, 'この内容でよろしいですか。');
    await page.getByText('窓口で字の形を確かめます').waitFor();
    await see(page, 'kiosk-review-changed');
  });

  it('[E20] one ticket: number, clock range, counters, and a QR code that opens the place on a phone', async () => {
    const { page } = kiosk;
    await handIn(page);
    label = await numberOnTicket(page);
    expect(label).toMatch(/^A1\d\d$/);
    await page.getByText(named('お呼びする時刻の目安')).waitFor();
    await expect(page.getByText(/^\d\d:\d\d/).count()).resolves.toBeGreaterThan(0);
    await see(page, 'kiosk-ticket');
    const address = await readQr(page.getByRole('img', { name: /QRコード/ }));
    expect(address).toMatch(/^http:\/\/localhost:\d+\/phone\/ticket\/[\w-]{22,}$/);
    phone = await open('phone', address);
    await phone.page.getByText(named('次にお呼びします')).waitFor();
    await press(phone.page, '呼び出しを音と振動で知らせる');
    await button(phone.page, '音と振動でお知らせします').waitFor();
    await see(phone.page, 'phone-waiting');
    await press(kiosk.page, '終わる');
    await asks(kiosk.page, 'ありがとうございました。');
    await see(kiosk.page, 'kiosk-thanks');
  });

  it('[E21] the clerk calls: board and phone show and sound it, and once more at a recall', async () => {
    const { page } = clerk;
    await page.getByRole('row', { name: new RegExp(label.slice(1)) }).or(page.getByText(label.slice(1))).first().waitFor();
    await see(page, 'console-waiting');
    const quiet = await tones(phone);
    await page.keyboard.press('n');
    await page.getByText('呼び出し中').first().waitFor();
    await board.page.getByRole('heading', { name: named('お呼びしています') }).or(board.page.getByText(named('1番窓口へ'))).first().waitFor();
    await phone.page.getByText(named('1番窓口へお越しください')).waitFor();
    await until('the board sounds', async () => await tones(board) >= 2);
    await until('the phone sounds', async () => await tones(phone) > quiet);
    await until('the board confirms', () => page.getByText(/✓ [\d.]+秒/).first().isVisible());
    await see(board.page, 'board-calling');
    await see(phone.page, 'phone-called');
    await see(page, 'console-called');
    const [boardTones, phoneTones] = [await tones(board), await tones(phone)];
    await page.keyboard.press('r');
    await until('board and phone sound again', async () => await tones(board) > boardTones && await tones(phone) > phoneTones);
    await see(board.page, 'board-calling-again');
  });

  it('[E21] who does not come is missed, without blame, and is called again', async () => {
    const { page } = clerk;
    await page.keyboard.press('x');
    await phone.page.getByText(named('いらっしゃいませんでした')).waitFor();
    await see(phone.page, 'phone-missed');
    await see(page, 'console-missed');
    await page.keyboard.press('Control+z');
    await page.getByText('呼び出し中').first().waitFor();
    await phone.page.getByText(named('1番窓口へお越しください')).waitFor();
    await page.keyboard.press('x');
    await phone.page.getByText(named('いらっしゃいませんでした')).waitFor();
    await page.getByRole('button', { name: new RegExp(`${label.slice(1)}.*呼ぶ|呼ぶ.*${label.slice(1)}`) }).first().click();
    await phone.page.getByText(named('1番窓口へお越しください')).waitFor();
    // The phone may know it before the console does, whose keys mean what the console shows.
    await page.getByText('呼び出し中').first().waitFor();
  });

  it('[E22] serving opens the forms: every value with its source, and how far the card is to be trusted', async () => {
    const { page } = clerk;
    await page.keyboard.press('s');
    await page.getByText('カードの署名 確認済').waitFor();
    await page.getByText('チップの応答 確認済').waitFor();
    await page.getByText('金糸雀　鳴子').waitFor();
    await page.getByText('カナリア　ナルコ').waitFor();
    await page.getByText('字の形').first().waitFor();
    await phone.page.getByText(named('手続き中です')).waitFor();
    await see(page, 'console-serving');
    await (await correct(page, '電話番号')).fill('09073910000');
    await see(page, 'console-correcting');
    await page.keyboard.press('Enter');
    await page.getByText('職員が 直した').first().waitFor({ state: 'attached' });
    await see(page, 'console-corrected');
  });

  it('[E22] P prints three A4 pages', async () => {
    const { page, context } = clerk;
    const popup = context.waitForEvent('page');
    await page.keyboard.press('p');
    const tab = await popup;
    await until('the tab knows its address', () => tab.url().includes('/forms.pdf'));
    const answer = await context.request.get(tab.url());
    expect(answer.headers()['content-type']).toContain('application/pdf');
    const pdf = await answer.body();
    await tab.close();
    const text = pdf.toString('latin1');
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(3);
    expect(new Set(text.match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(['/MediaBox [0 0 595.28 841.89]']));
    const file = join(PICTURES, 'counter-visit', 'forms.pdf');
    await writeFile(file, pdf);
    // Only for the eye: where the tool is missing there are no pictures of the paper.
    spawnSync('pdftoppm', ['-r', '110', '-png', file, join(PICTURES, 'counter-visit', 'paper')], { stdio: 'ignore' });
  });

  it('[E23] finishing deletes the form, and the kiosk is a kiosk just switched on', async () => {
    const sealed = (): Promise<number> => ask(hall.city.databases.reception, async (db) => Number((await db.query<{ n: string }>('SELECT count(*) AS n FROM sealed_forms')).rows[0]!.n));
    expect(await sealed()).toBe(1);
    await clerk.page.keyboard.press('d');
    await phone.page.getByText(named('手続きが終わりました。')).waitFor();
    await see(phone.page, 'phone-done');
    await see(clerk.page, 'console-finished');
    await asks(kiosk.page, 'こんにちは。');
    await until('the form is gone from the database', async () => await sealed() === 0, 40_000);
  });

  it('[E23] no word and no PIN of the visitor remains: page, storage, database, logs, any file of the city', async () => {
    const kept = await Promise.all([kiosk, clerk, board, phone].map(({ page }) => whatThePageKeeps(page)));
    for (const one of [...kept, await wholeDatabase(hall.city.databases.reception)]) {
      expect(TRACES.filter((trace) => one.includes(trace))).toEqual([]);
      expect(standsAlone(one, KANARIA.pin)).toBe(false);
    }
    expect(kept[0]).toContain('engawa');
    // The same search finds what the city does keep.
    expect((await filesThatHold(hall.city.folder, ['juminhyo'])).length).toBeGreaterThan(0);
    expect(await filesThatHold(hall.city.folder, TRACES)).toEqual([]);
    await expectNoBarriers(kiosk.page, 'the kiosk afterwards');
  });

  it('[E13] nothing left the city and no page complained', () => {
    expect([kiosk, clerk, board, phone].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
