import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TRANSLATED, type FormField } from '../../../contract/index.ts';
import { ApplicantFile, contradictions, HallFile, proceduresFile, SharedFieldsFile, StaffFile, TownsFile, type City, type ProceduresPart } from '../application/city.ts';
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

/** Names of the JSON files of a folder in their order; none when there is no folder. */
async function partsIn(folder: string, inner: string): Promise<string[]> {
  try {
    return (await readdir(join(folder, inner))).filter((name) => name.endsWith('.json')).sort().map((name) => `${inner}/${name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Everything at once, so that whoever edits the files sees all mistakes at the same time. */
async function all<T extends readonly Promise<unknown>[]>(parts: readonly [...T]): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const broken = (await Promise.allSettled(parts)).flatMap((part) => (part.status === 'rejected' ? [part.reason as Error] : []));
  if (broken.length > 0) throw new CityFileError(broken.map((error) => error.message).join('\n'));
  return (await Promise.all(parts)) as { [K in keyof T]: Awaited<T[K]> };
}

/** One language's files as one list. A sentence may stand in several of them, but said in one way only. */
async function readLanguage(folder: string, inner: string): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  const parts = await partsIn(folder, inner);
  const read = await all(parts.map((file) => readPart(folder, file, z.record(z.string(), z.string().min(1)))));
  for (const [i, words] of read.entries()) {
    const other = Object.keys(words).find((ja) => said[ja] !== undefined && said[ja] !== words[ja]);
    if (other !== undefined) throw new CityFileError(`${parts[i] ?? inner}: ${other}: another file of ${inner} says it differently`);
    Object.assign(said, words);
  }
  return said;
}

/** `words/<language>/*.json` of every further language; a city without such a folder speaks English there. */
export async function readWords(folder: string): Promise<CityWords> {
  return Object.fromEntries(await all(TRANSLATED.map(async (language) => [language, await readLanguage(folder, `words/${language}`)] as const)));
}

/** A city without the file offers no towns. */
const readTowns = async (folder: string): Promise<z.infer<typeof TownsFile>> =>
  (await readdir(folder)).includes('towns.json') ? readPart(folder, 'towns.json', TownsFile) : { towns: [] };

const readProcedures = async (folder: string, shared: readonly FormField[]): Promise<ProceduresPart[]> => {
  const files = await partsIn(folder, 'procedures');
  if (files.length === 0) throw new CityFileError('procedures: there is no file with procedures in this folder');
  return all(files.map(async (file) => ({ file, ...(await readPart(folder, file, proceduresFile(shared))) })));
};

/** Reads and checks the city's folder. `dayStartsAt` (HH:MM) overrides the hall's. */
export async function readCity(folder: string, override: { dayStartsAt?: string } = {}): Promise<City> {
  const shared = readPart(folder, 'shared-fields.json', SharedFieldsFile);
  const aForm = readPart(folder, 'applicant.json', ApplicantFile);
  const [hall, { applicant }, , parts, { staff, policy: staffPolicy }, words, { towns }] = await all([
    readPart(folder, 'hall.json', HallFile), aForm, shared,
    Promise.all([shared, aForm]).then(([{ fields }, a]) => readProcedures(folder, [...fields, ...a.applicant]), () => []), readPart(folder, 'staff.json', StaffFile), readWords(folder), readTowns(folder),
  ]);
  const day = override.dayStartsAt === undefined ? hall.dayStartsAt : HallFile.shape.dayStartsAt.parse(override.dayStartsAt);
  const city: City = { hall: { ...hall, dayStartsAt: day }, applicant, towns, procedures: parts.flatMap(({ procedures }) => procedures), staff, staffPolicy };
  const wrong = contradictions(city, parts);
  if (wrong.length > 0) throw new CityFileError(wrong.join('\n'));
  return translateCity(city, words);
}
