import { describe, expect, it } from 'vitest';
import { packPages } from './fitted.tsx';

describe('blocks to pages', () => {
  it('[W13] in their order, on as few pages as there is room for, about equally full, and none is left out', () => {
    expect(packPages([100, 100, 100, 100], 330, 10)).toEqual([[0, 1], [2, 3]]);
    expect(packPages([100, 250, 100], 300, 10)).toEqual([[0], [1], [2]]);
    expect(packPages([100, 100], 210, 10)).toEqual([[0, 1]]);
    expect(packPages([], 300, 10)).toEqual([]);
  });
  it('[W13] a block that is larger than the room has a page of its own', () => { expect(packPages([50, 400, 50], 300, 10)).toEqual([[0], [1], [2]]); });
});
