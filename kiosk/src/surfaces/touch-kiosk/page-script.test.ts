import { describe, expect, it } from 'vitest';
import { numberKeys, scriptOf, type PagePart, type PageText } from './page-script.ts';

const words = { numbered: (n: number, choice: string) => `${n}番、${choice}`, chosen: '選んであります', onScreenOnly: '画面に 出ています' };
const open = (text: string): PageText => ({ text, private: false });
const page: PagePart[] = [
  { kind: 'words', text: [open('この内容で よろしいですか。')] },
  { kind: 'words', text: [open('氏名'), { text: '見本　花子', private: true }] },
  { kind: 'choice', text: [open('世帯全員')], key: 1, chosen: true },
  { kind: 'choice', text: [open('直す')], key: null, chosen: false },
];

describe('what is said of a page', () => {
  it('[L28] heading, lead and choices with their numbers, in reading order', () => {
    expect(scriptOf(page, true, words)).toEqual(['この内容で よろしいですか。', '氏名 見本 花子', '1番、世帯全員, 選んであります', '直す']);
  });
  it('[L29] a loudspeaker never says what is private', () => {
    expect(scriptOf(page, false, words).join()).not.toMatch(/見本|花子/);
    expect(scriptOf(page, false, words)[1]).toBe('氏名 画面に 出ています');
  });
  it.each([[3, 2, [1, 2, 3], [4, 5]], [12, 2, [1, 2, 3, 4, 5, 6, 7, null, null, null, null, null], [8, 9]], [0, 1, [], [1]]])('[L28] %i answers and %i keys below are numbered so that the keys below always have one', (answers, foot, expected, below) => {
    expect(numberKeys(answers, foot)).toEqual({ answers: expected, foot: below });
  });
});
