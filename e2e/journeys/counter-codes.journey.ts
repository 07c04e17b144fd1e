/** Every end that a card can come to, as a visitor sees it: what happened, what is safe, what next, and a person. In Japanese and in other languages. */
import { CARD_CODES } from '@engawa/kiosk/contract';
import type { CardCode } from '@engawa/kiosk/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, named, openHall, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';
import { scriptBridge } from './scripted-bridge.ts';
import type { ScriptedBridge } from './scripted-bridge.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let bridge: ScriptedBridge;
const see = witness('counter-codes');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  kiosk = await arrive(browser, 'kiosk', 'about:blank', { expected: [/WebSocket/] });
  bridge = await scriptBridge(kiosk.page);
  await kiosk.page.goto(hall.city.url.kiosk);
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

type Screen = 'place-card' | 'pin' | 'card-stopped';
/** Where each code ends, and the first words that tell it in Japanese. */
const ENDS: Record<CardCode, [Screen, string]> = {
  READER_MISSING: ['card-stopped', 'カード読み取り機が使えません。'], NO_CARD: ['place-card', '台にカードがありません。'], CARD_UNREADABLE: ['place-card', 'うまく読み取れませんでした。'],
  CARD_REMOVED: ['place-card', 'カードが離れました。'], NOT_MYNUMBER_CARD: ['place-card', 'これはマイナンバーカードではないようです。'], CARD_SHARED: ['place-card', 'カードが2枚以上あるようです。'],
  PIN_FORMAT: ['pin', '数字が4けたではありませんでした。'], PIN_WRONG: ['pin', '番号がちがいました。あと1回ためせます。'], PIN_LAST_TRY: ['card-stopped', 'あと1回まちがえるとカードが止まります。'],
  PIN_LOCKED: ['card-stopped', 'カードの暗証番号が止まっています。'], PIN_NOT_SET: ['card-stopped', '暗証番号のないカードかもしれません。'], AUTH_FAILED: ['card-stopped', 'カードを確かめられませんでした。'],
  CARD_DATA: ['card-stopped', 'カードに読み取れない内容がありました。'], TIMEOUT: ['place-card', '時間がかかりすぎました。'], BUSY: ['place-card', '前の読み取りが終わっていません。'],
  CANCELLED: ['place-card', '読み取りをやめました。'], BRIDGE_DOWN: ['card-stopped', 'カードの読み取りがいまは使えません。'], FORBIDDEN_FILE: ['card-stopped', '読み取りがうまくいきませんでした。'], BAD_OP: ['card-stopped', '読み取りがうまくいきませんでした。'],
};
/** One of each layout, with the longest words; every code has its words in every language by a test of the wording. */
const LONGEST: readonly CardCode[] = ['CARD_SHARED', 'PIN_WRONG', 'PIN_LAST_TRY', 'PIN_LOCKED', 'PIN_NOT_SET'];
const LOOKS: { name: string; language: string; html: string; larger: number; codes: readonly CardCode[] }[] = [
  { name: 'ja', language: '日本語', html: 'ja', larger: 0, codes: CARD_CODES.filter((code) => code !== 'BRIDGE_DOWN') },
  { name: 'vi', language: 'Tiếng Việt', html: 'vi', larger: 0, codes: LONGEST },
  { name: 'ja-easy-large', language: 'やさしい にほんご', html: 'ja', larger: 2, codes: LONGEST },
];

const stands = (screen: Screen | 'how' | 'number-b' | 'reading'): Promise<void> => kiosk.page.locator(`.kiosk[data-scene="${screen}"]`).waitFor();
const main = () => kiosk.page.getByRole('main');
const foot = () => main().locator('.kiosk-foot').getByRole('button');

/** To the question about the card, in whatever language. */
async function toHow(language: string, html: string, larger: number): Promise<void> {
  const { page } = kiosk;
  await page.reload();
  await page.locator('.kiosk[data-scene="idle"]').waitFor();
  await page.getByRole('radio', { name: language }).click({ force: true });
  await page.locator(`html[lang="${html}"]`).waitFor();
  for (let click = 0; click < larger; click += 1) await page.getByRole('contentinfo').getByRole('button').nth(2).click();
  await main().locator('.choice-card').first().click();
  await page.getByRole('checkbox').first().check({ force: true });
  await foot().last().click();
  await stands('how');
}
let insertion = 0;
/** A card with three tries, its PIN typed, and this end. */
async function readingEnds(code: CardCode): Promise<void> {
  const { page } = kiosk;
  bridge.lay({ state: 'absent' });
  await main().locator('.choice-card').first().click();
  insertion += 1;
  bridge.answer(code === 'BRIDGE_DOWN' ? null : { code, ...(code === 'PIN_WRONG' ? { triesLeft: 2 } : {}) });
  bridge.lay({ state: 'mynumber', insertion: `i${insertion}`, triesLeft: 3 });
  await stands('pin');
  for (const digit of '1234') await page.getByRole('button', { name: digit, exact: true }).click();
  await main().locator('.pin-pad .act-button').click();
  if (code === 'BRIDGE_DOWN') { await stands('reading'); await bridge.hangUp(); }
  await stands(ENDS[code][0]);
}
/** No bar to scroll with: everything of the page stands in sight. */
const scrolls = (): Promise<string[]> => kiosk.page.evaluate(() => [...document.querySelectorAll('.kiosk-page, .kiosk-answers')].filter((box) => box.scrollHeight > box.clientHeight + 2).map((box) => box.className));

describe.each(LOOKS)('every end of a card, $name', ({ name, language, html, larger, codes }) => {
  it('[E110] the question about the card stands there', () => toHow(language, html, larger));

  it.each(codes)('[E110] %s has its own calm page, with a way on and a person', async (code) => {
    await readingEnds(code);
    if (name === 'ja') await main().getByText(named(ENDS[code][1])).first().waitFor();
    if (ENDS[code][0] === 'card-stopped') expect(await main().locator('.stopped-ways').getByRole('button').count()).toBeGreaterThanOrEqual(2);
    await see(kiosk.page, `${name}-${code}`);
    expect(await scrolls()).toEqual([]);
    await foot().first().click();
    await stands('how');
  });
});

describe('and one more', () => {
  it('[E110] a bridge that hangs up in the middle of a reading', async () => {
    await toHow('日本語', 'ja', 0);
    await readingEnds('BRIDGE_DOWN');
    await main().getByText(named(ENDS.BRIDGE_DOWN[1])).first().waitFor();
    await see(kiosk.page, 'ja-BRIDGE_DOWN');
    expect(kiosk.troubles).toEqual([]);
  });
});
