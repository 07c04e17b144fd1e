/** The staff without number and code, and the concierge in a rush: by keys alone. */
import type { ProcedureId } from '@engawa/reception/contract';
import { DEMO_STAFF, demoClerk, type DemoClerk } from '@engawa/reception/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPasskey, openBrowser, pressByKeyboard } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, openHall, signIn, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let desk: Visit;
const see = witness('desk-concierge');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall({ lines: false }), openBrowser()]);
  desk = await arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/, /403 \(Forbidden\)/, /409 \(Conflict\)/, /ERR_/, /WebSocket/] });
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

const PROCEDURES = ['juminhyo', 'zei', 'inkan', 'tennyu', 'kokuho', 'jido-teate', 'sodan'] as const;
const idOf = async (answer: Response): Promise<string> => (await answer.json() as { ticketId: string }).ticketId;
const said = (page: Page): Promise<string> => page.locator('.ledge-said').innerText();
const signOut = async (page: Page, name: string): Promise<void> => { await page.getByRole('button', { name, exact: true }).click(); await page.getByRole('heading', { name: '窓口に 入る' }).waitFor(); };
const chooseCounter = (page: Page, counter: string): Promise<unknown> => page.getByLabel('座る窓口').selectOption(counter);
const rows = (page: Page): Promise<number> => page.locator('.people tbody tr').count();

/** Sixty people and more, some of them called in vain, away, kept, or at a counter. */
async function rush(): Promise<void> {
  const origin = new URL(hall.city.url.console).origin;
  const concierge = await demoClerk(origin, DEMO_STAFF[4], null);
  const clerks: DemoClerk[] = [await demoClerk(origin, DEMO_STAFF[1], '2'), await demoClerk(origin, DEMO_STAFF[2], '4'), await demoClerk(origin, DEMO_STAFF[3], '6')];
  const ids: string[] = [];
  for (let n = 0; n < 66; n += 1) {
    const procedures = [PROCEDURES[n % PROCEDURES.length], ...(n % 9 === 4 ? ['zei'] : [])].filter((id, at, all) => all.indexOf(id) === at) as ProcedureId[];
    ids.push(await idOf(await concierge.send('POST', '/api/staff/tickets', { procedures, language: n % 11 === 3 ? 'vi' : n % 13 === 5 ? 'zh' : 'ja', care: n % 10 === 6 ? 'mobility' : null, bookedAt: n % 17 === 8 ? '2026-11-24T01:40:00.000Z' : null })));
  }
  for (const clerk of clerks) {
    const first = await idOf(await clerk.send('POST', '/api/staff/call-next'));
    await clerk.send('POST', `/api/staff/tickets/${first}/${clerk === clerks[0] ? 'no-show' : 'hold'}`, {});
    const second = await idOf(await clerk.send('POST', '/api/staff/call-next'));
    await clerk.send('POST', `/api/staff/tickets/${second}/serve`);
  }
  await concierge.send('POST', `/api/staff/tickets/${ids[40]}/leave`, { until: '2026-11-24T02:00:00.000Z' });
}

describe('staff at the desk', () => {
  it('[E230][K74] a passkey is enrolled, and the next time nobody types a number: sign-in, and somebody is called, by keys', async () => {
    const { page } = desk;
    await see(page, 'sign-in');
    await signIn(page, '1');
    const passkey = await addPasskey(page);
    await page.getByText('未登録').waitFor();
    await page.keyboard.press('@');
    await page.getByRole('heading', { name: '職員の パスキー' }).waitFor();
    await pressByKeyboard(page, 'この機械か 鍵を 登録する');
    await page.getByText('登録しました。').waitFor();
    await see(page, 'passkeys');
    expect(await passkey.count()).toBe(1);
    await pressByKeyboard(page, '佐藤 健一さんの 登録のことばを 出す');
    await page.locator('.enrolment-letters').waitFor();
    await see(page, 'word');
    await page.keyboard.press('Escape');
    await page.getByText('未登録').waitFor({ state: 'detached' });
    await signOut(page, '窓口を 閉める');

    // A finger that is refused says so, and nothing is lost.
    await chooseCounter(page, '1');
    await passkey.refuse();
    await pressByKeyboard(page, 'パスキーで 入る');
    await page.getByText('パスキーを 使いませんでした').waitFor();
    await passkey.allow();
    await pressByKeyboard(page, 'パスキーで 入る');
    await page.getByRole('heading', { name: '待っている方' }).waitFor();

    await page.keyboard.press('k');
    await page.getByLabel('手続きを さがす').waitFor();
    await page.keyboard.type('juumin');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '番号札を 出しました' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.queue tbody tr').waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: '呼び出し中' }).waitFor();
    await page.keyboard.press('x');
    await page.getByText('不在にしました').first().waitFor();
    await signOut(page, '窓口を 閉める');
  });

  it('[E231][K73] a concierge in a rush: registers, finds, and moves people without a counter; what is closed says so', async () => {
    await rush();
    const { page } = desk;
    await signIn(page, 'none', DEMO_STAFF[4]);
    await page.locator('.people tbody tr').nth(60).waitFor();
    await see(page, 'rush');

    // Registered in a few keys, with care.
    const before = await rows(page);
    await page.keyboard.press('k');
    await page.getByLabel('手続きを さがす').waitFor();
    await page.keyboard.type('kokuho');
    await see(page, 'desk-ticket');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '番号札を 出しました' }).waitFor();
    await page.keyboard.press('Escape');
    await until('the new ticket stands in the list', async () => await rows(page) === before + 1);

    // Found by a digit; back into the line; taken back.
    await page.keyboard.press('4');
    await until('two did not come', async () => await rows(page) === 2);
    await page.keyboard.press('q');
    await page.getByText('お呼びしましたが').waitFor();
    await page.keyboard.press('b');
    await page.getByText('列へ戻しました').first().waitFor();
    await page.keyboard.press('Control+z');
    await until('the ledge says 取り消しました', async () => (await said(page)).includes('取り消しました'));

    // Found by the label; away; given up; taken back.
    await page.keyboard.press('2');
    await page.keyboard.press('/');
    await page.keyboard.type('C013');
    await page.keyboard.press('Enter');
    await see(page, 'found');
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: /離席/ }).waitFor();
    await see(page, 'leave');
    await page.keyboard.press('Enter');
    await until('the ledge says 離席にしました', async () => (await said(page)).includes('離席にしました'));
    await page.keyboard.press('5');
    await page.locator('.people tbody tr').filter({ hasText: '013' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await page.keyboard.press('w');
    await until('the ledge says 取りやめにしました', async () => (await said(page)).includes('取りやめにしました'));
    await page.keyboard.press('Control+z');
    await until('the ledge says 取り消しました', async () => (await said(page)).includes('取り消しました'));

    // Closed acts stay and say why.
    for (const key of ['n', 'c', 'g']) {
      await page.keyboard.press(key);
      await page.getByText('この操作は 担当の 役割の 職員が します。').waitFor();
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('1');
    await page.getByRole('button', { name: '暗い画面' }).click();
    await see(page, 'rush-dark');
    await page.getByRole('button', { name: '暗い画面' }).click();
    await page.setViewportSize({ width: 1366, height: 768 });
    await see(page, 'rush-1366');
    await page.keyboard.press('k');
    await page.getByLabel('手続きを さがす').waitFor();
    await see(page, 'desk-ticket-1366');
    await page.keyboard.press('Escape');
    // 200 % of 1366×768
    await page.setViewportSize({ width: 683, height: 384 });
    await see(page, 'rush-200');
    await page.keyboard.press('k');
    await page.getByLabel('手続きを さがす').waitFor();
    await see(page, 'desk-ticket-200');
    await page.keyboard.press('Escape');
  });
});
