import { z } from 'zod';

/** One stay of one card on the tray. A PIN typed for one insertion never reaches another. */
export const Insertion = z.string().min(1).max(40);
export type Insertion = z.infer<typeof Insertion>;

/** `none`: no reader or no PC/SC daemon. `error`: it is there but does not answer; the bridge keeps trying. */
export const ReaderState = z.enum(['none', 'ready', 'error']);
export type ReaderState = z.infer<typeof ReaderState>;

/**
 * What lies on the tray.
 * ```
 * absent ──card──▶ present ──asked──▶ mynumber │ unsupported │ unreadable
 *    ▲                                   │ triesLeft changes after a PIN
 *    └──────────────removed──────────────┘
 * ```
 */
export const CardState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('absent') }),
  /** detected, not yet asked what it is */
  z.strictObject({ state: z.literal('present'), insertion: Insertion }),
  /** `triesLeft` 0 is locked and 1 is too few for the kiosk; null: the card gives no count */
  z.strictObject({ state: z.literal('mynumber'), insertion: Insertion, triesLeft: z.int().min(0).max(15).nullable() }),
  /** not a plastic My Number card */
  z.strictObject({ state: z.literal('unsupported'), insertion: Insertion }),
  /** mute; held by another program or two cards at once; perhaps issued without a PIN: `code` says which */
  z.strictObject({ state: z.literal('unreadable'), insertion: Insertion, code: z.enum(['CARD_UNREADABLE', 'CARD_SHARED', 'PIN_NOT_SET']) }),
]);
export type CardState = z.infer<typeof CardState>;
