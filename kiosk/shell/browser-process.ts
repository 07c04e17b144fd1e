import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Nothing that a visitor types or sees may reach a file, a service or a second window; the profile is for the kiosk's own storage. */
const QUIET = [
  '--no-first-run', '--no-default-browser-check', '--noerrdialogs', '--disable-session-crashed-bubble', '--hide-crash-restore-bubble', '--disable-breakpad', '--disable-crash-reporter',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-translate', '--disable-extensions', '--disable-spell-checking', '--disable-print-preview',
  '--disk-cache-size=1', '--media-cache-size=1', '--password-store=basic', '--disable-pinch', '--overscroll-history-navigation=0',
  '--disable-features=Translate,AutofillServerCommunication,BackForwardCache,OptimizationHints,MediaRouter,SpareRendererForSitePerProcess',
];
/** Paper, as the first screen: between two documents a window shows the ground of the one before. */
const BLANK = 'data:text/html,<body style="background:%23fafaf4">';

/** Chromium closes its databases and goes within 0.2 s; whoever has not gone by then is killed. */
const ENDS_WITHIN_MS = 1_500;
/** A killed process is gone in milliseconds; on a busy machine its memory takes longer to be given back. */
const GONE_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 10;

export type BrowserSetup = { readonly chromium: string; readonly profile: string; readonly flags: readonly string[] };

/** A browser with an empty page and two pipes, in a process group of its own. */
export function launchBrowser({ chromium, profile, flags }: BrowserSetup): ChildProcess {
  return spawn(chromium, [...QUIET, ...flags, '--remote-debugging-pipe', `--user-data-dir=${resolve(profile)}`, `--app=${BLANK}`], { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
}

/** Ends a browser whose pipe has been closed. Resolves when not one of its processes is left: the next one takes over its profile, and nothing may hold a lock or a visitor's words. */
export async function endBrowser(browser: ChildProcess): Promise<void> {
  const { pid } = browser;
  if (pid === undefined) return;
  const goes = browser.exitCode === null && browser.signalCode === null ? once(browser, 'exit').catch(() => undefined) : Promise.resolve();
  const impatient = setTimeout(() => kill(pid), ENDS_WITHIN_MS);
  await goes;
  clearTimeout(impatient);
  await killGroup(pid);
}

/** Ends a whole group at once; resolves when it is gone. */
export async function killGroup(group: number): Promise<void> {
  kill(group);
  await until(() => livingOf(group).length === 0, GONE_WITHIN_MS);
}

/** The browser leads a group of its own, so that none of its helpers outlives it. */
function kill(group: number): void {
  try { process.kill(-group, 'SIGKILL'); } catch { /* already gone */ }
}

/** Processes of a group that still have memory: a zombie has none. Where there is no /proc, whoever can be signalled counts. */
function livingOf(group: number): number[] {
  const pids = readdirOr('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  if (pids.length === 0) return canBeSignalled(group) ? [group] : [];
  return pids.filter((pid) => {
    const stat = textOf(`/proc/${pid}/stat`);
    const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(pgrp) === group && state !== 'Z' && state !== 'X';
  });
}

function canBeSignalled(group: number): boolean {
  try { process.kill(-group, 0); return true; } catch { return false; }
}

async function until(holds: () => boolean, budgetMs: number): Promise<void> {
  for (const deadline = performance.now() + budgetMs; !holds() && performance.now() < deadline;) await new Promise((done) => { setTimeout(done, LOOK_EVERY_MS); });
}

function textOf(path: string): string {
  try { return readFileSync(path, 'utf8'); } catch { return ''; }
}
function readdirOr(path: string): string[] {
  try { return readdirSync(path); } catch { return []; }
}
