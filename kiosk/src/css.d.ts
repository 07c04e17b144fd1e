/** Vite turns these imports into files of the page; for the type checker they have no value. */
declare module '*.css';
