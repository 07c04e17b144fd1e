/** Vite turns these imports into files of the page; for the type checker they have no value. */
declare module '*.css';

interface ImportMetaEnv { /** true in a built surface */ readonly PROD: boolean; readonly DEV: boolean }
interface ImportMeta { readonly env: ImportMetaEnv }
