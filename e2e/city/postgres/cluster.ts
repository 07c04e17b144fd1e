/**
 * A real PostgreSQL that a Node process starts, adopts and stops by itself: no account, no system package, root or not.
 *
 *   no folder --initdb (beside, then renamed)--> stopped --start--> running --stop (SIGINT, "fast")--> stopped
 *   running, keeper killed --open--> adopted          running, keeper alive --open by another--> shared (its stop does nothing)
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../free-port.ts';
import { exists, POSTGRES_MAJOR, readyBinaries } from './cluster-binaries.ts';
import type { ClusterBinaries } from './cluster-binaries.ts';
import { chooseClusterOwner, othersMayEnter } from './cluster-owner.ts';
import type { ClusterOwner } from './cluster-owner.ts';
import { ClusterProblem } from './cluster-problem.ts';
import { ensureDatabases } from './databases.ts';
import { commandLineOf, identityOf, isAlive, isSameProcess } from './processes.ts';

const USER = 'engawa';
/** Crash recovery after a power cut may take seconds; one poll is one refused connection. */
const START = { budgetMs: 30_000, pollMs: 50 } as const;
/** Without C.UTF-8 as the character class, trigram search is blind to Japanese (measured: 40 ms instead of 0.3 ms). */
const LOCALE = ['--encoding=UTF8', '--locale=C', '--lc-ctype=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
/** No inherited environment: a stray PGDATA or LD_LIBRARY_PATH must not reach the server. */
const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

export type ClusterOptions = {
  /** Folder that belongs to the cluster alone; made when missing. */
  readonly folder: string;
  readonly databases?: readonly string[];
  /** Server settings, `{ fsync: 'off' }` for throw-away clusters only. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
};
export type Cluster = {
  readonly how: 'started' | 'adopted' | 'shared';
  readonly postmaster: number;
  /** Connection URL with the generated password: for child processes and clients, never for a log. */
  url(database: string): string;
  /** Rolls back what is open, writes a checkpoint, ends. Does nothing when another living process keeps the cluster. */
  stop(): Promise<void>;
  /** Ends it without a checkpoint, at once; the next opening recovers. */
  abandon(): void;
};
type Place = { root: string; pgdata: string; pidFile: string; keeper: string; secret: string };
type Running = { postmaster: number; port: number; client: pg.Client };

/** Opens the cluster of a folder, making, starting or adopting it as needed. Throws {@link ClusterProblem}. */
export async function openCluster({ folder, databases = [], settings = {}, log = () => {} }: ClusterOptions): Promise<Cluster> {
  const root = resolve(folder);
  const pgdata = join(root, 'pgdata');
  const place: Place = { root, pgdata, pidFile: join(pgdata, 'postmaster.pid'), keeper: join(root, 'keeper'), secret: join(root, 'password') };
  await mkdir(root, { recursive: true });
  const owner = await chooseClusterOwner(pgdata);
  if (owner && !(await othersMayEnter(join(root, 'x')))) {
    throw new ClusterProblem('not-reachable', `Run by root, PostgreSQL steps down to user ${owner.uid}, who may not enter ${root}. Set ENGAWA_DATA to a folder such as /var/lib/engawa.`);
  }
  const binaries = await readyBinaries(root, owner);
  const password = await ensurePassword(place.secret);
  if (!(await exists(pgdata))) await initialise(binaries, place, password, owner, log);
  await refuseOtherMajor(pgdata);

  const found = await findRunning(place, password);
  const kept = found !== undefined && await isKeptByAnother(place.keeper);
  const { postmaster, port, client } = found ?? await start(binaries, place, password, settings, owner, log);
  const url = (database: string): string => urlOf(port, password, database);
  if (!kept) await writeFile(place.keeper, await identityOf(process.pid));
  await client.end();
  await ensureDatabases(url('postgres'), databases);
  return {
    how: kept ? 'shared' : found ? 'adopted' : 'started', postmaster, url,
    stop: () => (kept ? Promise.resolve() : stop(place, postmaster)),
    abandon: () => { if (!kept && isAlive(postmaster)) process.kill(postmaster, 'SIGQUIT'); },
  };
}

const urlOf = (port: number, password: string, database: string): string => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;

async function ensurePassword(file: string): Promise<string> {
  await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(file, 'utf8');
}

/** Once in the life of a folder. Made beside its place and renamed: a crash in the middle leaves nothing half made. */
async function initialise(binaries: ClusterBinaries, { root, pgdata }: Place, password: string, owner: ClusterOwner | undefined, log: (line: string) => void): Promise<void> {
  const fresh = `${pgdata}.new`;
  const passwordFile = join(root, 'password.initdb');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) for (const path of [fresh, passwordFile]) await chown(path, owner.uid, owner.gid);
  const child = spawn(binaries.initdb, ['-D', fresh, '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...LOCALE],
    { ...owner, cwd: '/', env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => { said += String(chunk); log(String(chunk).trimEnd()); });
  const [code] = await once(child, 'close').finally(() => rm(passwordFile, { force: true }));
  if (code !== 0) throw new ClusterProblem('init-failed', `initdb ended with ${String(code)}: ${said.trim()}`);
  await rename(fresh, pgdata);
}

async function refuseOtherMajor(pgdata: string): Promise<void> {
  const major = (await readFile(join(pgdata, 'PG_VERSION'), 'utf8')).trim();
  if (major === POSTGRES_MAJOR) return;
  throw new ClusterProblem('wrong-major', `${pgdata} was written by PostgreSQL ${major}; this version brings ${POSTGRES_MAJOR}. Nothing was changed. Export with the old version and import, or set DATABASE_URL.`);
}

/**
 * A server that already runs on this folder, found through its postmaster.pid (line 1 process id, line 4 port).
 * After a power cut that id may belong to another program of the same user; PostgreSQL would then refuse for ever, so we look
 * at the command line and take the stale file away.
 */
async function findRunning({ pgdata, pidFile }: Place, password: string): Promise<Running | undefined> {
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const postmaster = Number(lines[0]);
  const port = Number(lines[3]);
  if (!postmaster || !isAlive(postmaster)) return undefined;
  const command = await commandLineOf(postmaster);
  if (command !== undefined && !(command.includes('postgres') && command.includes(pgdata))) {
    await rm(pidFile, { force: true });
    return undefined;
  }
  const client = port ? await connect(port, password).catch(() => undefined) : undefined;
  return client && { postmaster, port, client };
}

async function isKeptByAnother(keeper: string): Promise<boolean> {
  const identity = await readFile(keeper, 'utf8').catch(() => '');
  return identity !== await identityOf(process.pid) && isSameProcess(identity);
}

/** Starts the server, again and again within the budget: orphaned backends may hold shared memory, a free port may be taken. */
async function start(binaries: ClusterBinaries, { pgdata, secret }: Place, password: string, settings: Readonly<Record<string, string>>, owner: ClusterOwner | undefined, log: (line: string) => void): Promise<Running> {
  const deadline = performance.now() + START.budgetMs;
  const extra = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  for (;;) {
    const port = await freePort();
    const child = spawn(binaries.postgres, ['-D', pgdata, '-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', 'unix_socket_directories=', '-c', 'logging_collector=off', ...extra],
      { ...owner, cwd: '/', env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let said = '';
    child.stderr.on('data', (chunk) => { said = (said + String(chunk)).slice(-4_000); log(String(chunk).trimEnd()); });
    child.on('error', (error) => { said += error.message; });
    while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const client = await connect(port, password).catch((error: { code?: string }) => error);
      if (client instanceof pg.Client) return leave(child, { postmaster: child.pid, port, client });
      if (client.code === '28P01') { child.kill('SIGINT'); throw new ClusterProblem('start-failed', `The password in ${secret} does not fit this cluster.`); }
      if (performance.now() > deadline) { child.kill('SIGINT'); throw new ClusterProblem('start-failed', `PostgreSQL was not ready in ${START.budgetMs / 1_000} s: ${said.trim()}`); }
      await sleep(START.pollMs);
    }
    const mayPass = /shared memory|lock file|could not bind|in use/.test(said);
    if (!mayPass || performance.now() > deadline) throw new ClusterProblem('start-failed', `PostgreSQL did not start: ${said.trim()}`);
    await sleep(START.pollMs);
  }
}

/** The server must not keep Node alive, and must outlive its log pipe. */
function leave(child: ReturnType<typeof spawn>, running: Running): Running {
  child.unref();
  (child.stderr as unknown as { unref?: () => void }).unref?.();
  return running;
}

async function connect(port: number, password: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function stop({ pidFile, keeper }: Place, postmaster: number): Promise<void> {
  if (isAlive(postmaster)) process.kill(postmaster, 'SIGINT');
  while (isAlive(postmaster) && await exists(pidFile)) await sleep(START.pollMs);
  await rm(keeper, { force: true });
}
