import { prepareZXingModule, purgeZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import type { QrDecoder } from '../application/ports.ts';

/** Two symbols: a poster behind the visitor must not hide the phone before it. */
const FAST: ReaderOptions = { formats: ['QRCode'], tryHarder: false, tryRotate: false, tryInvert: false, tryDownscale: false, maxNumberOfSymbols: 2 };
/** Half size takes away what a dark hall's sensor adds (noise σ = 30: eight of eight instead of two), inverted reads phones that turn their colours round. Three times the work. */
const HARD: ReaderOptions = { ...FAST, tryHarder: true, tryInvert: true, tryDownscale: true, downscaleFactor: 2, downscaleThreshold: 400 };
/** Of the pictures in which nothing was found, every so-many-th is looked at hard: the fast look alone misses what the hard one sees, and the hard one at every picture makes the good ones wait. */
const HARD_EVERY = 4;

/** zxing-cpp in wasm of our own house (the package would fetch it from a CDN): its address in a browser, its bytes elsewhere. */
export const zxingWasmDecoder = (wasm: { readonly url: string } | { readonly bytes: ArrayBuffer }): QrDecoder => {
  prepareZXingModule({ overrides: 'url' in wasm ? { locateFile: () => wasm.url } : { wasmBinary: wasm.bytes } });
  let empty = 0;
  return {
    decode: async (frame) => {
      const found = (await readBarcodes(frame as ImageData, empty % HARD_EVERY === HARD_EVERY - 1 ? HARD : FAST)).filter((one) => one.isValid && one.bytes.length > 0);
      empty = found.length > 0 ? 0 : empty + 1;
      return found.map((one) => one.bytes);
    },
    close: purgeZXingModule,
  };
};
