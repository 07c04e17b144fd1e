/** 事前入力: forms filled on one's own telephone at home, carried to the kiosk inside a code, and read by its camera from a real film. */
import { pictureOfCode, strangeCodes } from '@engawa/kiosk/testing';
import { CityProfile } from '@engawa/reception/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { filmOf, openBrowser, photograph } from '../city/browser/index.ts';
import type { CityBrowser, GreyPicture, Visit } from '../city/browser/index.ts';
import { handIn } from './counter-answers.ts';
import { arrive, asks, choose, named, numberOnTicket, openHall, press, queueOf, signIn, TUESDAY_1012, until, whatThePageKeeps, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let phone: Visit;
let kiosk: Visit;
const see = witness('counter-pre-entry');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  phone = await arrive(browser, 'phone', `${hall.city.url.reception}/phone/forms`);
  kiosk = await arrive(browser, 'kiosk', hall.city.url.kiosk);
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

/** Field by its visible name. */
const box = (page: Page, name: string) => page.getByRole('textbox', { name: named(name) }).first();

async function chooseForms(titles: readonly string[]): Promise<void> {
  const { page } = phone;
  await asks(page, '先に書いておく');
  for (const title of titles) await page.getByLabel(named(title)).first().check({ force: true });
  await press(page, '入力へ進む');
  await asks(page, '内容を入れてください');
}

/** Every code that the telephone shows, as its screen draws it. */
async function photographCodes(): Promise<GreyPicture[]> {
  const { page } = phone;
  await asks(page, '受付機にかざしてください');
  const code = page.getByRole('img', { name: /QRコード/ });
  const of = Number(/\/ (\d+)/.exec((await code.getAttribute('aria-label'))!)![1]);
  const pictures: GreyPicture[] = [];
  for (let n = 1; n <= of; n += 1) {
    await page.getByRole('img', { name: new RegExp(`QRコード ${n} /`) }).waitFor();
    pictures.push(await photograph(code));
    if (n < of) await press(page, '次のコード');
  }
  return pictures;
}

async function holdBeforeKiosk(pictures: readonly GreyPicture[]): Promise<void> {
  await browser.showToCamera(filmOf(pictures));
  await asks(kiosk.page, 'こんにちは。');
  await press(kiosk.page, 'スマホで書いてきた');
}
const cameraIsDark = (page: Page): Promise<boolean> => page.evaluate(() => [...document.querySelectorAll('video')].every((video) => video.srcObject === null));

describe('forms from a telephone', () => {
  it('[E121] at home: typed and checked on the phone, the address from its code, and nothing leaves it', async () => {
    const { page } = phone;
    const asked: string[] = [];
    page.on('request', (request) => { if (request.method() !== 'GET') asked.push(`${request.method()} ${request.url()}`); });
    await see(page, 'phone-choose');
    await chooseForms(['住民票の写し', '税証明']);
    await see(page, 'phone-fields');
    await box(page, '氏名').fill('見本　葛\u{e0100}子');
    await box(page, 'フリガナ').fill('みほん　かつこ');
    await box(page, '生年月日').fill('昭和60年4月31日');
    await box(page, '郵便番号').fill('909-0004');
    await page.getByText(named('この番号には 町が3つあります。')).waitFor();
    await page.getByRole('combobox', { name: named('どの町ですか') }).selectOption({ label: '縁側市松風町' });
    expect(await box(page, '住所').inputValue()).toBe('縁側市松風町');
    await box(page, '住所').fill('縁側市松風町二丁目３番１５号');
    await box(page, '電話番号').fill('０９０－１２３４－５６７８');
    await press(page, 'QRコードを作る');
    await page.getByText(named('その日はありません。')).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('applicant.birth');
    await see(page, 'phone-mend');
    await box(page, '生年月日').fill('昭和60年4月12日');
    await press(page, 'QRコードを作る');
    await asks(page, '受付機にかざしてください');
    await see(page, 'phone-code');
    expect(asked).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('見本');
  });

  it('[E122] in the hall: the kiosk reads the code from its camera, shows where it came from, and hands it in', async () => {
    await holdBeforeKiosk(await photographCodes());
    const { page } = kiosk;
    await asks(page, '住民票の写しについて');
    expect(await cameraIsDark(page)).toBe(true);
    await until('everything is answered', async () => {
      if (await page.getByRole('heading', { level: 1, name: named('この内容でよろしいですか。') }).isVisible()) return true;
      await press(page, 'つぎへ');
      return false;
    });
    for (const said of ['見本　葛\u{e0100}子', 'ミホン　カツコ', '昭和60年4月12日', '縁側市松風町二丁目３番１５号', '090-1234-5678']) await page.getByText(said).first().waitFor();
    expect(await page.getByText('スマホから').count()).toBeGreaterThan(3);
    await see(page, 'kiosk-review');
    await handIn(page);
    const label = await numberOnTicket(page);
    await press(page, '終わる');
    const clerk = await arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] });
    await signIn(clerk.page, '1');
    await until('the clerk sees it', async () => (await queueOf(clerk.page)).includes(label));
    await clerk.page.keyboard.press('n');
    await clerk.page.getByText('呼び出し中').first().waitFor();
    await clerk.page.keyboard.press('s');
    await clerk.page.getByText('見本　葛\u{e0100}子').first().waitFor();
    await clerk.page.getByText('スマホから').first().waitFor();
    await see(clerk.page, 'console');
    await clerk.page.keyboard.press('d');
    await clerk.close();
    await asks(page, 'こんにちは。');
    expect(await whatThePageKeeps(page)).not.toMatch(/見本|ミホン|090-1234-5678/);
  });

  it('[E123] much that was written comes in several codes, in turn', async () => {
    await phone.page.goto(`${hall.city.url.reception}/phone/forms`);
    await chooseForms(['住民票の写し', '印鑑登録証明書', '税証明', '転入届', '国民健康保険']);
    const { page } = phone;
    // Kanji that follow no rule: deflate finds nothing to save.
    const kanji = (from: number, length: number): string => String.fromCharCode(...Array.from({ length }, (_, n) => 0x4e00 + (((from + n) * 7_919) % 20_000)));
    for (const [at, field] of (await page.locator('form').getByRole('textbox').all()).entries()) {
      const id = (await field.getAttribute('id')) ?? '';
      if (/address|purpose|domicile$/.test(id) && !/postal/.test(id)) await field.fill(`縁側市葛\u{e0100}城町${kanji(at * 150, 150)}`);
      if (/\.name$|head$/.test(id)) await field.fill(`見本　${kanji(at * 150, 80)}`);
    }
    await press(page, 'QRコードを作る');
    const pictures = await photographCodes();
    expect(pictures.length).toBeGreaterThan(1);
    await see(page, 'phone-several');
    await holdBeforeKiosk(pictures);
    await kiosk.page.getByRole('heading', { level: 1, name: named('スマートフォンの QRコードを') }).waitFor({ state: 'hidden', timeout: 60_000 });
    expect(await cameraIsDark(kiosk.page)).toBe(true);
    await see(kiosk.page, 'kiosk-after-several');
    await kiosk.page.reload();
    await asks(kiosk.page, 'こんにちは。');
  });
});

describe('what else is held before the camera', () => {
  it('[E124] a stranger’s codes are told apart in calm words; keys and programs inside one come to nothing', async () => {
    const { page } = kiosk;
    const city = CityProfile.parse(await (await fetch(`${hall.city.url.reception}/api/city`)).json());
    const codes = strangeCodes(city, Math.floor((TUESDAY_1012 + 9 * 3_600_000) / 86_400_000), ['juminhyo']);
    const words = { foreign: 'これは 別のQRコードです。', laterVersion: 'コードの形式がちがいます。', bomb: '内容が多すぎて読み取れません。', expired: 'コードを作ってから14日を過ぎています。' } as const;
    for (const [kind, said] of Object.entries(words)) {
      await holdBeforeKiosk([pictureOfCode(codes[kind as keyof typeof words])]);
      await page.getByText(named(said)).first().waitFor();
      await see(page, `kiosk-${kind}`);
      await press(page, 'もどる');
    }
    await holdBeforeKiosk([pictureOfCode(codes.evilKeys)]);
    await asks(page, '氏名を入れてください。').catch(() => asks(page, '生年月日を入れてください。'));
    await see(page, 'kiosk-evil');
    expect(await page.evaluate(() => document.querySelectorAll('img[src="x"]').length)).toBe(0);
    expect(kiosk.troubles).toEqual([]);
  });

  it('[E125] a camera that is refused is said at once, and typing goes on', async () => {
    const other = await arrive(browser, 'kiosk', 'about:blank', { camera: false });
    await kiosk.close();
    await other.page.goto(hall.city.url.kiosk);
    await asks(other.page, 'こんにちは。');
    await press(other.page, 'スマホで書いてきた');
    await other.page.getByText(named('この受付機では いまカメラを使えません。')).waitFor();
    await see(other.page, 'kiosk-camera-refused');
    await press(other.page, 'もどる');
    await asks(other.page, 'こんにちは。');
    await press(other.page, '住民票・証明書');
    await asks(other.page, '何が必要ですか。');
    await choose(other.page, '住民票の写し');
    await other.close();
  });
});
