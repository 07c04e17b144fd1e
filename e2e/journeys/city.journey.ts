/** The city as a whole: it starts, loses a program, stops, and nothing of it remains. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKOUT } from '../city/checkout.ts';
import { PORTS } from '../city/ports.ts';
import { startCity } from '../city/start-city.ts';
import type { City } from '../city/start-city.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engawa-city-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Processes that carry the folder of this city in their environment or command line. */
async function processesOfCity(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(pids.map(async (pid) => {
    const [environment, command] = await Promise.all(['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')));
    return environment!.includes(folder) || command!.includes(folder) ? [`${pid} ${command!.replaceAll('\0', ' ')}`] : [];
  }));
  return found.flat();
}
async function until(what: string, isSo: () => Promise<boolean>, budgetMs = 30_000): Promise<void> {
  const deadline = performance.now() + budgetMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited ${budgetMs / 1_000} s in vain: ${what}`);
    await sleep(50);
  }
}
const answers = (url: string): Promise<boolean> => fetch(`${url}/healthz`).then((response) => response.ok, () => false);

describe('a city on this machine', () => {
  let city: City;
  const said: string[] = [];

  it('[E16] a program that dies is started again, one that was killed on purpose stays down until it is started', async () => {
    city = await startCity({ folder, buildings: ['niwaishi'], say: (line) => said.push(line) });
    process.kill(city.pid('facility-api')!, 'SIGKILL');
    await until('facility-api is back', async () => said.some((line) => line === 'facility-api is back'));
    expect(await answers(city.url.facility)).toBe(true);
    await city.kill('reception');
    expect(await answers(city.url.reception)).toBe(false);
    await city.start('reception');
    expect(await answers(city.url.reception)).toBe(true);
    expect(said.filter((line) => line.startsWith('reception'))).toEqual([]);
  });

  it('[E18] a second city in the same folder is refused with a sentence', async () => {
    const second = startNpmStart();
    expect(await second.ended).not.toBe(0);
    expect(second.said()).toMatch(/A city already lives in/);
  });

  it('[E17] it stops in order, keeps its data and leaves no process behind', async () => {
    await city.stop();
    await until('all processes are gone', async () => (await processesOfCity()).length === 0);
    expect((await stat(join(folder, 'postgres', 'pgdata', 'PG_VERSION'))).isFile()).toBe(true);
  });
});

describe('npm start', () => {
  it('[E17] Ctrl-C stops everything; kill -9 leaves only the database, which the next start adopts', async () => {
    const killed = startNpmStart();
    await killed.ready;
    killed.process.kill('SIGKILL');
    await until('the programs have left', async () => (await processesOfCity()).every((line) => line.includes('postgres')));
    const again = startNpmStart();
    await again.ready;
    expect(again.said()).toMatch(/found the database of a city that was killed/);
    again.process.kill('SIGINT');
    expect(await again.ended).toBe(0);
    await until('all processes are gone', async () => (await processesOfCity()).length === 0);
  });

  it('[E18] --reset forgets what a city made and nothing else', async () => {
    await writeFile(join(folder, 'mine.txt'), 'kept');
    const secrets = await readFile(join(folder, 'secrets.json'), 'utf8');
    const reset = startNpmStart('--reset');
    await reset.ready;
    reset.process.kill('SIGTERM');
    expect(await reset.ended).toBe(0);
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toBe(secrets);
    expect(await readFile(join(folder, 'mine.txt'), 'utf8')).toBe('kept');
  });
});

type Started = { process: ReturnType<typeof spawn>; ready: Promise<void>; ended: Promise<number | null>; said(): string };

/** The command itself, on free ports, in this test's folder. `ready` when it has printed its table. */
function startNpmStart(...words: string[]): Started {
  const ports = Object.fromEntries(Object.values(PORTS).map(({ variable }) => [variable, '0']));
  const { TEST_POSTGRES_URL: _, DATABASE_URL: __, ...environment } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'e2e/city/main.ts', ...words], { cwd: CHECKOUT, env: { ...environment, ...ports, ENGAWA_DATA: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve, reject) => {
    for (const pipe of [child.stdout, child.stderr]) {
      createInterface({ input: pipe }).on('line', (line) => {
        said += `${line}\n`;
        if (line.includes('npm start -- --reset')) resolve();
      });
    }
    void ended.then((code) => reject(new Error(`npm start ended with ${String(code)}:\n${said}`)));
  });
  ready.catch(() => {});
  return { process: child, ready, ended, said: () => said };
}
