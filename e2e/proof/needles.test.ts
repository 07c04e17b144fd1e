import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prepareSearch } from './needles.ts';

it('[E150] the search of the proof finds each needle wherever it begins, like a search for one at a time', () => {
  const bytes = (minLength: number, maxLength: number) => fc.array(fc.integer({ min: 0, max: 3 }), { minLength, maxLength }).map((octets) => Buffer.from(octets));
  fc.assert(fc.property(fc.array(bytes(2, 6), { minLength: 1, maxLength: 5 }), bytes(0, 60), (texts, hay) => {
    const found: string[] = [];
    prepareSearch(texts.map((text, n) => ({ name: String(n), bytes: text }))).in(hay, ({ name }, at) => found.push(`${name}@${at}`));
    const expected = texts.flatMap((text, n) => Array.from({ length: hay.length }, (_, at) => at).filter((at) => hay.subarray(at, at + text.length).equals(text)).map((at) => `${n}@${at}`));
    expect(found.sort()).toEqual(expected.sort());
  }), { numRuns: 2_000 });
});
