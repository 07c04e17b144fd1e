import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELLS_A_DAY, NO_CELLS, both, cellsBetween, cellsInside, cellsOf, cellsTouched, either, firstCell, grid, isEmpty, isSame, runsOf, shifted, spansOf, spread, without } from './cells.ts';
import type { Cells } from './cells.ts';

/** The same day as a plain list of 96 booleans: slow and obvious. */
const day = fc.array(fc.boolean(), { minLength: CELLS_A_DAY, maxLength: CELLS_A_DAY });
const packed = (bits: readonly boolean[]): Cells => bits.map((bit, i) => (bit ? cellsBetween(i, i + 1) : NO_CELLS)).reduce(either, NO_CELLS);
const listed = (test: (cell: number) => boolean): number[] => Array.from({ length: CELLS_A_DAY }, (_, i) => i).filter(test);
const minute = fc.integer({ min: -200, max: 1_700 });

describe('the algebra of a day in quarters of an hour', () => {
  it('[A14] and, or, without, shift, runs and spans are those of a list of 96 yes and no', () => {
    fc.assert(fc.property(day, day, fc.integer({ min: 0, max: 100 }), (x, y, n) => {
      const [a, b] = [packed(x), packed(y)];
      expect(cellsOf(a)).toEqual(listed((i) => x[i] === true));
      expect(cellsOf(both(a, b))).toEqual(listed((i) => x[i]! && y[i]!));
      expect(cellsOf(either(a, b))).toEqual(listed((i) => x[i]! || y[i]!));
      expect(cellsOf(without(a, b))).toEqual(listed((i) => x[i]! && !y[i]!));
      expect(cellsOf(shifted(a, n))).toEqual(listed((i) => x[i + n] === true));
      expect([isEmpty(a), firstCell(a), isSame(a, b)]).toEqual([!x.includes(true), x.indexOf(true), x.join() === y.join()]);
      const covered = spansOf(a).flatMap(({ from, until }) => listed((i) => i * 15 >= from && i * 15 < until));
      expect(covered).toEqual(cellsOf(a));
    }));
  });
  it('[A14] a run of any length begins exactly where all of its cells are free', () => {
    // Mostly free days, so that long runs are seen, and one that fills the day.
    const mostly = fc.array(fc.nat(CELLS_A_DAY - 1), { maxLength: 6 }).map((taken) => Array.from({ length: CELLS_A_DAY }, (_, i) => !taken.includes(i)));
    let seen = 0;
    fc.assert(fc.property(mostly, fc.integer({ min: 1, max: CELLS_A_DAY }), (free, length) => {
      const runs = cellsOf(runsOf(packed(free), length));
      seen += runs.length;
      expect(runs).toEqual(listed((i) => i + length <= CELLS_A_DAY && free.slice(i, i + length).every(Boolean)));
      expect(cellsOf(spread(packed(free.map((_, i) => runs.includes(i))), length))).toEqual(listed((i) => runs.some((run) => run <= i && i < run + length)));
    }));
    expect(seen).toBeGreaterThan(500);
    expect(cellsOf(runsOf(packed(Array.from({ length: CELLS_A_DAY }, () => true)), CELLS_A_DAY))).toEqual([0]);
  });
  it('[A14] what is taken rounds outwards and what is open inwards, at any minute', () => {
    fc.assert(fc.property(minute, minute, (from, until) => {
      fc.pre(from < until);
      expect(cellsOf(cellsTouched(from, until))).toEqual(listed((i) => i * 15 < until && from < (i + 1) * 15));
      expect(cellsOf(cellsInside(from, until))).toEqual(listed((i) => from <= i * 15 && (i + 1) * 15 <= until));
    }));
    expect([cellsOf(grid(4)).slice(0, 3), cellsOf(grid(2)).length]).toEqual([[0, 4, 8], 48]);
  });
});
