import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { rangeOf, styleOf } from './first-faces.ts';
import { fontSlices } from './font-slices.ts';
import { lettersOf, tablesOf } from './small-face.ts';

/**
 * For each variation selector the letters whose plain shape is the very shape that it asks for, as the face in which names stand
 * says in its own table. In ranges and not in letters: a worker keeps the slices of all letters that a program holds.
 */
export const shapesOf = (face: string): Record<string, string> => {
  const path = styleOf(face);
  const codes = new Map<number, Set<number>>();
  for (const { file } of fontSlices(readFileSync(path, 'utf8'))) {
    for (const { selector, code, glyph } of lettersOf(tablesOf(resolve(dirname(path), file.replace(/2$/, '')))).variants) {
      if (glyph === null) codes.set(selector, (codes.get(selector) ?? new Set()).add(code));
    }
  }
  return Object.fromEntries([...codes].map(([selector, of]) => [selector.toString(16), rangeOf([...of])]));
};

/** Puts them into the one module that asks for them (`import.meta.env.DEFAULT_SHAPES`); a page loads it when a name with a selector stands on it. */
export const defaultShapes = (): Plugin => ({ name: 'default-shapes', config: () => ({ define: { 'import.meta.env.DEFAULT_SHAPES': JSON.stringify(shapesOf('biz-udpgothic/400')) } }) });
