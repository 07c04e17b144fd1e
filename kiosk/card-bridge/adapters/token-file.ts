import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const TOKEN = /^[0-9a-f]{48}$/;

/**
 * The token that a page must know. The file is readable by its owner alone; one that is missing, malformed, open to others
 * or a symbolic link is replaced. An intact one is kept, so that a bridge that is restarted under a running kiosk is found again:
 * put the file on a tmpfs (/run) and every boot of the machine makes a new one.
 */
export async function loadOrCreateToken(path: string): Promise<string> {
  const kept = await readToken(path);
  if (kept !== null) return kept;
  const token = randomBytes(24).toString('hex');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${token}\n`);
  } finally {
    await file.close();
  }
  await rename(draft, path);
  return token;
}

/** null: there is no token that may be trusted. */
export async function readToken(path: string): Promise<string | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => null);
  if (file === null) return null;
  try {
    const { mode, uid } = await file.stat();
    const mine = process.getuid === undefined || uid === process.getuid();
    const text = (await file.readFile('utf8')).trim();
    return mine && (mode & 0o077) === 0 && TOKEN.test(text) ? text : null;
  } finally {
    await file.close();
  }
}

/** Constant time, also for a wrong length. */
export function tokenChecker(token: string): (offered: string) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (offered) => timingSafeEqual(digest(offered), expected);
}
