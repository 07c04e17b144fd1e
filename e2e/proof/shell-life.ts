/** A kiosk shell of the proof's own: starts it, tells of each life of its browser, and lends a hand that can touch the page. */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { findChromium } from '../city/browser/chromium.ts';
import { CHECKOUT } from '../city/checkout.ts';
import { PATIENCE_MS } from '../city/browser/index.ts';

export type Life = { readonly life: number; readonly pid: number };
export type KioskUnderProof = {
  /** of the shell */ readonly pid: number;
  readonly profile: string;
  current(): Life;
  nextLife(after: Life, budgetMs: number): Promise<Life | undefined>;
  /** When the page of this life has shown its first screen: ms since the end of the one before. */
  ready(life: Life, budgetMs: number): Promise<number | undefined>;
  /** How a life ended; undefined while it lives. */
  endOf(life: Life): string | undefined;
  touch(): Promise<{ page: Page; browser: Browser }>;
  stop(): Promise<void>;
};
type Note = { readonly life: number; readonly begins?: number; readonly ready?: true; readonly ms?: number; readonly ended?: string };

/** `home`: for the kiosk's own files beside its profile. `log`: hears what shell and browser say. */
export type KioskSurroundings = { readonly bridgeTokenFile?: string; readonly home?: string; readonly camera?: string; readonly log?: (line: string) => void };

export async function openKiosk(url: string, profile: string, { bridgeTokenFile = '', home, camera, log }: KioskSurroundings = {}): Promise<KioskUnderProof> {
  const seeing = camera === undefined ? [] : ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`];
  const flags = ['--headless=new', '--disable-gpu', '--disable-dev-shm-usage', '--lang=ja', '--window-size=1080,1920', '--remote-debugging-port=0', ...seeing].join(' ');
  const own = home === undefined ? {} : { HOME: home, TMPDIR: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
  const portFile = join(profile, 'DevToolsActivePort');
  const shell = spawn(process.execPath, ['--import', 'tsx', join(CHECKOUT, 'kiosk', 'shell', 'main.ts')], {
    stdio: ['ignore', 'pipe', log === undefined ? 'inherit' : 'pipe'], env: { ...process.env, ...own, CHROMIUM_PATH: findChromium(), KIOSK_URL: url, PROFILE: profile, CHROMIUM_FLAGS: flags, BRIDGE_TOKEN_FILE: bridgeTokenFile },
  });
  const notes: Note[] = [];
  const lives: Life[] = [];
  for (const stream of [shell.stdout, shell.stderr]) if (log !== undefined) stream?.on('data', (chunk: Buffer) => log(String(chunk)));
  createInterface({ input: shell.stdout! }).on('line', (line) => {
    const note = JSON.parse(line) as Note;
    notes.push(note);
    if (note.begins === undefined) return;
    void rm(portFile, { force: true });
    lives.push({ life: note.life, pid: note.begins });
  });
  const until = async <T>(find: () => Promise<T | undefined> | T | undefined, budgetMs: number): Promise<T | undefined> => {
    for (const deadline = performance.now() + budgetMs; performance.now() < deadline; await sleep(20)) { const found = await find(); if (found !== undefined) return found; }
    return undefined;
  };
  if (!await until(() => lives.at(-1), 30_000)) throw new Error('The kiosk shell never began a browser.');
  return {
    pid: shell.pid!, profile,
    current: () => lives.at(-1)!,
    nextLife: (after, budgetMs) => until(() => lives.find(({ life }) => life > after.life), budgetMs),
    ready: ({ life }, budgetMs) => until(() => notes.find((note) => note.life === life && note.ready)?.ms, budgetMs),
    endOf: ({ life }) => notes.find((note) => note.life === life && note.ended !== undefined)?.ended,
    touch: async () => {
      const browser = await until(async () => {
        const port = (await readFile(portFile, 'utf8').catch(() => '')).split('\n')[0];
        return port ? chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined) : undefined;
      }, 20_000);
      const page = browser && await until(() => browser.contexts()[0]?.pages().find((one) => one.url().includes('/kiosk/')), 20_000);
      if (!browser || !page) throw new Error('The page of the kiosk cannot be reached.');
      page.setDefaultTimeout(PATIENCE_MS);
      // tsx names functions by a helper of its own, which no page has.
      await page.evaluate('globalThis.__name ??= (made) => made');
      return { page, browser };
    },
    stop: async () => { shell.kill('SIGTERM'); await until(() => shell.exitCode ?? undefined, 10_000); },
  };
}

/** Steps of the hurried clock: between two of them what the page has asked of its disk comes back. After the time has passed it goes on for a while, so that a page that is about to go can. */
const HURRY = { stepMs: 1_000, moreSteps: 40, moreMs: 50 } as const;

/**
 * Time passes in this page, as fast as it may: Chromium moves its clock and all its timers on together. Returns when so much has passed, or when the
 * page is no more. The real clock of everybody else stays.
 */
export async function hurry(page: Page, ms: number): Promise<void> {
  let gone = false;
  page.once('close', () => { gone = true; });
  const session = await page.context().newCDPSession(page);
  const pass = async (budget: number): Promise<void> => {
    const passed = new Promise<void>((resolve) => { session.once('Emulation.virtualTimeBudgetExpired', () => resolve()); page.once('close', () => resolve()); });
    await session.send('Emulation.setVirtualTimePolicy', { policy: 'advance', budget }).then(() => passed, () => undefined);
  };
  for (let left = ms; left > 0 && !gone; left -= HURRY.stepMs) await pass(HURRY.stepMs);
  for (let step = 0; step < HURRY.moreSteps && !gone; step += 1) { await pass(HURRY.moreMs); await sleep(HURRY.moreMs); }
}
