import { expect, it } from 'vitest';
import { hearComposition, NO_READING, type Composition } from './kana-reading.ts';

const hear = (...all: Composition[]): string => all.reduce(hearComposition, NO_READING).kana;
const typed = (before: string, ...data: string[]): Composition[] => [{ t: 'start', before }, ...data.map((one): Composition => ({ t: 'update', data: one })), { t: 'end', data: data.at(-1) ?? '' }];

it('[K42] what was typed before it became kanji is the reading, and a space parts it', () => {
  expect(hear(...typed('', 'm', 'み', 'みh', 'みほ', 'みほn', 'みほん', '見本'), ...typed('見本　', 'は', 'はな', 'はなこ', '花子'))).toBe('ミホン　ハナコ');
  expect(hear(...typed('', 'かつらぎ', '葛城'), ...typed('葛城', 'さくら'))).toBe('カツラギサクラ');
  expect(hear(...typed('', 'ｽﾐｽ'))).toBe('スミス');
});
it('[K42] a composition that is given up adds nothing, and an emptied name has no reading', () => {
  expect(hear(...typed('', 'みほん', '見本'), { t: 'start', before: '見本' }, { t: 'update', data: 'は' }, { t: 'end', data: '' })).toBe('ミホン');
  expect(hear(...typed('', 'みほん', '見本'), { t: 'cleared' }, ...typed('', 'かげ', '影'))).toBe('カゲ');
});
it('[K42] nothing is guessed from kanji: what never was kana has no reading', () => expect(hear(...typed('', '見本'), ...typed('見本', 'm'))).toBe(''));
