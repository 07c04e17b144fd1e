import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { describeQrDecoder, pictureOf } from './qr-decoder.suite.ts';
import { zxingBrowserDecoder } from './zxing-browser-decoder.ts';
import { zxingWasmDecoder } from './zxing-wasm-decoder.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
const bytes = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length);

describe('QR decoders', () => {
  describeQrDecoder('zxing-wasm', () => zxingWasmDecoder({ bytes }));
  describeQrDecoder('@zxing/browser', zxingBrowserDecoder);

  it('[X20] a code that the quick look cannot see is found within four pictures', async () => {
    const code = Array.from({ length: 120 }, (_, n) => (n * 53) & 255);
    const { data, width, height } = pictureOf(code);
    const inverted = { data: data.map((shade, at) => (at % 4 === 3 ? 255 : 255 - shade)), width, height };
    const decoder = zxingWasmDecoder({ bytes });
    const found: number[] = [];
    for (let n = 0; n < 4; n += 1) found.push((await decoder.decode(inverted)).length);
    decoder.close();
    expect(found).toEqual([0, 0, 0, 1]);
  });
  it('[X20] a poster with a code of its own does not hide the phone beside it', async () => {
    const [poster, phone] = [pictureOf([104, 116, 116, 112]), pictureOf(Array.from({ length: 300 }, (_, n) => (n * 89) & 255))];
    const width = poster.width + phone.width;
    const both = { data: new Uint8ClampedArray(width * phone.height * 4).fill(255), width, height: phone.height };
    for (const { of, left } of [{ of: poster, left: 0 }, { of: phone, left: poster.width }]) {
      for (let y = 0; y < of.height; y += 1) both.data.set(of.data.subarray(y * of.width * 4, (y + 1) * of.width * 4), (y * width + left) * 4);
    }
    const decoder = zxingWasmDecoder({ bytes });
    expect((await decoder.decode(both)).map(({ length }) => length).sort((a, b) => a - b)).toEqual([4, 300]);
    decoder.close();
  });
});
