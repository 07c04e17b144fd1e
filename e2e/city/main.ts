/** `npm start`: the city on this machine, until Ctrl-C. `npm start -- --reset` forgets everything first. */
import { FICTITIOUS_PEOPLE } from '@engawa/kiosk/testing';
import { bookDemoAppointments, DEMO_STAFF } from '@engawa/reception/testing';
import { buildSurfaces } from './built-surfaces.ts';
import { findCardReader } from './card-reader.ts';
import { chooseCityFolder, CityProblem } from './city-folder.ts';
import { PORTS, readPorts, takenPorts } from './ports.ts';
import { ClusterProblem } from './postgres/cluster-problem.ts';
import { startCity } from './start-city.ts';
import type { City } from './start-city.ts';
import { welcome } from './welcome.ts';

const KNOWN = ['--reset'];
const say = (line: string): void => { process.stdout.write(`engawa: ${line}\n`); };
let city: City | undefined;
let leaving = false;
let leavingSince = 0;
/** A terminal's Ctrl-C can arrive twice, once from the terminal and once handed on by npm: that is one wish, not two. */
const SAME_WISH_MS = 500;

/** Once: everything is stopped in order. Twice: at once; the leash ends the programs, the next start recovers the database. */
function leave(): void {
  if (leaving) {
    if (performance.now() - leavingSince < SAME_WISH_MS) return;
    city?.abandon();
    process.exit(130);
  }
  leaving = true;
  leavingSince = performance.now();
  say('終了しています… もう一度 Ctrl-C で直ちに終了  stopping; Ctrl-C again stops at once');
  if (!city) return;   // still starting: main() sees `leaving`
  city.stop().then(() => { say('終了しました  stopped'); process.exit(0); }, fail);
}

function fail(error: unknown): never {
  const isForPeople = error instanceof CityProblem || error instanceof ClusterProblem;
  process.stderr.write(`engawa: ${isForPeople ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const unknown = words.filter((word) => !KNOWN.includes(word));
  if (unknown.length > 0) throw new CityProblem(`npm start does not know ${unknown.join(' ')}. It knows ${KNOWN.join(' ')}.`);
  const ports = readPorts(process.env);
  const taken = await takenPorts(ports);
  if (taken.length > 0) throw new CityProblem(taken.map((name) => `Port ${ports[name]} is taken by another program. Set ${PORTS[name].variable} to another one (0 = any).`).join('\n'));
  await buildSurfaces(say);
  const found = findCardReader();
  const postgresUrl = process.env.DATABASE_URL;
  const started = await startCity({
    folder: await chooseCityFolder(), ports, reset: words.includes('--reset'), transport: found.reader === null ? 'simulated' : 'pcsc', printers: true, say,
    clockOffsetMs: Number(process.env.CLOCK_OFFSET_MS ?? 0), ...postgresUrl && { postgresUrl },
  });
  city = started;
  if (leaving) return started.stop().then(() => process.exit(0));
  if (await bookDemoAppointments(started.url.reception, Date.now() + started.clockOffsetMs) === null) say('the fictitious appointments of the day were not taken in');
  process.stdout.write(`${welcome(started, FICTITIOUS_PEOPLE, DEMO_STAFF, [found.why ?? `カード読み取り機  card reader   ${found.reader}`])}\n`);
}

process.on('SIGINT', leave);
process.on('SIGTERM', leave);
main().catch(fail);
