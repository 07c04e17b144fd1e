import { prepareZXingModule, purgeZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { QrDecoder } from '../application/ports.ts';

/** zxing-cpp in wasm of our own house (the package would fetch it from a CDN): its address in a browser, its bytes elsewhere. */
export const zxingWasmDecoder = (wasm: { readonly url: string } | { readonly bytes: ArrayBuffer }): QrDecoder => {
  prepareZXingModule({ overrides: 'url' in wasm ? { locateFile: () => wasm.url } : { wasmBinary: wasm.bytes } });
  return {
    decode: async (frame) => {
      const found = await readBarcodes(frame as ImageData, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 2 });
      return found.filter((one) => one.isValid && one.bytes.length > 0).map((one) => one.bytes);
    },
    close: purgeZXingModule,
  };
};
