import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TRANSLATED, type TranslatedLanguage } from '@engawa/reception/contract';
import type { Catalogue } from '../src/wording/catalogues.ts';
import { keysOf, missingIn, phrasesIn, translationFaults } from './translation-faults.ts';

/** `npm run words`: what is not translated yet, language by language: sentences of the surfaces by their file, then the city's words. Leaves with 1 while something is missing or wrong. */
const WORDING = fileURLToPath(new URL('../src/wording', import.meta.url));
const CITY = fileURLToPath(new URL('../../reception/city', import.meta.url));
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
let found = 0;
const print = (line: string): void => { found += 1; console.log(line); };

const listCatalogue = async (language: TranslatedLanguage, tables: readonly (readonly [string, readonly string[]])[]): Promise<void> => {
  const { catalogue } = (await import(join(WORDING, 'catalogues', `${language}.ts`))) as { catalogue: Catalogue };
  for (const [file, keys] of tables) for (const ja of missingIn(catalogue, keys)) print(`${language}\t${file}\t${JSON.stringify(ja)}`);
  for (const [ja, said] of Object.entries(catalogue)) translationFaults(language, ja, said).forEach(print);
  const known = new Set(tables.flatMap(([, keys]) => keys));
  for (const ja of Object.keys(catalogue)) if (!known.has(ja)) print(`${language}\tnot said anywhere\t${JSON.stringify(ja)}`);
};

/** Japanese of everything in a city file that has words in three languages, in its order. */
const cityKeys = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('ja' in value && 'en' in value && typeof value.ja === 'string') return [value.ja];
  return Object.values(value).flatMap(cityKeys);
};
const listCity = (language: TranslatedLanguage, files: readonly string[]): void => {
  const folder = join(CITY, 'words', language);
  const words = Object.fromEntries(readdirSync(folder).flatMap((file) => Object.entries(json(join(folder, file)) as Record<string, string>)));
  for (const file of files) for (const ja of new Set(cityKeys(json(join(CITY, file))))) if (words[ja] === undefined) print(`${language}\tcity/${file}\t${JSON.stringify(ja)}`);
  for (const [ja, said] of Object.entries(words)) translationFaults(language, ja, said).forEach(print);
};

const sources = readdirSync(WORDING).filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^(wording|formats|catalogues|readings)\.ts$/.test(name));
const tables = await Promise.all(sources.map(async (file) => [file, keysOf(phrasesIn((await import(join(WORDING, file))) as Record<string, unknown>))] as const));
const cityFiles = readdirSync(CITY, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && !name.startsWith('words'));
for (const language of TRANSLATED) {
  await listCatalogue(language, tables);
  listCity(language, cityFiles);
}
console.log(found === 0 ? 'Everything is translated.' : `${found} lines.`);
process.exitCode = found === 0 ? 0 : 1;
