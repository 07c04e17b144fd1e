/** Way 2 on bad days: two residents want one room, and the provider's notices come twice, late, wrong, in a wrong order, or while nobody listens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser } from '../city/browser/index.ts';
import { MUSIC, VOICE, book, bookingIdOf, button, heading, hold, lookAt, openPhone, openTown, pay, register, room, search, until } from './room-people.ts';
import type { Phone, Town } from './room-people.ts';

const picture = album('room-money');
let town: Town;
let browser: CityBrowser;
let hanako: Phone;
const look = (phone: Phone, name: string): Promise<void> => lookAt(phone.page, picture, name);
const rooms = (phone: Phone): Promise<unknown> => phone.page.goto(`${town.city.url.phone}rooms`);
const stateOf = async (id: string): Promise<string> => (await town.ask<{ it: string }>(`SELECT state || ' ' || payment AS it FROM bookings WHERE id = $1`, [id]))[0]?.it ?? 'none';
/** Five minutes in the city's books: the hold of this booking has run out. */
const letLapse = (id: string): Promise<unknown> => town.ask(`UPDATE bookings SET hold_until = hold_until - interval '10 minutes' WHERE id = $1`, [id]);

beforeAll(async () => {
  [town, browser] = await Promise.all([openTown({ buildings: [] }), openBrowser()]);
  hanako = await openPhone(browser, town, 'rooms', { rough: true });
});
afterAll(async () => {
  await browser?.close();
  await town?.end();
});

describe('two residents, one room', () => {
  it('[E54] exactly one of two who press at the same moment gets it, and the other is shown the next best thing and takes it', async () => {
    const taro = await openPhone(browser, town);
    const both = [hanako, taro];
    await Promise.all(both.map(async ({ page }, at) => {
      await search(page, { from: '13:00', until: '14:00' });
      await room(page, MUSIC).getByRole('button', { name: 'この部屋を予約する' }).click();
      await register(page, `見本 ${at + 1}`);
      await heading(page, '予約の内容').waitFor();
    }));
    await Promise.all(both.map(({ page }) => button(page, /おさえて/).click()));
    const lost = (phone: Phone): ReturnType<Phone['page']['getByText']> => phone.page.getByText('ひと足ちがいで、ほかの方の予約が入りました');
    await Promise.all(both.map((phone) => heading(phone.page, '部屋をおさえました').or(lost(phone)).waitFor()));
    const losers = [];
    for (const phone of both) if (await lost(phone).isVisible()) losers.push(phone);
    expect(losers).toHaveLength(1);
    const loser = losers[0]!;
    await look(loser, 'taken');
    const offer = loser.page.getByRole('article').first();
    await offer.getByText(/^同じ時間・/).waitFor();
    await offer.getByRole('button', { name: 'こちらを予約する' }).click();
    await loser.page.getByText(VOICE).waitFor();
    await button(loser.page, /おさえて/).click();
    await heading(loser.page, '部屋をおさえました').waitFor();
    const held = await town.ask<{ room: string; n: string }>(`SELECT room, count(*) AS n FROM bookings WHERE state = 'held' GROUP BY room ORDER BY room`);
    expect(held).toEqual([{ room: 'studio24-a', n: '1' }, { room: 'studio24-b', n: '1' }]);
    expect(taro.troubles).toEqual([]);
    for (const { page } of both) { await button(page, '予約をやめる').click(); await heading(page, '予約を取り消しました').waitFor(); }
    await look(loser, 'given-up');
    await taro.close();
  });
});

describe('money and its notices', () => {
  it('[E55] facility-api is killed between payment and notice: the notice comes again, and the booking is confirmed exactly once', async () => {
    const { page } = hanako;
    await rooms(hanako);
    await hold(page, MUSIC, { from: '14:00', until: '15:00' });
    await button(page, /を支払う$/).click();
    await page.getByRole('heading', { name: 'お支払い', level: 1 }).waitFor();
    await town.city.kill('facility-api');
    const session = [...town.city.payment.sessions.values()].at(-1)!;
    const paid = town.city.payment.pay(session.id);
    await until('the provider has tried once in vain', () => town.city.payment.deliveries.some(({ status, session: of }) => of === session.id && status === 0));
    await Promise.all([town.city.start('facility-api'), paid]);
    await page.goto(session.returnUrl);
    await heading(page, '予約できました').waitFor();
    const notices = await town.ask<{ outcome: string }>(`SELECT n.outcome FROM notices n JOIN payments p ON p.id = n.payment WHERE p.booking = $1`, [bookingIdOf(page)]);
    expect(notices.filter(({ outcome }) => outcome === 'confirmed')).toHaveLength(1);
    expect(town.city.payment.refunds).toEqual([]);
  });

  it('[E56] a notice that comes three times makes one booking', async () => {
    town.city.payment.behave('duplicate');
    await rooms(hanako);
    const id = await book(hanako.page, MUSIC, { from: '15:00', until: '16:00' });
    expect(await stateOf(id)).toBe('confirmed paid');
    expect(town.city.payment.refunds).toEqual([]);
  });

  it('[E56] a failure that arrives after the money changes nothing', async () => {
    town.city.payment.behave('reordered');
    await rooms(hanako);
    const id = await book(hanako.page, MUSIC, { from: '16:00', until: '17:00' });
    expect(await stateOf(id)).toBe('confirmed paid');
  });

  it('[E57] a wrong amount is said, nothing more is asked for, and the right one afterwards still makes the booking', async () => {
    const { page } = hanako;
    town.city.payment.behave('wrong-amount');
    await rooms(hanako);
    await hold(page, VOICE, { from: '17:00', until: '18:00' });
    // The provider's own books are right, so the city would find out by asking; here it only ever hears the wrong figure.
    const session = async (): Promise<string> => {
      await button(page, /を支払う$/).click();
      await page.getByRole('heading', { name: 'お支払い', level: 1 }).waitFor();
      return page.url().split('/').at(-1)!;
    };
    const id = await session();
    await town.city.payment.pay(id);
    await page.goto(town.city.payment.sessions.get(id)!.returnUrl);
    await page.getByText('支払われた金額が料金とちがいます').waitFor();
    await look(hanako, 'wrong-amount');
    expect(await button(page, /を支払う$/).count()).toBe(0);
    await town.city.payment.notify(id, 'payment.captured');
    await heading(page, '予約できました').waitFor();
  });

  it('[E58] a hold that runs out in sight changes by itself; money that comes later takes the room again', async () => {
    const { page } = hanako;
    town.city.payment.behave('silent');
    await rooms(hanako);
    await hold(page, VOICE, { from: '18:00', until: '19:00' });
    const booking = bookingIdOf(page);
    await button(page, /を支払う$/).click();
    await page.getByRole('heading', { name: 'お支払い', level: 1 }).waitFor();
    const session = page.url().split('/').at(-1)!;
    await page.goBack();
    await heading(page, '部屋をおさえました').waitFor();
    await letLapse(booking);
    await heading(page, 'おさえる時間が過ぎました').waitFor();
    await look(hanako, 'lapsed');
    await town.city.payment.pay(session);
    await heading(page, '予約できました').waitFor();
    expect(await stateOf(booking)).toBe('confirmed paid');
  });

  it('[E58] money for a room that somebody else has by then goes back, and the page says so', async () => {
    const { page } = hanako;
    town.city.payment.behave('late');
    await rooms(hanako);
    await hold(page, VOICE, { from: '19:00', until: '20:00' });
    const booking = bookingIdOf(page);
    await button(page, /を支払う$/).click();
    await page.getByRole('heading', { name: 'お支払い', level: 1 }).waitFor();
    const session = page.url().split('/').at(-1)!;
    await letLapse(booking);
    town.city.payment.behave('good');
    const taro = await openPhone(browser, town);
    await book(taro.page, VOICE, { from: '19:00', until: '20:00', name: '見本 太郎' });
    await taro.close();
    await town.city.payment.pay(session);
    await page.goto(town.city.payment.sessions.get(session)!.returnUrl);
    await page.getByText(/お返しします/).waitFor();
    await look(hanako, 'refund');
    await until('the money is back', async () => /refunded$/.test(await stateOf(booking)));
    expect(town.city.payment.refunds).toHaveLength(1);
  });

  it('[E59] the provider fails: nothing is charged, the hold stays, and the next try works; a late notice is waited for in sight', async () => {
    const { page } = hanako;
    town.city.payment.behave('api-500');
    await rooms(hanako);
    await hold(page, VOICE, { from: '20:00', until: '21:00' });
    await button(page, /を支払う$/).click();
    await page.getByText(/お支払いの.*につながりません/).waitFor();
    await look(hanako, 'provider-down');
    town.city.payment.behave('good');
    await pay(page);
    await heading(page, '予約できました').waitFor();
    expect(hanako.troubles).toEqual([]);
  });
});
