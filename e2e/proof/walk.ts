/** 立ち去り: a walk to one screen, from which its visitor goes away. */
import type { SceneName } from '@engawa/kiosk/testing';
import type { FieldKind } from '@engawa/reception/contract';
import type { Page } from 'playwright-core';
import { asks, choose, press, typeDigits, typeKana } from '../journeys/counter-people.ts';
import type { ProofHall } from './proof-hall.ts';
import type { Visitor } from './visitor.ts';

export type Before = { readonly page: Page; readonly hall: ProofHall; readonly visitor: Visitor };
export type Walk = {
  readonly name: string;
  readonly scene: SceneName;
  /** kinds of answers that the page of questions asks for */ readonly kinds?: readonly FieldKind[];
  /** The card stays on the tray. */ readonly forgetsCard?: true;
  /** Nothing that could be looked for has been entered or read by then; says what was. */ readonly empty?: string;
  reach(before: Before): Promise<void>;
  /** What goes on after the visitor has gone, until the wipe is due; default: silence. */
  goesOn?(before: Before): Promise<void>;
};

/** A certificate whose form asks for reading and telephone. */
export const PAPER = '税証明';
export const stands = (page: Page, scene: SceneName): Promise<void> => page.locator(`.kiosk[data-scene="${scene}"]`).waitFor();

/** From the first page to the question about the card. `wish`: first words of what one comes for. */
export async function toHow({ page }: Before, wish = '住民票・証明書', title = PAPER): Promise<void> {
  await asks(page, 'こんにちは。');
  await press(page, wish);
  await asks(page, '何が必要ですか。');
  await choose(page, title);
  await press(page, 'つぎへ');
  while (await page.locator('.kiosk:not([data-scene="choose"])').waitFor().then(() => page.locator('.kiosk[data-scene="guide"]').isVisible())) await press(page, 'つぎへ');
  await stands(page, 'how');
}
export async function toPin(before: Before, wish?: string, title?: string): Promise<void> {
  await toHow(before, wish, title);
  await press(before.page, 'カードを使う');
  await before.hall.hand.lay(before.visitor.person);
  await stands(before.page, 'pin');
}
export async function enterPin({ page }: Before, pin: string): Promise<void> {
  await typeDigits(page, pin);
  await press(page, '決定');
}
export async function toName(before: Before, wish?: string, title?: string): Promise<void> {
  await toPin(before, wish, title);
  await enterPin(before, before.visitor.person.pin);
  await stands(before.page, 'name-check');
}
/** The name, its reading and the telephone are answered. */
export async function toDetails(before: Before, wish?: string, title = PAPER): Promise<void> {
  const { page, visitor } = before;
  await toName(before, wish, title);
  await press(page, 'はい');
  await asks(page, 'お名前の読みを入れてください。');
  await before.hall.hand.take();
  await typeKana(page, visitor.typed.kana);
  await press(page, 'つぎへ');
  await asks(page, '電話番号を入れてください。');
  await typeDigits(page, visitor.typed.phone);
  await press(page, 'つぎへ');
  await asks(page, `${title}について`);
}
export async function toReview(before: Before): Promise<void> {
  await toDetails(before);
  await press(before.page, 'つぎへ');
  await stands(before.page, 'review');
}
