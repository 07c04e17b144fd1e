import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a developer's reception runs; `npx vite reception/console` then speaks to it. */
const reception = process.env['RECEPTION_URL'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [react()],
  // No inline data: the hall server's policy lets fonts and pictures come from itself alone.
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2023', chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': reception, '/socket.io': { target: reception, ws: true } } },
});
