import { encode } from 'uqr';
import { expect, it } from 'vitest';
import type { Frame, QrDecoder } from '../application/ports.ts';

/** A clean picture of a code, 6 pixels a module. */
export const pictureOf = (bytes: readonly number[]): Frame => {
  const { data, size } = encode([...bytes], { ecc: 'M', border: 4 });
  const side = size * 6;
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < side * side; at += 1) pixels.set([...Array<number>(3).fill(data[Math.floor(at / side / 6)]?.[Math.floor((at % side) / 6)] ? 0 : 255), 255], at * 4);
  return { data: pixels, width: side, height: side };
};

/** What every decoder of the house promises. */
export const describeQrDecoder = (name: string, make: () => QrDecoder): void => {
  it.each([12, 300, 600])(`[X8] ${name} gives all bytes of a code of %i, also those that are no text`, async (length) => {
    const bytes = Array.from({ length }, (_, n) => (n * 89 + 131) & 255);
    const decoder = make();
    expect((await decoder.decode(pictureOf(bytes))).map((found) => [...found])).toEqual([bytes]);
    decoder.close();
  });
  it(`[X8] ${name} finds nothing in an empty and in a striped picture`, async () => {
    const decoder = make();
    for (const shade of [() => 255, (at: number) => (at % 7) * 40]) expect(await decoder.decode({ data: Uint8ClampedArray.from({ length: 200 * 200 * 4 }, (_, at) => shade(at)), width: 200, height: 200 })).toEqual([]);
    decoder.close();
  });
};
