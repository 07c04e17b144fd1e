/** The screens at which the visitor of the proof walks away, each by the way to it. A new screen of the kiosk is one row more. */
import type { Page } from 'playwright-core';
import { asks, chooseCertificates, layCard, press, typeDigits, typeKana } from '../journeys/counter-people.ts';
import type { City } from '../city/start-city.ts';
import type { Canary } from './process-memory.ts';

/** Words of the demo card `alex` that stand nowhere else in the house, and what this visitor types. */
export const CANARIES: readonly Canary[] = [
  { name: 'name', text: 'ＡＬＥＸＡＮＤＲＡ' }, { name: 'town', text: '港町四丁目' }, { name: 'house', text: 'グランドサンプルレジデンス' },
  { name: 'reading', text: 'カナリヤ　ヌヌネ' }, { name: 'phone', text: '0397531864' }, { name: 'PIN in its frame', text: '"pin":"1357"' },
];
/** `empty`: nothing of the card has been read here yet, so that the control finds nothing either. */
export type Screen = { readonly name: string; readonly empty?: true; reach(page: Page, city: City): Promise<void> };

const PAPER = '税証明';
const toPin = async (page: Page, city: City): Promise<void> => {
  await chooseCertificates(page, [PAPER]);
  await press(page, 'カードを使う');
  await layCard(city, 'alex');
  await asks(page, 'カードの暗証番号を入れてください。');
};
const toName = async (page: Page, city: City): Promise<void> => {
  await toPin(page, city);
  await typeDigits(page, '1357');
  await press(page, '決定');
  await asks(page, 'この字でよいですか。');
};
const toKana = async (page: Page, city: City): Promise<void> => {
  await toName(page, city);
  await press(page, 'はい');
  await asks(page, 'お名前の読みを入れてください。');
};
const toPhone = async (page: Page, city: City): Promise<void> => {
  await toKana(page, city);
  await typeKana(page, 'かなりや　ぬぬね');
  await press(page, 'つぎへ');
  await asks(page, '電話番号を入れてください。');
};
const toReview = async (page: Page, city: City): Promise<void> => {
  await toPhone(page, city);
  await typeDigits(page, '0397531864');
  await press(page, 'つぎへ');
  await asks(page, `${PAPER}について`);
  await press(page, 'つぎへ');
  await asks(page, 'この内容でよろしいですか。');
};

export const SCREENS: readonly Screen[] = [
  { name: 'review', reach: toReview },
  { name: 'letters of the name', reach: toName },
  { name: 'reading of the name', reach: toKana },
  { name: 'phone', reach: toPhone },
  { name: 'pin', empty: true, reach: toPin },
  { name: 'pin-refused', empty: true, reach: async (page, city) => { await toPin(page, city); await typeDigits(page, '9753'); await press(page, '決定'); await page.getByText('ちがい').first().waitFor(); } },
];
