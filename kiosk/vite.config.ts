import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { defaultShapes } from './default-shapes.ts';
import { firstFaces } from './first-faces.ts';
import { postalIndex } from './postal-index.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** The font package names a woff beside each woff2; every browser of today reads woff2, so the second copy (4 MB) stays out. */
const woff2Only = { postcssPlugin: 'woff2-only', Declaration: { src: (declaration: { value: string }) => { declaration.value = declaration.value.replace(/,\s*url\([^)]+\.woff\)\s*format\(['"]woff['"]\)/g, ''); } } };

/** One build, one HTML entry a surface; service-workers.ts then makes each surface's worker from the manifest. */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), postalIndex(), firstFaces(), defaultShapes()],
  css: { postcss: { plugins: [woff2Only] } },
  build: {
    outDir: resolve(here, 'dist'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    /* a strict CSP has no data: fonts, and 250 slices in one style sheet would be fetched by everybody */
    assetsInlineLimit: 0,
    rollupOptions: { input: Object.fromEntries(['kiosk', 'board', 'caption', 'phone'].map((surface) => [surface, resolve(here, `${surface}.html`)])) },
  },
});
