import { mkdir, readFile, readlink, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { killGroup } from './browser-process.ts';

/**
 * Ends whoever still holds this profile (a browser whose shell was killed under it and who has not noticed yet) and takes away the marks of
 * those who are gone. A mark with the name of another host would keep Chromium from starting: hosts are renamed, and the folder is ours.
 */
export async function freeProfile(profile: string): Promise<void> {
  const holder = await readlink(join(profile, 'SingletonLock')).catch(() => '');
  const pid = Number(/-(\d+)$/.exec(holder)?.[1] ?? Number.NaN);
  if (Number.isSafeInteger(pid) && (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(`--user-data-dir=${resolve(profile)}\0`)) await killGroup(pid);
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) await rm(join(profile, name), { force: true });
}

/** Chromium's folder of the page's private files (OPFS): the second copies of what the database holds. */
const SECOND_COPIES = join('Default', 'File System');
const ASIDE = 'set-aside';

/**
 * Chromium mends or empties a damaged database by itself, and never the bookkeeping of the page's private files: once a power cut has damaged
 * that, no page can read, write or remove there any more, in any later life. What lies there is in the database as well, so it is set aside (and
 * kept, sealed as it is, until the next damage) and written anew.
 */
export async function setSecondCopiesAside(profile: string): Promise<void> {
  await rm(join(profile, ASIDE), { recursive: true, force: true });
  await mkdir(join(profile, ASIDE), { recursive: true });
  await rename(join(profile, SECOND_COPIES), join(profile, ASIDE, 'File System')).catch(() => undefined);
}
