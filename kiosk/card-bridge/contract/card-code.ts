import { z } from 'zod';

/**
 * Closed list of refusals. Codes travel, sentences stay at home: `kiosk/src/wording` turns a code into words.
 * `BRIDGE_DOWN` is never sent: the page says it to itself when nobody answers on the loopback.
 */
export const CARD_CODES = [
  /** no reader attached, or the PC/SC daemon is not running: type instead, tell staff */
  'READER_MISSING',
  /** the tray is empty, or another card lies there than the one the PIN was typed for */
  'NO_CARD',
  /** mute card or broken answer before the PIN was sent: place it again */
  'CARD_UNREADABLE',
  /** the card left during the reading; a try may be spent, so ask the card again before anything else */
  'CARD_REMOVED',
  /** no 券面事項入力補助 application: a phone, a licence, a transit card */
  'NOT_MYNUMBER_CARD',
  /** two cards on the tray, or another program holds the reader */
  'CARD_SHARED',
  /** not four digits; nothing was sent to the card */
  'PIN_FORMAT',
  /** wrong, `triesLeft` >= 2 */
  'PIN_WRONG',
  /** one try left: the bridge stops here, so that no kiosk ever locks a card */
  'PIN_LAST_TRY',
  /** no try left: a counter can unlock it */
  'PIN_LOCKED',
  /** perhaps a card without a PIN (顔認証マイナンバーカード) */
  'PIN_NOT_SET',
  /** hash, signature or liveness did not hold: what was read is discarded */
  'AUTH_FAILED',
  /** the card's files could not be understood */
  'CARD_DATA',
  /** the watchdog stopped the reading */
  'TIMEOUT',
  /** another reading is under way, or PINs come faster than a person types */
  'BUSY',
  /** the visitor or the page stopped the reading */
  'CANCELLED',
  /** nobody answers on the loopback */
  'BRIDGE_DOWN',
  /** programming error: a file outside the allow-list was asked for */
  'FORBIDDEN_FILE',
  /** programming error: unknown verb, unknown key or malformed frame */
  'BAD_OP',
] as const;
export const CardCode = z.enum(CARD_CODES);
export type CardCode = z.infer<typeof CardCode>;

/** A refusal as a value. `triesLeft` accompanies the PIN codes. */
export const CardRefusal = z.strictObject({ code: CardCode, triesLeft: z.int().min(0).max(15).optional() });
export type CardRefusal = z.infer<typeof CardRefusal>;
