import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VPCD_PORT, VPCD_PORT_VARIABLE, vpcdPort } from './vpcd-client.ts';

const PCSCD = '/usr/sbin/pcscd';
/** Where every pcscd of Debian listens; clients look elsewhere when this variable says so. */
const USUAL = { folder: '/run/pcscd', file: 'pcscd.comm' } as const;
const SOCKET_VARIABLE = 'PCSCLITE_CSOCK_NAME';
/** A configuration that names no reader: nothing is plugged in. */
const NO_READERS = '/dev/null';
const VPCD_LIBRARY = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const VPCD_DRIVERS = ['/etc/reader.conf.d/vpcd', VPCD_LIBRARY];

/** As on a kiosk (`card-bridge/service/pcscd-forgets.conf`): what the daemon and its driver give back is overwritten at once (what a thread keeps at hand for itself, its tcache, would not be). */
export const FORGETFUL_MALLOC = 'glibc.malloc.perturb=165:glibc.malloc.tcache_count=0';

const INSTALL = 'Debian: apt-get install pcscd vsmartcard-vpcd libpcsclite-dev';

/** `socket` and `port`: where clients and cards find it. `kill` is what a crash would do; `start` brings it back in the same place, `startWithoutReader` with nothing plugged in. */
export type Pcscd = { readonly socket: string; readonly port: number; kill(): Promise<void>; start(): Promise<void>; startWithoutReader(): Promise<void>; stop(): Promise<void> };

/** Why PC/SC tests cannot run here and what to do about it, or null when they can. */
export function whyNoPcscd(): string | null {
  if (!existsSync(PCSCD)) return `The PC/SC daemon is not installed. ${INSTALL}`;
  if (!VPCD_DRIVERS.some((path) => existsSync(path))) return `The virtual card reader is not installed. ${INSTALL}`;
  if (process.getuid?.() !== 0 && !existsSync(usedSocket()) && !canHaveOwnFolder()) return 'pcscd is installed but does not run. Start it (systemctl start pcscd) or run this as root.';
  return null;
}

/**
 * pcscd with its virtual reader. The socket of a machine is one, so where the kernel allows it the daemon gets a folder of its own under the
 * usual name (a mount that it alone sees) and a reader on a free port: several tests, and a real reader's daemon, live beside each other.
 * This process and the children that it starts from now on find it by their environment. One that is there already is used and left running,
 * unless `own` is asked for.
 * vpcd writes length and body apart, so Nagle and delayed ACK cost 47 ms an APDU; a one-function preload switches Nagle off (when cc is there).
 */
export async function startPcscd({ own = false }: { own?: boolean } = {}): Promise<Pcscd> {
  const missing = whyNoPcscd();
  if (missing !== null) throw new Error(missing);
  if (!own && await answers(usedSocket())) {
    if (await listens(vpcdPort())) return { socket: usedSocket(), port: vpcdPort(), kill: notOurs, start: notOurs, startWithoutReader: notOurs, stop: async () => {} };
    if (process.env[SOCKET_VARIABLE]) throw new Error('pcscd runs, but without the virtual reader.');
  }
  return canHaveOwnFolder() ? openOwn() : openUsual();
}

async function notOurs(): Promise<void> {
  throw new Error('This daemon belongs to somebody else.');
}

/** A daemon in a folder and on a port of its own, told to this process by its environment until it is stopped. */
async function openOwn(): Promise<Pcscd> {
  const folder = folderOfOwn();
  const socket = join(folder, USUAL.file);
  const config = join(folder, 'readers');
  const port = await twoFreePorts();
  mkdirSync(config);
  writeFileSync(join(config, 'vpcd'), `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x${port.toString(16)}\nLIBPATH ${VPCD_LIBRARY}\nCHANNELID 0x${port.toString(16)}\n`);
  const before = [process.env[SOCKET_VARIABLE], process.env[VPCD_PORT_VARIABLE]] as const;
  process.env[SOCKET_VARIABLE] = socket;
  process.env[VPCD_PORT_VARIABLE] = String(port);
  mkdirSync(USUAL.folder, { recursive: true });
  const inOwnFolder = [...ownMounts(), 'sh', '-c', 'mount --bind "$1" "$2" && exec "$3" --foreground --config "$4"', 'sh', folder, USUAL.folder, PCSCD];
  const daemon = keeper((plugged) => ['unshare', [...inOwnFolder, plugged ? config : NO_READERS]], socket, port);
  const stop = async () => {
    await daemon.stop();
    restore(SOCKET_VARIABLE, before[0]);
    restore(VPCD_PORT_VARIABLE, before[1]);
    rmSync(folder, { recursive: true, force: true });
  };
  await daemon.start().catch(async (error: unknown) => { await stop(); throw error; });
  return { ...daemon, socket, port, stop };
}

/**
 * The PC/SC library asks its environment once in the life of a process, so that this process must find its next daemon where its last one was.
 * Only a second one beside it gets another place, and is seen by other processes alone.
 */
function folderOfOwn(): string {
  const usual = join(tmpdir(), `engawa-pcscd-${process.pid}`);
  try {
    mkdirSync(usual, { mode: 0o700 });
    return usual;
  } catch {
    return mkdtempSync(`${usual}-`);
  }
}

/** Where mounts are not allowed: the machine's one daemon, in the usual place. */
async function openUsual(): Promise<Pcscd> {
  if (await answers(usedSocket())) throw new Error('pcscd runs, but without the virtual reader. Restart it after installing vsmartcard-vpcd (systemctl restart pcscd).');
  const [socket, port] = [usedSocket(), VPCD_PORT];
  const daemon = keeper((plugged) => [PCSCD, ['--foreground', ...plugged ? [] : ['--config', NO_READERS]]], socket, port);
  await daemon.start();
  return { ...daemon, socket, port };
}

function keeper(command: (plugged: boolean) => [string, string[]], socket: string, port: number): Omit<Pcscd, 'socket' | 'port'> {
  const preload = buildNoDelay();
  let daemon: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals) => {
    const running = daemon;
    daemon = null;
    if (running) await ended(running, signal);
  };
  const launch = async (plugged: boolean) => {
    const [program, words] = command(plugged);
    rmSync(socket, { force: true });
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GLIBC_TUNABLES: process.env.GLIBC_TUNABLES ?? FORGETFUL_MALLOC, ...(preload ? { LD_PRELOAD: preload.path } : {}) } });
    daemon = child;
    let said = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk) => { said = (said + String(chunk)).slice(-2_000); });
    const deadline = performance.now() + 15_000;
    while (!((await answers(socket)) && (!plugged || await listens(port)))) {
      if (child.exitCode !== null || performance.now() > deadline) {
        await end('SIGTERM');
        throw new Error(`pcscd did not come up with its virtual reader: ${said.trim() || 'it said nothing'}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    kill: () => end('SIGKILL'),
    start: () => launch(true),
    startWithoutReader: () => launch(false),
    async stop() {
      await end('SIGTERM');
      preload?.drop();
    },
  };
}

const usedSocket = (): string => process.env[SOCKET_VARIABLE] || join(USUAL.folder, USUAL.file);

function restore(variable: string, value: string | undefined): void {
  if (value === undefined) delete process.env[variable];
  else process.env[variable] = value;
}

/** Whoever is not root is it in a namespace of his own, where the kernel allows that. */
const ownMounts = (): string[] => [...process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'], '--mount', '--propagation', 'private'];

function canHaveOwnFolder(): boolean {
  return existsSync(VPCD_LIBRARY) && spawnSync('unshare', [...ownMounts(), 'true'], { stdio: 'ignore' }).status === 0;
}

/** vpcd takes the port of its first slot and the one after it. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const first = createServer();
    await new Promise<void>((resolve) => { first.listen(0, '0.0.0.0', resolve); });
    const address = first.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const second = createServer();
    const free = await new Promise<boolean>((resolve) => { second.once('error', () => resolve(false)); second.listen(port + 1, '0.0.0.0', () => resolve(true)); });
    await Promise.all([first, second].map((server) => new Promise((resolve) => { server.close(resolve); })));
    if (free) return port;
  }
}

async function answers(socket: string): Promise<boolean> {
  return existsSync(socket) && await new Promise<boolean>((resolve) => {
    const probe = connect(socket);
    probe.once('connect', () => { probe.destroy(); resolve(true); });
    probe.once('error', () => resolve(false));
  });
}

/** The reader's port is looked up in the kernel's table: a connection would count as a card. */
async function listens(port: number): Promise<boolean> {
  const listening = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, '0')} \\S+ 0A `);
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')));
  return tables.some((table) => listening.test(table));
}

async function ended(daemon: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const exit = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill(signal);
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
