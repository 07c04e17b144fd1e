import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TRANSLATED } from '../../../contract/index.ts';
import { contradictions, HallFile, ProceduresFile, StaffFile, type City } from '../application/city.ts';
import { translateCity, type CityWords } from '../application/translate-city.ts';

/** A city file that cannot be used. The message names file, place and reason, one line each. */
export class CityFileError extends Error {
  override readonly name = 'CityFileError';
}

/** One file, checked. */
export async function readPart<T>(folder: string, file: string, schema: z.ZodType<T>): Promise<T> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, file), 'utf8'));
  } catch (cause) {
    throw new CityFileError(`${file}: ${(cause as Error).message}`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new CityFileError(parsed.error.issues.map((issue) => `${file}: ${issue.path.join('.') || '(whole file)'}: ${issue.message}`).join('\n'));
}

/** `words/<language>.json` of every further language; a city without one speaks English there. */
async function readWords(folder: string): Promise<CityWords> {
  const read = async (language: (typeof TRANSLATED)[number]) => {
    const file = join('words', `${language}.json`);
    try {
      return [language, await readPart(folder, file, z.record(z.string(), z.string().min(1)))] as const;
    } catch (error) {
      if (((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return [language, {}] as const;
      throw error;
    }
  };
  return Object.fromEntries(await Promise.all(TRANSLATED.map(read)));
}

/** Reads and checks `hall.json`, `procedures.json` and `staff.json`. `dayStartsAt` (HH:MM) overrides the hall's. */
export async function readCity(folder: string, override: { dayStartsAt?: string } = {}): Promise<City> {
  const parts = [readPart(folder, 'hall.json', HallFile), readPart(folder, 'procedures.json', ProceduresFile), readPart(folder, 'staff.json', StaffFile)] as const;
  // All mistakes at once, in the order of the files: whoever edits them should not have to start again for each.
  const broken = (await Promise.allSettled(parts)).flatMap((part) => (part.status === 'rejected' ? [part.reason as Error] : []));
  if (broken.length > 0) throw new CityFileError(broken.map((error) => error.message).join('\n'));
  const [hall, { applicant, procedures }, { staff }] = await Promise.all(parts);
  const day = override.dayStartsAt === undefined ? hall.dayStartsAt : HallFile.shape.dayStartsAt.parse(override.dayStartsAt);
  const city: City = { hall: { ...hall, dayStartsAt: day }, applicant, procedures, staff };
  const wrong = contradictions(city);
  if (wrong.length > 0) throw new CityFileError(wrong.join('\n'));
  return translateCity(city, await readWords(folder));
}
