import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe } from 'vitest';
import { describeQrDecoder } from './qr-decoder.suite.ts';
import { zxingBrowserDecoder } from './zxing-browser-decoder.ts';
import { zxingWasmDecoder } from './zxing-wasm-decoder.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
const bytes = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length);

describe('QR decoders', () => {
  describeQrDecoder('zxing-wasm', () => zxingWasmDecoder({ bytes }));
  describeQrDecoder('@zxing/browser', zxingBrowserDecoder);
});
