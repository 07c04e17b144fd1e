/** Vitest global setup: one PostgreSQL for a run, thrown away afterwards. The only place where writes are not forced to disk. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from './cluster.ts';
import { isSameProcess } from './processes.ts';

const PREFIX = 'engawa-test-cluster-';
const SETTINGS = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300', shared_buffers: '64MB' };

/** Sets TEST_POSTGRES_URL unless somebody already points the tests at a server of their own. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_POSTGRES_URL) return undefined;
  await sweepAbandoned();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(folder, 0o755);
  const cluster = await openCluster({ folder, settings: SETTINGS });
  process.env.TEST_POSTGRES_URL = cluster.url('postgres');
  return async () => {
    delete process.env.TEST_POSTGRES_URL;
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** A city's databases in this run's own cluster, under a name that nobody else has; none where there is no such cluster. */
export const guestDatabases = (): { readonly postgresUrl?: string; readonly databasePrefix?: string } => {
  const { TEST_POSTGRES_URL: postgresUrl } = process.env;
  return postgresUrl ? { postgresUrl, databasePrefix: `city_${randomBytes(6).toString('hex')}` } : {};
};

/** A run that was killed leaves its server behind; the next run takes it down. */
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const keeper = await readFile(join(folder, 'keeper'), 'utf8').catch(() => '');
    if (!keeper || await isSameProcess(keeper)) continue;
    await openCluster({ folder }).then((cluster) => cluster.stop()).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
