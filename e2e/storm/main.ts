/** `npm run storm -- booking`: ends with 1 when anything was given twice, lost, refused without a winner, done twice, or paid wrong. */
import { readStormArguments } from './storm-arguments.ts';
import { storm } from './storm.ts';
import type { StormReport } from './storm.ts';

/** The counts that must all be 0, in the order in which they are told. */
const faultsOf = ({ overlaps, noWinner, lost, twice, atRest }: StormReport): Record<string, string[]> => ({
  'overlaps on a leaf, over every prefix': overlaps, 'races for a free slot without a winner': noWinner, 'promises lost': lost, 'commands done twice': [...twice, ...atRest.doubled],
  'overlaps at rest': atRest.overlaps, 'half bookings at rest': atRest.halves, 'bookings whose money is not their price': atRest.money,
});

async function main(): Promise<number> {
  const asked = readStormArguments(process.argv.slice(2));
  const report = await storm(asked, console.log);
  const { commands, again, unknown, killed, seconds, atRest } = report;
  console.log(`${asked.attempts} wishes in ${seconds.toFixed(1)} s; killed: ${killed.server} times a server, ${killed.database} times the database; ${again} commands answered only when sent again, ${unknown} never`);
  console.log(Object.entries(commands).sort().map(([what, count]) => `${what} ${count}`).join(', '));
  console.log(`at rest: ${atRest.confirmed} confirmed bookings, ${atRest.withUsYen} yen with the city, ${atRest.refunds} refunds`);
  const faults = faultsOf(report);
  for (const [what, cases] of Object.entries(faults)) {
    console.log(`${String(cases.length).padStart(6)}  ${what}`);
    for (const one of cases.slice(0, 5)) console.log(`        ${one}`);
  }
  return Object.values(faults).every((cases) => cases.length === 0) ? 0 : 1;
}

main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
