import { describe, expect, it } from 'vitest';
import { takeKioskShell } from './kiosk-shell.ts';

const WORD = 'abcdefghijklmnopqrstuv';
const told = (engawaShell: unknown) => {
  const heard: string[] = [];
  const world = { engawaShell, engawaTell: (payload: string) => { heard.push(payload); } };
  return { world, heard, shell: takeKioskShell(world) };
};
const WORDS = { word: WORD, after: 'before', bridge: 'token-1', enrol: null };

describe('what a shell says to its page', () => {
  it('[Z3] the page knows its word and that of the page before, and answers under its own', () => {
    const { shell, heard } = told(WORDS);
    expect([shell?.word, shell?.after, shell?.enrol]).toEqual([WORD, 'before', null]);
    shell?.ready();
    shell?.over();
    shell?.broken();
    expect(heard.map((text) => JSON.parse(text) as unknown)).toEqual([{ news: 'ready', word: WORD }, { news: 'over', word: WORD }, { news: 'broken', word: WORD }]);
  });
  it('[Z3] the token of the card bridge is the newest that the shell has said', () => {
    const { shell, world } = told(WORDS);
    expect(shell?.bridge()).toBe('token-1');
    world.engawaShell = { ...WORDS, bridge: 'token-2' };
    expect(shell?.bridge()).toBe('token-2');
  });
  it('[Z3] an ordinary browser has no shell, and half of one is none', () => {
    for (const words of [undefined, null, 'x', {}, { ...WORDS, word: 'short' }, { ...WORDS, word: `${WORD}/../` }]) expect(told(words).shell).toBeNull();
    expect(takeKioskShell({ engawaShell: WORDS })).toBeNull();
  });
});
