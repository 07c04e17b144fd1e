import { once } from 'node:events';
import { SHELL, ShellNews, type ShellWords } from '../src/sync/link/adapters/kiosk-shell.ts';
import { endBrowser, launchBrowser, type BrowserSetup } from './browser-process.ts';
import { openBrowserPage } from './browser-page.ts';
import { openDevtoolsPipe, type DevtoolsPipe } from './devtools-pipe.ts';

/**
 * `startMs`: a page that has not shown its first screen by then is begun anew (one that waits for its hall says so on a screen of its own).
 * `silentMs`: a page that does not answer for so long hangs. `askEveryMs`: how often it is asked, and how soon a hall that is not there is tried again.
 * `lossMs`: pause after a browser that was lost; it doubles up to sixteen times while they keep getting lost.
 */
export const PATIENCE = { startMs: 60_000, silentMs: 15_000, askEveryMs: 1_000, lossMs: 1_000 } as const;
export type Patience = { readonly [name in keyof typeof PATIENCE]: number };

/** `over`: the page went by its exit. `lost`: it crashed, hung, never came, was loaded anew, or its browser died. `broken`: it says that what is kept on this machine cannot be used. `stopped`: by the shell. */
export type LifeEnd = 'over' | 'lost' | 'broken' | 'stopped';
export type LifeSetup = BrowserSetup & {
  /** where the kiosk's page is, without what the installer carries in its fragment */ readonly url: string;
  readonly words: Omit<ShellWords, 'bridge'>;
  /** token of the card bridge, read anew while the page lives: a bridge that was started anew has another */ readonly bridgeToken: () => string | null;
  /** shown while there is no page */ readonly curtain: string;
  readonly onReady: () => void;
  readonly patience?: Patience;
};
export type KioskLife = {
  readonly pid: number | undefined;
  /** why it ends */ readonly over: Promise<LifeEnd>;
  stop(): void;
  /** Resolves when nothing of it is left. */
  end(): Promise<void>;
};

/**
 * One browser with one page, from its launch until nothing of it is left.
 * ```
 *  launched ─▶ curtain ─words told, page asked for─▶ coming ─ready─▶ standing ─────────────▶ over
 *                 ▲  └───────hall not there◀───────────┘ │              └─crash, silence, loaded anew─▶ lost
 *                                                        ├─ startMs without a first screen ───────────▶ lost
 *                                                        └─ nothing can be kept here ─────────────────▶ broken
 * ```
 */
export function beginLife(setup: LifeSetup): KioskLife {
  const browser = launchBrowser(setup);
  const pipe = openDevtoolsPipe(browser);
  let settle = (_end: LifeEnd) => {};
  const over = new Promise<LifeEnd>((resolve) => { settle = resolve; });
  void once(browser, 'exit').then(() => settle('lost'), () => settle('lost'));
  runPage(pipe, setup, settle).catch(() => settle('lost'));
  return {
    pid: browser.pid, over, stop: () => settle('stopped'),
    end: async () => {
      pipe.close();
      await endBrowser(browser);
    },
  };
}

async function runPage(pipe: DevtoolsPipe, { url, words, bridgeToken, curtain, onReady, patience = PATIENCE }: LifeSetup, settle: (end: LifeEnd) => void): Promise<void> {
  const page = await openBrowserPage(pipe);
  let ready = false;
  let answeredAt = performance.now();
  page.listen(({ method, params }) => {
    if (method === 'Inspector.targetCrashed') settle('lost');
    // A page that is loaded anew has lost its life and begins like after a crash: so let it be a fresh browser.
    if (method === 'Page.frameNavigated' && ready && isMain(params)) settle('lost');
    const news = method === 'Runtime.bindingCalled' && params.name === SHELL.tell ? ShellNews.safeParse(parse(String(params.payload))).data : undefined;
    if (news?.word !== words.word) return;
    if (news.news !== 'ready') return settle(news.news);
    if (!ready) { ready = true; onReady(); }
  });
  // Without Runtime the way to tell would not outlast the first navigation.
  for (const domain of ['Page', 'Inspector', 'Runtime']) await page.send(`${domain}.enable`);
  await page.send('Runtime.addBinding', { name: SHELL.tell });
  let bridge = bridgeToken();
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: saying(url, { ...words, bridge }) });
  setTimeout(() => { if (!ready) settle('lost'); }, patience.startMs).unref();

  /** The curtain covers Chromium's own page about a hall that is not there. */
  const ask = async (): Promise<boolean> => {
    const { errorText } = await page.send('Page.navigate', { url });
    if (errorText !== undefined) await page.show(curtain);
    return errorText === undefined;
  };
  await page.show(curtain);
  for (let here = await ask(); ; await pause(patience.askEveryMs)) {
    if (!here) { here = await ask(); continue; }
    if (bridgeToken() !== bridge) {
      bridge = bridgeToken();
      await page.send('Runtime.evaluate', { expression: saying(url, { ...words, bridge }) });
    }
    const answer = page.send('Runtime.evaluate', { expression: '1' }).then(() => { answeredAt = performance.now(); });
    await Promise.race([answer, pause(patience.askEveryMs)]);
    if (performance.now() - answeredAt > patience.silentMs) return settle('lost');
  }
}

/** Runs before the page's own code, in the kiosk's pages alone. */
const saying = (url: string, words: ShellWords): string => `if (location.origin === ${JSON.stringify(new URL(url).origin)}) globalThis[${JSON.stringify(SHELL.object)}] = ${JSON.stringify(words)};`;

const isMain = ({ frame }: Record<string, unknown>): boolean => typeof frame === 'object' && frame !== null && !('parentId' in frame);
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms).unref(); });
function parse(text: string): unknown {
  try { return JSON.parse(text); } catch { return null; }
}
