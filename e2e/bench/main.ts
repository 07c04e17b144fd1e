import { mkdir, writeFile } from 'node:fs/promises';
import type { Bench, Goal } from './bench.ts';

/** Loaded one by one: a bench that is not asked for costs nothing. */
const BENCHES: Record<string, () => Promise<{ bench: Bench }>> = {
  booking: () => import('./booking.ts'),
  search: () => import('./search.ts'),
  unlock: () => import('./unlock.ts'),
  queue: () => import('./queue.ts'),
  card: () => import('./card.ts'),
  intake: () => import('./intake.ts'),
  estimate: () => import('./estimate.ts'),
};

const RESULTS = new URL('../../bench-results/', import.meta.url);

const number = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(3));

function table(goals: readonly Goal[]): string {
  const rows = [['figure', 'value', 'unit', 'goal', ''], ...goals.map((goal) => [goal.id, number(goal.value), goal.unit, goal.goal, goal.holds ? 'holds' : 'MISSED'])];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()}`).join('\n');
}

/** `npm run bench` runs all, `npm run bench -- NAME…` some. Ends with exit code 1 when a bench itself fails; a missed goal is a result, printed. */
async function main(asked: readonly string[]): Promise<void> {
  const names = asked.length > 0 ? asked : Object.keys(BENCHES);
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  await mkdir(RESULTS, { recursive: true });
  const all: Goal[] = [];
  for (const name of names) {
    const { bench } = await (BENCHES[name] as () => Promise<{ bench: Bench }>)();
    console.log(`\n${bench.name}: ${bench.title}`);
    const { goals, notes } = await bench.run();
    if (goals.length === 0) throw new Error(`The bench ${name} measured nothing.`);
    console.log(table(goals));
    for (const note of notes) console.log(`  · ${note}`);
    await writeFile(new URL(`${name}.json`, RESULTS), `${JSON.stringify({ name, goals }, null, 2)}\n`);
    all.push(...goals);
  }
  console.log(`\n${all.filter((goal) => goal.holds).length} of ${all.length} goals hold`);
}

main(process.argv.slice(2)).then(() => process.exit(0), (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
