import { expect, it } from 'vitest';
import { columns, displayWidth } from './table.ts';

it('[E10] a Japanese letter is two columns wide, a variation selector none', () => {
  expect(displayWidth('縁側 Engawa')).toBe(11);
  expect(displayWidth('葛\u{e0100}城')).toBe(4);
  expect(displayWidth('𠮷')).toBe(2);
  expect(displayWidth('が')).toBe(2);
});

it('[E10] columns line up whatever the script', () => {
  expect(columns([['窓口', 'a', 'x'], ['abc', 'board', 'y']])).toEqual(['窓口  a      x', 'abc   board  y']);
});
