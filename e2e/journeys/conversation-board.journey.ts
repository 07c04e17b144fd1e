/** The hall board as a visitor sees and hears it from his chair, and what the staff learn of it. */
import { FROZEN_MS } from '@engawa/reception/contract';
import { DEMO_STAFF } from '@engawa/reception/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, expectNoBarriers, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { NOT_SIGNED_IN, callsHeard, clipsHeard, deskTicket, listenToBoard, openHall, signIn, until } from './conversation-people.ts';
import type { Hall } from './conversation-people.ts';

const picture = album('conversation-board');
const CUT = [...NOT_SIGNED_IN, /ERR_CONNECTION_(REFUSED|RESET|CLOSED)/, /ERR_EMPTY_RESPONSE/, /WebSocket connection to .* failed/, /Failed to load resource: net::/, /ERR_SOCKET_NOT_CONNECTED/];

let hall: Hall;
let browser: CityBrowser;
let board: Visit;
let first: Visit;
let second: Visit;
const tickets: string[] = [];

/** The number that stands in the panel, as somebody who cannot see the shape of the plate hears it. */
const inPanel = (label: string): Promise<void> => board.page.getByRole('status').filter({ hasText: label.slice(1) }).filter({ hasText: '番窓口へ' }).waitFor({ timeout: 60_000 });
const heard = (calls: number): Promise<void> => until(`${calls} calls were heard`, async () => await callsHeard(board.page) === calls);

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  board = await browser.visit('board', 'about:blank', { expected: CUT });
  await listenToBoard(board.page);
  await board.page.goto(`${hall.city.url.board}?name=正面`);
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

describe('the hall board', () => {
  it('[E40] at rest it knows the hall: name, time, zones, open counters and clock ranges', async () => {
    const { page } = board;
    await page.getByText('縁側市 市民窓口').first().waitFor();
    await page.getByText('お呼びした方は、ここに出ます。').waitFor();
    await picture(page, 'before-anybody-came');
    const clerk = async (counter: string, index: number): Promise<Visit> => {
      const visit = await browser.visit('console', hall.city.url.console, { expected: CUT });
      await signIn(visit.page, counter, DEMO_STAFF[index]!);
      return visit;
    };
    first = await clerk('3', 0);
    second = await clerk('5', 1);
    for (const procedure of ['住民票の写し', '住民票の写し', '住民票の写し', '転入届', '国民健康保険の加入']) tickets.push(await deskTicket(first.page, procedure));
    await page.getByText('3組待ち').waitFor();
    expect(await page.getByText(/^10:1\d$/).first().isVisible()).toBe(true);
    for (const zone of ['証明書', '引っ越し', '保険・年金', '相談・そのほか']) expect(await page.getByText(zone, { exact: true }).isVisible(), zone).toBe(true);
    await until('A, B and C have a clock range', async () => await page.getByText(/^\d\d:\d\d〜\d\d:\d\d$/).count() >= 3);
    await picture(page, 'rest-with-waits');
    await expectNoBarriers(page, 'the resting board');
  });

  it('[E39] a call stands in the panel in the hall\'s words, sounds once, and the staff see that it stood there', async () => {
    await first.page.keyboard.press('n');
    await inPanel(tickets[0]!);
    await board.page.getByText('3番窓口へ お越しください。').waitFor();
    await board.page.getByText('Please come to counter 3.').waitFor();
    await heard(1);
    await picture(board.page, 'calling');
    await expectNoBarriers(board.page, 'the calling board');
    const told = first.page.getByRole('listitem').filter({ hasText: '表示板 正面' });
    await told.filter({ hasText: /✓ \d+\.\d秒/ }).waitFor();
    await picture(first.page, 'console-call-confirmed');
  });

  it('[E220] it says the call in Japanese and in English, clip after clip, from what its worker keeps', async () => {
    const clips = await clipsHeard(board.page);
    expect(new Set(clips.map(({ recordingS }) => recordingS)).size).toBe(2);
    /* 番号札まるのAの・一番の方・3番窓口へ・お越しください, and in English six clips */
    expect(clips.length).toBe(10);
    for (const [at, { atS }] of clips.entries()) {
      if (at === 0) continue;
      const silence = atS - clips[at - 1]!.atS - clips[at - 1]!.lengthS;
      expect(silence).toBeGreaterThanOrEqual(-0.001);
      expect(silence).toBeLessThan(0.71);
    }
    const kept = (): Promise<number> => board.page.evaluate(async () => {
      const keys = await Promise.all((await caches.keys()).filter((name) => name.startsWith('engawa-board')).map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().filter(({ url }) => new URL(url).pathname.endsWith('.ogg')).length;
    });
    await until('the worker keeps both recordings', async () => await kept() === 2);
  });

  it('[E40] the next call waits its turn in the panel, and sounds when it comes', async () => {
    await second.page.keyboard.press('n');
    await second.page.getByText('呼び出し中').first().waitFor();
    expect(await callsHeard(board.page)).toBe(1);
    await inPanel(tickets[4]!);
    await heard(2);
    expect(await board.page.getByRole('heading', { name: /さきほど/ }).isVisible()).toBe(true);
    await picture(board.page, 'second-call');
    await first.page.keyboard.press('r');
    await board.page.getByText('もう一度 お呼びしています').waitFor({ timeout: 60_000 });
    await heard(3);
    await picture(board.page, 'called-again');
  });

  it('[E39] nothing sounds again after a cut line or a reload', async () => {
    const { page } = board;
    hall.city.lines!.kiosk.cut();
    await page.getByText(/更新停止 10:1\d/).waitFor({ timeout: FROZEN_MS + 4_000 });
    await picture(page, 'line-cut');
    await second.page.keyboard.press('s');
    await second.page.getByText('対応中').first().waitFor();
    hall.city.lines!.kiosk.restore();
    await page.getByText(/更新停止/).waitFor({ state: 'hidden' });
    await until('the one who is served has left the board', async () => await page.getByText(tickets[4]!.slice(1), { exact: true }).count() === 0);
    expect(await callsHeard(page)).toBe(3);
    await page.reload();
    await page.getByText(tickets[0]!.slice(1), { exact: true }).first().waitFor();
    expect(await callsHeard(page)).toBe(0);
  });

  it('[E40] who did not come is listed at the foot while the next is called', async () => {
    await first.page.keyboard.press('x');
    await board.page.getByText('職員に お声がけください。').waitFor();
    await board.page.getByText(tickets[0]!.slice(1), { exact: true }).waitFor();
    await first.page.keyboard.press('n');
    await inPanel(tickets[1]!);
    await heard(1);
    await picture(board.page, 'calling-with-missed');
    await expectNoBarriers(board.page, 'the board with missed numbers');
  });

  it('[E42] a dark hall and high contrast: calling and at rest', async () => {
    const halls = await Promise.all((['dark', 'hc'] as const).map(async (theme) => {
      const visit = await browser.visit('board', `${hall.city.url.board}?name=${theme}&theme=${theme}`, { expected: CUT });
      await visit.page.getByText('縁側市 市民窓口').first().waitFor();
      return { ...visit, theme };
    }));
    await first.page.keyboard.press('r');
    for (const { page, theme } of halls) {
      await page.getByText('もう一度 お呼びしています').waitFor();
      await picture(page, `calling-${theme}`);
      await expectNoBarriers(page, `the calling board, ${theme}`);
    }
    await board.page.getByText('もう一度 お呼びしています').waitFor({ state: 'hidden', timeout: 60_000 });
    await picture(board.page, 'rest-with-call-and-missed');
    for (const { page, theme, close } of halls) {
      await page.getByText('もう一度 お呼びしています').waitFor({ state: 'hidden', timeout: 60_000 });
      await picture(page, `rest-${theme}`);
      await expectNoBarriers(page, `the resting board, ${theme}`);
      await close();
    }
  });

  it('[E220] a board that is muted, or in its quiet hours, says so and makes no sound', async () => {
    const before = await callsHeard(board.page);
    for (const [wish, sign] of [['sound=off', '音なし'], ['quiet=00:00-24:00', /まで 音なし/]] as const) {
      const visit = await browser.visit('board', 'about:blank', { expected: CUT });
      await listenToBoard(visit.page);
      await visit.page.goto(`${hall.city.url.board}?name=静&${wish}`);
      await visit.page.getByText(sign).waitFor();
      await first.page.keyboard.press('r');
      await visit.page.getByText('もう一度 お呼びしています').waitFor({ timeout: 60_000 });
      expect([await callsHeard(visit.page), await clipsHeard(visit.page)]).toEqual([0, []]);
      await picture(visit.page, `no-sound-${wish.slice(0, 5)}`);
      await expectNoBarriers(visit.page, 'a silent board');
      await visit.close();
    }
    await heard(before + 2);
  });

  it('[E41] reception dies: 「更新停止」 with the time, and when it is back the board goes on by itself', async () => {
    const { page } = board;
    await hall.city.kill('reception');
    const diedAt = performance.now();
    await page.getByText(/更新停止 10:1\d/).waitFor({ timeout: FROZEN_MS + 4_000 });
    expect(performance.now() - diedAt).toBeLessThan(FROZEN_MS + 4_000);
    await page.getByText('番号は、職員が 声で お呼びします。').waitFor();
    await picture(page, 'reception-dead');
    await expectNoBarriers(page, 'the frozen board');
    const before = await callsHeard(page);
    await hall.city.start('reception');
    await page.getByText(/更新停止/).waitFor({ state: 'hidden', timeout: 60_000 });
    await page.getByText(tickets[1]!.slice(1), { exact: true }).first().waitFor();
    expect(await callsHeard(page)).toBe(before);
    await until('the staff see the board again', async () => await first.page.getByText('表示板 1／1').or(first.page.getByText('表示板')).first().isVisible());
  });

  it('[E13] nothing left the city and no page complained of more than the cuts', () => {
    expect([board, first, second].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
