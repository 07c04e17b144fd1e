/**
 * A Tokyo day as 96 quarters of an hour, one bit each: cell 0 is 00:00 to 00:15, the lowest bit of `a`. Three 32-bit numbers, because
 * JavaScript's bit operators know no more. All functions are pure; 30,000 days are looked through in a few milliseconds.
 */
export interface Cells { readonly a: number; readonly b: number; readonly c: number }
export const CELL_MINUTES = 15;
export const CELLS_A_DAY = 96;
const WORD = 32;

export const NO_CELLS: Cells = { a: 0, b: 0, c: 0 };
export const both = (x: Cells, y: Cells): Cells => ({ a: x.a & y.a, b: x.b & y.b, c: x.c & y.c });
export const either = (x: Cells, y: Cells): Cells => ({ a: x.a | y.a, b: x.b | y.b, c: x.c | y.c });
export const without = (x: Cells, y: Cells): Cells => ({ a: x.a & ~y.a, b: x.b & ~y.b, c: x.c & ~y.c });
export const isEmpty = (x: Cells): boolean => (x.a | x.b | x.c) === 0;
export const isSame = (x: Cells, y: Cells): boolean => x.a === y.a && x.b === y.b && x.c === y.c;

/** Bits `first` to `end` - 1 of one word; both may lie outside of it. */
const wordBits = (first: number, end: number): number => {
  const from = Math.max(0, first);
  const until = Math.min(WORD, end);
  if (from >= until) return 0;
  return (until - from === WORD ? -1 : ((1 << (until - from)) - 1)) << from;
};
/** Cells `first` to `end` - 1. */
export const cellsBetween = (first: number, end: number): Cells => ({ a: wordBits(first, end), b: wordBits(first - WORD, end - WORD), c: wordBits(first - 2 * WORD, end - 2 * WORD) });
/** Cells that lie wholly inside the minutes of the day: what opens rounds inwards. */
export const cellsInside = (from: number, until: number): Cells => cellsBetween(Math.ceil(from / CELL_MINUTES), Math.floor(until / CELL_MINUTES));
/** Cells that the minutes touch: what is taken rounds outwards. A wish on the grid meets them exactly when it meets the minutes. */
export const cellsTouched = (from: number, until: number): Cells => cellsBetween(Math.floor(from / CELL_MINUTES), Math.ceil(until / CELL_MINUTES));

/** Bit i of the answer is bit i + n: the day seen n cells earlier. */
export function shifted(x: Cells, n: number): Cells {
  if (n >= 2 * WORD) return { a: n >= 3 * WORD ? 0 : x.c >>> (n - 2 * WORD), b: 0, c: 0 };
  if (n >= WORD) return n === WORD ? { a: x.b, b: x.c, c: 0 } : { a: (x.b >>> (n - WORD)) | (x.c << (2 * WORD - n)), b: x.c >>> (n - WORD), c: 0 };
  return n === 0 ? x : { a: (x.a >>> n) | (x.b << (WORD - n)), b: (x.b >>> n) | (x.c << (WORD - n)), c: x.c >>> n };
}

/** Where `length` cells in a row begin. Doubles what is known to be free, so a whole day takes seven steps. */
export function runsOf(x: Cells, length: number): Cells {
  let runs = x;
  for (let known = 1; known < length && !isEmpty(runs); known *= 2) runs = both(runs, shifted(runs, Math.min(known, length - known)));
  return runs;
}
/** The cells of all runs of `length` that begin at `starts`. */
export function spread(starts: Cells, length: number): Cells {
  let cells = NO_CELLS;
  for (const start of cellsOf(starts)) cells = either(cells, cellsBetween(start, start + length));
  return cells;
}

/** Every n-th cell from midnight. */
export const grid = (n: number): Cells => Array.from({ length: Math.ceil(CELLS_A_DAY / n) }, (_, i) => cellsBetween(i * n, i * n + 1)).reduce(either, NO_CELLS);

const lowest = (word: number): number => 31 - Math.clz32(word & -word);
/** The first cell, or -1. */
export const firstCell = (x: Cells): number => (x.a !== 0 ? lowest(x.a) : x.b !== 0 ? WORD + lowest(x.b) : x.c !== 0 ? 2 * WORD + lowest(x.c) : -1);
export function cellsOf(x: Cells): number[] {
  const cells: number[] = [];
  for (let rest = x, cell = firstCell(x); cell >= 0; cell = firstCell(rest)) {
    cells.push(cell);
    rest = without(rest, cellsBetween(cell, cell + 1));
  }
  return cells;
}
/** Cells in a row, as minutes of the day. */
export function spansOf(x: Cells): { from: number; until: number }[] {
  const spans: { from: number; until: number }[] = [];
  for (const cell of cellsOf(x)) {
    const last = spans.at(-1);
    if (last?.until === cell * CELL_MINUTES) last.until += CELL_MINUTES;
    else spans.push({ from: cell * CELL_MINUTES, until: (cell + 1) * CELL_MINUTES });
  }
  return spans;
}
