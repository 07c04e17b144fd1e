import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENCE_MS } from '../city/browser/index.ts';

/** Conditions, never sleeps; the message says what was waited for. */
export async function until(what: string, isSo: () => Promise<boolean> | boolean, budgetMs = PATIENCE_MS): Promise<void> {
  const deadline = performance.now() + budgetMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited ${budgetMs / 1_000} s in vain: ${what}`);
    await sleep(40);
  }
}
