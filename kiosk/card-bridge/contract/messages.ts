import { z } from 'zod';
import { CardCode } from './card-code.ts';
import { Prefill } from './prefill.ts';
import { CardState, Insertion, ReaderState } from './tray.ts';

/** Subprotocol that the bridge selects. The page offers it together with `tok.<token>`, which is never echoed. */
export const CARD_PROTOCOL = 'card.v1';
export const TOKEN_PREFIX = 'tok.';
/** Path of the WebSocket on the bridge, for example `ws://127.0.0.1:4300/v1`. */
export const BRIDGE_PATH = '/v1';
/** Largest frame from the page, in bytes; four digits and an insertion need far less. */
export const MAX_FRAME_BYTES = 4096;
/** Close code to a page that a newer page of the same origin replaced: do not connect again. */
export const CLOSE_REPLACED = 4001;

/** The bridge reads for this and for nothing else (利用目的); another purpose needs another version of the contract. */
export const ReadPurpose = z.enum(['prefill-forms']);
export type ReadPurpose = z.infer<typeof ReadPurpose>;

const Id = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Page to bridge. There is no verb that carries an APDU. `pin` is checked by the card desk, so that a bad one is answered PIN_FORMAT. */
export const BridgeRequest = z.discriminatedUnion('op', [
  z.strictObject({ id: Id, op: z.literal('hello') }),
  z.strictObject({ id: Id, op: z.literal('status') }),
  z.strictObject({ id: Id, op: z.literal('read'), pin: z.string().max(32), insertion: Insertion, purpose: ReadPurpose }),
  /** 照合番号B instead of a PIN: fourteen digits from the face of the card. Answered like `read`; the tries told are those of 照合番号B. */
  z.strictObject({ id: Id, op: z.literal('read-b'), number: z.string().max(64), insertion: Insertion, purpose: ReadPurpose }),
  z.strictObject({ id: Id, op: z.literal('cancel') }),
]);
export type BridgeRequest = z.infer<typeof BridgeRequest>;

/** Bridge to page: the answer to `id`. `id` is null where the request could not be read. */
export const BridgeReply = z.discriminatedUnion('re', [
  z.strictObject({ id: Id, re: z.literal('hello'), protocol: z.literal(CARD_PROTOCOL), transport: z.enum(['pcsc', 'simulated']) }),
  z.strictObject({ id: Id, re: z.literal('status'), reader: ReaderState, card: CardState }),
  z.strictObject({ id: Id, re: z.literal('read'), prefill: Prefill }),
  z.strictObject({ id: Id, re: z.literal('cancel'), cancelled: z.boolean() }),
  z.strictObject({ id: Id.nullable(), re: z.literal('refused'), code: CardCode, triesLeft: z.int().min(0).max(15).optional() }),
]);
export type BridgeReply = z.infer<typeof BridgeReply>;

/** Bridge to page, unasked: sent after each change and once after the connection opens. */
export const BridgeEvent = z.discriminatedUnion('ev', [
  z.strictObject({ ev: z.literal('reader'), state: ReaderState }),
  z.strictObject({ ev: z.literal('card'), card: CardState }),
]);
export type BridgeEvent = z.infer<typeof BridgeEvent>;

export const BridgeMessage = z.union([BridgeReply, BridgeEvent]);
export type BridgeMessage = z.infer<typeof BridgeMessage>;

/** `GET /pair` of a demo bridge (`PAIRING=open`): the token for an allowed origin. */
export const Pairing = z.strictObject({ token: z.string().min(16).max(200) });
export type Pairing = z.infer<typeof Pairing>;
