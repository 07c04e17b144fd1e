import { BrowserCodeReader, BrowserQRCodeReader } from '@zxing/browser';
import type { Frame, QrDecoder } from '../application/ports.ts';

/** ResultMetadataType.BYTE_SEGMENTS of @zxing/library, which @zxing/browser does not hand on. */
const BYTE_SEGMENTS = 2;

/** The reader asks a canvas for its pixels and nothing else; a frame has them already, also in a worker. */
const asCanvas = (frame: Frame): HTMLCanvasElement =>
  ({ width: frame.width, height: frame.height, getContext: () => ({ getImageData: () => frame }) }) as unknown as HTMLCanvasElement;

/** Without wasm: reads clean codes, loses noisy ones (bench `intake`). For a browser that refuses WebAssembly. */
export const zxingBrowserDecoder = (): QrDecoder => {
  const reader = new BrowserQRCodeReader();
  return {
    decode: async (frame) => {
      try {
        const found: unknown = reader.decodeBitmap(BrowserCodeReader.createBinaryBitmapFromCanvas(asCanvas(frame))).getResultMetadata()?.get(BYTE_SEGMENTS);
        return Array.isArray(found) && found.length > 0 ? [Uint8Array.from(found.flatMap((segment: ArrayLike<number>) => Array.from(segment)))] : [];
      } catch { return []; } // no code in this picture: the library says so by throwing
    },
    close: () => undefined,
  };
};
