/** Way 1 while reception dies: forms on their way, and two clerks who call at the same moment. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { handIn } from './counter-answers.ts';
import { arrive, ask, asks, cardToReview, numberOnTicket, openHall, press, queueOf, signIn, until, whatThePageKeeps, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';
import { DEMO_STAFF } from '@engawa/reception/testing';

/** What pages say while their server is dead, before anybody has signed in, and when a key is pressed again that has been heard. */
const DEAD = [/ERR_CONNECTION|ERR_FAILED|ERR_EMPTY_RESPONSE|ERR_NETWORK|Failed to fetch|WebSocket connection|ERR_SOCKET|ERR_ABORTED|ERR_INCOMPLETE|xhr poll/i, /401 \(Unauthorized\)|409 \(Conflict\)/];
let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let clerks: Visit[];
let board: Visit;
const given: string[] = [];
const see = witness('counter-crash');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  kiosk = await arrive(browser, 'kiosk', hall.city.url.kiosk, { expected: DEAD });
  clerks = await Promise.all([0, 1].map(() => arrive(browser, 'console', hall.city.url.console, { expected: DEAD })));
  for (const [at, { page }] of clerks.entries()) await signIn(page, String(at + 1), DEMO_STAFF[at]!);
  board = await arrive(browser, 'board', hall.city.url.board, { expected: DEAD });
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

const count = (table: 'tickets' | 'sealed_forms'): Promise<number> =>
  ask(hall.city.databases.reception, async (db) => Number((await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]!.n));

describe('reception is killed', () => {
  for (const moment of ['before the form leaves', 'while the form is on its way', 'when it is kept and the answer is on its way'] as const) {
    it(`[E83] ${moment}: the visitor has a number, and it is there once`, async () => {
      const { page } = kiosk;
      const before = await count('tickets');
      await cardToReview(page, hall.city, ['住民票の写し']);
      if (moment === 'before the form leaves') await hall.city.kill('reception');
      if (moment === 'when it is kept and the answer is on its way') hall.city.lines!.kiosk.delay(500);
      const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/intakes'));
      await handIn(page);
      if (moment !== 'before the form leaves') await sent;
      if (moment === 'when it is kept and the answer is on its way') await until('the ticket is in the database', async () => await count('tickets') > before);
      await hall.city.kill('reception');
      hall.city.lines!.kiosk.delay(0);
      given.push(await numberOnTicket(page));
      await press(page, '終わる');
      await hall.city.start('reception');
      await until('the form has arrived and the kiosk has forgotten it', async () => !(await whatThePageKeeps(page)).includes('ciphertext'), 40_000);
      expect(await count('tickets')).toBe(before + 1);
      expect(await count('sealed_forms')).toBe(before + 1);
      await asks(page, 'こんにちは。');
    });
  }

  it('[E83] while two clerks call at the same moment: each has one visitor, nobody is called twice', async () => {
    await Promise.all(clerks.map(({ page }) => until('three wait', async () => (await queueOf(page)).length === 3)));
    expect((await queueOf(clerks[0]!.page)).sort()).toEqual([...given].sort());
    await Promise.all([...clerks.map(({ page }) => page.keyboard.press('n')), hall.city.kill('reception')]);
    await hall.city.start('reception');
    for (const { page } of clerks) {
      await until('somebody is called here', async () => {
        if (await page.getByText('呼び出し中').first().isVisible()) return true;
        if (await page.getByText('つながっています').first().isVisible()) await page.keyboard.press('n');
        return false;
      }, 40_000);
    }
    const rows = await ask(hall.city.databases.reception, async (db) => (await db.query<{ label: string; status: string; counter: string | null; announcements: number }>("SELECT series || lpad(sequence::text, 2, '0') AS label, status, counter, announcements FROM tickets ORDER BY counter")).rows);
    expect(rows.filter(({ status }) => status === 'called').map(({ counter, announcements }) => [counter, announcements])).toEqual([['1', 1], ['2', 1]]);
    const called = rows.filter(({ status }) => status === 'called').map(({ label }) => label);
    await until('the board shows both', async () => { const words = await board.page.getByRole('main').textContent() ?? ''; return called.every((label) => words.includes(label)); }, 30_000);
    await see(board.page, 'board-after-the-crash');
    await see(clerks[0]!.page, 'console-after-the-crash');
  });

  it('[E13] nothing left the city, and no page complained of anything but the dead server', () => {
    expect([kiosk, board, ...clerks].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
