/** The order of the hall, as a clerk keeps it by keys alone and as a visitor keeps it by phone. */
import { DEMO_STAFF, demoClerk, type DemoClerk } from '@engawa/reception/testing';
import { DeskTicketIssued } from '@engawa/reception/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, button, named, openHall, press, queueOf, signIn, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let clerk: Visit;
let phone: Visit;
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
const ticketPage = ({ secret }: DeskTicketIssued): string => `${new URL(hall.city.url.console).origin}/phone/ticket/${secret}`;
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
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: '呼び出し中' }).waitFor();
    expect(await queueOf(page)).toEqual([`F${first.label}`, expect.stringMatching(/^A/)]);
    await page.keyboard.press('Control+z');
    await shows([`F${second.label}`, `F${first.label}`, 'A003']);
  });

  it('[E201] who may leave the hall says until when, is shown as away, and is back by a word', async () => {
    const { page } = clerk;
    for (let n = 0; n < 12; n += 1) await take(['konin']);
    const mine = await take(['konin'], 'en');
    phone = await arrive(browser, 'phone', ticketPage(mine));
    const leave = phone.page.getByRole('button', { name: /まで離れます/ });
    await leave.waitFor();
    await see(phone.page, 'phone-may-leave');
    await phone.page.getByLabel(named('お戻りの時刻')).selectOption({ index: 1 });
    await leave.click();
    await phone.page.getByText(named('離席中です。')).waitFor();
    await see(phone.page, 'phone-away');
    await page.getByText('離席 ').first().waitFor();
    await see(page, 'console-away');
    await press(phone.page, '戻りました');
    await leave.waitFor();
    await leave.click();
    await phone.page.getByText(named('離席中です。')).waitFor();
    await page.keyboard.press('q');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.getByRole('button', { name: 'もどられた' }).waitFor();
    await page.keyboard.press('b');
    await leave.waitFor();
  });

  it('[E201] who missed the call comes back by phone, and by the clerk’s key', async () => {
    const { page } = clerk;
    const mine = await take(['sodan']);
    await phone.page.goto(ticketPage(mine));
    // She is not the first in the list: the clerk finds and calls her by what stands on the paper.
    await page.getByRole('button', { name: new RegExp(mine.label) }).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('searchbox').pressSequentially(mine.label);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '呼び出し中' }).waitFor();
    await page.keyboard.press('x');
    // The box gets the focus a frame after the key: the next key waits for it.
    await page.getByRole('searchbox').press('Escape');
    await button(phone.page, '来ました。もう一度並びます').waitFor();
    await see(phone.page, 'phone-missed');
    await page.getByRole('button', { name: new RegExp(`${mine.label} 列へ戻す`) }).waitFor();
    await see(page, 'console-missed');
    await press(phone.page, '来ました。もう一度並びます');
    await phone.page.getByText(named('お呼びする時刻の目安')).waitFor();
    await page.getByRole('row', { name: new RegExp(mine.label) }).waitFor();
    await page.keyboard.press('q');
    await page.locator('.queue').getByRole('button', { name: new RegExp(mine.label) }).press('Enter');
    await page.getByRole('heading', { name: '呼び出し中' }).waitFor();
    await page.keyboard.press('x');
    await page.getByRole('button', { name: new RegExp(`${mine.label} 列へ戻す`) }).waitFor();
    await page.keyboard.press('b');
    await page.getByRole('row', { name: new RegExp(mine.label) }).waitFor();
    await phone.page.getByText(named('お呼びする時刻の目安')).waitFor();
  });

  it('[E202] who is here is kept, called again, moved to another line and back, by keys alone', async () => {
    const { page } = clerk;
    const family = await take(['tennyu', 'kokuho']);
    await page.locator('.queue').getByRole('button', { name: new RegExp(family.label) }).press('Enter');
    await page.getByRole('heading', { name: '呼び出し中' }).waitFor();
    await page.keyboard.press('s');
    await page.getByRole('button', { name: /終わり、つぎは C/ }).waitFor();
    await see(page, 'console-serving');
    await page.keyboard.press('o');
    await page.getByRole('dialog').waitFor();
    await see(page, 'console-hold');
    await page.keyboard.press('Enter');
    await page.getByText('預かっている方 1組').waitFor();
    await see(page, 'console-held');
    await page.keyboard.press('i');
    await page.getByRole('heading', { name: '呼び出し中' }).waitFor();
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: '対応中' }).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('ArrowDown');
    await see(page, 'console-transfer');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'この窓口の方' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('heading', { name: '対応中' }).waitFor();
    await page.keyboard.press('d');
    await page.getByRole('heading', { name: 'この窓口の方' }).waitFor();
    await page.locator('.queue').getByText('Cの列').waitFor();
    await phone.page.goto(ticketPage(family));
    await phone.page.getByText(named('つぎの手続きの順番です。')).waitFor();
    await see(phone.page, 'phone-next-step');
    await see(page, 'console-next-step');
  });
});
