/** Long reviews: whatever was answered can be read and changed before it is handed in, page by page, in every size and layout, and nothing scrolls. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { address, answerAll, day, passGuide, reviewInEveryLayout, tick, write } from './counter-answers.ts';
import { arrive, asks, choose, chooseCertificates, layCard, nameIsRight, openHall, press, takeCard, typeDigits, typeKana, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
const look = witness('counter-review');
/** Axe looks at the plain and at the largest letters once; the eye at the beginning of every layout. */
const picture = album('counter-review');
const see = async (page: Page, name: string): Promise<void> => {
  if (/^upright.*-1$/.test(name)) return look(page, name);
  if (/-[12]$/.test(name)) await picture(page, name);
};

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  kiosk = await arrive(browser, 'kiosk', hall.city.url.kiosk);
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

const LONG = '縁側市港町四丁目７番８号　グランドサンプルレジデンス縁側港南　壱番館１２０３号室　見本方';
const MOST = `${'見'.repeat(98)}　本`;

describe('a long review', () => {
  it('[E105] three papers, a long name and a long address by card', async () => {
    const { page } = kiosk;
    await chooseCertificates(page, ['住民票の写し', '印鑑登録証明書', '税証明']);
    await press(page, 'カードを使う');
    await layCard(hall.city, 'alex');
    await page.locator('.kiosk[data-scene="pin"]').waitFor();
    await typeDigits(page, '1357');
    await press(page, '決定');
    await nameIsRight(page);
    await takeCard(hall.city);
    await answerAll(page, { 'applicant.kana': () => typeKana(page, 'すぺしめん　あれくさんどら　まりあ'), 'applicant.phone': () => typeDigits(page, '0312345678') });
    expect(await reviewInEveryLayout(page, ['住民票の写し', '印鑑登録証明書', '税証明', '壱番館１２０３号室', 'マリア', '900円'], see)).toEqual([]);
  });

  it('[E105] 罹災証明書 with the longest values that the keys take', async () => {
    const { page } = kiosk;
    await page.reload();
    await asks(page, 'こんにちは。');
    await press(page, 'そのほか・何が必要か、わからない');
    await choose(page, '罹災証明書');
    await press(page, 'つぎへ');
    await passGuide(page);
    await press(page, 'カードなしで入力する');
    await answerAll(page, {
      'applicant.name': write('applicant.name', MOST), 'applicant.kana': write('applicant.kana', 'ミ'.repeat(100)), 'applicant.birth': day('昭和', '550401'),
      'applicant.address': address('applicant.address', LONG.repeat(4).slice(0, 200)), 'applicant.phone': () => typeDigits(page, '0312345678'),
      'risai.on': day('令和', '081120'), 'risai.place': address('risai.place', LONG), 'risai.damage': tick('risai.damage', 'above', 'roof'),
      'people.family.1.relation': tick('people.family.1.relation', 'head'),
      'people.family': async () => { for (let n = 1; n < 4; n += 1) await press(page, '1つ増やす'); },
      ...Object.fromEntries([2, 3, 4].flatMap((n) => [
        [`people.family.${n}.name`, write(`people.family.${n}.name`, `見本　家族${n}`)], [`people.family.${n}.kana`, write(`people.family.${n}.kana`, 'ミホン　カゾク')],
        [`people.family.${n}.birth`, day('平成', '200101')], [`people.family.${n}.relation`, tick(`people.family.${n}.relation`, 'child')],
      ])),
    });
    expect(await reviewInEveryLayout(page, ['罹災証明書', '見本　家族4', LONG, '電話番号', '03-1234-5678'], see)).toEqual([]);
  });
});
