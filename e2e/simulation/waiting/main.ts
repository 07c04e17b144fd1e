/** `npm run estimate -- --hall FILE --days N --seed S [--json]`: how good announced waits are in a hall that a file describes. */
import { ArgumentError, readArguments, USAGE } from './estimate-arguments.ts';
import { HallFileError, readHall } from './hall-file.ts';
import { LEARNING_DAYS, measureHall, ROWS, RUNS, type Measured, type RowId } from './measure.ts';
import { ZMS_AVERAGE_MINUTES } from './rivals.ts';

const SAYS: Record<RowId, string> = {
  constant: 'three minutes for every ticket ahead',
  zms: `ZMS: place × ${ZMS_AVERAGE_MINUTES} min as delivered ÷ open counters`,
  ql: 'queue length: (ahead + 1) × true mean ÷ open counters of the procedure',
  les: 'last to enter service: how long the last one called had waited',
  hol: 'head of line: how long the first one has been waiting',
  oracle: 'ours, knowing the true times and shares',
  learned: 'ours, learning from the hall’s own days',
  'zms-true': 'ZMS, had somebody typed the true average for today',
};
const round = (value: number): number => Math.round(value * 10_000) / 10_000;

function table({ rows, people, meanWaitMinutes, msPerForecast }: Measured): string {
  const lines = rows.map(({ id, maeMinutes, p90Coverage }) => `  ${id.padEnd(9)} ${maeMinutes.toFixed(2).padStart(8)} min ${(100 * p90Coverage).toFixed(1).padStart(6)} %   ${SAYS[id]}`);
  return [
    people === 0 ? 'Nobody had to wait: nothing could be measured.' : `${people} walk-ins had to wait, ${meanWaitMinutes.toFixed(1)} minutes on average (days after the ${LEARNING_DAYS}th; ${RUNS} plays a forecast, ${msPerForecast.toFixed(1)} ms each).`,
    '', `  ${'row'.padEnd(9)} ${'MAE'.padStart(12)} ${'within P90'.padStart(8)}`, ...lines,
  ].join('\n');
}

async function main(words: readonly string[]): Promise<void> {
  const { hall: path, days, seed, json } = readArguments(words);
  const hall = await readHall(path);
  const progress = process.stderr.isTTY ? (day: number): void => { process.stderr.write(`\rday ${day} of ${days}${day === days ? '\n' : ''}`); } : undefined;
  const measured = measureHall(hall, { days, seed, dayDone: progress });
  console.log(table(measured));
  if (!json) return;
  const rows = ROWS.map((id) => measured.rows.find((row) => row.id === id)).flatMap((row) => (row === undefined ? [] : [{ id: row.id, maeMinutes: round(row.maeMinutes), p90Coverage: round(row.p90Coverage) }]));
  console.log(JSON.stringify({ rows }));
}

main(process.argv.slice(2)).then(() => process.exit(0), (error: unknown) => {
  if (!(error instanceof HallFileError || error instanceof ArgumentError)) { console.error(error); process.exit(1); }
  console.error(error instanceof ArgumentError ? `${error.message}\n${USAGE}` : error.message);
  process.exit(2);
});
