import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VPCD_PORT } from './vpcd-client.ts';

const PCSCD = '/usr/sbin/pcscd';
const SOCKET = '/run/pcscd/pcscd.comm';
const VPCD_DRIVERS = ['/etc/reader.conf.d/vpcd', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'];

const INSTALL = 'Debian: apt-get install pcscd vsmartcard-vpcd libpcsclite-dev';

export type Pcscd = { stop(): Promise<void> };

/** Why PC/SC tests cannot run here and what to do about it, or null when they can. */
export function whyNoPcscd(): string | null {
  if (!existsSync(PCSCD)) return `The PC/SC daemon is not installed. ${INSTALL}`;
  if (!VPCD_DRIVERS.some((path) => existsSync(path))) return `The virtual card reader is not installed. ${INSTALL}`;
  if (process.getuid?.() !== 0 && !isListening()) return 'pcscd is installed but does not run. Start it (systemctl start pcscd) or run this as root.';
  return null;
}

/**
 * pcscd with its virtual reader. A daemon that already runs is used and left running: there is one socket per machine.
 * vpcd writes length and body apart, so Nagle and delayed ACK cost 47 ms an APDU; a one-function preload switches Nagle off (when cc is there).
 */
export async function startPcscd(): Promise<Pcscd> {
  const missing = whyNoPcscd();
  if (missing !== null) throw new Error(missing);
  if (await daemonAnswers()) {
    if (await readerListens()) return { stop: async () => {} };
    throw new Error('pcscd runs, but without the virtual reader. Restart it after installing vsmartcard-vpcd (systemctl restart pcscd).');
  }
  const preload = buildNoDelay();
  const daemon = spawn(PCSCD, ['--foreground'], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...(preload ? { LD_PRELOAD: preload.path } : {}) },
  });
  let said = '';
  for (const pipe of [daemon.stdout, daemon.stderr]) pipe.on('data', (chunk) => { said = (said + String(chunk)).slice(-2_000); });
  const stop = async () => {
    await ended(daemon);
    preload?.drop();
  };
  const deadline = performance.now() + 15_000;
  while (!((await daemonAnswers()) && (await readerListens()))) {
    if (daemon.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`pcscd did not come up with its virtual reader: ${said.trim() || 'it said nothing'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { stop };
}

function isListening(): boolean {
  return existsSync(SOCKET);
}

async function daemonAnswers(): Promise<boolean> {
  return isListening() && await new Promise<boolean>((resolve) => {
    const probe = connect(SOCKET);
    probe.once('connect', () => { probe.destroy(); resolve(true); });
    probe.once('error', () => resolve(false));
  });
}

/** The reader's port is looked up in the kernel's table: a connection would count as a card. */
async function readerListens(): Promise<boolean> {
  const listening = new RegExp(`:${VPCD_PORT.toString(16).toUpperCase()} \\S+ 0A `);
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')));
  return tables.some((table) => listening.test(table));
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const exit = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGTERM');
  await exit;
}

const NO_DELAY_C = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
int accept(int fd, struct sockaddr *address, socklen_t *length) {
  static int (*real)(int, struct sockaddr *, socklen_t *);
  if (!real) real = dlsym(RTLD_NEXT, "accept");
  int accepted = real(fd, address, length), on = 1;
  if (accepted >= 0) setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return accepted;
}
`;

function buildNoDelay(): { path: string; drop(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-nodelay-'));
  const [source, path] = [join(folder, 'nodelay.c'), join(folder, 'nodelay.so')];
  const drop = () => rmSync(folder, { recursive: true, force: true });
  writeFileSync(source, NO_DELAY_C);
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-o', path, source, '-ldl'], { stdio: 'ignore' });
  if (status === 0) return { path, drop };
  drop();
  return null;
}
