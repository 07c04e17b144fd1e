import { readFile } from 'node:fs/promises';

/** True when a process of this id exists, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Command line of a process, or undefined where the system does not tell (then nobody may conclude anything from it). */
export async function commandLineOf(pid: number): Promise<string | undefined> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
}

/**
 * A process id with its start time in clock ticks since boot (Linux), so that a reused id is not taken for the old process.
 * Elsewhere the time is `?` and the id alone must do.
 */
export async function identityOf(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const startTicks = status?.slice(status.lastIndexOf(')') + 2).split(' ')[19];
  return `${pid} ${startTicks ?? '?'}`;
}

/** True when the process that wrote this identity is still the one that runs under its id. */
export async function isSameProcess(identity: string): Promise<boolean> {
  const pid = Number(identity.split(' ')[0]);
  return pid > 0 && isAlive(pid) && (await identityOf(pid)) === identity;
}
