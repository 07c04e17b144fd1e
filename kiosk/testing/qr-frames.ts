import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { encode } from 'uqr';
import { zxingWasmDecoder } from '../src/scanner/adapters/zxing-wasm-decoder.ts';
import type { Frame, QrDecoder } from '../src/scanner/application/ports.ts';

export { zxingBrowserDecoder } from '../src/scanner/adapters/zxing-browser-decoder.ts';
export type { Frame, QrDecoder } from '../src/scanner/application/ports.ts';

/** The kiosk's decoder outside a browser: the wasm of the package, from disk. */
export const zxingWasmFromPackage = (): QrDecoder => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return zxingWasmDecoder({ bytes: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) });
};

export interface QrCase { readonly width: number; readonly height: number; readonly bytes: number; readonly ecc: 'L' | 'M' }
const LOOK = { turn: 5, sway: 1.5, noise: 6, share: 0.85 } as const;

/** mulberry32 */
const chanceOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};
const bell = (chance: () => number): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

export const payloadOf = (length: number, seed: number): Uint8Array => { const chance = chanceOf(seed); return Uint8Array.from({ length }, () => Math.floor(chance() * 256)); };

/** One picture: four samples a pixel are the lens's blur; the sensor adds its noise. */
export function drawFrame({ width, height, ecc }: QrCase, payload: Uint8Array, seed: number): Frame {
  const chance = chanceOf(seed);
  const { data: code, size } = encode([...payload], { ecc, border: 4 });
  const angle = ((LOOK.turn + (chance() * 2 - 1) * LOOK.sway) * Math.PI) / 180;
  const module = (height * LOOK.share) / (size - 8);
  const [sin, cos] = [Math.sin(angle) / module, Math.cos(angle) / module];
  const light = (x: number, y: number): number => {
    const [dx, dy] = [x - width / 2, y - height / 2];
    const row = code[Math.floor(dx * -sin + dy * cos + size / 2)];
    const dark = row?.[Math.floor(dx * cos + dy * sin + size / 2)];
    return dark === undefined ? 120 : dark ? 40 : 215;
  };
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) {
    const grey = (light(x, y) + light(x + 0.7, y) + light(x, y + 0.7) + light(x + 0.7, y + 0.7)) / 4 + bell(chance) * LOOK.noise;
    data.fill(grey, (y * width + x) * 4, (y * width + x) * 4 + 3);
    data[(y * width + x) * 4 + 3] = 255;
  }
  return { data, width, height };
}
