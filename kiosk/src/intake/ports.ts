import type { CardRefusal, CardState, Insertion, Prefill, ReaderState, ReadPurpose } from '../../card-bridge/contract/index.ts';

/** What the screen needs to know about the tray. While `link` is not `open`, `reader` is `none` and `card` is `absent`. */
export type TrayView = {
  /** `down`: nobody answers (shown as BRIDGE_DOWN; the adapter keeps trying). `replaced`: a newer page took over; this one stays silent. */
  link: 'connecting' | 'open' | 'down' | 'replaced';
  reader: ReaderState;
  card: CardState;
};

/** One reading: the four items, or a refusal as a value. */
export type CardReading = { ok: true; prefill: Prefill } | ({ ok: false } & CardRefusal);

/** カード読み取り: the page's only way to a card. */
export interface CardReader {
  /** Calls `listener` at once with the present view and then after every change. Returns the way to stop listening. */
  watch(listener: (view: TrayView) => void): () => void;
  /** Sends the PIN once, for this insertion only. Never rejects; a dead link is `BRIDGE_DOWN`. */
  read(request: { pin: string; insertion: Insertion; purpose: ReadPurpose }): Promise<CardReading>;
  /** With 照合番号B (fourteen digits) for a card without a usable PIN; `triesLeft` of a refusal counts those of 照合番号B. */
  readB(request: { number: string; insertion: Insertion; purpose: ReadPurpose }): Promise<CardReading>;
  /** Stops a reading under way (it answers `CANCELLED`); harmless otherwise. */
  cancel(): void;
  /** Ends the link for good. */
  close(): void;
}

/** One letter as a person reads it (a kanji with its variation selector is one), and what the fonts of this screen make of it. `plain`: the kanji without the shape that its variation selector asks for, as far as one can see. */
export interface DrawnLetter { text: string; drawn: 'exact' | 'plain' | 'missing' }

/** 字形の確認: what this screen can draw, asked of the screen itself. */
export interface GlyphCheck {
  look(text: string): readonly DrawnLetter[];
  /** When the slices of the faces that `text` needs have come; never rejects. */
  settled(text: string): Promise<void>;
}
