import { fileURLToPath } from 'node:url';
import { readCity } from './city/adapters/read-city.ts';
import { openDatabase } from './database/database.ts';
import { listKiosks, retireKiosk } from './kiosks/adapters/postgres-kiosks.ts';
import { businessDayAt } from './queue/domain/business-day.ts';
import { describeError } from './web/problem.ts';

const USAGE = `kiosks-cli list               series, last heard, forms not yet delivered
kiosks-cli retire SERIES      take a device out of service; its series is free from the next business day`;
const SAYS = {
  retired: (series: number) => `kiosk ${series} is retired; its series is free from the next business day`,
  unknown: (series: number) => `there is no kiosk ${series}`,
  'still-heard': (series: number) => `kiosk ${series} was heard in the last two minutes: switch it off first`,
} as const;

const { env } = process;
const say = (code: number, text: string): number => { process.stdout.write(`${text}\n`); return code; };

/** S23, for staff of the hall who look after the machines. Reads the environment of reception. Exit 0 = done, 1 = not, 2 = used wrongly. */
async function main([command, given]: string[]): Promise<number> {
  const series = Number(given);
  if (env.DATABASE_URL === undefined || (command !== 'list' && !(command === 'retire' && Number.isInteger(series)))) return say(2, USAGE);
  const nowMs = Date.now() + Number(env.CLOCK_OFFSET_MS ?? 0);
  const { hall } = await readCity(env.CITY_DIR ?? fileURLToPath(new URL('../city/', import.meta.url)), { dayStartsAt: env.DAY_STARTS_AT });
  const pool = openDatabase(env.DATABASE_URL);
  try {
    if (command === 'retire') {
      const outcome = await retireKiosk(pool, series, { today: businessDayAt(nowMs, hall.dayStartsAt).day, nowMs });
      return say(outcome === 'retired' ? 0 : 1, SAYS[outcome](series));
    }
    const kiosks = await listKiosks(pool);
    return say(0, kiosks.map((k) => `${String(k.series).padStart(2)}  ${k.lastSeenMs === null ? 'never heard' : new Date(k.lastSeenMs).toISOString()}  ${k.pending} waiting`).join('\n') || 'no kiosk is enrolled');
  } finally { await pool.end(); }
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => { process.stderr.write(`${JSON.stringify(describeError(error))}\n`); process.exitCode = 1; });
