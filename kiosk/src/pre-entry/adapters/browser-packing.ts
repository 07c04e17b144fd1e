import type { Packing } from '../application/ports.ts';

/** The platform's own deflate and digest. */
export const browserPacking: Packing = {
  deflate: async (bytes) => new Uint8Array(await new Response(new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer()),
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice())),
};
