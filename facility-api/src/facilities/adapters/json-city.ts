import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import holidayJp from '@holiday-jp/holiday_jp';
import { z } from 'zod';
import { Facility, Wording } from '../../../contract/index.ts';
import { cityOf, findCityFaults } from '../domain/city.ts';
import type { City } from '../domain/city.ts';

const CityFile = z.strictObject({ title: Wording, /** order on the screens */ facilities: z.array(z.string()).min(1), /** own holidays of the city beside the national ones */ holidays: z.array(z.iso.date()) });

/** Reads `city.json` and one file per facility. A fault in the data stops the start: a wrong fee is worse than a late opening. */
export async function readCity(folder: string): Promise<City> {
  const read = async <T>(schema: z.ZodType<T>, name: string): Promise<T> => {
    const parsed = schema.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')));
    if (!parsed.success) throw new Error(`${join(folder, name)}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  const city = await read(CityFile, 'city.json');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json') && name !== 'city.json');
  const byId = new Map((await Promise.all(files.map((name) => read(Facility, name)))).map((facility) => [facility.id as string, facility]));
  const facilities = city.facilities.map((id) => {
    const facility = byId.get(id);
    if (!facility) throw new Error(`${folder}/city.json names facility ${id}, but no file has it`);
    return facility;
  });
  const faults = findCityFaults(facilities);
  if (faults.length > 0) throw new Error(`${folder}: ${faults.join('; ')}`);
  const national = holidayJp.holidays as unknown as Record<string, unknown>;
  const own = new Set(city.holidays);
  return cityOf(city.title, facilities, (day) => day in national || own.has(day));
}
