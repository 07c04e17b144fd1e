import type { CardCode, CardState, Insertion, Prefill } from '../../../card-bridge/contract/index.ts';
import { OWN_ERRAND, whoKey, type CardScene, type CardTrouble, type Errand } from './card-errand.ts';
import { cardAlreadyRead, withReading } from './card-reading.ts';
import { checkNames, nameKey } from './name-check.ts';
import { EMPTY_NUMBER_B, eraseDigit, numberBOf, putDigit, yearInTokyo } from './number-b.ts';
import { onwards, startTyping, type Turn } from './onward.ts';
import type { CityToday } from './prefill-forms.ts';
import { MAX_ROUNDS, type IntakeEffect, type IntakeInput, type Scene, type Tray, type Visit } from './visit.ts';

const to = (scene: Scene, ...effects: IntakeEffect[]): Turn => ({ scene, effects });
const error: IntakeEffect = { do: 'sound', sound: 'error' };
type At<Name extends CardScene['at']> = Extract<CardScene, { at: Name }>;

/** The last try is kept: what the screen offers is one less than the card has. Null: the card gives no count. */
export const offeredTries = (triesLeft: number | null): number | null => (triesLeft === null ? null : Math.max(0, triesLeft - 1));

const place = (scene: Pick<CardScene, 'visit' | 'errand' | 'rounds'>, trouble: CardTrouble | null): At<'place-card'> =>
  ({ at: 'place-card', visit: scene.visit, errand: scene.errand, trouble, rounds: scene.rounds });

const pin = (scene: CardScene, card: { insertion: Insertion; triesLeft: number | null }, wrong: boolean, trouble: CardTrouble | null): At<'pin'> =>
  ({ at: 'pin', visit: scene.visit, errand: scene.errand, insertion: card.insertion, triesLeft: card.triesLeft, digits: '', wrong, trouble, rounds: scene.rounds });

const numberB = (scene: CardScene, more: Partial<Pick<At<'number-b'>, 'triesLeft' | 'wrong' | 'trouble' | 'rounds'>> = {}): At<'number-b'> =>
  ({ at: 'number-b', visit: scene.visit, errand: scene.errand, draft: EMPTY_NUMBER_B, triesLeft: null, wrong: false, trouble: null, rounds: scene.rounds, ...more });

const stopped = (scene: CardScene, code: CardTrouble): Turn =>
  to({ at: 'card-stopped', visit: scene.visit, errand: scene.errand, code, by: scene.at === 'number-b' || (scene.at === 'reading' && scene.by === 'number-b') ? 'number-b' : 'pin', rounds: scene.rounds }, error);

/** The reading did not come off: again, but not for ever. Whoever entered a 照合番号B enters it again. */
const again = (scene: At<'reading'>, trouble: CardTrouble): Turn => {
  const rounds = scene.rounds + 1;
  if (rounds >= MAX_ROUNDS) return stopped(scene, trouble);
  return to(scene.by === 'number-b' ? numberB(scene, { trouble, rounds }) : place({ ...scene, rounds }, trouble), error);
};

/** Asks for a card, or for the PIN of the one that lies there already. */
export const startCard = (tray: Tray, visit: Visit, errand: Errand = OWN_ERRAND): Turn => onTray(place({ visit, errand, rounds: 0 }, null), tray);

/** No card after all: the applicant is asked again how, a page of questions stands there as it was. */
const giveUp = (city: CityToday, { visit, errand }: CardScene): Scene =>
  errand.who === null ? { at: 'how', visit } : onwards(city, visit, errand.onward);

/** A card that this visit has read already is not asked for its PIN once more. */
const stillLies = (scene: CardScene, card: CardState): boolean =>
  card.state === 'mynumber' && scene.errand.who !== null && scene.visit.cards.some(({ insertion, who }) => insertion === card.insertion && who !== whoKey(scene.errand));

/** The tray changed while a card scene was open. */
export const onTray = (scene: CardScene, tray: Tray): Turn => {
  if (scene.at === 'card-stopped') return to(scene);
  if (tray.link === 'down' || tray.link === 'replaced') return stopped(scene, 'BRIDGE_DOWN');
  if (tray.link === 'open' && tray.reader !== 'ready') return stopped(scene, 'READER_MISSING');
  const { card } = tray;
  if (scene.at === 'reading' || scene.at === 'number-b') return to(scene);
  if (scene.at === 'pin') {
    if (card.state === 'mynumber' && card.insertion === scene.insertion) return to({ ...scene, triesLeft: card.triesLeft });
    if (card.state === 'absent') return to(place(scene, 'CARD_REMOVED'), error);
  }
  return onCard(scene, card);
};

/** What lies on the tray now, while a card is waited for. */
const onCard = (scene: At<'place-card' | 'pin'>, card: CardState): Turn => {
  const shows = (trouble: CardTrouble): boolean => scene.at === 'place-card' && scene.trouble === trouble;
  const tell = (trouble: CardTrouble): Turn => to(place(scene, trouble), ...(shows(trouble) ? [] : [error]));
  switch (card.state) {
    case 'absent': return scene.at === 'place-card' ? to(shows('CARD_STILL_LIES') ? place(scene, null) : scene) : to(place(scene, null));
    case 'present': return scene.at === 'place-card' ? to(scene) : to(place(scene, null));
    case 'unsupported': return tell('NOT_MYNUMBER_CARD');
    case 'unreadable': return card.code === 'PIN_NOT_SET' ? stopped(scene, 'PIN_NOT_SET') : tell(card.code);
    case 'mynumber':
      if (stillLies(scene, card)) return tell('CARD_STILL_LIES');
      if (card.triesLeft === 0) return stopped(scene, 'PIN_LOCKED');
      if (card.triesLeft === 1) return stopped(scene, 'PIN_LAST_TRY');
      return to(pin(scene, card, false, scene.at === 'place-card' && STAYS_TOLD.has(scene.trouble) ? scene.trouble : null));
  }
};
/** The card lay there all the time: the page with the PIN says why it is asked for again. */
const STAYS_TOLD: ReadonlySet<CardTrouble | null> = new Set(['CARD_UNREADABLE', 'TIMEOUT', 'BUSY', 'CANCELLED']);

/** A reading came back without data. Each code has one calm way on; nothing is retried with the same digits. */
export const onRefusal = (scene: At<'reading'>, code: CardCode, triesLeft: number | undefined): Turn => {
  switch (code) {
    case 'PIN_WRONG':
      return to(scene.by === 'number-b' ? numberB(scene, { triesLeft: triesLeft ?? null, wrong: true }) : pin(scene, { insertion: scene.insertion, triesLeft: triesLeft ?? null }, true, null), error);
    case 'PIN_FORMAT':
      return to(scene.by === 'number-b' ? numberB(scene, { trouble: code }) : pin(scene, { insertion: scene.insertion, triesLeft: null }, false, code), error);
    case 'CARD_REMOVED': case 'NO_CARD': case 'CARD_UNREADABLE': case 'CARD_SHARED': case 'TIMEOUT': case 'BUSY': case 'CANCELLED': case 'NOT_MYNUMBER_CARD':
      return again(scene, code);
    case 'PIN_LAST_TRY': case 'PIN_LOCKED': case 'PIN_NOT_SET': case 'AUTH_FAILED': case 'CARD_DATA':
    case 'READER_MISSING': case 'BRIDGE_DOWN': case 'FORBIDDEN_FILE': case 'BAD_OP':
      return stopped(scene, code);
  }
};

/** The four items are here: the name is shown first. A card of somebody whom this visit knows already is told, and what was read is dropped. */
export const onReading = (city: CityToday, scene: At<'reading'>, prefill: Prefill): Turn => {
  const known = cardAlreadyRead(scene.visit, scene.errand, prefill);
  if (known !== null) return to(place(scene, known), error);
  const visit = withReading(city, scene, prefill);
  const key = nameKey(city, visit, scene.errand);
  const success: IntakeEffect = { do: 'sound', sound: 'success' };
  return to(key === null ? onwards(city, visit, scene.errand.onward) : checkNames(visit, [key], scene.errand.onward, scene.visit), success);
};

const onPin = (scene: At<'pin'>, input: IntakeInput): Turn => {
  if (input.do === 'digit') return to(/^[0-9]$/.test(input.digit) && scene.digits.length < 4 ? { ...scene, digits: scene.digits + input.digit, wrong: false, trouble: null } : scene);
  if (input.do === 'erase') return to({ ...scene, digits: scene.digits.slice(0, -1) });
  if (input.do === 'pin-unknown') return to({ at: 'card-stopped', visit: scene.visit, errand: scene.errand, code: 'PIN_UNKNOWN', by: 'pin', rounds: scene.rounds });
  if (input.do !== 'enter-pin' || scene.digits.length !== 4) return to(scene);
  return to({ at: 'reading', visit: scene.visit, errand: scene.errand, insertion: scene.insertion, by: 'pin', rounds: scene.rounds }, { do: 'read-card', pin: scene.digits, insertion: scene.insertion });
};

/** A card that 照合番号B can open. It is bound to the insertion that lies there when staff press the key, because they typed with the card in hand. */
export const insertionForB = ({ link, reader, card }: Tray): Insertion | null => {
  if (link !== 'open' || reader !== 'ready') return null;
  return card.state === 'mynumber' || (card.state === 'unreadable' && card.code === 'PIN_NOT_SET') ? card.insertion : null;
};

const onNumberB = (scene: At<'number-b'>, tray: Tray, input: IntakeInput, thisYear: number): Turn => {
  const told = { wrong: false, trouble: null };
  if (input.do === 'digit') return to({ ...scene, ...told, draft: putDigit(scene.draft, input.digit, thisYear) });
  if (input.do === 'erase') return to({ ...scene, ...told, draft: eraseDigit(scene.draft) });
  if (input.do === 'open-part') return to({ ...scene, draft: { ...scene.draft, open: input.part } });
  const number = numberBOf(scene.draft, thisYear);
  const insertion = insertionForB(tray);
  if (input.do !== 'enter-number-b' || number === null || insertion === null) return to(scene);
  return to({ at: 'reading', visit: scene.visit, errand: scene.errand, insertion, by: 'number-b', rounds: scene.rounds }, { do: 'read-card-b', number, insertion });
};

/** Everything that happens in a card scene. */
export const playCard = (city: CityToday, nowMs: number, scene: CardScene, tray: Tray, input: IntakeInput): Turn => {
  const cancel: IntakeEffect[] = scene.at === 'reading' ? [{ do: 'cancel-reading' }] : [];
  switch (input.do) {
    case 'back': return to(giveUp(city, scene), ...cancel);
    case 'by-typing': return to(scene.errand.who === null ? startTyping(city, scene.visit) : giveUp(city, scene), ...cancel);
    case 'tray': return onTray(scene, input.tray);
    case 'by-card': case 'next': return scene.at === 'card-stopped' ? startCard(tray, scene.visit, scene.errand) : to(scene);
    case 'by-number-b': return scene.at === 'card-stopped' ? to(numberB(scene)) : to(scene);
    case 'read':
      if (scene.at !== 'reading' || scene.insertion !== input.insertion) return to(scene);
      return input.reading.ok ? onReading(city, scene, input.reading.prefill) : onRefusal(scene, input.reading.code, input.reading.triesLeft);
    default: return scene.at === 'pin' ? onPin(scene, input) : scene.at === 'number-b' ? onNumberB(scene, tray, input, yearInTokyo(nowMs)) : to(scene);
  }
};
