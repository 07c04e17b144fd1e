import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShellWords } from '../src/sync/link/adapters/kiosk-shell.ts';
import { drawCurtain, hangCurtain } from './curtain.ts';
import type { Patience } from './kiosk-life.ts';
import { startKioskShell, type ShellNote } from './kiosk-shell.ts';
import { findChromium } from './screen.ts';

const chromium = findChromium(process.env.CHROMIUM_PATH, process.env.PATH) ?? 'chromium';
const FLAGS = ['--headless=new', '--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
/** A page that tells its shell that it is there and then does what the hall says: goes, loads itself again, or never comes back. */
const PAGE = `<!doctype html><title>hall</title><script type="module">
  const shell = globalThis.engawaShell;
  await fetch('/born', { method: 'POST', body: JSON.stringify({ shell, address: location.href }) });
  engawaTell(JSON.stringify({ news: 'ready', word: shell.word }));
  for (;;) {
    const order = await (await fetch('/order')).text();
    if (order === 'over') engawaTell(JSON.stringify({ news: 'over', word: shell.word }));
    if (order === 'broken') engawaTell(JSON.stringify({ news: 'broken', word: shell.word }));
    if (order === 'over for another') engawaTell(JSON.stringify({ news: 'over', word: 'another-word-of-no-life' }));
    if (order === 'reload') location.reload();
    if (order === 'hang') for (;;);
    if (order === 'tell bridge') await fetch('/told', { method: 'POST', body: String(globalThis.engawaShell.bridge) });
  }
</script>`;

type Hall = { server: Server; port: number; born: { shell: ShellWords; address: string }[]; told: string[]; order(what: string): void; changed(): Promise<void> };
let folder = '';
let hall: Hall;
const undo: (() => Promise<unknown>)[] = [];

async function openHall(port = 0): Promise<Hall> {
  const waiting: ((order: string) => void)[] = [];
  const orders: string[] = [];
  let news: (() => void)[] = [];
  const mine: Omit<Hall, 'port'> = {
    server: createServer((request, response) => {
      const body: Buffer[] = [];
      request.on('data', (chunk: Buffer) => body.push(chunk)).on('end', () => {
        const text = Buffer.concat(body).toString('utf8');
        if (request.url === '/born') mine.born.push(JSON.parse(text) as Hall['born'][number]);
        if (request.url === '/told') mine.told.push(text);
        if (request.url === '/order') {
          const next = orders.shift();
          if (next !== undefined) { response.end(next); return; }
          const tell = (order: string) => response.end(order);
          waiting.push(tell);
          response.on('close', () => { if (waiting.includes(tell)) waiting.splice(waiting.indexOf(tell), 1); });
          return;
        }
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(request.url === '/kiosk/' ? PAGE : '');
        for (const tell of news.splice(0)) tell();
      });
    }),
    born: [], told: [],
    order: (what) => { const page = waiting.pop(); if (page) page(what); else orders.push(what); },
    changed: () => new Promise((resolve) => { news = [...news, resolve]; }),
  };
  await new Promise<void>((resolve) => { mine.server.listen(port, '127.0.0.1', resolve); });
  return { ...mine, port: (mine.server.address() as AddressInfo).port };
}
const closed = ({ server }: Hall) => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); });

/** A shell whose notes can be waited for, in order. */
async function openShell({ fragment = '', patience = { startMs: 60_000, silentMs: 1_500, askEveryMs: 100, lossMs: 20 }, ...more }: { fragment?: string; bridgeTokenFile?: string; patience?: Patience; flags?: string[] } = {}) {
  const notes: ShellNote[] = [];
  let read = 0;
  let heard = () => {};
  const shell = await startKioskShell({
    chromium, url: `http://localhost:${hall.port}/kiosk/${fragment}`, profile: join(folder, 'profile'), flags: FLAGS, curtain: '<title>curtain</title>', patience, ...more,
    note: (note) => { notes.push(note); heard(); },
  });
  undo.push(() => shell.stop());
  const next = async <K extends 'begins' | 'ready' | 'ended'>(kind: K): Promise<Extract<ShellNote, Record<K, unknown>>> => {
    for (;;) {
      const note = notes[read];
      if (note === undefined) { await new Promise<void>((resolve) => { heard = resolve; }); continue; }
      read += 1;
      if (kind in note) return note as Extract<ShellNote, Record<K, unknown>>;
    }
  };
  return { shell, next };
}
/** Processes of a browser that still run. */
async function familyOf(group: number | undefined): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.map((stat) => [Number.parseInt(stat, 10), stat.slice(stat.lastIndexOf(')') + 2).split(' ')] as const).filter(([, [state, , pgrp]]) => Number(pgrp) === group && state !== 'Z').map(([pid]) => pid);
}
async function wholeProfile(): Promise<Buffer> {
  const files = await readdir(join(folder, 'profile'), { recursive: true, withFileTypes: true });
  return Buffer.concat(await Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0)))));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engawa-shell-'));
  hall = await openHall();
});
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
  await closed(hall);
  await rm(folder, { recursive: true, force: true });
});

describe('the shell and the lives of its browser', () => {
  it('[Z2] [Z10] a page that goes by its exit hands its word to the next, which begins when not one process of the last is left', async () => {
    const { next } = await openShell();
    const words: ShellWords[] = [];
    for (let life = 1; life <= 3; life += 1) {
      const { begins } = await next('begins');
      expect((await familyOf(begins)).length).toBeGreaterThan(0);
      await next('ready');
      words.push(hall.born.at(-1)!.shell);
      hall.order('over');
      expect(await next('ended')).toEqual({ life, ended: 'over' });
      expect(await familyOf(begins)).toEqual([]);
    }
    expect(words.map(({ after }) => after)).toEqual([null, words[0]?.word, words[1]?.word]);
    expect(new Set(words.map(({ word }) => word)).size).toBe(3);
  }, 60_000);

  it('[Z3] words, token and code reach the page and no address, command line or file; a new token reaches it as well', async () => {
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'token-of-the-bridge-1\n');
    const { next } = await openShell({ fragment: '#enrol=code-of-the-hall', bridgeTokenFile: tokenFile });
    const { begins } = await next('begins');
    await next('ready');
    const { shell, address } = hall.born[0]!;
    expect([shell.bridge, shell.enrol, address]).toEqual(['token-of-the-bridge-1', 'code-of-the-hall', `http://localhost:${hall.port}/kiosk/`]);
    const lines = await Promise.all((await familyOf(begins)).map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
    await writeFile(tokenFile, 'token-of-the-bridge-2\n');
    while (hall.told.at(-1) !== 'token-of-the-bridge-2') { const changed = hall.changed(); hall.order('tell bridge'); await changed; }
    hall.order('over');
    await next('ended');
    const kept = await wholeProfile();
    expect(kept.includes(`localhost:${hall.port}/kiosk/`)).toBe(true);
    for (const secret of [shell.word, 'token-of-the-bridge', 'code-of-the-hall']) {
      expect(lines.join('\n')).not.toContain(secret);
      expect([secret, kept.includes(secret), kept.includes(Buffer.from(secret, 'utf16le'))]).toEqual([secret, false, false]);
    }
  }, 60_000);

  it('[Z2] [Z13] a page that hangs, crashes, is loaded again or loses its browser ends its life, and the next one knows no word', async () => {
    const { next } = await openShell();
    const troubles: [string, (pid: number) => unknown][] = [
      ['hang', () => hall.order('hang')], ['reload', () => hall.order('reload')],
      ['renderer killed', async (pid) => {
        for (const member of await familyOf(pid)) if (/--type=renderer/.test(await readFile(`/proc/${member}/cmdline`, 'utf8').catch(() => ''))) process.kill(member, 'SIGKILL');
      }],
      ['browser killed', (pid) => process.kill(pid, 'SIGKILL')],
    ];
    for (const [name, trouble] of troubles) {
      const { begins } = await next('begins');
      await next('ready');
      expect([name, hall.born.at(-1)?.shell.after]).toEqual([name, null]);
      hall.order('over for another');
      await trouble(begins!);
      expect([name, await next('ended')]).toEqual([name, expect.objectContaining({ ended: 'lost' })]);
    }
    await next('ready');
    expect(hall.born.at(-1)?.shell.after).toBeNull();
  }, 90_000);

  it('[Z15] where nothing can be kept the second copies are set aside and a fresh browser begins at once', async () => {
    const { next } = await openShell();
    await next('ready');
    const copies = join(folder, 'profile', 'Default', 'File System');
    await mkdir(copies, { recursive: true });
    await writeFile(join(copies, 'damaged'), 'sealed');
    hall.order('broken');
    expect(await next('ended')).toMatchObject({ ended: 'broken' });
    expect((await next('ready')).ms).toBeGreaterThan(0);
    expect(hall.born.at(-1)?.shell.after).toBeNull();
    // The browser may have laid files of its own beside it.
    expect(await readdir(join(folder, 'profile', 'set-aside', 'File System'))).toContain('damaged');
    expect(await readdir(join(folder, 'profile', 'Default'))).not.toContain('File System');
  }, 60_000);

  it('[Z14] while the hall is not there a curtain stands, and the page comes by itself', async () => {
    const { port } = hall;
    await closed(hall);
    const { next } = await openShell({ flags: [...FLAGS, '--remote-debugging-port=0'] });
    await next('begins');
    const titles = async (): Promise<string[]> => {
      const devtools = (await readFile(join(folder, 'profile', 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')[0];
      return devtools ? fetch(`http://127.0.0.1:${devtools}/json`).then((answer) => answer.json() as Promise<{ title: string }[]>).then((pages) => pages.map(({ title }) => title), () => []) : [];
    };
    while (!(await titles()).includes('curtain')) await new Promise((resolve) => { setTimeout(resolve, 50); });
    hall = await openHall(port);
    await next('ready');
    expect(hall.born).toHaveLength(1);
  }, 60_000);

  it('[Z11] a shell that is killed takes its browser with it, and the next shell takes the profile over whatever mark lies there', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', new URL('./main.ts', import.meta.url).pathname], {
      env: { ...process.env, CHROMIUM_PATH: chromium, KIOSK_URL: `http://localhost:${hall.port}/kiosk/`, PROFILE: join(folder, 'profile'), CHROMIUM_FLAGS: FLAGS.join(' ') }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    undo.push(async () => { child.kill('SIGKILL'); });
    let begins = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const note = JSON.parse(line) as { begins?: number; ready?: boolean };
      begins = note.begins ?? begins;
      if (note.ready) break;
    }
    child.kill('SIGKILL');
    const orphan = await openShell();
    await orphan.next('ready');
    expect(await familyOf(begins)).toEqual([]);
    await orphan.shell.stop();
    await symlink('another-host-1', join(folder, 'profile', 'SingletonLock'));
    const moved = await openShell();
    await moved.next('ready');
  }, 60_000);
});

describe('the curtain', () => {
  it('[Z14] says in every language that the screen is coming, and asks nothing of the network', async () => {
    const html = await drawCurtain();
    for (const lang of ['ja', 'en', 'zh-Hans', 'ko', 'vi', 'pt-BR', 'fil']) expect(html).toContain(`lang="${lang}"`);
    expect(html).toContain('画面を 用意しています。');
    expect(html).not.toMatch(/https?:|url\(|<script|@import/);
  });

  it('[Z14] hangs again when its browser dies, and leaves nothing when it is dropped', async () => {
    const profiles = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('engawa-curtain-'));
    const before = new Set(await profiles());
    const curtain = await hangCurtain({ chromium, flags: FLAGS, html: await drawCurtain() });
    const profile = join(tmpdir(), (await profiles()).find((name) => !before.has(name))!);
    const browser = async (): Promise<number | undefined> => {
      for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
        const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
        if (line.includes(`--user-data-dir=${profile}\0`) && !line.includes('--type=')) return Number(pid);
      }
      return undefined;
    };
    const first = await browser();
    process.kill(first!, 'SIGKILL');
    let second = await browser();
    while (second === undefined || second === first) { await new Promise((resolve) => { setTimeout(resolve, 50); }); second = await browser(); }
    await curtain.drop();
    expect([await familyOf(second), await profiles().then((left) => left.filter((name) => !before.has(name)))]).toEqual([[], []]);
  }, 60_000);
});
