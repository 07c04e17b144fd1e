/** The order of the hall, as a clerk keeps it by keys alone and as a visitor keeps it by phone. */
import { DEMO_STAFF, demoClerk, type DemoClerk } from '@engawa/reception/testing';
import { DeskTicketIssued } from '@engawa/reception/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, openHall, queueOf, signIn, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let clerk: Visit;
/** a colleague at another counter, who gives out numbers */
let colleague: DemoClerk;
const see = witness('counter-queue');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  clerk = await arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/, /409 \(Conflict\)/] });
  await signIn(clerk.page, '4');
  colleague = await demoClerk(new URL(hall.city.url.console).origin, DEMO_STAFF[1], '7');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

const take = async (procedures: readonly string[], language = 'ja'): Promise<DeskTicketIssued> => DeskTicketIssued.parse(await (await colleague.send('POST', '/api/staff/tickets', { procedures, language })).json());
const shows = (labels: readonly string[]): Promise<void> => until(`the list shows ${labels.join(' ')}`, async () => (await queueOf(clerk.page)).join(' ') === labels.join(' '));

describe('the order of the hall', () => {
  it('[E200] a clerk gives care and an appointment by keys alone, and the list shows who comes first and why', async () => {
    const { page } = clerk;
    const [first, second] = [await take(['sodan']), await take(['sodan'], 'vi')];
    await shows([`F${first.label}`, `F${second.label}`]);
    await page.keyboard.press('q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('y');
    await page.getByRole('dialog').getByRole('heading', { name: new RegExp(second.label) }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await see(page, 'console-care');
    await page.keyboard.press('Enter');
    await shows([`F${second.label}`, `F${first.label}`]);
    await page.getByText('体調').first().waitFor();
    await page.keyboard.press('k');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('checkbox').first().press('Space');
    await page.getByLabel('予約の時刻').fill('2560');
    await page.keyboard.press('Enter');
    await page.locator('#booked-fault').waitFor();
    await page.getByLabel('予約の時刻').fill('1030');
    await see(page, 'console-desk-ticket');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '番号札を 出しました' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('予約 10:30').waitFor();
    await see(page, 'console-order');
    expect(await queueOf(page)).toHaveLength(3);
  });
});
