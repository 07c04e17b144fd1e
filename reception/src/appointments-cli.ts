import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { postgresAppointments } from './appointments/adapters/postgres-appointments.ts';
import { importCsv, importJson } from './appointments/application/keep-the-register.ts';
import { readCity } from './city/adapters/read-city.ts';
import { inTransaction, openDatabase } from './database/database.ts';
import { businessDayAt } from './queue/domain/business-day.ts';
import { describeError } from './web/problem.ts';

const USAGE = `appointments-cli import FILE.csv      reference,day,time,procedure,state: appointments of today and the next 7 days
appointments-cli import FILE.json     { "appointments": [{ "reference", "day", "time", "procedure", "state" }] }`;

const { env } = process;
const say = (code: number, text: string): number => { process.stdout.write(`${text}\n`); return code; };
const jsonOf = (text: string): unknown => { try { return JSON.parse(text) as unknown; } catch { return null; } };

/** Q80, for whoever has the booking system's list as a file. Reads the environment of reception. Exit 0 = taken in, 1 = refused whole, 2 = used wrongly. */
async function main([command, file = '']: string[]): Promise<number> {
  const kind = /\.(csv|json)$/u.exec(file)?.[1];
  if (env.DATABASE_URL === undefined || command !== 'import' || kind === undefined) return say(2, USAGE);
  const city = await readCity(env.CITY_DIR ?? fileURLToPath(new URL('../city/', import.meta.url)), { dayStartsAt: env.DAY_STARTS_AT });
  const { dayStartsAt } = city.hall;
  const rules = { today: businessDayAt(Date.now() + Number(env.CLOCK_OFFSET_MS ?? 0), dayStartsAt).day, dayStartsAt, procedures: city.procedures.map(({ id }) => id) };
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return say(1, `${file} cannot be read`);
  const pool = openDatabase(env.DATABASE_URL);
  try {
    const outcome = await inTransaction(pool, (tx) => (kind === 'csv' ? importCsv(postgresAppointments(tx), text, rules) : importJson(postgresAppointments(tx), jsonOf(text), rules)));
    return outcome.ok ? say(0, `${outcome.value.added} added, ${outcome.value.changed} changed, ${outcome.value.unchanged} as they were`) : say(1, `nothing was taken in: ${String(outcome.facts?.at ?? outcome.code)}`);
  } finally { await pool.end(); }
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => { process.stderr.write(`${JSON.stringify(describeError(error))}\n`); process.exitCode = 1; });
