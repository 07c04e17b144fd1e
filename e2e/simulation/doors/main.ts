/** `npm run simulate -- doors --days N --seed S [--mutants] [--json]`: days of a house with three doors in which everything breaks, and what opened. */
import { ArgumentError, readArguments, usage } from '../simulate-arguments.ts';
import { FAULTS } from './checks.ts';
import type { Fault } from './checks.ts';
import { MUTANT_DAYS, MUTANTS } from './mutants.ts';
import { playDays } from './play-days.ts';
import type { DaysPlayed } from './play-days.ts';

const TRUE_DAYS = 200;
/** Of what is owed so much must open. */
export const KEPT_SHARE = 0.99;
const onWire = ({ found, missed, ...rest }: DaysPlayed): object => ({ ...rest, found: Object.fromEntries(found), missed: missed.length });
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const table = (played: DaysPlayed): string => [
  `  ${'days'.padStart(7)}  what may never happen`,
  ...(Object.entries(FAULTS) as [Fault, string][]).map(([fault, says]) => `  ${String(played.found.get(fault) ?? 0).padStart(7)}  ${fault.padEnd(12)} ${says}`),
  '', `  ${played.openings} openings, ${played.attempts} people before a door; bad days: ${played.bad} of ${played.days}`,
  `  rightful, with a door that worked and a way to it: ${played.kept} of ${played.owed} opened (${(100 * played.kept / Math.max(1, played.owed)).toFixed(2)} %, at least ${100 * KEPT_SHARE} %), the slowest after ${seconds(played.worstMs)}`,
  `  of these with the cable cut: ${played.cutKept} of ${played.cutOwed}, 95 of 100 within ${seconds(played.cutP95Ms)}`,
  ...played.missed.slice(0, 10).map((line) => `  stayed shut: ${line}`),
  ...(played.first === null ? [] : [`  first bad day: seed ${played.first.seed}: ${played.first.what}`]),
].join('\n');

async function main(words: readonly string[]): Promise<boolean> {
  const { days, seed, json, mutants } = readArguments(words, 'doors');
  const count = days ?? (mutants ? MUTANT_DAYS : TRUE_DAYS);
  const startedMs = performance.now();
  if (!mutants) {
    const played = await playDays({ from: seed, days: count, ...(process.stderr.isTTY && { dayDone: (day: number) => { process.stderr.write(`\rday ${day} of ${count}${day === count ? '\n' : ''}`); } }) });
    console.log(`Seeds ${seed} to ${seed + count - 1}, hash ${played.hash}; ${(count / (performance.now() - startedMs) * 1_000).toFixed(1)} days per second\n\n${table(played)}`);
    if (json) console.log(JSON.stringify(onWire(played)));
    return played.bad === 0 && played.kept >= KEPT_SHARE * played.owed;
  }
  console.log(`Seeds ${seed} to ${seed + count - 1}\n\n  ${'variant'.padEnd(26)} ${'bad days'.padStart(11)}  ${'first'.padStart(6)}  what was found, on how many days`);
  let survivors = 0;
  const results: object[] = [];
  for (const { name, variant, says } of MUTANTS) {
    const played = await playDays({ from: seed, days: count, variant });
    if (played.bad === 0) survivors += 1;
    const found = [...played.found].map(([fault, n]) => `${fault} ${n}`).join(', ');
    console.log(`  ${name.padEnd(26)} ${`${played.bad} of ${count}`.padStart(11)}  ${String(played.first?.seed ?? '-').padStart(6)}  ${found === '' ? 'SURVIVED' : found}  (${says})`);
    results.push({ name, ...onWire(played) });
  }
  if (json) console.log(JSON.stringify({ mutants: results, survivors }));
  return survivors === 0;
}

main(process.argv.slice(2)).then((held) => process.exit(held ? 0 : 1), (error: unknown) => {
  if (!(error instanceof ArgumentError)) { console.error(error); process.exit(1); }
  console.error(`${error.message}\n${usage('doors')}`);
  process.exit(2);
});
