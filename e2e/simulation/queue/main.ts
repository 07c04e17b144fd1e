/** `npm run simulate -- queue --days N --seed S [--mutants] [--json]`: days of the queue in which everything breaks, and what the code kept. */
import { demoCity } from '@engawa/reception/testing';
import type { CityProfile } from '@engawa/reception/contract';
import { FAULTS, type Fault } from './checks.ts';
import { MUTANT_DAYS, MUTANTS } from './mutants.ts';
import { playDays, type DaysPlayed } from './play-days.ts';
import { ArgumentError, readArguments, usage, type SimulateArguments } from '../simulate-arguments.ts';

const TRUE_DAYS = 100;
const speed = (days: number, sinceMs: number): string => { const seconds = (performance.now() - sinceMs) / 1_000; return `${(days / seconds).toFixed(1)} days per second (${seconds.toFixed(1)} s)`; };
const progress = (of: number) => (process.stderr.isTTY ? (day: number): void => { process.stderr.write(`\rday ${day} of ${of}${day === of ? '\n' : ''}`); } : undefined);
const onWire = ({ found, ...rest }: DaysPlayed): object => ({ ...rest, found: Object.fromEntries(found) });

const table = (played: DaysPlayed): string => [
  `  ${'days'.padStart(7)}  what may never happen`,
  ...(Object.entries(FAULTS) as [Fault, string][]).map(([fault, says]) => `  ${String(played.found.get(fault) ?? 0).padStart(7)}  ${fault.padEnd(15)} ${says}`),
  '', `  ${played.shown} numbers shown, ${played.calls} calls, ${played.rejoined} back in time, ${played.tooLate} too late and told so, ${played.commits} changes of tickets; bad days: ${played.bad} of ${played.days}`,
  `  excused: ${played.destroyed} people whose sealed form lay on a disk that lost both copies before the hall had it, ${played.parked} whose kiosk lost its key and kept the form for staff`,
  ...(played.first === null ? [] : [`  first bad day: seed ${played.first.seed}: ${played.first.what}`]),
].join('\n');

async function playTrue(city: CityProfile, { days, seed, json }: SimulateArguments): Promise<boolean> {
  const count = days ?? TRUE_DAYS;
  const startedMs = performance.now();
  const played = await playDays({ city, from: seed, days: count, dayDone: progress(count) });
  console.log(`Seeds ${seed} to ${seed + count - 1}, hash ${played.hash}; ${speed(count, startedMs)}\n\n${table(played)}`);
  if (json) console.log(JSON.stringify(onWire(played)));
  return played.bad === 0;
}

async function playMutants(city: CityProfile, { days, seed, json }: SimulateArguments): Promise<boolean> {
  const count = days ?? MUTANT_DAYS;
  const results: object[] = [];
  let survivors = 0;
  console.log(`Seeds ${seed} to ${seed + count - 1}\n\n  ${'variant'.padEnd(24)} ${'bad days'.padStart(11)}  ${'first'.padStart(6)}  what was found, on how many days`);
  for (const { name, variant, says } of MUTANTS) {
    const played = await playDays({ city, from: seed, days: count, variant });
    if (played.bad === 0) survivors += 1;
    const found = [...played.found].map(([fault, n]) => `${fault} ${n}`).join(', ');
    console.log(`  ${name.padEnd(24)} ${`${played.bad} of ${count}`.padStart(11)}  ${String(played.first?.seed ?? '-').padStart(6)}  ${found === '' ? 'SURVIVED' : found}  (${says})`);
    results.push({ name, ...onWire(played) });
  }
  if (json) console.log(JSON.stringify({ mutants: results, survivors }));
  return survivors === 0;
}

async function main(words: readonly string[]): Promise<boolean> {
  const wanted = readArguments(words);
  const { city } = await demoCity();
  return wanted.mutants ? playMutants(city, wanted) : playTrue(city, wanted);
}

main(process.argv.slice(2)).then((held) => process.exit(held ? 0 : 1), (error: unknown) => {
  if (!(error instanceof ArgumentError)) { console.error(error); process.exit(1); }
  console.error(`${error.message}\n${usage('queue')}`);
  process.exit(2);
});
