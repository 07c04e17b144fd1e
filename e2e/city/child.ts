/**
 * One program of the city as a child process.
 *
 *   down --start--> starting --ready line--> up --dies--> waiting (0.5 s, 1 s, … 10 s) --> starting
 *   any --kill (SIGKILL, by a test)--> down          any --stop (SIGTERM, after a while SIGKILL)--> down
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHECKOUT } from './checkout.ts';
import { CityProblem } from './city-folder.ts';

export type ChildSetup = {
  readonly name: string;
  /** TypeScript file below the checkout. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the program says is appended here. */
  readonly logFile: string;
  readonly say: (line: string) => void;
};
export type Child = {
  readonly name: string;
  readonly pid: () => number | undefined;
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
};
const READY = { budgetMs: 60_000 } as const;
const STOP = { politeMs: 8_000 } as const;
/** A program that fell and got up for a minute has earned a quick restart again. */
const RESTART = { firstMs: 500, lastMs: 10_000, forgottenAfterMs: 60_000 } as const;
const LEASH = new URL('./leash.mjs', import.meta.url).href;

/** The environment is the given one and little else: a stray PORT or DATABASE_URL of the shell must not reach a server. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_OPTIONS', 'NODE_V8_COVERAGE', 'SystemRoot', 'PCSCLITE_CSOCK_NAME'];

export function createChild({ name, entry, environment, logFile, say }: ChildSetup): Child {
  let running: ChildProcess | undefined;
  let wanted = false;
  let waitMs: number = RESTART.firstMs;

  async function launch(): Promise<void> {
    const inherited = Object.fromEntries(INHERITED.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])));
    // A group of its own: Ctrl-C reaches only us, and we stop the city in order. The leash ends it when we are killed.
    const child = spawn(process.execPath, ['--import', 'tsx', '--import', LEASH, entry],
      { cwd: CHECKOUT, env: { ...inherited, ...environment }, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    running = child;
    const bornAt = performance.now();
    let said = '';
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
    child.stdin.on('error', () => {});
    child.stderr.on('data', (chunk) => { said = (said + String(chunk)).slice(-4_000); });
    // Both may end at their own time; the file is closed by the last.
    for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
    child.once('close', () => log.end());
    const exit = once(child, 'exit').then(([code, signal]) => { if (running === child) running = undefined; return String(signal ?? code); });
    const ready = isReady(child);
    const budget = new AbortController();
    const first = await Promise.race([ready, exit.then((how) => `ended with ${how}`), sleep(READY.budgetMs, 'said nothing', { signal: budget.signal }).catch(() => '')]);
    budget.abort();
    if (first !== 'ready') {
      child.kill('SIGKILL');
      await exit;
      throw new CityProblem(`${name} did not start: it ${first} (${entry}). It said:\n${said.trim() || '(nothing)'}\nThe whole log: ${logFile}`);
    }
    void exit.then((how) => { if (wanted) void revive(how, performance.now() - bornAt); });
  }

  async function revive(how: string, livedMs: number): Promise<void> {
    if (livedMs > RESTART.forgottenAfterMs) waitMs = RESTART.firstMs;
    say(`${name} ended unexpectedly (${how}); starting it again in ${waitMs / 1_000} s. Log: ${logFile}`);
    await sleep(waitMs, undefined, { ref: false });
    waitMs = Math.min(waitMs * 2, RESTART.lastMs);
    if (!wanted || running) return;
    const bornAt = performance.now();
    await launch().then(() => say(`${name} is back`), (error: Error) => { if (wanted) void revive(error.message.split('\n')[0] ?? '', performance.now() - bornAt); });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    wanted = false;
    const child = running;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP.politeMs);
    await exit;
    clearTimeout(patience);
  }

  return {
    name,
    pid: () => running?.pid,
    start: async () => {
      if (running) return;
      wanted = true;
      await launch().catch((error: unknown) => { wanted = false; throw error; });
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** Each program prints one JSON line when it listens. */
function isReady(child: ChildProcess): Promise<'ready'> {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve('ready');
    });
  });
}
