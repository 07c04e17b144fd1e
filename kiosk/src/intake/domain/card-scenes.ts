import type { CardCode, Prefill } from '../../../card-bridge/contract/index.ts';
import { prefillForms, type CityToday } from './prefill-forms.ts';
import { questionPages } from './question-pages.ts';
import { MAX_ROUNDS, type IntakeEffect, type Scene, type Tray, type Visit } from './visit.ts';

export interface Turn { scene: Scene; effects: readonly IntakeEffect[] }
const to = (scene: Scene, ...effects: IntakeEffect[]): Turn => ({ scene, effects });
const error: IntakeEffect = { do: 'sound', sound: 'error' };

type CardScene = Extract<Scene, { at: 'place-card' | 'pin' | 'reading' }>;

/** The last try is kept: what the screen offers is one less than the card has. Null: the card gives no count. */
export const offeredTries = (triesLeft: number | null): number | null => (triesLeft === null ? null : Math.max(0, triesLeft - 1));

const stopped = (scene: CardScene, code: CardCode): Turn => to({ at: 'card-stopped', visit: scene.visit, code, rounds: scene.rounds }, error);

/** Ask for the card again, but not for ever. */
const again = (scene: CardScene, trouble: CardCode): Turn =>
  scene.rounds + 1 >= MAX_ROUNDS ? stopped(scene, trouble) : to({ at: 'place-card', visit: scene.visit, trouble, rounds: scene.rounds + 1 }, error);

/** The tray changed while a card scene was open. */
export const onTray = (scene: CardScene, tray: Tray): Turn => {
  if (tray.link === 'down' || tray.link === 'replaced') return stopped(scene, 'BRIDGE_DOWN');
  if (tray.link === 'open' && tray.reader !== 'ready') return stopped(scene, 'READER_MISSING');
  const { card } = tray;
  if (scene.at === 'reading') return to(scene);
  if (scene.at === 'pin') {
    if (card.state === 'mynumber' && card.insertion === scene.insertion) return to({ ...scene, triesLeft: card.triesLeft });
    if (card.state === 'absent') return to({ at: 'place-card', visit: scene.visit, trouble: 'CARD_REMOVED', rounds: scene.rounds }, error);
  }
  switch (card.state) {
    case 'absent': case 'present': return scene.at === 'place-card' ? to(scene) : to({ at: 'place-card', visit: scene.visit, trouble: null, rounds: scene.rounds });
    case 'unsupported': return to({ at: 'place-card', visit: scene.visit, trouble: 'NOT_MYNUMBER_CARD', rounds: scene.rounds }, ...(scene.at === 'place-card' && scene.trouble === 'NOT_MYNUMBER_CARD' ? [] : [error]));
    case 'unreadable': return to({ at: 'place-card', visit: scene.visit, trouble: card.code, rounds: scene.rounds }, ...(scene.at === 'place-card' && scene.trouble === card.code ? [] : [error]));
    case 'mynumber':
      if (card.triesLeft === 0) return stopped(scene, 'PIN_LOCKED');
      if (card.triesLeft === 1) return stopped(scene, 'PIN_LAST_TRY');
      return to({ at: 'pin', visit: scene.visit, insertion: card.insertion, triesLeft: card.triesLeft, digits: '', wrong: false, rounds: scene.rounds });
  }
};

/** A reading came back without data. Each code has one calm way on; nothing is retried with the same PIN. */
export const onRefusal = (scene: Extract<Scene, { at: 'reading' }>, code: CardCode, triesLeft: number | undefined): Turn => {
  switch (code) {
    case 'PIN_WRONG': case 'PIN_FORMAT':
      return to({ at: 'pin', visit: scene.visit, insertion: scene.insertion, triesLeft: triesLeft ?? null, digits: '', wrong: true, rounds: scene.rounds }, error);
    case 'CARD_REMOVED': case 'NO_CARD': case 'CARD_UNREADABLE': case 'CARD_SHARED': case 'TIMEOUT': case 'BUSY':
      return again(scene, code);
    case 'NOT_MYNUMBER_CARD': return to({ at: 'place-card', visit: scene.visit, trouble: code, rounds: scene.rounds }, error);
    case 'CANCELLED': return to({ at: 'how', visit: scene.visit });
    case 'PIN_LAST_TRY': case 'PIN_LOCKED': case 'PIN_NOT_SET': case 'AUTH_FAILED': case 'CARD_DATA':
    case 'READER_MISSING': case 'BRIDGE_DOWN': case 'FORBIDDEN_FILE': case 'BAD_OP':
      return stopped(scene, code);
  }
};

/** Forms with what is known so far; straight to the review when nothing is left to ask. */
export const startQuestions = (city: CityToday, visit: Visit): Scene => {
  const pages = questionPages(city, visit.procedures, visit.values);
  return pages.length === 0 ? { at: 'review', visit } : { at: 'questions', visit, pages, page: 0, problems: {}, fixing: false, before: visit.values };
};

export const onReading = (city: CityToday, scene: Extract<Scene, { at: 'reading' }>, prefill: Prefill): Turn => to(startQuestions(city, {
  ...scene.visit, by: 'card', values: prefillForms(city, scene.visit.procedures, prefill, scene.visit.given), card: { authenticity: prefill.authenticity, live: prefill.live },
}), { do: 'sound', sound: 'success' });
