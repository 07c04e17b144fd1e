/** A visitor's own phone hears of the call with its page closed. Only the maker's push service is simulated; it opens what the hall seals. */
import { DEMO_STAFF, demoClerk, freshDatabase, startReception, startSimulatedPush, type DemoClerk, type FreshDatabase, type RunningReception, type SimulatedPush } from '@engawa/reception/testing';
import { DeskTicketIssued, NoticesView, type PushAddress } from '@engawa/reception/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type CityBrowser } from '../city/browser/index.ts';
import { button, named, press, until, witness } from './counter-people.ts';

let db: FreshDatabase;
let push: SimulatedPush;
let hall: RunningReception;
let browser: CityBrowser;
let clerk: DemoClerk;
const see = witness('counter-notices');
/** a Tuesday, 10:12 in Tokyo */
const offsetMs = Date.UTC(2026, 10, 24, 1, 12) - Date.now();

beforeAll(async () => {
  [db, push, browser] = await Promise.all([freshDatabase(), startSimulatedPush(), openBrowser()]);
  hall = await startReception({ url: db.url, clock: () => Date.now() + offsetMs, notices: {
    push: { services: [push.origin] }, line: { token: 'none', secret: 'none', account: '@engawa', api: push.origin },
    mail: { from: 'notices@city.example', server: { host: '127.0.0.1', port: 9, implicitTls: false, user: '', password: '' } },
  } });
  clerk = await demoClerk(hall.origin, DEMO_STAFF[0], '4');
});
afterAll(async () => { await browser?.close(); await hall?.close(); await push?.close(); await db?.drop(); });

/** Gives the phone's worker what the push service holds for it, as the browser itself would. */
async function deliver(page: Page, message: object): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => { const found = registrations.find(({ scopeURL }) => scopeURL.endsWith('/phone/')); if (found) resolve(found.registrationId); });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: hall.origin, registrationId: await registered, data: JSON.stringify(message) });
}
/** In the middle of the screen: the tabs at its foot lie over what scrolls below them. */
async function lookAt(page: Page, words: string, picture: string): Promise<void> {
  await button(page, words).first().evaluate((one) => one.scrollIntoView({ block: 'center' }));
  await see(page, picture);
}
const standing = (page: Page): Promise<string[]> => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => `${title} ${body}`));

describe('a phone that is told', () => {
  it('[E241] says yes, is told of the call on its locked screen, and keeps nothing when the visit is over', async () => {
    const ticket = DeskTicketIssued.parse(await (await clerk.send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja' })).json());
    const offered = NoticesView.parse(await (await fetch(`${hall.origin}/api/tickets/${ticket.secret}/notices`)).json());
    const phone = push.phone(offered.push?.key ?? '');
    const { page } = await browser.visit('phone', 'about:blank');
    // The maker's service is on the internet; what it would give the browser is an address and two keys.
    await page.addInitScript((address: PushAddress) => { PushManager.prototype.subscribe = async () => ({ toJSON: () => address }) as unknown as PushSubscription; }, phone.address);
    await page.goto(`${hall.origin}/phone/ticket/${ticket.secret}`);
    await button(page, 'このスマホで お知らせを受け取る').waitFor();
    await lookAt(page, 'メールで お知らせを受け取る', 'offered');
    await press(page, 'このスマホで お知らせを受け取る');
    await page.getByText(named('このスマホへお知らせします。')).waitFor();
    await lookAt(page, 'お知らせをやめる', 'on');
    expect((await clerk.send('POST', `/api/staff/tickets/${ticket.ticketId}/call`)).status).toBe(200);
    await until('the call is sent', async () => phone.arrived.some(({ message }) => message.call));
    await deliver(page, phone.arrived.find(({ message }) => message.call)!.message);
    await until('the call is shown', async () => (await standing(page)).length === 1);
    expect(await standing(page)).toEqual([`${ticket.label}番: お呼びしています 4番窓口へ お越しください。`]);
    await see(page, 'called');
    for (const act of ['serve', 'finish']) expect((await clerk.send('POST', `/api/staff/tickets/${ticket.ticketId}/${act}`)).status).toBe(200);
    await until('the phone keeps nothing', async () => (await page.evaluate(() => localStorage.getItem('engawa-notices'))) === null);
    expect([push.wrong, await button(page, 'お知らせをやめる').count()]).toEqual([[], 0]);
  });
});
