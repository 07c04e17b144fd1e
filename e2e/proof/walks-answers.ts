/** Walks through the pages of questions, one for each kind of answer, and to the review. */
import { asks, named, press, typeDigits, typeKana } from '../journeys/counter-people.ts';
import { PAPER, stands, toDetails, toHow, toName, toReview } from './walk.ts';
import type { Before, Walk } from './walk.ts';

/** Asks for name, birth and address alone. */
const SHORT = '住民票の写し';
async function byTyping(before: Before): Promise<void> {
  await toHow(before, undefined, SHORT);
  await press(before.page, 'カードなしで 入力する');
  await asks(before.page, '氏名を入れてください。');
  await typeKana(before.page, before.visitor.typed.kana);
}
async function toBirth(before: Before): Promise<void> {
  await byTyping(before);
  await press(before.page, 'つぎへ');
  await asks(before.page, '生年月日を入れてください。');
  await before.page.getByText('西暦', { exact: true }).click();
  await typeDigits(before.page, before.visitor.person.birth);
}
async function toAddress(before: Before): Promise<void> {
  await toBirth(before);
  await press(before.page, 'つぎへ');
  await asks(before.page, '住所を入れてください。');
  await press(before.page, '番号を使わずに 入れる');
  await before.page.getByRole('textbox').first().fill(before.visitor.typed.place);
}
/** Fields that may stay empty are offered behind 「直す」 of their form. */
async function toOptional(before: Before, label: string): Promise<void> {
  await toReview(before);
  await press(before.page, `${PAPER}を直す`);
  await stands(before.page, 'questions');
  for (;;) {
    const title = await before.page.getByRole('heading', { level: 1 }).innerText();
    if (named(label).test(title)) return;
    await press(before.page, 'つぎへ');
    await before.page.getByRole('heading', { level: 1, name: title }).waitFor({ state: 'hidden' });
  }
}

export const ANSWER_WALKS: readonly Walk[] = [
  { name: 'name typed', scene: 'questions', kinds: ['name'], reach: (before) => byTyping(before) },
  { name: 'birth typed', scene: 'questions', kinds: ['date'], reach: toBirth },
  { name: 'address typed', scene: 'questions', kinds: ['address'], reach: toAddress },
  {
    name: 'reading of the name', scene: 'questions', kinds: ['kana'],
    reach: async (before) => { await toName(before); await press(before.page, 'はい'); await asks(before.page, 'お名前の読みを入れてください。'); await typeKana(before.page, before.visitor.typed.kana); },
  },
  {
    name: 'phone', scene: 'questions', kinds: ['phone'],
    reach: async (before) => { await toDetails(before); await press(before.page, 'もどる'); await asks(before.page, '電話番号を入れてください。'); },
  },
  { name: 'choices and counts', scene: 'questions', kinds: ['choice', 'count'], reach: (before) => toDetails(before) },
  {
    name: 'text that may stay empty', scene: 'questions', kinds: ['text'],
    reach: async (before) => { await toOptional(before, '使いみち'); await before.page.getByRole('textbox').first().fill(before.visitor.typed.text); },
  },
  { name: 'review', scene: 'review', reach: toReview },
];
