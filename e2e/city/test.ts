/**
 * `npm test`: everything, each part under a heading of its own, and a count at the end. `npm test -- unit journeys` runs some parts.
 * Parts that mostly wait for sockets and readers run beside those that compute and are printed when they are over; journeys walk alone.
 * What failed with real parts runs once more, alone: it counts by the second run, and the report names it.
 * A part that ran nothing has failed: an empty test run proves nothing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { report, walkedAgain } from './test-report.ts';
import type { Part } from './test-report.ts';

const TSC = 'node_modules/typescript/bin/tsc';
const CHECKS = [
  { name: 'types', title: '型  Types', commands: [[TSC, '-p', 'tsconfig.json'], [TSC, '-p', 'tsconfig.pure.json']] },
  { name: 'lint', title: '壁  Lint and the walls of the house', commands: [['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']] },
];
/** Projects of vitest.config.ts, cheapest first. */
const COMPUTING = [
  { name: 'house', title: '家  Rules, doors and walls' },
  { name: 'unit', title: '判断  Decisions and machines, without the world' },
  { name: 'database', title: '記録  Real PostgreSQL' },
];
const WAITING = [
  { name: 'wire', title: '通信  Real sockets, MQTT, UDP, browser' },
  { name: 'pcsc', title: 'カード  PC/SC with a virtual card' },
];
const WALKING = [{ name: 'journeys', title: '道のり  Whole visits in Chromium' }];
type Project = { readonly name: string; readonly title: string };
/** No chance is in them: what fails there fails again. */
const PURE: readonly string[] = ['house', 'unit'];

async function main(asked: readonly string[]): Promise<number> {
  const all = [...CHECKS, ...COMPUTING, ...WAITING, ...WALKING].map(({ name }) => name);
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  const wanted = <T extends { name: string }>(parts: T[]): T[] => parts.filter(({ name }) => asked.length === 0 || asked.includes(name));
  const folder = await mkdtemp(join(tmpdir(), 'engawa-tests-'));
  const parts: Part[] = [];
  const walk = async (projects: readonly Project[], how: Printing): Promise<Part[]> => {
    const walked: Part[] = [];
    for (const { name, title } of wanted([...projects])) walked.push(await project(name, title, join(folder, `${name}.json`), how));
    return walked;
  };
  const waiting = walk(WAITING, 'afterwards');
  for (const { name, title, commands } of wanted(CHECKS)) parts.push(await check(name, title, commands));
  parts.push(...await walk(COMPUTING, 'live'), ...await waiting, ...await walk(WALKING, 'live'));
  await rm(folder, { recursive: true, force: true });
  const { text, failed } = report(parts);
  process.stdout.write(`\n${text}\n`);
  return failed === 0 ? 0 : 1;
}

async function check(name: string, title: string, commands: readonly (readonly string[])[]): Promise<Part> {
  heading(title);
  const begun = performance.now();
  let ok = true;
  for (const command of commands) ok = await run(command) === 0 && ok;
  return { kind: 'check', name, seconds: (performance.now() - begun) / 1_000, ok };
}

type TestResult = { readonly fullName: string; readonly status: string };
type VitestReport = { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number; readonly numTodoTests: number; readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly TestResult[] }[] };

/** Two parts that run at once do not mix their lines. */
type Printing = 'live' | 'afterwards';
async function project(name: string, title: string, outputFile: string, printing: Printing): Promise<Part> {
  if (printing === 'live') heading(title);
  const begun = performance.now();
  let said: Buffer[] = [];
  const tell = (about: string): void => {
    if (printing === 'live') return;
    heading(about);
    process.stdout.write(Buffer.concat(said));
    said = [];
  };
  const vitest = async (file: string, only: readonly string[] = []): Promise<{ ended: number; counted?: VitestReport }> => {
    const ended = await run(['node_modules/vitest/vitest.mjs', 'run', '--project', name, ...only, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], printing === 'live' ? undefined : said);
    return { ended, ...await readFile(file, 'utf8').then((text) => ({ counted: JSON.parse(text) as VitestReport }), () => ({})) };
  };
  const first = await vitest(outputFile);
  const failing = first.counted?.testResults.filter(({ status }) => status === 'failed') ?? [];
  const part = (): Part => ({
    kind: 'project', name, seconds: (performance.now() - begun) / 1_000, ended: first.ended,
    passed: first.counted?.numPassedTests ?? 0, failed: first.counted?.numFailedTests ?? 0, skipped: (first.counted?.numPendingTests ?? 0) + (first.counted?.numTodoTests ?? 0),
  });
  tell(title);
  if (PURE.includes(name) || failing.length === 0) return part();
  const onceMore = `${title}, once more`;
  if (printing === 'live') heading(onceMore);
  const second = await vitest(`${outputFile}.again`, failing.map(({ name: file }) => file));
  tell(onceMore);
  return walkedAgain(part(), failing.flatMap(({ assertionResults }) => assertionResults), second.ended, second.counted?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? []);
}

function heading(title: string): void {
  process.stdout.write(`\n── ${title} ${'─'.repeat(Math.max(0, 60 - title.length))}\n`);
}

/** What it says goes to this terminal, or into `said`. */
async function run(command: readonly string[], said?: Buffer[]): Promise<number> {
  const child = spawn(process.execPath, command, { cwd: CHECKOUT, stdio: said === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said?.push(chunk));
  const [code] = await once(child, 'close');
  return typeof code === 'number' ? code : 1;
}

main(process.argv.slice(2)).then((code) => process.exit(code), (error: unknown) => {
  process.stderr.write(`engawa: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
