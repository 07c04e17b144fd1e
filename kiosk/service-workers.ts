import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSW } from 'workbox-build';
import { facesNamedBy, fontSlices, slicesFor } from './font-slices.ts';

/**
 * After `vite build kiosk`: one small service worker per surface. It precaches what this surface's own entry reaches
 * (lazy parts too: a walk through the surface must work offline) and the font slices that its own sentences need.
 * It never takes over by itself: the page does that when nobody uses it.
 */
const SURFACES = ['kiosk', 'board', 'caption', 'phone'] as const;

interface Chunk { file: string; css?: string[]; assets?: string[]; imports?: string[]; dynamicImports?: string[] }
type Manifest = Record<string, Chunk>;

export const closureOf = (manifest: Manifest, entry: string): string[] => {
  const seen = new Set<string>();
  const files = new Set<string>();
  const walk = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`no ${key} in the build manifest`);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) walk(next);
  };
  walk(entry);
  return [...files].filter((file) => !file.endsWith('.woff2') && !file.endsWith('.html'));
};

const buildWorker = async (dist: string, manifest: Manifest, surface: string): Promise<void> => {
  const home = join(dist, surface);
  mkdirSync(home, { recursive: true });
  cpSync(join(dist, `${surface}.html`), join(home, 'index.html'));
  const files = closureOf(manifest, `${surface}.html`);
  const read = (ending: string, without: ReadonlySet<string> = new Set()) => files.filter((file) => file.endsWith(ending) && !without.has(file)).map((file) => readFileSync(join(dist, file), 'utf8')).join('\n');
  /* 中文, 한국어, Tiếng Việt are drawn by faces of the system, Português and Filipino by the Latin slice that is always there */
  const catalogues = new Set(Object.entries(manifest).filter(([source]) => /wording\/catalogues\/\w+\.ts$/.test(source)).map(([, { file }]) => file));
  const fonts = slicesFor(fontSlices(read('.css')), read('.js', catalogues));
  const namedFaces = facesNamedBy(readFileSync(join(home, 'index.html'), 'utf8'));
  const { count, size, warnings } = await generateSW({
    globDirectory: dist,
    globPatterns: [`${surface}/index.html`, `icons/${surface}.webmanifest`, 'icons/engawa.svg', 'icons/engawa-192.png', ...files, ...fonts, ...namedFaces],
    swDest: join(home, 'sw.js'),
    /* a cache of its own: an update of one surface never touches another */
    cacheId: `engawa-${surface}`,
    modifyURLPrefix: { '': '/' },
    dontCacheBustURLsMatching: /^\/assets\//,
    navigateFallback: `/${surface}/index.html`,
    navigateFallbackAllowlist: [new RegExp(`^/${surface}/`)],
    runtimeCaching: [{ urlPattern: /\/assets\/postal-[^/]+\/\d+\.json$/, handler: 'CacheFirst', options: { cacheName: 'engawa-postal', expiration: { maxEntries: 200 } } }, { urlPattern: /\/assets\/.*\.woff2$/, handler: 'CacheFirst', options: { cacheName: 'engawa-fonts', expiration: { maxEntries: 400 } } }],
    /* what the hall says to a phone whose page is closed */
    ...(surface === 'phone' ? { importScripts: ['/phone/notices-worker.js'] } : {}),
    skipWaiting: false, clientsClaim: true, inlineWorkboxRuntime: true, sourcemap: false, mode: 'production',
  });
  console.log(`${surface.padEnd(8)} ${String(count).padStart(3)} files ${(size / 1024).toFixed(0).padStart(6)} kB, ${fonts.length} font slices; worker ${(statSync(join(home, 'sw.js')).size / 1024).toFixed(0)} kB`, ...warnings);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  /* another build folder may be named, as in `vite build kiosk --outDir` */
  const dist = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), 'dist'));
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;
  for (const surface of SURFACES) await buildWorker(dist, manifest, surface);
}
