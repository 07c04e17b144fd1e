import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ShellOptions = {
  chromium: string;
  /** address of the touch kiosk, with what the installer carries in its fragment */ url: string;
  /** folder of the profile: keeps the device key, the number and sealed forms, nothing else */ profile: string;
  /** further words for Chromium, e.g. `--kiosk` or `--headless=new` */ flags: readonly string[];
  /** a browser has begun: its process and the number of its life */ onLife: (pid: number, life: number) => void;
};
export type Shell = { stop(): Promise<void> };

/** A browser that died by itself comes back after this pause. */
const AFTER_CRASH_MS = 1_000;

/** Chromium closes its databases and goes; whoever has not gone by then is killed. */
const ENDS_WITHIN_MS = 1_500;

/** Nothing that a visitor types or sees may reach a file, a service or a second window; the profile is for the kiosk's own storage. */
const QUIET = [
  '--no-first-run', '--no-default-browser-check', '--noerrdialogs', '--disable-session-crashed-bubble', '--hide-crash-restore-bubble', '--disable-breakpad', '--disable-crash-reporter',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-translate', '--disable-extensions', '--disable-spell-checking', '--disable-print-preview',
  '--disk-cache-size=1', '--media-cache-size=1', '--password-store=basic', '--disable-pinch', '--overscroll-history-navigation=0',
  '--disable-features=Translate,AutofillServerCommunication,BackForwardCache,OptimizationHints,MediaRouter,SpareRendererForSitePerProcess',
];

/**
 * The process that owns the kiosk's browser, and ends it with each visit.
 * ```
 *  browser of life n --page goes to its exit--> killed with all its processes --> browser of life n + 1 (knows the word of n)
 *                    --dies by itself---------> pause ------------------------> browser of life n + 1 (knows no word)
 * ```
 */
export async function startKioskShell(options: ShellOptions): Promise<Shell> {
  let word = '';
  let after: string | null = null;
  let lives = 0;
  let stopped = false;
  let browser: ChildProcess | null = null;

  const server = await listen((path) => {
    if (word === '' || path !== `/over/${word}`) return false;
    after = word;
    word = '';
    const leaving = browser;
    if (leaving) {
      leaving.kill('SIGTERM');
      setTimeout(() => endAll(leaving), ENDS_WITHIN_MS).unref();
    }
    return true;
  });
  const { port } = server.address() as AddressInfo;

  const live = async (): Promise<void> => {
    while (!stopped) {
      word = randomBytes(18).toString('base64url');
      const mine = launch(options, `http://127.0.0.1:${port}/over/${word}`, after);
      after = null;
      browser = mine;
      lives += 1;
      if (mine.pid !== undefined) options.onLife(mine.pid, lives);
      await once(mine, 'exit').catch(() => undefined);
      endAll(mine);
      if (after === null && !stopped) await new Promise((resolve) => { setTimeout(resolve, AFTER_CRASH_MS); });
    }
  };
  const living = live();
  return {
    stop: async () => {
      stopped = true;
      if (browser) endAll(browser);
      server.closeAllConnections();
      server.close();
      await living;
    },
  };
}

/** The browser leads a group of its own, so that none of its helpers outlives it. */
function endAll({ pid }: ChildProcess): void {
  try { if (pid !== undefined) process.kill(-pid, 'SIGKILL'); } catch { /* already gone */ }
}

function launch({ chromium, url, profile, flags }: ShellOptions, exit: string, after: string | null): ChildProcess {
  const address = new URL(url);
  const carried = new URLSearchParams(address.hash.slice(1));
  carried.set('exit', exit);
  if (after !== null) carried.set('after', after);
  address.hash = carried.toString();
  return spawn(chromium, [...QUIET, ...flags, `--user-data-dir=${profile}`, `--app=${address.href}`], { detached: true, stdio: 'ignore' });
}

async function listen(over: (path: string) => boolean): Promise<Server> {
  const server = createServer((request, response) => {
    const known = request.method === 'GET' && over(request.url ?? '');
    response.writeHead(known ? 204 : 404, { 'Cache-Control': 'no-store' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
