/** The people of the conversation journeys: a clerk at the console, a visitor before the glass, and what each of them sees. */
import { DEMO_STAFF } from '@engawa/reception/testing';
import type { Page } from 'playwright-core';
import type { Visit } from '../city/browser/index.ts';
import { until } from './patience.ts';

export { openHall } from './counter-people.ts';
export type { Hall } from './counter-people.ts';
export { until };

/** The console asks who is signed in; a browser notes the answer 「nobody」 as an error. */
export const NOT_SIGNED_IN = [/401 \(Unauthorized\)/];

/** Signs in with the pointer. Returns when the queue stands there. */
export async function signIn(page: Page, counter: string, staff: (typeof DEMO_STAFF)[number] = DEMO_STAFF[2]): Promise<void> {
  await page.getByLabel('職員番号').fill(staff.staffId);
  await page.getByLabel('暗証コード').fill(staff.code);
  await page.getByLabel('座る窓口').selectOption(counter);
  await page.getByRole('button', { name: '窓口を 開ける' }).click();
  await page.getByRole('heading', { name: '待っている方' }).waitFor();
}

/** A ticket from the desk, by key and pointer: returns what is written on it, `A901`. */
export async function deskTicket(page: Page, procedure: string, language = '日本語'): Promise<string> {
  await page.keyboard.press('k');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(procedure).check();
  await sheet.getByLabel(language, { exact: true }).check();
  await sheet.getByRole('button', { name: '番号札を出す' }).click();
  const number = sheet.getByRole('status');
  await number.waitFor();
  const label = /^([A-F])\s*(\d{3,4})/.exec(await number.innerText())?.slice(1).join('') ?? '';
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  return label;
}

/** What stands on the glass, without readings, one line a paragraph. */
export const wordsOnGlass = (page: Page): Promise<string[]> => page.getByRole('main').evaluate((main) => [...main.querySelectorAll('p')].map((line) => {
  const copy = line.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('rt, rp').forEach((reading) => reading.remove());
  return copy.textContent ?? '';
}));
export const showsWords = (page: Page, words: string): Promise<boolean> => wordsOnGlass(page).then((lines) => lines.some((line) => line.includes(words)));
export const onBothSides = (sides: readonly Visit[], words: string): Promise<void> =>
  until(`「${words}」 on both sides of the glass`, async () => (await Promise.all(sides.map(({ page }) => showsWords(page, words)))).every(Boolean));

/** Writes one sentence as staff or visitor do at the desk and sends it. */
export async function write(page: Page, sentence: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /として 送ります/ });
  await box.fill(sentence);
  await box.press('Enter');
  await until('the line is sent', async () => await box.inputValue() === '');
}

/** One sight of the glass whenever anything on it changed: committed words of each utterance. */
export type Sight = { readonly utterance: string; readonly committed: string };
declare global {
  interface Window { sights?: Sight[]; /** what the lamp at the foot of the glass has said, in order */ lamps?: string[]; strikes?: { hz: number; atMs: number }[]; spoken?: { recordingS: number; atS: number; fromS: number; lengthS: number }[] }
}
/** To be called before the page opens: notes every mutation of committed words from the first on. */
export const watchCommitted = async (page: Page): Promise<void> => void await page.addInitScript(() => {
  const seen = new Map<string, string>();
  window.sights = [];
  window.lamps = [];
  new MutationObserver(() => {
    const lamp = document.querySelector('[role="status"]')?.textContent?.trim() ?? '';
    if (lamp !== '' && window.lamps?.at(-1) !== lamp) window.lamps?.push(lamp);
    for (const line of document.querySelectorAll('[data-utterance]')) {
      const words = line.querySelector('[data-words="committed"]')?.cloneNode(true) as HTMLElement;
      words.querySelectorAll('rt, rp').forEach((reading) => reading.remove());
      const committed = words.textContent ?? '';
      const utterance = line.getAttribute('data-utterance') ?? '';
      if (seen.get(utterance) === committed) continue;
      seen.set(utterance, committed);
      window.sights?.push({ utterance, committed });
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
});
/** Places where a committed word changed or vanished while its line stood. */
export function brokenPromises(sights: readonly Sight[]): string[] {
  const last = new Map<string, string>();
  return sights.flatMap(({ utterance, committed }) => {
    const before = last.get(utterance) ?? '';
    last.set(utterance, committed);
    return committed.startsWith(before) ? [] : [`「${before}」 became 「${committed}」`];
  });
}

/** To be called before the page opens: notes struck tones and spoken clips where WebAudio starts them. */
export const listenToBoard = async (page: Page): Promise<void> => void await page.addInitScript(() => {
  window.strikes = [];
  window.spoken = [];
  const speak = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode, atS = 0, fromS = 0, lengthS = 0) {
    window.spoken?.push({ recordingS: this.buffer?.duration ?? 0, atS, fromS, lengthS });
    return speak.call(this, atS, fromS, lengthS);
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
    window.strikes?.push({ hz: Math.round(this.frequency.value), atMs: Math.round(performance.now()) });
    return start.call(this, when);
  };
});
/** Clips in the order in which they were given to the sound card, on its clock; `recordingS` tells the language. */
export const clipsHeard = (page: Page): Promise<{ recordingS: number; atS: number; fromS: number; lengthS: number }[]> => page.evaluate(() => window.spoken ?? []);
/** Calls that sounded since the page was opened: each begins with one higher piece of wood. */
export const callsHeard = (page: Page): Promise<number> => page.evaluate(() => window.strikes?.filter(({ hz }) => hz === 587).length ?? 0);
