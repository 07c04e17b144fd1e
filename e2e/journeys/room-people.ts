/** The people of the room journeys: residents with a phone before a house with one door, and a way to look at what really happened. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { addPasskey, expectNoBarriers } from '../city/browser/index.ts';
import type { CityBrowser, Passkey, Visit, VisitOptions } from '../city/browser/index.ts';
import { CHECKOUT } from '../city/checkout.ts';
import { guestDatabases } from '../city/postgres/throw-away-cluster.ts';
import { startCity } from '../city/start-city.ts';
import type { City, CityOptions } from '../city/start-city.ts';

export { until } from './patience.ts';

/** Tuesday, 24 November 2026, in Tokyo: an ordinary day, whatever the hour of the run. */
export const TUESDAY_1012 = Date.parse('2026-11-24T10:12:00+09:00');
export const HOUSE = '縁側スタジオ24';
export const DOOR = 'studio24-front';
export const MUSIC = '音楽スタジオ';
export const VOICE = 'ことばのへや';
/** The page asks who is signed in; a browser notes the answer 「nobody」 as an error, and a lost race as well. */
const EXPECTED = [/401 \(Unauthorized\)/, /409 \(Conflict\)/];
const AGENT_DOWN = [/net::ERR_/, /50[0-9] \(/];

export type Town = {
  readonly city: City;
  /** Rows of facility-api's database. */
  ask<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Times that the relay of the house's door has moved. */
  releases(): number;
  doorIsUnlocked(): boolean;
  /** Records of the agent's own file. */
  journal(): Promise<{ act: string; tier: string; door: string | null; commandId: string | null }[]>;
  verifyJournal(): Promise<string>;
  end(): Promise<void>;
};

/** A city with one house that has a door, and lines that can be cut. */
export async function openTown(options: Partial<CityOptions> = {}): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-room-'));
  await chmod(folder, 0o755);
  const city = await startCity({ folder, buildings: ['studio24'], lines: true, ...guestDatabases(), clockOffsetMs: TUESDAY_1012 - Date.now(), ...options });
  const pool = new pg.Pool({ connectionString: city.databases.facility, max: 2 });
  const journalFile = join(folder, 'door-agents', 'studio24', 'journal.jsonl');
  const door = () => {
    const found = city.boards.flatMap((board) => board.doors()).find(({ name }) => name === DOOR);
    if (!found) throw new Error(`no door ${DOOR} hangs anywhere`);
    return found;
  };
  return {
    city,
    ask: async (sql, values = []) => (await pool.query(sql, values)).rows,
    releases: () => door().releases,
    doorIsUnlocked: () => door().unlocked,
    journal: async () => (await readFile(journalFile, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Awaited<ReturnType<Town['journal']>>[number]),
    verifyJournal: async () => (await promisify(execFile)('npm', ['run', '--silent', 'journal', '--', 'verify', journalFile], { cwd: CHECKOUT })).stdout,
    end: async () => {
      await pool.end();
      await city.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Phone = Visit & { readonly passkey: Passkey };
/** A resident takes the phone out of the pocket. `rough`: servers will be killed and lines cut, which a browser's log complains about. */
export async function openPhone(browser: CityBrowser, town: Town, path = 'rooms', options: VisitOptions & { rough?: boolean } = {}): Promise<Phone> {
  const { rough, ...rest } = options;
  const visit = await browser.visit('phone', 'about:blank', { ...rest, expected: [...EXPECTED, ...rough ? AGENT_DOWN : [], ...rest.expected ?? []] });
  const passkey = await addPasskey(visit.page);
  await visit.page.goto(`${town.city.url.phone}${path}`);
  return { ...visit, passkey };
}

export const heading = (page: Page, name: string | RegExp): ReturnType<Page['getByRole']> => page.getByRole('heading', { name, level: 1 });
export const button = (page: Page, name: string | RegExp): ReturnType<Page['getByRole']> => page.getByRole('button', { name });
export const room = (page: Page, title: string): ReturnType<Page['getByRole']> => page.getByRole('article', { name: `${HOUSE} ${title}` });

/** On the search page: the house, the hours, 「さがす」. Returns when the answer stands there. */
export async function search(page: Page, { from = '10:00', until: end = '11:00', people = 4, day }: { from?: string; until?: string; people?: number; day?: string } = {}): Promise<void> {
  await page.getByLabel('何時から').waitFor();
  if (day) await page.getByLabel('日にち').fill(day);
  await page.getByLabel('何時から').selectOption(from);
  await page.getByLabel('何時まで').selectOption(end);
  await page.getByLabel('人数').fill(String(people));
  await page.getByLabel('施設').selectOption(HOUSE);
  await button(page, 'この条件でさがす').click();
  await page.getByRole('heading', { level: 2, name: /空いて/ }).waitFor();
}

export async function register(page: Page, name: string): Promise<void> {
  await heading(page, 'ご本人の確認').waitFor();
  await page.getByLabel('お名前').fill(name);
  await button(page, 'パスキーを作る').click();
}

/** From the search page to a hold. Registers on the way when asked for a name. */
export async function hold(page: Page, title: string, { name, purpose = '練習', ...wish }: Parameters<typeof search>[1] & { name?: string; purpose?: string } = {}): Promise<void> {
  await search(page, wish);
  await room(page, title).getByRole('button', { name: 'この部屋を予約する' }).click();
  if (name) await register(page, name);
  await heading(page, '予約の内容').waitFor();
  await page.getByLabel('何に使いますか').fill(purpose);
  await button(page, /おさえて/).click();
  await heading(page, '部屋をおさえました').waitFor();
}

/** At the provider's page, from a held booking. Returns when the provider has sent the resident back. */
export async function pay(page: Page): Promise<void> {
  await button(page, /を支払う$/).click();
  await page.getByRole('heading', { name: 'お支払い', level: 1 }).waitFor();
  await button(page, '支払う').click();
  await page.waitForURL(/\/phone\/bookings\//);
}

/** The whole way from the search page to a paid booking; its id. */
export async function book(page: Page, title: string, wish: Parameters<typeof hold>[2] = {}): Promise<string> {
  await hold(page, title, wish);
  await pay(page);
  await heading(page, '予約できました').waitFor();
  return bookingIdOf(page);
}
export const bookingIdOf = (page: Page): string => /bookings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

/** The number for the keypad as the phone reads it out. */
export async function pinOn(page: Page): Promise<string> {
  const pin = page.getByRole('img', { name: /^\d( \d){5}$/ });
  await pin.waitFor();
  return (await pin.getAttribute('aria-label') ?? '').replaceAll(' ', '');
}

/** Looks at the whole screen with an eye, a ruler and axe. The window is made as long as the page: what lies under the tabs for now is no fault. */
export async function lookAt(page: Page, picture: (page: Page, name: string) => Promise<string>, name: string): Promise<void> {
  const window_ = page.viewportSize();
  await page.evaluate(() => document.fonts.ready);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (window_ && height > window_.height) await page.setViewportSize({ width: window_.width, height });
  await picture(page, name);
  await expectNoSideways(page, name);
  await expectNoBarriers(page, name);
  if (window_) await page.setViewportSize(window_);
}

/** Address of a page, and the heading with which it must come back in Japanese. */
export type PhonePage = { readonly name: string; readonly path: string; readonly title: string };
const SEARCH = 'day=2026-11-24&from=10:00&until=11:00&people=4&facility=engawa-studio24';
const WISH = 'book?room=studio24-b&start=2026-11-24T04:00:00.000Z&end=2026-11-24T05:00:00.000Z&people=4';
/** A resident with a booking for now, one for later, one that waits for its payment and one given up: every page has something to show. */
export async function lifeOf(town: Town, { page }: Phone): Promise<readonly PhonePage[]> {
  const rooms = (): Promise<unknown> => page.goto(`${town.city.url.phone}rooms`);
  const running = await book(page, MUSIC, { name: '見本 花子' });
  await rooms();
  const later = await book(page, MUSIC, { from: '15:00', until: '16:00' });
  await rooms();
  await hold(page, VOICE, { from: '18:00', until: '19:00' });
  const held = bookingIdOf(page);
  await rooms();
  await hold(page, VOICE, { from: '20:00', until: '21:00' });
  const cancelled = bookingIdOf(page);
  await button(page, '予約をやめる').click();
  await heading(page, '予約を取り消しました').waitFor();
  return [
    { name: 'search', path: 'rooms', title: '部屋をさがす' },
    { name: 'found', path: `rooms?${SEARCH}`, title: '部屋をさがす' },
    { name: 'wish', path: WISH, title: '予約の内容' },
    { name: 'held', path: `bookings/${held}`, title: '部屋をおさえました' },
    { name: 'booked', path: `bookings/${running}`, title: '予約できました' },
    { name: 'booked-later', path: `bookings/${later}`, title: '予約できました' },
    { name: 'cancelled', path: `bookings/${cancelled}`, title: '予約を取り消しました' },
    { name: 'bookings', path: 'keys', title: '予約とかぎ' },
    { name: 'key', path: `keys/${running}`, title: 'かぎを開けられます' },
    { name: 'key-too-early', path: `keys/${later}`, title: 'まだ開けられません' },
  ];
}

/** Nobody must scroll sideways. */
export async function expectNoSideways(page: Page, where: string): Promise<void> {
  const [wide, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (wide! > window_!) throw new Error(`${where} is ${wide} px wide in a window of ${window_} px`);
}
