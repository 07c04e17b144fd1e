import { afterEach, describe, expect, it, vi } from 'vitest';
import { shapesOf } from './default-shapes.ts';
import { canvasGlyphCheck } from './src/intake/adapters/canvas-glyph-check.ts';

afterEach(() => { vi.unstubAllGlobals(); });

/** A page whose face draws 見 alike with every selector, and 葛 otherwise with U+E0101. */
const page = (): Document => {
  let drawn = '';
  const brush = { font: '', clearRect: () => undefined, fillText: (text: string) => { drawn = text; }, getImageData: () => ({ data: Uint8ClampedArray.from([drawn === '\u{3FFFD}' ? 1 : drawn.startsWith('葛\u{E0101}') ? 3 : (drawn.codePointAt(0)! % 200) + 4, 0, 0, 0]) }) };
  return { createElement: (tag: string) => (tag === 'canvas' ? { getContext: () => brush } : { remove: () => undefined }), body: { append: () => undefined }, fonts: { load: async () => undefined } } as unknown as Document;
};
const look = async (name: string, shapes: Record<string, string>): Promise<string[]> => {
  vi.stubGlobal('getComputedStyle', () => ({ fontFamily: '"BIZ UDPGothic"' }));
  const check = canvasGlyphCheck(page(), async () => undefined, async () => shapes);
  await check.settled(name);
  return check.look(name).map(({ drawn }) => drawn);
};

describe('a selector that asks for the shape that stands there anyway', () => {
  const shapes = shapesOf('biz-udpgothic/400');
  it('[I56] puts no name in doubt where the face says so in its own table', async () => {
    expect(await look('見\u{E0100}葛\u{E0101}田', shapes)).toEqual(['exact', 'exact', 'exact']);
  });
  it('[I55] [I56] any other that changes nothing does, and so does every one while the table cannot be had', async () => {
    expect(await look('見\u{E0102}', shapes)).toEqual(['plain']);
    expect(await look('見\u{E0100}', {})).toEqual(['plain']);
  });
});
