import { readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Facility } from '../contract/index.ts';
import { openDatabase } from './database/database.ts';
import { readCity } from './facilities/adapters/json-city.ts';
import { findCityFaults } from './facilities/domain/city.ts';
import { pastBookingsIn, readPastBookings, writeCsv } from './tariff/adapters/past-bookings.ts';
import { tellTrial } from './tariff/domain/tell-trial.ts';
import { tryTariff } from './tariff/domain/try-tariff.ts';
import type { Ordinance } from './tariff/domain/try-tariff.ts';

const USAGE = `tariff --file FACILITY.json|FOLDER --bookings PAST.json|PAST.csv [--city FOLDER] [--json]   try a new ordinance on past bookings
tariff export --from 2026-04-01 --until 2027-03-31 [--out FILE.json|FILE.csv]                       past bookings without personal data, from DATABASE_URL`;
const OPTIONS = { file: { type: 'string', multiple: true }, bookings: { type: 'string' }, city: { type: 'string' }, json: { type: 'boolean' }, from: { type: 'string' }, until: { type: 'string' }, out: { type: 'string' } } as const;

const ordinanceOf = (facilities: readonly Facility[]): Ordinance => new Map(facilities.flatMap((facility) => facility.rooms.map((room) => [room.id as string, { facility: facility.id as string, fees: room.fees }] as const)));

/** A folder is the whole city; a file is one facility as it shall be, and the others stay. */
async function facilitiesIn(path: string, today: readonly Facility[]): Promise<Facility[]> {
  if ((await stat(path)).isDirectory()) return (await readCity(path)).facilities;
  const parsed = Facility.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const faults = findCityFaults([parsed.data]);
  if (faults.length > 0) throw new Error(`${path}: ${faults.join('; ')}`);
  return [...today.filter(({ id }) => id !== parsed.data.id), parsed.data];
}

/** `npm run tariff`. Exit 0 = every booking has a price, 1 = some have none, 2 = used wrongly. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (positionals[0] === 'export') return exportBookings(values);
  if (!values.file || values.bookings === undefined || positionals.length > 0) return say(2, USAGE);
  const city = await readCity(values.city ?? process.env['CITY_DIR'] ?? fileURLToPath(new URL('../city', import.meta.url)));
  let next: Facility[] = city.facilities;
  for (const path of values.file) next = await facilitiesIn(path, next);
  const trial = tryTariff(readPastBookings(await readFile(values.bookings, 'utf8')), ordinanceOf(city.facilities), ordinanceOf(next), city.isHoliday);
  const names = new Map([...city.facilities, ...next].flatMap((facility) => [[facility.id as string, facility.title.ja] as const, ...facility.rooms.flatMap((room) => [[room.id as string, room.title.ja] as const, ...room.fees.userClasses.map(({ id, title }) => [id, title.ja] as const)])]));
  return say(trial.unpriced.length > 0 ? 1 : 0, values.json ? JSON.stringify(trial, null, 2) : tellTrial(trial, (id) => names.get(id) ?? id));
}

async function exportBookings(values: { from?: string | undefined; until?: string | undefined; out?: string | undefined }): Promise<number> {
  const days = z.strictObject({ from: z.iso.date(), until: z.iso.date() }).safeParse({ from: values.from, until: values.until });
  const url = process.env['DATABASE_URL'];
  if (!days.success || url === undefined) return say(2, `${USAGE}\nDATABASE_URL, --from and --until are needed`);
  const pool = openDatabase(url);
  try {
    const { bookings, without } = await pastBookingsIn(pool, days.data);
    const text = values.out?.endsWith('.csv') ? writeCsv(bookings) : `${JSON.stringify(bookings, null, 1)}\n`;
    if (values.out === undefined) process.stdout.write(text);
    else await writeFile(values.out, text);
    process.stderr.write(`${bookings.length}件${without > 0 ? ` (ほかに料金の根拠が残っていない予約 ${without}件)` : ''}\n`);
    return 0;
  } finally {
    await pool.end();
  }
}

function say(code: number, text: string): number {
  process.stdout.write(`${text}\n`);
  return code;
}

process.exitCode = await main().catch((error: Error) => say(2, error.message));
