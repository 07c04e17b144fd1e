import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { QrDecoder } from '../application/ports.ts';

/** One frame at a time; a frame's memory moves to the worker and is gone from the page. */
export const workerQrDecoder = (): QrDecoder => {
  const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' });
  let answer: ((found: readonly Uint8Array[]) => void) | null = null;
  const settle = (found: readonly Uint8Array[]): void => { answer?.(found); answer = null; };
  worker.onmessage = ({ data }: MessageEvent<{ found: readonly Uint8Array[] }>) => settle(data.found);
  worker.onerror = () => settle([]);
  worker.postMessage({ wasm: new URL(wasm, location.href).href });
  return {
    decode: (frame) => new Promise((resolve) => { answer = resolve; worker.postMessage({ frame }, [frame.data.buffer as ArrayBuffer]); }),
    close: () => { worker.terminate(); settle([]); },
  };
};
