import { describe, expect, it } from 'vitest';
import { readLine } from './line-words.ts';

describe('what is written to the hall at LINE', () => {
  it('[Y11] a code is read in any width and case, for labels of every series', () => {
    expect(['101-K7F2QX', ' １０１－ｋ７ｆ２ｑｘ ', '12-03-K7F2QX', '1100 K7F2QX'].map(readLine)).toEqual(['101', '101', '12-03', '1100'].map((label) => ({ means: 'code', label, letters: 'K7F2QX' })));
  });
  it('[Y13] the word that ends notices is known in every language, and nothing else means it', () => {
    expect(['停止', 'STOP', ' やめる', '중지', 'Dừng', 'parar', 'Tigil'].map((text) => readLine(text).means)).toEqual(Array(7).fill('stop'));
    expect(['', 'こんにちは', '停止しないで', '101', '101-K7F2Q', '1-K7F2QX'].map((text) => readLine(text).means)).toEqual(Array(6).fill('nothing'));
  });
});
