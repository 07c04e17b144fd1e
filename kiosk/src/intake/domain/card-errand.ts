import type { CardCode, Prefill } from '../../../card-bridge/contract/index.ts';
import type { QuestionPage } from './question-pages.ts';
import type { Scene, Visit } from './visit.ts';

/** Where somebody stands in the questions. */
export interface QuestionWalk { pages: readonly QuestionPage[]; page: number; fixing: boolean; /** what a fix began from */ before: Visit }

/** Where a visit goes on after a card or a look at a name. */
export type Onward = { to: 'questions' } | { to: 'review' } | ({ to: 'page' } & QuestionWalk);

/** For whom a card is read: the applicant (null), or a person of a list. */
export interface Errand { who: { list: string; n: number } | null; onward: Onward }
export const OWN_ERRAND: Errand = { who: null, onward: { to: 'questions' } };

/** `people.family.2`; '' is the applicant. */
export const whoKey = ({ who }: Errand): string => (who === null ? '' : `${who.list}.${who.n}`);

/** Why a card cannot go on: what the bridge says, and what only the visit knows. */
export type CardTrouble = CardCode
  /** the card that was read last still lies there */ | 'CARD_STILL_LIES'
  /** this card was read already, for the applicant */ | 'CARD_IS_APPLICANTS'
  /** or for somebody else of this visit */ | 'CARD_READ_ALREADY'
  /** 番号が わからない */ | 'PIN_UNKNOWN';

/** The four items, or a refusal; `triesLeft` counts those of what was asked for, PIN or 照合番号B. */
export type CardReadingAnswer = { ok: true; prefill: Prefill } | { ok: false; code: CardCode; triesLeft?: number | undefined };

export type CardScene = Extract<Scene, { at: 'place-card' | 'pin' | 'number-b' | 'reading' | 'card-stopped' }>;

/** Here 照合番号B is the way to the four items: nobody can or may use the PIN. */
export const OPENS_TO_NUMBER_B: ReadonlySet<CardTrouble> = new Set(['PIN_LOCKED', 'PIN_LAST_TRY', 'PIN_NOT_SET', 'PIN_UNKNOWN']);
