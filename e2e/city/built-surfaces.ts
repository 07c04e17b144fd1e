/** Builds the two front ends when their sources changed since the last build. Also a Vitest global setup for the journeys. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { CityProblem } from './city-folder.ts';

type FrontEnd = { readonly name: string; readonly dist: string; readonly sources: readonly string[]; readonly commands: readonly (readonly string[])[] };
const LANGUAGES = ['reception/contract', 'facility-api/contract', 'locks/contract', 'kiosk/card-bridge/contract', 'package-lock.json', 'tsconfig.json'];
const VITE = 'node_modules/vite/bin/vite.js';

/** Everything that can change a built file; a folder is taken whole but for tests and its `dist`. */
const FRONT_ENDS: readonly FrontEnd[] = [
  {
    name: 'kiosk', dist: 'kiosk/dist', commands: [[VITE, 'build', 'kiosk', '--logLevel', 'warn'], ['--import', 'tsx', 'kiosk/service-workers.ts']],
    sources: ['kiosk', ...LANGUAGES],
  },
  {
    name: 'console', dist: 'reception/console/dist', commands: [[VITE, 'build', 'reception/console', '--logLevel', 'warn']],
    sources: ['reception/console', 'kiosk/src/design', ...LANGUAGES],
  },
];
const NOT_BUILT = /(^|\/)(node_modules|dist|\.engawa)(\/|$)|\.test\.tsx?$|\.md$/;

export const setup = (): Promise<void> => buildSurfaces();

/** Throws with the builder's own words when a build fails; a half built folder is never taken for a whole one. */
export async function buildSurfaces(say: (line: string) => void = () => {}): Promise<void> {
  for (const { name, dist, sources, commands } of FRONT_ENDS) {
    const stamp = join(CHECKOUT, dist, '.sources');
    const wanted = await hashOf(sources);
    if (await readFile(stamp, 'utf8').catch(() => '') === wanted) continue;
    say(`building the ${name} front end`);
    await rm(stamp, { force: true });
    for (const command of commands) await run(command);
    await mkdir(dirname(stamp), { recursive: true });
    await writeFile(stamp, wanted);
  }
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of (await filesBelow(join(CHECKOUT, source))).sort()) {
      hash.update(`${relative(CHECKOUT, file)}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  if (NOT_BUILT.test(relative(CHECKOUT, path))) return [];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return access(path).then(() => [path], () => []);
  return (await Promise.all(entries.map((entry) => filesBelow(join(path, entry.name))))).flat();
}

async function run(command: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, command, { cwd: CHECKOUT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' } });
  let said = '';
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk) => { said += String(chunk); });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new CityProblem(`node ${command.join(' ')} ended with ${String(code)}:\n${said.trim()}`);
}
