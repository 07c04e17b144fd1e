import { CARD_FIXTURES, runCardFixtures } from '../testing/card-fixtures.ts';
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
