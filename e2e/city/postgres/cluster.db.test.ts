import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { isAlive } from './processes.ts';

/** One folder lives through all of these in order: that is the point of it. */
describe('the city keeps its own PostgreSQL', () => {
  let folder = '';
  let cluster: Cluster | undefined;
  const open = async (): Promise<Cluster> => (cluster = await openCluster({ folder, databases: ['one', 'two'] }));

  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'engawa-cluster-')); await import('node:fs/promises').then((fs) => fs.chmod(folder, 0o755)); });
  afterEach(async () => { await cluster?.stop(); cluster = undefined; });
  afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

  it('[E1] the first opening makes the cluster, keeps its password in a private file and forces writes to disk', async () => {
    const { how, url } = await open();
    expect(how).toBe('started');
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
    const [row] = await ask(url('one'), `SELECT current_setting('fsync') fsync, current_setting('data_checksums') checksums, current_setting('listen_addresses') address`);
    expect(row).toEqual({ fsync: 'on', checksums: 'on', address: '127.0.0.1' });
    await ask(url('two'), 'CREATE TABLE kept (n int)');
    await ask(url('two'), 'INSERT INTO kept VALUES (7)');
  });

  it('[E1] a second opening keeps the data, and a wrong password is refused', async () => {
    const { url } = await open();
    expect(await ask(url('two'), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    const wrong = new URL(url('two'));
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('[E2] trigram search sees Japanese and exclusion constraints work', async () => {
    const { url } = await open();
    await ask(url('one'), 'CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm');
    const [row] = await ask(url('one'), `SELECT show_trgm('市民会館') <> '{}' seen`);
    expect(row).toEqual({ seen: true });
  });

  it('[E3] what was acknowledged survives kill -9 of the server under load', async () => {
    const { url, postmaster } = await open();
    await ask(url('one'), 'CREATE TABLE load (n int)');
    const writer = new pg.Client({ connectionString: url('one') });
    writer.on('error', () => {});
    await writer.connect();
    let acknowledged = 0;
    const load = (async () => { for (let n = 1; ; n += 1) { await writer.query('INSERT INTO load VALUES ($1)', [n]); acknowledged = n; if (n === 50) process.kill(postmaster, 'SIGKILL'); } })();
    await expect(load).rejects.toThrow();
    const again = await open();
    const [row] = await ask(again.url('one'), 'SELECT count(*)::int n FROM load');
    expect(acknowledged).toBeGreaterThanOrEqual(50);
    expect((row as { n: number }).n).toBeGreaterThanOrEqual(acknowledged);
  });

  it('[E3] a server whose keeper was killed is adopted, one whose keeper lives is only shared', async () => {
    const program = `import { openCluster } from ${JSON.stringify(new URL('./cluster.ts', import.meta.url).href)};
      const cluster = await openCluster({ folder: process.argv[1] }); console.log(cluster.postmaster); setInterval(() => {}, 1e6);`;
    const keeper = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(keeper.stdout, 'data');
    const postmaster = Number(String(line));
    const shared = await open();
    expect(shared.how).toBe('shared');
    await shared.stop();
    expect(isAlive(postmaster)).toBe(true);
    keeper.kill('SIGKILL');
    await once(keeper, 'exit');
    const adopted = await open();
    expect(adopted).toMatchObject({ how: 'adopted', postmaster });
    expect(await ask(adopted.url('two'), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('[E3] a stale postmaster.pid does not keep the city shut, not even when another program has that process id now', async () => {
    const uid = (await stat(join(folder, 'pgdata'))).uid;
    const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid } : {});
    for (const pid of [4_194_300, other.pid]) {
      const file = join(folder, 'pgdata', 'postmaster.pid');
      await writeFile(file, `${pid}\n/x\n0\n5432\n`);
      if (process.getuid?.() === 0) await chown(file, uid, uid);
      expect((await open()).how).toBe('started');
      await cluster?.stop();
    }
    other.kill();
  });

  it('[E1] stopping leaves no server behind', async () => {
    const { postmaster, stop } = await open();
    await stop();
    for (let i = 0; i < 100 && isAlive(postmaster); i += 1) await sleep(20);
    expect(isAlive(postmaster)).toBe(false);
  });

  it('[E4] a folder of another major version is named and left alone', async () => {
    const file = join(folder, 'pgdata', 'PG_VERSION');
    await writeFile(file, '15\n');
    await expect(open()).rejects.toMatchObject({ code: 'wrong-major' });
    expect(await readFile(file, 'utf8')).toBe('15\n');
  });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}
