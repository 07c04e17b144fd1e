import type { CardTrust, CityProfile, IntakeId, Language, PaperView, ProcedureId, Zone } from '@engawa/reception/contract';
import type { CardState, Insertion, ReaderState } from '../../../card-bridge/contract/index.ts';
import type { FieldProblem } from './check-field.ts';
import type { CardReadingAnswer, CardTrouble, Errand, Onward, QuestionWalk } from './card-errand.ts';
import type { NumberBDraft, NumberBPart } from './number-b.ts';
import type { GuideMoment } from './guide.ts';
import type { Values } from './prefill-forms.ts';

/** How the screen speaks and looks to this visitor. Everybody finds it plain again. */
export interface Manner { language: Language; textScale: 1 | 1.25 | 1.5; inverted: boolean; sound: boolean; /** ふりがな over plain Japanese */ furigana: boolean; /** 音声案内: every page reads itself, keys 1–9 choose; what is private only into a headset */ voice: 'off' | 'speaker' | 'headset'; /** 座って使う: every control in the lower band */ seated: boolean }
export const PLAIN_MANNER: Manner = { language: 'ja', textScale: 1, inverted: false, sound: true, furigana: false, voice: 'off', seated: false };

/** The tray as the screen needs it (no personal data). `link` other than `open` means that no card can be read. */
export interface Tray { link: 'connecting' | 'open' | 'down' | 'replaced'; reader: ReaderState; card: CardState }
export const EMPTY_TRAY: Tray = { link: 'connecting', reader: 'none', card: { state: 'absent' } };

/** One visit's form, in memory only. It is gone the moment the ticket exists or the visitor does not. */
export interface Visit {
  intakeId: IntakeId;
  procedures: readonly ProcedureId[];
  by: 'card' | 'typing' | 'phone';
  values: Values;
  /** what was known before card and keys: a role, answers that came from a phone. It outlives a change of mind about the card. */ given?: Values;
  /** every card that was read: the applicant's, then those of further people */ cards: readonly CardRead[];
}

/** One card that was read in this visit. Name and birth as the card writes them tell one card from another. */
export interface CardRead { /** '' the applicant, else a person of a list: `people.family.2` */ who: string; insertion: Insertion; name: string; birth: string; trust: CardTrust }

/** 番号札 as it is shown. `standing` null until the hall server has answered; then people ahead and the clock range. */
export interface ShownTicket {
  intakeId: IntakeId; label: string; zone: Zone; procedures: readonly ProcedureId[]; secret: string; issuedAtMs: number;
  form: boolean; /** the visitor typed, so the first stone was not the card */ typed: boolean;
  standing: { ahead: number; fromMs: number | null; untilMs: number | null } | null;
  /** null until the hall server has said how its paper is */ paper: PaperView | null;
}

/** Whether the hall has a word more to say of the paper: it knows the ticket, and the paper is neither out nor none. */
export const isAwaited = ({ standing, paper }: ShownTicket): boolean => standing !== null && paper?.state !== 'none' && paper?.state !== 'printed';

/** Why this kiosk cannot give a number: a person does. */
export type NumberRefusal = 'never-connected' | 'clock-behind' | 'day-over' | 'day-full' | 'not-saved' | 'elsewhere';

/**
 * ```
 * idle ─begin─▶ choose ─next─▶ how ─by-card─▶ the card scenes ─read─▶ name-check ─▶ questions
 *   │             │             └─by-typing──────┴──────────────────────────────────▶ │ (page by page)
 *   ├─open─▶ navigator │ scan ─begin-with─▶ how, the card scenes, questions or review  │
 *   │ (no form)   │ (no form)                            ┌──add-by-card, name-check────┤
 *   └─────────────┴──▶ submitting ◀─── review ◀──────────┴─────────────────────────────┘
 *                         │              └─fix, look-at-names─▶ questions, name-check ─▶ review
 *                         ├─given─▶ ticket ─finish, or time─▶ thanks ─card taken, or time─▶ idle
 *                         └─refused, or silent─▶ staff-needed ─▶ idle
 * the card scenes, for the applicant (how) or one more person (a page of questions); cancelled they leave nothing behind:
 *   place-card ─card with tries─▶ pin ─4 digits─▶ reading ─ok─▶ name-check
 *       ▲  ▲                       │                 │ refused: pin, place-card, number-b or card-stopped
 *       │  └────── again ◀─────────┴── card-stopped ◀┘
 *       └────────────── number-b (照合番号B, by staff) ─14 digits and a card─▶ reading
 * guide, where a form has something to say: between choose and how, and between review and submitting
 * leave, wiped after no answer: from everywhere to idle
 * ```
 */
export type Scene =
  | { at: 'idle' }
  | { at: 'choose'; zone: Zone; intakeId: IntakeId; procedures: readonly ProcedureId[] }
  /** 「どの手続きが必要か しらべる」 */
  | { at: 'navigator' }
  /** 「スマホで書いてきた（QR）」 */
  | { at: 'scan' }
  /** 案内: what to know and to bring, before the question about the card or before the number */
  | { at: 'guide'; visit: Visit; moment: GuideMoment; page: number }
  | { at: 'how'; visit: Visit }
  | { at: 'place-card'; visit: Visit; errand: Errand; /** why the visitor is asked again */ trouble: CardTrouble | null; rounds: number }
  | { at: 'pin'; visit: Visit; errand: Errand; insertion: Insertion; triesLeft: number | null; digits: string; wrong: boolean; /** why the PIN is asked for again */ trouble: CardTrouble | null; rounds: number }
  /** 照合番号B, by staff with the card in hand; `triesLeft` is its own count, known after a wrong one */
  | { at: 'number-b'; visit: Visit; errand: Errand; draft: NumberBDraft; triesLeft: number | null; wrong: boolean; trouble: CardTrouble | null; rounds: number }
  | { at: 'reading'; visit: Visit; errand: Errand; insertion: Insertion; by: NonNullable<CardTrust['by']>; rounds: number }
  | { at: 'card-stopped'; visit: Visit; errand: Errand; code: CardTrouble; by: NonNullable<CardTrust['by']>; rounds: number }
  /** 「この字でよいですか」: names read from cards, one after the other, as large as the screen carries */
  | { at: 'name-check'; visit: Visit; keys: readonly string[]; n: number; onward: Onward; /** what stood before the reading; null in the review */ undo: Visit | null }
  | ({ at: 'questions'; visit: Visit; problems: Readonly<Record<string, FieldProblem>> } & QuestionWalk)
  | { at: 'review'; visit: Visit }
  | { at: 'submitting'; visit: Visit; wait: { untilMs: number; why: 'starting' | 'pace' } | null }
  | { at: 'ticket'; ticket: ShownTicket; closesAtMs: number }
  | { at: 'staff-needed'; why: NumberRefusal; closesAtMs: number }
  | { at: 'thanks'; closesAtMs: number };

export interface Intake {
  scene: Scene;
  manner: Manner;
  tray: Tray;
  touchedAtMs: number;
  /** the idle dialog is open until then, and then everything is wiped */ wipeAtMs: number | null;
}

/** Times of the screen. The idle times are the city's (`policy`). `deskSilentMs`: a disk that says nothing for this long (a save takes 10 ms) is broken, and a person takes over. */
export const SHOWN = { ticketMs: 60_000, thanksMs: 5_000, staffNeededMs: 30_000, deskSilentMs: 15_000 } as const;
/** How often a card may be tried again before a person is the better help. */
export const MAX_ROUNDS = 3;

export const freshIntake = (nowMs: number, tray: Tray = EMPTY_TRAY): Intake =>
  ({ scene: { at: 'idle' }, manner: PLAIN_MANNER, tray, touchedAtMs: nowMs, wipeAtMs: null });

export type IntakeInput =
  | { do: 'begin'; zone: Zone; intakeId: IntakeId }
  | { do: 'open'; what: 'navigator' | 'scan' }
  /** from the navigator (procedures) or from a scanned code (`values` is untrusted text by key); `by` skips the question about the card */
  | { do: 'begin-with'; intakeId: IntakeId; procedures: readonly ProcedureId[]; values?: Readonly<Record<string, string>>; by?: Visit['by'] }
  /** on the page about the card: 代理で来た */
  | { do: 'for-another'; yes: boolean }
  | { do: 'toggle'; procedure: ProcedureId }
  /** the procedures of another zone, to be chosen as well */
  | { do: 'look'; zone: Zone }
  | { do: 'next' } | { do: 'back' } | { do: 'leave' } | { do: 'continue' } | { do: 'touch' }
  | { do: 'by-card' } | { do: 'by-typing' }
  | { do: 'tray'; tray: Tray }
  | { do: 'digit'; digit: string } | { do: 'erase' } | { do: 'enter-pin' } | { do: 'pin-unknown' }
  /** 「職員が番号を入れる」 */
  | { do: 'by-number-b' } | { do: 'open-part'; part: NumberBPart } | { do: 'enter-number-b' }
  /** 「カードで追加」: one more person of a list, or that one */
  | { do: 'add-by-card'; list: string; n?: number }
  | { do: 'read'; insertion: Insertion; reading: CardReadingAnswer }
  | { do: 'edit'; key: string; value: string }
  | { do: 'fix'; key: string } | { do: 'fix-procedure'; procedure: ProcedureId } | { do: 'look-at-names'; keys: readonly string[] }
  /** the answer to 「この字でよいですか」 */
  | { do: 'glyph-doubt'; doubt: boolean }
  /** what the screen's fonts can draw of names and addresses */
  | { do: 'letters'; intakeId: IntakeId; looked: readonly LookedAt[] }
  | { do: 'submit' }
  | { do: 'number-wait'; intakeId: IntakeId; untilMs: number; why: 'starting' | 'pace' }
  | { do: 'number-refused'; intakeId: IntakeId; why: NumberRefusal }
  | { do: 'issued'; ticket: ShownTicket }
  | { do: 'standing'; intakeId: IntakeId; standing: NonNullable<ShownTicket['standing']> }
  | { do: 'paper'; intakeId: IntakeId; paper: PaperView }
  | { do: 'manner'; manner: Partial<Manner> }
  | { do: 'tick' };

/** A value that somebody is going to see; `shown` is false where a letter of it has no glyph, or not the shape that was asked for. */
export interface LookedAt { key: string; value: string; shown: boolean }

/** What the world has to do. A PIN or a 照合番号B travels here once and stays in no state. */
export type IntakeEffect =
  | { do: 'read-card'; pin: string; insertion: Insertion }
  | { do: 'read-card-b'; number: string; insertion: Insertion }
  | { do: 'look-at-letters'; intakeId: IntakeId; texts: readonly { key: string; value: string }[] }
  | { do: 'cancel-reading' }
  | { do: 'submit'; visit: Visit; language: Language }
  | { do: 'sound'; sound: 'success' | 'error' | 'idle' }
  /** the visit is over: forget call for staff, speech, focus, everything of this person */
  | { do: 'forget' };

export interface Step { intake: Intake; effects: readonly IntakeEffect[] }
export type CityAndTime = { city: CityProfile; nowMs: number };
