import type { Frame, QrDecoder } from '../application/ports.ts';
import { zxingBrowserDecoder } from './zxing-browser-decoder.ts';
import { zxingWasmDecoder } from './zxing-wasm-decoder.ts';

/** Decoding beside the page, so that the picture stays live. First message: the wasm's address; then frames, one answer each. */
let decoder: QrDecoder | undefined;
const worker = self as unknown as { onmessage: ((event: MessageEvent<{ wasm: string } | { frame: Frame }>) => void) | null; postMessage(message: { found: readonly Uint8Array[] }): void };

worker.onmessage = async ({ data }) => {
  if ('wasm' in data) { decoder = typeof WebAssembly === 'object' ? zxingWasmDecoder({ url: data.wasm }) : zxingBrowserDecoder(); return; }
  try {
    worker.postMessage({ found: await decoder?.decode(data.frame) ?? [] });
  } catch { // the wasm did not come or may not run: the slower reader takes over
    decoder = zxingBrowserDecoder();
    worker.postMessage({ found: await decoder.decode(data.frame) });
  }
};
