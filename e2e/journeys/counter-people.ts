/** The people of the counter journeys: a visitor at the touch kiosk, a clerk at the console, a hand at the card reader. */
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedCards } from '@engawa/kiosk/contract';
import type { SimulatedCommand } from '@engawa/kiosk/contract';
import { DEMO_STAFF } from '@engawa/reception/testing';
import pg from 'pg';
import type { Locator, Page } from 'playwright-core';
import { album, expectNoBarriers } from '../city/browser/index.ts';
import type { CityBrowser, Surface, Visit, VisitOptions } from '../city/browser/index.ts';
import { CHECKOUT } from '../city/checkout.ts';
import { guestDatabases } from '../city/postgres/throw-away-cluster.ts';
import { startCity } from '../city/start-city.ts';
import type { City, CityOptions } from '../city/start-city.ts';
import { until } from './patience.ts';

export { until };

/** Tuesday, 24 November 2026, in Tokyo: the hall is open, whatever the hour of the run. */
export const TUESDAY_1012 = Date.parse('2026-11-24T10:12:00+09:00');
export type Hall = { readonly city: City; end(): Promise<void> };

/** A hall alone, with lines that can be cut. `policy` changes the policy in this city's own file; `ownDatabase`: its files lie in the city's folder. */
export async function openHall({ policy = {}, ownDatabase = false, ...options }: { policy?: Readonly<Record<string, unknown>>; ownDatabase?: boolean } & Partial<CityOptions> = {}): Promise<Hall> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-counter-'));
  await chmod(folder, 0o755);
  const receptionCity = join(folder, 'hall');
  await cp(join(CHECKOUT, 'reception', 'city'), receptionCity, { recursive: true });
  const file = join(receptionCity, 'hall.json');
  const hall = JSON.parse(await readFile(file, 'utf8')) as { policy: object };
  await writeFile(file, JSON.stringify({ ...hall, policy: { ...hall.policy, ...policy } }));
  const city = await startCity({ folder: join(folder, 'city'), receptionCity, buildings: [], rooms: false, lines: true, ...(ownDatabase ? {} : guestDatabases()), clockOffsetMs: TUESDAY_1012 - Date.now(), ...options });
  return { city, end: async () => { await city.stop(); await rm(folder, { recursive: true, force: true }); } };
}

/** Somebody before a surface. */
export async function arrive(browser: CityBrowser, surface: Surface, url: string, options: VisitOptions = {}): Promise<Visit> {
  const visit = await browser.visit(surface, 'about:blank', options);
  await visit.page.goto(url);
  return visit;
}

/** A name as people read it: where a phrase may break there may be a space. */
export const named = (name: string): RegExp => new RegExp([...name.replaceAll(/\s/g, '')].map((letter) => letter.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s*'));
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name: named(name) });
export const press = (page: Page, name: string): Promise<void> => button(page, name).first().click();
/** Waits until the page that asks this stands there; says what stands there instead. */
export const asks = (page: Page, question: string): Promise<void> => page.getByRole('heading', { level: 1, name: named(question) }).waitFor()
  .catch(async () => { throw new Error(`instead of 「${question}」 there stands: ${(await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ').slice(0, 200)}`); });
/** Chooses a row of a list of boxes or rounds. */
export const choose = (page: Page, name: string): Promise<void> => page.getByLabel(named(name)).first().check({ force: true });

/** Takes a picture of each screen that a journey passes and asks axe about it. */
export function witness(journey: string): (page: Page, name: string) => Promise<void> {
  const picture = album(journey);
  return async (page, name) => {
    await picture(page, name);
    await allInSight(page, () => expectNoBarriers(page, `${journey}: ${name}`));
  };
}
/** The tabs of a phone lie over what scrolls behind them: barriers are looked for with the whole page in sight, as a person brings it there bit by bit. */
async function allInSight(page: Page, look: () => Promise<void>): Promise<void> {
  const size = page.viewportSize()!;
  const whole = await page.evaluate(() => (document.documentElement.dataset['surface'] === 'phone' ? document.documentElement.scrollHeight : 0));
  if (whole <= size.height) return look();
  await page.setViewportSize({ ...size, height: whole });
  await look();
  await page.setViewportSize(size);
}

/** What a hand does at the simulated reader. */
export async function atReader(city: City, command: SimulatedCommand): Promise<SimulatedCards> {
  const token = (await readFile(join(city.folder, 'card-bridge.token'), 'utf8')).trim();
  const answer = await fetch(`http://127.0.0.1:${city.ports.cardBridge}/simulated`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }, body: JSON.stringify(command),
  });
  if (!answer.ok) throw new Error(`the simulated reader answers ${answer.status}`);
  return SimulatedCards.parse(await answer.json());
}
export const layCard = (city: City, card: string): Promise<SimulatedCards> => atReader(city, { op: 'insert', card, fresh: true });
export const takeCard = (city: City): Promise<SimulatedCards> => atReader(city, { op: 'remove' });

/** Types on the kiosk's own number pad. */
export async function typeDigits(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}

/** From 「どうされましたか」 to the question about the card. */
export async function chooseCertificates(page: Page, titles: readonly string[]): Promise<void> {
  await asks(page, 'こんにちは。');
  await press(page, '住民票・証明書');
  await asks(page, '何が必要ですか。');
  for (const title of titles) await choose(page, title);
  await press(page, 'つぎへ');
  await asks(page, 'マイナンバーカードはお持ちですか。');
}

/** 「ミホン　ハナコ」 on the kana keys: voiced marks are keys of their own, as on every kana board. */
export async function typeKana(page: Page, text: string): Promise<void> {
  for (const letter of text) {
    const [base, mark] = letter.normalize('NFD');
    if (letter === '　') await page.getByRole('button', { name: '空白', exact: true }).click();
    else if (letter === 'ー') await page.getByRole('button', { name: 'のばす音', exact: true }).click();
    else await page.getByRole('button', { name: base!, exact: true }).click();
    if (mark === '\u3099') await page.getByRole('button', { name: '濁点', exact: true }).click();
    if (mark === '\u309a') await page.getByRole('button', { name: '半濁点', exact: true }).click();
  }
}

/** The number on the kiosk's ticket, with its plate's letter: `A104`. */
export async function numberOnTicket(page: Page): Promise<string> {
  await asks(page, '番号札ができました。');
  const words = await page.getByRole('main').innerText();
  return /([A-F])\s*([0-9]+-?[0-9]{2,4})/.exec(words)?.slice(1).join('') ?? words;
}

/** Signs in with the pointer. Returns when the queue stands there. */
export async function signIn(page: Page, counter: string, staff: (typeof DEMO_STAFF)[number] = DEMO_STAFF[0]): Promise<void> {
  await page.getByLabel('職員番号').fill(staff.staffId);
  await page.getByLabel('暗証コード').fill(staff.code);
  await page.getByLabel('座る窓口').selectOption(counter);
  await page.getByRole('button', { name: '窓口を 開ける' }).click();
  await page.getByRole('heading', { name: '待っている方' }).waitFor();
}

/** At the console: opens one value of the form for correction by its key, whichever digit it has on this form. */
export async function correct(page: Page, label: string): Promise<Locator> {
  const box = page.getByRole('textbox', { name: label });
  for (const digit of '123456789') {
    await page.keyboard.press(digit);
    if (await box.waitFor({ timeout: 1_000 }).then(() => true, () => false)) return box;
    await page.keyboard.press('Escape');
  }
  throw new Error(`no key of the form corrects 「${label}」`);
}

/** Every place in the browser where something of a visitor could remain. */
export const whatThePageKeeps = (page: Page): Promise<string> => page.evaluate(async () => {
  const parts = [document.documentElement.outerHTML, ...[...document.querySelectorAll('input, textarea')].map((box) => (box as HTMLInputElement).value), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), JSON.stringify(history.state), location.href];
  const asked = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error ?? new Error('IndexedDB')); });
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name!));
    for (const store of [...database.objectStoreNames]) parts.push(name!, store, JSON.stringify(await asked(database.transaction(store).objectStore(store).getAll())));
    database.close();
  }
  /** A page may be writing the file at this moment: it is read again then. */
  const textOf = async (file: FileSystemFileHandle): Promise<string> => {
    for (let tries = 0; ; tries += 1) {
      try { return await (await file.getFile()).text(); }
      catch (error) { if (!(error instanceof DOMException && error.name === 'NotReadableError') || tries === 20) throw error; }
    }
  };
  const files = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const [name, handle] of (folder as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> }).entries()) {
      if (handle.kind === 'directory') await files(handle as FileSystemDirectoryHandle);
      else parts.push(name, await textOf(handle as FileSystemFileHandle));
    }
  };
  await files(await navigator.storage.getDirectory());
  for (const key of await caches.keys()) for (const { url } of await (await caches.open(key)).keys()) parts.push(url);
  return parts.join('\n');
});

/** Every row of every table of a database, as text. */
export async function wholeDatabase(url: string): Promise<string> {
  return ask(url, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'");
    const lines: string[] = [];
    for (const { name } of rows) lines.push(...(await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).rows.map(({ row }) => `${name} ${row}`));
    return lines.join('\n');
  });
}
export async function ask<T>(url: string, question: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try { return await question(client); } finally { await client.end(); }
}

/** Whether a short number stands somewhere as a word of its own; random ids and hashes hold any four digits by chance. */
export const standsAlone = (text: string, digits: string): boolean =>
  new RegExp(`(^|[^0-9A-Za-z_.:-])${digits}($|[^0-9A-Za-z_.:-])`, 'm').test(text.replaceAll(/[A-Za-z0-9_+/=\\-]{16,}/g, '…'));

/**
 * Reads a QR code off the screen, as a camera does: samples the drawn picture module by module, takes the mask off and
 * reads the byte segment. No error correction: a screen has no dirt. Versions 1 to 8 with correction level M.
 */
export async function readQr(code: Locator): Promise<string> {
  const size = Number((await code.getAttribute('viewBox'))!.split(' ')[2]);
  const rows = await code.evaluate(async (svg, modules) => {
    const picture = new Image();
    picture.src = `data:image/svg+xml;utf8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
    await picture.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: modules * 4, height: modules * 4 });
    const brush = canvas.getContext('2d')!;
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: modules }, (_, y) => Array.from({ length: modules }, (_, x) => data[((y * 4 + 2) * canvas.width + x * 4 + 2) * 4]! < 128));
  }, size);
  return decodeQr(rows.slice(4, -4).map((row) => row.slice(4, -4)));
}

/** Data codewords of each block at correction level M, by version (ISO/IEC 18004, table 9). */
const BLOCKS_M: readonly (readonly number[])[] = [[16], [28], [44], [32, 32], [43, 43], [27, 27, 27, 27], [31, 31, 31, 31], [38, 38, 39, 39]];
const ALIGNMENT: readonly (readonly number[])[] = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42]];
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0, (_, y) => y % 2 === 0, (x) => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0, (x, y) => (x * y) % 2 + (x * y) % 3 === 0,
  (x, y) => ((x * y) % 2 + (x * y) % 3) % 2 === 0, (x, y) => ((x + y) % 2 + (x * y) % 3) % 2 === 0,
];

export function decodeQr(dark: readonly (readonly boolean[])[]): string {
  const size = dark.length;
  const version = (size - 17) / 4;
  const format = [0, 1, 2, 3, 4, 5, 7].map((x) => (dark[8]![x] ? 1 : 0)).slice(0, 5).reduce<number>((bits, bit) => bits * 2 + bit, 0) ^ 0b10101;
  if (format >> 3 !== 0) throw new Error(`this reader knows correction level M only, not ${format >> 3}`);
  const mask = MASKS[format & 7]!;
  const centres = ALIGNMENT[version - 1]!;
  const isPattern = (x: number, y: number): boolean =>
    (x < 9 && y < 9) || (x < 9 && y >= size - 8) || (y < 9 && x >= size - 8) || x === 6 || y === 6
    || (version > 6 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11)))
    || centres.some((cy) => centres.some((cx) => Math.abs(cx - x) <= 2 && Math.abs(cy - y) <= 2 && !((cx === 6 && (cy === 6 || cy === size - 7)) || (cy === 6 && cx === size - 7))));
  const bits: number[] = [];
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!isPattern(x, y)) bits.push(dark[y]![x] !== mask(x, y) ? 1 : 0);
    }
  }
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((word, bit) => word * 2 + bit, 0));
  const lengths = BLOCKS_M[version - 1]!;
  const blocks: number[][] = lengths.map(() => []);
  let at = 0;
  for (let round = 0; round < Math.max(...lengths); round += 1) for (const [block, length] of lengths.entries()) if (round < length) blocks[block]!.push(words[at++]!);
  const stream = blocks.flat().map((word) => word.toString(2).padStart(8, '0')).join('');
  if (stream.slice(0, 4) !== '0100') throw new Error('this reader knows byte segments only');
  const count = parseInt(stream.slice(4, 12), 2);
  return new TextDecoder().decode(Uint8Array.from({ length: count }, (_, byte) => parseInt(stream.slice(12 + byte * 8, 20 + byte * 8), 2)));
}

/** Forms that are asked for by name, birth and address alone: with a card there is no letter to write. */
const WITHOUT_LETTERS: readonly string[] = ['住民票の写し', '印鑑登録証明書'];

/** 「この字でよいですか」, and it is. */
export async function nameIsRight(page: Page): Promise<void> {
  await asks(page, 'この字でよいですか。');
  await press(page, 'はい');
}

/** A visitor with a card, from the first page to the review. */
export async function cardToReview(page: Page, city: City, titles: readonly string[], { card = 'hanako', pin = '1234', kana = 'みほん　はなこ' } = {}): Promise<void> {
  await chooseCertificates(page, titles);
  await press(page, 'カードを使う');
  await layCard(city, card);
  await asks(page, 'カードの暗証番号を入れてください。');
  await typeDigits(page, pin);
  await press(page, '決定');
  await nameIsRight(page);
  if (titles.some((title) => !WITHOUT_LETTERS.includes(title))) {
    await asks(page, 'お名前の読みを入れてください。');
    await typeKana(page, kana);
    await press(page, 'つぎへ');
    await asks(page, '電話番号を入れてください。');
    await typeDigits(page, '0312345678');
    await press(page, 'つぎへ');
  }
  for (const title of titles) {
    await asks(page, `${title}について`);
    await takeCard(city);
    await press(page, 'つぎへ');
  }
  await asks(page, 'この内容でよろしいですか。');
}

/** From home by way of the other matters to 相談. */
export async function wantAdvice(page: Page): Promise<void> {
  await press(page, '何が必要か、わからない');
  await asks(page, '何が必要ですか。');
  await choose(page, '職員がお話を伺います');
  await press(page, 'つぎへ');
}

/** A visitor who only wants to ask: no question, and the number is there. */
export async function askForAdvice(page: Page): Promise<string> {
  await asks(page, 'こんにちは。');
  await wantAdvice(page);
  return numberOnTicket(page);
}

/** The pace of numbers may ask for patience: the page's own clock is moved on until the ticket stands there. */
export async function numberInTime(page: Page): Promise<string> {
  await until('the number is there', async () => {
    if (await page.getByRole('heading', { level: 1, name: named('番号札ができました。') }).isVisible()) return true;
    await page.clock.fastForward(5_000);
    return false;
  });
  return numberOnTicket(page);
}

/** The page is kept by its worker from now on: it opens without a network. */
export async function keptByItsWorker(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Numbers as they stand in the console's list, from top to bottom: `A101`. */
export const queueOf = (page: Page): Promise<string[]> => page.getByRole('region', { name: /待っている方/ }).getByRole('row').getByRole('button').allTextContents()
  .then((names) => names.map((name) => /([A-F]) ([0-9-]+)$/.exec(name)?.slice(1).join('') ?? name));
