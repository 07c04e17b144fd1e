import { ANSWER_WALKS } from './walks-answers.ts';
import { CARD_WALKS } from './walks-card.ts';
import { NUMBER_WALKS } from './walks-number.ts';
import type { Walk } from './walk.ts';

/** Every screen at which somebody can walk away. Those that move the kiosk's clock far on and take a number stand last. */
export const WALKS: readonly Walk[] = [...CARD_WALKS, ...ANSWER_WALKS, ...NUMBER_WALKS];

/** `words`: names of walks or of scenes. @throws when one is neither. */
export function chooseWalks(words: readonly string[]): readonly Walk[] {
  const stranger = words.find((word) => WALKS.every(({ name, scene }) => name !== word && scene !== word));
  if (stranger !== undefined) throw new Error(`No walk is called 「${stranger}」. There are:\n${WALKS.map(({ name, scene }) => `  ${name} (${scene})`).join('\n')}`);
  return words.length === 0 ? WALKS : WALKS.filter(({ name, scene }) => words.includes(name) || words.includes(scene));
}
