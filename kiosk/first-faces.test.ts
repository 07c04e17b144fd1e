import { dirname, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { demoCity } from '@engawa/reception/testing';
import { describe, expect, it } from 'vitest';
import { firstFaceFiles } from './first-faces.ts';
import { facesNamedBy, fontSlices } from './font-slices.ts';
import { lettersOf, outline, smallFace, tablesOf, type Tables } from './small-face.ts';
import { drawnByFirst } from './src/surfaces/touch-kiosk/faces.ts';
import { spoken } from './testing/plain-words.ts';
import { LANGUAGE_NAMES, type Language, type Phrase } from './src/wording/wording.ts';

const isPhrase = (value: unknown): value is Phrase => typeof value === 'object' && value !== null && 'ja-easy' in value;
const tables = import.meta.glob<Record<string, unknown>>(['./src/wording/{intake,house,household,manner}.ts'], { eager: true });
const ours = Object.values(tables).flatMap((file) => Object.values(file)).flatMap((table) => (typeof table === 'object' && table !== null ? Object.values(table).filter(isPhrase) : []));
/** Languages that the faces of the house draw; 中文, 한국어 and Tiếng Việt stand in faces of the system. */
const DRAWN: readonly Language[] = ['ja', 'ja-easy', 'en', 'pt', 'fil'];
const made = firstFaceFiles();
const missing = (text: string): string[] => [...new Set(text)].filter((sign) => sign !== '\n' && !drawnByFirst({ letters: made.letters, faces: [] }, sign));

describe('the faces of the first screen', () => {
  it('[L30] have every letter of what the kiosk and the demo city can say on it', async () => {
    const { city } = await demoCity();
    const said = [...ours, city.hall, ...city.zones.flatMap(({ title, wish, line }) => [title, wish, line])] as Phrase[];
    expect(said.length).toBeGreaterThan(100);
    expect(missing(said.flatMap((phrase) => DRAWN.map((language) => spoken(phrase, language).text)).join(''))).toEqual([]);
    expect(missing(LANGUAGE_NAMES.filter(({ code }) => DRAWN.includes(code)).map(({ name }) => name).join('') + '0123456789:')).toEqual([]);
  });
  it('[L30] know what they do not have: a city with such a name waits for the whole faces', () => {
    expect(missing('匝瑳市')).toEqual(['匝', '瑳']);
    expect(drawnByFirst({ letters: '', faces: [] }, 'こんにちは')).toBe(false);
  });
  it('[L30] are a sixth of the slices that hold the same letters, and the page itself names them for its worker', () => {
    expect(made.files.reduce((sum, { source }) => sum + source.length, 0)).toBeLessThan(500_000);
    expect(facesNamedBy('<link rel="preload" as="font" crossorigin="" href="/assets/first-1a.woff2"><link rel="icon" href="/icons/a.svg">')).toEqual(['assets/first-1a.woff2']);
  });
});

/** The tables of a WOFF 2 file as `smallFace` writes it. */
const unpacked = (file: Buffer): Tables => {
  const heads: [string, number][] = [];
  let at = 48;
  for (let n = 0; n < file.readUInt16BE(12); n += 1) {
    const tag = file.toString('latin1', at + 1, at + 5);
    let size = 0;
    for (at += 5; ; at += 1) { size = size * 128 + (file[at]! & 0x7f); if (file[at]! < 0x80) break; }
    at += 1;
    heads.push([tag, size]);
  }
  const bytes = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)));
  let from = 0;
  return Object.fromEntries(heads.map(([tag, size]) => [tag, bytes.subarray(from, (from += size))]));
};
const sliceOf = (name: string, sign: string): { code: number; slice: Tables } => {
  const css = createRequire(import.meta.url).resolve(`@fontsource/${name}.css`);
  const code = sign.codePointAt(0)!;
  const { file } = fontSlices(readFileSync(css, 'utf8')).find(({ ranges }) => ranges.some(([from, until]) => code >= from && code <= until))!;
  return { code, slice: tablesOf(resolve(dirname(css), file.replace(/2$/, ''))) };
};

describe('a small face', () => {
  it('[L31] draws each letter and each of its variants exactly as the slice that it came from', () => {
    const wanted = ['辻', '葛', '市', '証'].map((sign) => sliceOf('biz-udpgothic/700', sign));
    const face = unpacked(smallFace(wanted));
    const small = lettersOf(face);
    let variants = 0;
    for (const { code, slice } of wanted) {
      const whole = lettersOf(slice);
      const drawn = outline({ of: slice, number: whole.glyphs.get(code)! });
      expect(drawn.length).toBeGreaterThan(20);
      expect(outline({ of: face, number: small.glyphs.get(code)! }).subarray(0, drawn.length)).toEqual(drawn);
      const of = <T extends { code: number; selector: number }>(all: readonly T[]): T[] => all.filter((variant) => variant.code === code).sort((a, b) => a.selector - b.selector);
      expect(of(small.variants).map(({ selector, glyph }) => [selector, glyph === null])).toEqual(of(whole.variants).map(({ selector, glyph }) => [selector, glyph === null]));
      of(whole.variants).forEach(({ glyph }, n) => { if (glyph !== null) { const shape = outline({ of: slice, number: glyph }); expect(outline({ of: face, number: of(small.variants)[n]!.glyph! }).subarray(0, shape.length)).toEqual(shape); variants += 1; } });
    }
    expect(variants).toBeGreaterThan(0);
  });
  it('[L31] brings along the parts of letters that are put together', () => {
    const every = ['鬱', '々', '龍', '證', '﨑', '髙'].map((sign) => sliceOf('zen-maru-gothic/700', sign));
    const face = unpacked(smallFace(every));
    const count = face['maxp']!.readUInt16BE(4);
    expect(face['loca']!.length).toBe((count + 1) * 4);
    for (let number = 0; number < count; number += 1) {
      const drawn = outline({ of: face, number });
      if (drawn.length > 0 && drawn.readInt16BE(0) < 0) expect(drawn.readUInt16BE(12)).toBeLessThan(count);
    }
  });
});
