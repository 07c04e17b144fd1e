import { SCENES } from '@engawa/kiosk/testing';
import { FieldKind } from '@engawa/reception/contract';
import { expect, it } from 'vitest';
import { BREAKS } from './breaks.ts';
import { MAY_BE } from './may-be.ts';
import { chooseWalks, WALKS } from './walks.ts';

/** Where nobody is: the screen that a wipe leads to. */
const NOBODY = ['idle'];

it('[E151] each scene of the kiosk, and each kind of answer, is walked away from', () => {
  expect(SCENES.filter((scene) => !NOBODY.includes(scene) && WALKS.every((walk) => walk.scene !== scene))).toEqual([]);
  expect(FieldKind.options.filter((kind) => WALKS.every(({ kinds }) => !kinds?.includes(kind)))).toEqual([]);
  expect(new Set(WALKS.map(({ name }) => name)).size).toBe(WALKS.length);
});

it('[E151] walks are chosen by their names and by their scenes, and a stranger among the words is refused with the list', () => {
  expect(chooseWalks([])).toEqual(WALKS);
  expect(chooseWalks(['review', 'pin']).map(({ scene }) => scene)).toEqual(expect.arrayContaining(['review', 'pin']));
  expect(() => chooseWalks(['rewiev'])).toThrow(/review/);
});

it('[E153] what may be left somewhere is said for walks that there are, by a rule', () => {
  for (const { walks, why } of MAY_BE) {
    expect(walks.filter((walk) => WALKS.every(({ name }) => name !== walk))).toEqual([]);
    expect(why).toMatch(/^[A-Z]\d+/);
  }
  expect(Object.keys(BREAKS).length).toBeGreaterThan(3);
});
