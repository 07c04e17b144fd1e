/** Vite turns these imports into files of the page; for the type checker they have no value. */
declare module '*.css';

interface ImportMetaEnv { /** folder of the postal codes, which the build lays beside it */ readonly POSTAL_INDEX: string; /** which variation selectors change nothing */ readonly DEFAULT_SHAPES: Readonly<Record<string, string>>; /** faces of the kiosk's first screen; a dev server has none */ readonly FIRST_FACES: import('./surfaces/touch-kiosk/faces.ts').FirstFaces; /** true in a built surface */ readonly PROD: boolean; readonly DEV: boolean }
interface ImportMeta {
  readonly env: ImportMetaEnv;
  /** Vite's import by pattern, eager */
  glob<Module>(patterns: string | readonly string[], options: { eager: true }): Record<string, Module>;
}
/** The address of a file that the build serves. */
declare module '*.wasm?url' { const url: string; export { url as default }; }
