/** Chromium for the journeys: one browser, a fresh context per person and surface. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromiumFlags, findChromium } from './chromium.ts';
import { writeFakeMedia } from './fake-media.ts';

/** CSS pixels of the devices that the surfaces are drawn for. */
export const VIEWPORTS = {
  kiosk: { width: 1080, height: 1920 },
  'kiosk-landscape': { width: 1920, height: 1080 },
  board: { width: 1920, height: 1080 },
  caption: { width: 1440, height: 540 },
  phone: { width: 390, height: 844 },
  console: { width: 1440, height: 900 },
  doors: { width: 1280, height: 800 },
} as const;
/** Long, because only a fault may end a wait and never a machine with much to do. */
export const PATIENCE_MS = 60_000;
export type Surface = keyof typeof VIEWPORTS;

export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page threw or logged as an error, and requests that left the city. A journey ends with `expect(troubles).toEqual([])`. */
  readonly troubles: string[];
  close(): Promise<void>;
};
export type VisitOptions = {
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedContrast?: boolean;
  /** Default true: pictures are the same every time. */
  readonly reducedMotion?: boolean;
  /** Default true; without it the camera is refused, as by somebody who said no. */
  readonly camera?: boolean;
  /** Errors in the log that belong to the journey, e.g. a server that was killed on purpose. */
  readonly expected?: readonly RegExp[];
};
export type CityBrowser = {
  readonly browser: Browser;
  /** A new person (empty storage) in front of a surface. */
  visit(surface: Surface, url: string, options?: VisitOptions): Promise<Visit>;
  /** What every camera sees from the next time that it is switched on. */
  showToCamera(film: Buffer): Promise<void>;
  close(): Promise<void>;
};

export async function openBrowser(): Promise<CityBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-browser-'));
  const media = await writeFakeMedia(folder);
  const browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: chromiumFlags(media) });
  return {
    browser,
    visit: async (surface, url, options = {}) => {
      const context = await browser.newContext({
        viewport: VIEWPORTS[surface], locale: 'ja-JP', timezoneId: 'Asia/Tokyo', hasTouch: surface === 'kiosk' || surface === 'phone',
        colorScheme: options.colorScheme ?? 'light', reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce', ...options.forcedContrast && { contrast: 'more' as const },
        permissions: ['camera', 'microphone', 'notifications'],
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      if (options.camera === false) await refuseCamera(page);
      const troubles = watchTroubles(page, options.expected ?? []);
      await page.goto(url);
      return { page, context, troubles, close: () => context.close() };
    },
    showToCamera: (film) => writeFile(media.camera, film),
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The browser of the tests grants every camera without asking; what a person who says no makes of it is what the standard says. */
const refuseCamera = (page: Page): Promise<unknown> => page.addInitScript(() => {
  if ('mediaDevices' in navigator) navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
});

/** Nothing that a resident's device shows may come from outside, and a page that complains in its console is not finished. */
function watchTroubles(page: Page, expected: readonly RegExp[]): string[] {
  const troubles: string[] = [];
  const note = (line: string): void => { if (!expected.some((pattern) => pattern.test(line))) troubles.push(line); };
  page.on('pageerror', (error) => note(`error: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') note(`console: ${message.text()}`); });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && !['localhost', '127.0.0.1'].includes(hostname)) note(`left the city: ${request.url()}`);
  });
  return troubles;
}
