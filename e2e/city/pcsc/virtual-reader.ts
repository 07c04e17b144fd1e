/**
 * Vitest global setup: PC/SC daemon with a virtual reader (vsmartcard's vpcd, TCP 35963), so that card tests run through the
 * real library and the real daemon. Fails with what to do where it cannot: a card test is never skipped in silence.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const VIRTUAL_READER = { port: 35_963, driver: '/usr/lib/pcsc/drivers/serial/libifdvpcd.so', socket: '/run/pcscd/pcscd.comm' } as const;
const READY = { budgetMs: 10_000, pollMs: 50 } as const;

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (await answers({ path: VIRTUAL_READER.socket })) {
    if (await listens()) return undefined;
    throw new Error('pcscd runs, but without the virtual reader. Install vsmartcard-vpcd and restart pcscd (Debian: apt-get install vsmartcard-vpcd && systemctl restart pcscd).');
  }
  if (!(await there('/usr/sbin/pcscd')) || !(await there(VIRTUAL_READER.driver))) {
    throw new Error('The card tests need the PC/SC daemon and a virtual reader. Debian: apt-get install pcscd vsmartcard-vpcd libpcsclite-dev');
  }
  if (process.getuid?.() !== 0) throw new Error('pcscd is installed but does not run. Start it (systemctl start pcscd) or run the tests as root.');
  return startDaemon();
}

async function startDaemon(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-pcsc-'));
  const preload = await compileNoDelay(folder);
  const daemon = spawn('/usr/sbin/pcscd', ['--foreground'], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...preload && { LD_PRELOAD: preload } } });
  let said = '';
  for (const pipe of [daemon.stdout, daemon.stderr]) pipe.on('data', (chunk) => { said = (said + String(chunk)).slice(-2_000); });
  const deadline = performance.now() + READY.budgetMs;
  while (!((await answers({ path: VIRTUAL_READER.socket })) && (await listens()))) {
    if (daemon.exitCode !== null || performance.now() > deadline) {
      await end(daemon);
      await rm(folder, { recursive: true, force: true });
      throw new Error(`pcscd did not come up with the virtual reader: ${said.trim() || 'it said nothing'}`);
    }
    await sleep(READY.pollMs);
  }
  return async () => {
    await end(daemon);
    await rm(folder, { recursive: true, force: true });
  };
}

/**
 * vpcd writes length and body apart; with Nagle each APDU then costs 47 ms instead of half a millisecond. Without a compiler the
 * tests still hold, only slower.
 */
async function compileNoDelay(folder: string): Promise<string | undefined> {
  const library = join(folder, 'no-delay.so');
  const compiler = spawn('cc', ['-shared', '-fPIC', '-O1', '-o', library, new URL('./no-delay.c', import.meta.url).pathname, '-ldl'], { stdio: 'ignore' });
  const code = await Promise.race([once(compiler, 'exit').then(([status]) => status as number), once(compiler, 'error').then(() => 1)]);
  return code === 0 ? library : undefined;
}

async function end(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  daemon.kill('SIGTERM');
  await once(daemon, 'exit');
}

/** The port is asked through the kernel's table: a connection would be taken for a card. */
async function listens(): Promise<boolean> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')));
  const port = VIRTUAL_READER.port.toString(16).toUpperCase();
  return tables.some((table) => table.split('\n').some((line) => line.includes(`:${port} `) && / 0A /.test(line)));
}

async function answers(to: { path: string }): Promise<boolean> {
  const socket = connect(to);
  const open = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
  socket.destroy();
  return open;
}

const there = (path: string): Promise<boolean> => access(path).then(() => true, () => false);
