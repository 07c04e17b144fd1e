import type { CardCode, CardRefusal, CardState, Insertion, Prefill, ReaderState } from '../contract/index.ts';
import { CardFault } from '../domain/card-fault.ts';
import { decidePinPace, parseNumberB, parsePin } from '../domain/pin-pace.ts';
import { NUMBER_B, TEXT_AP_PIN } from '../domain/text-ap.ts';
import { openCardChannel } from './card-channel.ts';
import { queueConversations, WATCHDOG } from './conversations.ts';
import { askTries, type SecretKind } from './identify-card.ts';
import type { CardCrypto, CardSlot, Clock, IssuerKeys, SlotEvent } from './ports.ts';
import { readCard, toRefusal, type CardReadingResult } from './read-card.ts';

export type TrayState = { reader: ReaderState; card: CardState };
export type TrayReading = { ok: true; prefill: Prefill } | ({ ok: false } & CardRefusal);
/** All that is ever logged about a card: no name, no PIN, no ATR, no data. */
export type TrayNote = { event: 'asked' | 'read'; code: CardCode | 'ok'; statusWord: number | undefined; ms: number; apdus: number };

export type CardTray = {
  state(): TrayState;
  /** `listener` gets every change. Returns the way to stop. */
  watch(listener: (state: TrayState) => void): () => void;
  read(request: { pin: string; insertion: Insertion }): Promise<TrayReading>;
  /** With 照合番号B instead of the PIN: also for a card whose PIN is locked, nearly so, or was never set. */
  readB(request: { number: string; insertion: Insertion }): Promise<TrayReading>;
  /** true when a reading was under way. */
  cancel(): boolean;
  close(): Promise<void>;
};

export type TrayParts = { slot: CardSlot; crypto: CardCrypto; issuers: IssuerKeys; clock: Clock; newInsertion: () => Insertion; note?: (note: TrayNote) => void };

/** Reckoned with, for one stay, where a card gives no count when it is asked: what it told at its last VERIFY, and one less for each entry that ended untold. */
const ALL_TRIES: Readonly<Record<SecretKind, number>> = { pin: TEXT_AP_PIN.tries, 'number-b': NUMBER_B.tries };

const ABSENT: CardState = { state: 'absent' };

/** Readers notice a removal within 370 ms (measured on the virtual one); after a second it would have been told. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The tray (台): what lies on it, and the one reading that may be under way.
 * ```
 *            inserted               askTries
 *  absent ────────────▶ present ────────────▶ mynumber(tries) │ unsupported │ unreadable
 *    ▲  ▲ removed          ▲                       │ read: tries updated
 *    │  └──────────────────│───────────────────────┤
 *    │                     └─ TIMEOUT, CANCELLED … ┤ a fresh insertion: nobody knows whether a try was spent
 *    └─ CARD_REMOVED in a reading, even if the reader has not noticed yet; looked at again after a second
 * ```
 */
export function openCardTray({ slot, crypto, issuers, clock, newInsertion, note = () => {} }: TrayParts): CardTray {
  const listeners = new Set<(state: TrayState) => void>();
  let reader: ReaderState = 'none';
  let stuck = false;
  let card: CardState = ABSENT;
  let mark: string | null = null;
  let reading: AbortController | null = null;
  let pinsSentAtMs: readonly number[] = [];
  let assumed = ALL_TRIES;
  let closed = false;

  const state = (): TrayState => ({ reader: stuck ? 'error' : reader, card });
  const tell = () => { for (const listener of listeners) listener(state()); };
  const setCard = (next: CardState) => { card = next; tell(); };
  const stillThere = (insertion: Insertion) => !closed && insertionOf(card) === insertion;
  const converse = queueConversations(slot, clock, (isStuck) => { stuck = isStuck; tell(); });

  slot.watch((event: SlotEvent) => {
    if (closed) return;
    switch (event.type) {
      case 'reader':
        reader = event.state;
        if (reader !== 'ready') leave('READER_MISSING');
        return tell();
      case 'removed':
        leave('CARD_REMOVED');
        return tell();
      case 'inserted':
        leave('CARD_REMOVED');
        mark = event.mark;
        assumed = ALL_TRIES;
        pinsSentAtMs = []; // a hand laid a card down: no script does that
        return arrive(event.mark);
    }
  });

  function leave(code: CardCode): void {
    mark = null;
    card = ABSENT;
    reading?.abort(new CardFault(code));
  }

  function arrive(onMark: string): void {
    const insertion = newInsertion();
    setCard({ state: 'present', insertion });
    void ask(insertion, onMark);
  }

  async function ask(insertion: Insertion, onMark: string): Promise<void> {
    const startedAtMs = clock.nowMs();
    const abort = new AbortController();
    let apdus = 0;
    let outcome: Pick<TrayNote, 'code' | 'statusWord'> = { code: 'ok', statusWord: undefined };
    let next: CardState;
    try {
      const { triesLeft } = await converse({ mark: onMark, limitMs: WATCHDOG.askMs, abort }, (transport) =>
        askTries(openCardChannel(transport, abort.signal, () => { apdus++; })));
      next = { state: 'mynumber', insertion, triesLeft };
    } catch (error) {
      const { refusal, statusWord } = toRefusal(error);
      outcome = { code: refusal.code, statusWord };
      next = stateAfterRefusedAsk(refusal.code, insertion);
    }
    note({ event: 'asked', ...outcome, ms: Math.round(clock.nowMs() - startedAtMs), apdus });
    if (!stillThere(insertion)) return;
    setCard(next);
    if (next.state === 'absent') lookAgain(onMark);
  }

  /** The conversation broke as if the card had left. If the reader never says so, it was only lifted a little: ask it anew. */
  function lookAgain(onMark: string): void {
    clock.after(LOOK_AGAIN_MS, () => { if (!closed && mark === onMark && card.state === 'absent') arrive(onMark); });
  }

  async function readWith(by: SecretKind, digits: Uint8Array | null, insertion: Insertion): Promise<TrayReading> {
    if (digits === null) return { ok: false, code: 'PIN_FORMAT' };
    const refusal = refuseRead(state(), reading !== null, insertion, by);
    if (refusal !== null || mark === null) { digits.fill(0); return { ok: false, code: refusal ?? 'NO_CARD' }; }
    const startedAtMs = clock.nowMs();
    const paced = decidePinPace(pinsSentAtMs, startedAtMs);
    if (paced === null) { digits.fill(0); return { ok: false, code: 'BUSY' }; }
    pinsSentAtMs = paced;

    const onMark = mark;
    const abort = reading = new AbortController();
    let apdus = 0;
    let result: CardReadingResult;
    try {
      result = await converse({ mark, limitMs: WATCHDOG.readMs, abort }, (transport) =>
        readCard({ transport, pin: digits, by, assumedTries: assumed[by], crypto, issuers, signal: abort.signal, trace: () => { apdus++; } }));
    } catch (error) {
      result = { ok: false, ...toRefusal(error) };
    } finally {
      digits.fill(0);
      reading = null;
    }
    const told = result.ok ? ALL_TRIES[by] : result.refusal.triesLeft ?? assumed[by] - 1;
    if (mark === onMark) assumed = { ...assumed, [by]: told };
    note({ event: 'read', code: result.ok ? 'ok' : result.refusal.code, statusWord: result.ok ? undefined : result.statusWord, ms: Math.round(clock.nowMs() - startedAtMs), apdus });
    if (stillThere(insertion)) afterRead(insertion, result, by);
    return result.ok ? result : { ok: false, ...result.refusal };
  }

  /** Told before the answer to `read`, so that a page never shows a stale count. */
  function afterRead(insertion: Insertion, result: CardReadingResult, by: SecretKind): void {
    // The tray tells the PIN's tries: those of 照合番号B are told with the answer alone.
    if (by === 'number-b' && (result.ok || result.refusal.triesLeft !== undefined)) return;
    if (result.ok) return setCard({ state: 'mynumber', insertion, triesLeft: TEXT_AP_PIN.tries });
    const { code, triesLeft } = result.refusal;
    if (triesLeft !== undefined) return setCard({ state: 'mynumber', insertion, triesLeft });
    if (mark !== null && code !== 'CARD_REMOVED') return arrive(mark);
    setCard(ABSENT);
    if (mark !== null) lookAgain(mark);
  }

  return {
    state,
    watch(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    read: ({ pin, insertion }) => readWith('pin', parsePin(pin), insertion),
    readB: ({ number, insertion }) => readWith('number-b', parseNumberB(number), insertion),
    cancel() {
      reading?.abort(new CardFault('CANCELLED'));
      return reading !== null;
    },
    async close() {
      closed = true;
      reading?.abort(new CardFault('CANCELLED'));
      await slot.close();
    },
  };
}

const insertionOf = (card: CardState): Insertion | null => (card.state === 'absent' ? null : card.insertion);

/** Why a reading may not begin. A PIN that was typed for one insertion never reaches another. */
function refuseRead({ reader, card }: TrayState, alreadyReading: boolean, insertion: Insertion, by: SecretKind): CardCode | null {
  if (reader !== 'ready') return 'READER_MISSING';
  if (card.state === 'absent' || card.insertion !== insertion) return 'NO_CARD';
  if (alreadyReading) return 'BUSY';
  switch (card.state) {
    case 'present': return 'BUSY';
    case 'unsupported': return 'NOT_MYNUMBER_CARD';
    case 'unreadable': return by === 'number-b' && card.code === 'PIN_NOT_SET' ? null : card.code;
    case 'mynumber': return null;
  }
}

function stateAfterRefusedAsk(code: CardCode, insertion: Insertion): CardState {
  switch (code) {
    case 'CARD_REMOVED': return ABSENT;
    case 'NOT_MYNUMBER_CARD': return { state: 'unsupported', insertion };
    case 'CARD_SHARED':
    case 'PIN_NOT_SET': return { state: 'unreadable', insertion, code };
    default: return { state: 'unreadable', insertion, code: 'CARD_UNREADABLE' };
  }
}
