import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ClusterProblem } from './cluster-problem.ts';

/** The user that PostgreSQL runs as; `undefined` means "the user who runs Node". */
export type ClusterOwner = { readonly uid: number; readonly gid: number };

/**
 * PostgreSQL refuses to run as root, and initdb wants its uid to have a name. As root we therefore step down to the owner of
 * an existing data folder, then `postgres`, then `nobody` (which every container has). An ordinary user stays who it is.
 */
export async function chooseClusterOwner(pgdata: string): Promise<ClusterOwner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const folder = await stat(pgdata).catch(() => undefined);
  const users = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  const chosen = users.find((user) => folder !== undefined && folder.uid !== 0 && Number(user[2]) === folder.uid)
    ?? users.find((user) => user[0] === 'postgres')
    ?? users.find((user) => user[0] === 'nobody');
  if (!chosen) throw new ClusterProblem('no-owner', 'PostgreSQL does not run as root, and /etc/passwd knows neither "postgres" nor "nobody". Start as an ordinary user, or set DATABASE_URL to an external PostgreSQL.');
  return { uid: Number(chosen[2]), gid: Number(chosen[3]) };
}

/** True when every folder above `path` lets a stranger through: the home of root (0700) does not. */
export async function othersMayEnter(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
