import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseCardFile, toFixture } from '../testing/card-file.ts';
import { CARD_FIXTURES, runCardFixtures, runFixtures } from '../testing/card-fixtures.ts';
import { soakCardBridge } from '../testing/card-soak.ts';

type Printed = { text: string; failed: boolean };
const where = (through: string, why: string | null): string => (why === null ? `through ${through}` : `in-process, without pcscd (${why})`);
const option = (words: readonly string[], name: string): string | undefined => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);

/** `--fixture NAME | --all [--in-process]`. null: no such fixture. */
export async function readFixtures(words: readonly string[]): Promise<Printed | null> {
  const name = option(words, '--fixture');
  if (!words.includes('--all') && !CARD_FIXTURES.some((fixture) => fixture.name === name)) return null;
  const { through, why, results } = await runCardFixtures(words.includes('--all') ? 'all' : [name ?? ''], words.includes('--in-process') ? 'in-process' : undefined);
  const deviant = results.filter(({ got, expected }) => got !== expected);
  const lines = results.map(({ name: fixture, got, expected, apdus, ms }) => `${got === expected ? 'ok ' : 'NO '} ${fixture.padEnd(18)} ${got.padEnd(20)} ${String(apdus).padStart(4)} ${String(ms).padStart(6)}${got === expected ? '' : `   expected ${expected}`}`);
  return { failed: deviant.length > 0, text: `${where(through, why)}\n    ${'fixture'.padEnd(18)} ${'end'.padEnd(20)} apdu     ms\n${lines.join('\n')}\n${results.length - deviant.length} of ${results.length} as expected\n` };
}

type CardFileRefusal = { code: 'CARD_FILE'; problems: string[] } | { code: 'UNEXPECTED'; got: string; expected: string } | { code: string; triesLeft?: number };

/** `--card FILE.json [--in-process]`: a card from outside. null: no file was named. */
export async function readCardFile(words: readonly string[]): Promise<{ text: string } | { refusal: CardFileRefusal } | null> {
  const path = option(words, '--card');
  if (path === undefined) return null;
  // npm runs this at the root; whoever typed the path stands where INIT_CWD says.
  const text = await readFile(resolve(process.env.INIT_CWD ?? '.', path), 'utf8').catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (text instanceof Error) return { refusal: { code: 'CARD_FILE', problems: [text.message] } };
  const file = parseCardFile(text);
  if (!file.ok) return { refusal: { code: 'CARD_FILE', problems: file.problems } };
  const { through, why, results: [result] } = await runFixtures([toFixture(path, file.card)], words.includes('--in-process') ? 'in-process' : undefined);
  if (result === undefined) return null;
  process.stderr.write(`${where(through, why)}, ${result.apdus} commands, ${result.ms} ms\n`);
  const { expect } = file.card;
  if (expect !== undefined && result.got !== expect) return { refusal: { code: 'UNEXPECTED', got: result.got, expected: expect } };
  const { reading } = result;
  if (reading?.ok) {
    const { name, address, birth, sex, authenticity, live } = reading.prefill;
    return { text: `${JSON.stringify({ name, address, birth: birth.raw, sex, authenticity, live }, null, 2)}\n` };
  }
  if (expect !== undefined) return { text: `${result.got}, as expected\n` };
  return { refusal: { code: result.got, ...(reading?.triesLeft === undefined ? {} : { triesLeft: reading.triesLeft }) } };
}

export async function soak(words: readonly string[]): Promise<Printed | null> {
  const [reads, seed] = [Number(option(words, '--reads') ?? 10_000), Number(option(words, '--seed') ?? 1)];
  if (!Number.isSafeInteger(reads) || reads < 1 || !Number.isSafeInteger(seed)) return null;
  const tell = (done: number) => process.stderr.write(`${done} of ${reads}\n`);
  const { through, outcomes, faults, samples, slopeKb, open, deviations, restarts, seconds, stays } = await soakCardBridge({ reads, seed, tell, ...(words.includes('--in-process') ? { prefer: 'in-process' } : {}) });
  const table = (counts: ReadonlyMap<string, number>) => [...counts].sort().map(([key, count]) => `  ${key.padEnd(20)} ${count}`).join('\n');
  const failed = deviations.length > 0 || open.end > open.begin || restarts > 0;
  const memory = [0, 0.25, 0.5, 0.75, 1].map((part) => samples[Math.round(part * (samples.length - 1))]).map((sample) => `${((sample?.rssKb ?? 0) / 1024).toFixed(1)} MB at ${sample?.reads ?? 0}`);
  return { failed, text: `soak through ${through}, seed ${seed}: ${reads} reads in ${stays} stays, ${seconds} s\nfaults\n${table(faults)}\nends\n${table(outcomes)}\nRSS ${memory.join(', ')}; second half ${slopeKb} kB for a thousand reads\nopen handles ${open.begin} at the begin, ${open.end} at the end; restarts ${restarts}\n${deviations.map((line) => `NO  ${line}\n`).join('')}result: ${failed ? 'FAILED' : 'ok'}\n` };
}
