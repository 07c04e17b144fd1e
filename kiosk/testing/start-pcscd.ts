import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VPCD_PORT } from './vpcd-client.ts';

/** Debian: `apt-get install pcscd vsmartcard-vpcd libpcsclite-dev`. */
const PCSCD = '/usr/sbin/pcscd';
const SOCKET = '/run/pcscd/pcscd.comm';
const VPCD_DRIVERS = ['/etc/reader.conf.d/vpcd', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'];

export type Pcscd = { stop(): Promise<void> };

/** Why PC/SC tests cannot run here, or null when they can. */
export function whyNoPcscd(): string | null {
  if (!existsSync(PCSCD)) return 'pcscd is not installed';
  if (!VPCD_DRIVERS.some((path) => existsSync(path))) return 'vsmartcard-vpcd is not installed';
  if (process.getuid?.() !== 0 && !isListening()) return 'pcscd needs root';
  return null;
}

/**
 * pcscd with its virtual reader. A daemon that already runs is used and left running: there is one socket per machine.
 * vpcd writes length and body apart, so Nagle and delayed ACK cost 47 ms an APDU; a one-function preload switches Nagle off (when gcc is there).
 */
export async function startPcscd(): Promise<Pcscd> {
  if (await answers()) return { stop: async () => {} };
  const preload = buildNoDelay();
  const daemon = spawn(PCSCD, ['--foreground'], {
    stdio: 'ignore', env: { ...process.env, ...(preload ? { LD_PRELOAD: preload.path } : {}) },
  });
  const stop = async () => {
    await ended(daemon);
    preload?.drop();
  };
  const deadline = performance.now() + 15_000;
  while (!(await answers())) {
    if (daemon.exitCode !== null) { preload?.drop(); throw new Error(`pcscd ended with ${daemon.exitCode}`); }
    if (performance.now() > deadline) { await stop(); throw new Error('pcscd did not open its virtual reader'); }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { stop };
}

function isListening(): boolean {
  return existsSync(SOCKET);
}

/** True when the daemon and its driver run. The reader's port is looked up in the kernel's table: a connection would count as a card. */
async function answers(): Promise<boolean> {
  const daemon = isListening() && await new Promise<boolean>((resolve) => {
    const probe = connect(SOCKET);
    probe.once('connect', () => { probe.destroy(); resolve(true); });
    probe.once('error', () => resolve(false));
  });
  if (!daemon) return false;
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
  const { status } = spawnSync('gcc', ['-shared', '-fPIC', '-o', path, source, '-ldl'], { stdio: 'ignore' });
  if (status === 0) return { path, drop };
  drop();
  return null;
}
