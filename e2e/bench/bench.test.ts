import { describe, expect, it } from 'vitest';
import { atLeast, atMost, exactly, median, quantile } from './bench.ts';

describe('benches', () => {
  it('[H20] a goal without a measurement never holds', () => {
    expect(atLeast('x', median([]), 0, '')).toMatchObject({ holds: false });
    expect(atMost('x', quantile([], 0.95), 1e9, '')).toMatchObject({ holds: false });
    expect(exactly('x', Number.NaN, 1, '')).toMatchObject({ holds: false });
  });
  it('[H20] quantiles are nearest rank', () => {
    const values = Array.from({ length: 20 }, (_, n) => n + 1);
    expect(quantile(values, 0.95)).toBe(19);
    expect(median([3, 1, 2])).toBe(2);
  });
});
