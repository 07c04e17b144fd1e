/** Walks around the card: before it, with it, and with that of a relative. */
import { VIRTUAL_NUMBER_B } from '@engawa/kiosk/testing';
import { asks, named, press, typeDigits } from '../journeys/counter-people.ts';
import { enterPin, stands, toDetails, toHow, toName, toPin } from './walk.ts';
import type { Before, Walk } from './walk.ts';

/** 「カードで追加」 on the page about the children. */
const FAMILY = ['子ども・福祉', 'こども医療費の助成'] as const;
async function toRelativesCard(before: Before): Promise<void> {
  await toDetails(before, ...FAMILY);
  await press(before.page, 'カードで追加');
  await stands(before.page, 'place-card');
}
async function toRelativesPin(before: Before): Promise<void> {
  await toRelativesCard(before);
  await before.hall.hand.lay(before.visitor.relative);
  await stands(before.page, 'pin');
}
async function toNumberB(before: Before): Promise<void> {
  await toHow(before);
  await press(before.page, 'カードを使う');
  await before.hall.hand.lay(before.visitor.person, { triesLeft: 0 });
  await stands(before.page, 'card-stopped');
  await press(before.page, '職員が 番号を入れる');
  await stands(before.page, 'number-b');
  await typeDigits(before.page, VIRTUAL_NUMBER_B);
}
/** What a card had said is taken back: nothing of it may stay. */
async function backToHow(before: Before, wish?: string, title?: string): Promise<void> {
  await toName(before, wish, title);
  await press(before.page, 'もどる');
  await stands(before.page, 'how');
}
async function backTo(before: Before, scene: 'choose' | 'guide', wish?: string, title?: string): Promise<void> {
  await backToHow(before, wish, title);
  await press(before.page, 'もどる');
  await stands(before.page, scene);
}

export const CARD_WALKS: readonly Walk[] = [
  { name: 'choose after a card', scene: 'choose', reach: (before) => backTo(before, 'choose') },
  { name: 'guide after a card', scene: 'guide', reach: (before) => backTo(before, 'guide', '子ども・福祉', '児童手当の認定請求') },
  { name: 'how after a card', scene: 'how', reach: (before) => backToHow(before) },
  { name: 'place-card of a relative', scene: 'place-card', reach: toRelativesCard },
  { name: 'pin of a relative', scene: 'pin', forgetsCard: true, reach: async (before) => { await toRelativesPin(before); await typeDigits(before.page, before.visitor.relative.pin.slice(0, 3)); } },
  {
    name: 'pin that was wrong', scene: 'pin', forgetsCard: true,
    reach: async (before) => { await toPin(before); await enterPin(before, before.visitor.wrongPin); await before.page.getByText(named('番号がちがいました。')).first().waitFor(); },
  },
  {
    name: 'reading', scene: 'reading', forgetsCard: true,
    reach: async (before) => {
      await toHow(before);
      await press(before.page, 'カードを使う');
      await before.hall.hand.lay(before.visitor.person, { slow: 500 });
      await stands(before.page, 'pin');
      await enterPin(before, before.visitor.person.pin);
      await stands(before.page, 'reading');
    },
  },
  {
    name: 'stopped after two wrong', scene: 'card-stopped', forgetsCard: true,
    reach: async (before) => {
      await toPin(before);
      for (const scene of ['pin', 'card-stopped'] as const) {
        await enterPin(before, before.visitor.wrongPin);
        await before.page.getByText(named('番号がちがいました。')).or(before.page.locator('[data-scene="card-stopped"]')).first().waitFor();
        await stands(before.page, scene);
      }
    },
  },
  { name: 'number-b typed', scene: 'number-b', forgetsCard: true, empty: 'fourteen digits in three parts', reach: toNumberB },
  { name: 'name-check by number-b', scene: 'name-check', reach: async (before) => { await toNumberB(before); await press(before.page, '決定'); await stands(before.page, 'name-check'); } },
  { name: 'name-check', scene: 'name-check', reach: (before) => toName(before) },
  {
    name: 'name-check of a relative', scene: 'name-check',
    reach: async (before) => { await toRelativesPin(before); await enterPin(before, before.visitor.relative.pin); await stands(before.page, 'name-check'); },
  },
  {
    name: 'people of a family', scene: 'questions', kinds: ['people', 'choices', 'choice'],
    reach: async (before) => {
      await toRelativesPin(before);
      await enterPin(before, before.visitor.relative.pin);
      await stands(before.page, 'name-check');
      await press(before.page, 'はい');
      await asks(before.page, `${FAMILY[1]}について`);
    },
  },
];
