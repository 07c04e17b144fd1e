import { randomInt, randomUUID } from 'node:crypto';
import type { Chance } from '../application/ports.ts';

/** No 0/O, 1/I/L: people read it aloud. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const letters = (count: number): string => Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');

export const nodeChance = (): Chance => ({
  newId: () => randomUUID(),
  newPin: () => String(randomInt(100_000, 1_000_000)),
  newReference: () => `${letters(4)}-${letters(3)}`,
});
