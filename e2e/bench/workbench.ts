/** What every bench stands on: a folder that goes away, and things that are put back in reverse order however it ends. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Workbench = {
  readonly folder: string;
  /** Done after the bench, last one first; a failure of one does not keep the others from being done. */
  after(putBack: () => unknown): void;
};

export async function onWorkbench<T>(work: (bench: Workbench) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-bench-'));
  // Run by root, PostgreSQL steps down to a user who must be able to enter.
  await chmod(folder, 0o755);
  const later: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    return await work({ folder, after: (putBack) => later.push(putBack) });
  } finally {
    for (const putBack of later.reverse()) await Promise.resolve().then(putBack).catch((error: unknown) => console.error(error));
  }
}

/** Does all of `tasks`, at most `lanes` at a time, and answers with the seconds that it took. */
export async function inLanes<T>(tasks: readonly T[], lanes: number, work: (task: T) => Promise<void>): Promise<number> {
  const begun = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => { while (next < tasks.length) await work(tasks[next++] as T); };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (performance.now() - begun) / 1_000;
}

/** Asks until the answer is not `undefined`. @throws after `budgetMs` */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, budgetMs = 20_000): Promise<T> {
  const deadline = performance.now() + budgetMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`${what}: nothing after ${budgetMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
