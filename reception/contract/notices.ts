import { z } from 'zod';
import { Language } from './language.ts';

/** 知らせ: how a visitor who does not stand before the board hears of their turn. */
export const NoticeWay = z.enum(['push', 'line', 'mail']);
export type NoticeWay = z.infer<typeof NoticeWay>;

/**
 * `trying`: the service did not take the last notice yet, and it is tried again. `refused`: nothing goes there any more: the service
 * does not know the address (`gone`), or takes nothing from this hall (`not-taken`).
 */
export const NoticeOn = z.strictObject({ wayId: z.uuid(), way: NoticeWay, state: z.enum(['ready', 'trying', 'refused']), why: z.enum(['gone', 'not-taken']).nullable() });
export type NoticeOn = z.infer<typeof NoticeOn>;

/** `GET /api/tickets/:secret/notices`. Of an address nothing is told. */
export const NoticesView = z.strictObject({
  /** VAPID key, 65 bytes as base64url; null: this hall sends no push */ push: z.strictObject({ key: z.string() }).nullable(),
  /** the hall's account at LINE, e.g. `@engawa`, and what a visitor writes to it so that it knows whose ticket they hold; null: none */ line: z.strictObject({ account: z.string(), code: z.string() }).nullable(),
  /** this hall sends mail */ mail: z.boolean(),
  on: z.array(NoticeOn),
  /** the way that this answer was asked for; a page knows its own by it */ asked: z.uuid().nullable(),
});
export type NoticesView = z.infer<typeof NoticesView>;

/** What `PushSubscription.toJSON()` gives: an address at a push service and the keys to which a notice is sealed (RFC 8291). */
export const PushAddress = z.strictObject({
  endpoint: z.url().max(1_000),
  keys: z.strictObject({ p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/), auth: z.string().regex(/^[A-Za-z0-9_-]{22}={0,2}$/) }),
});
export type PushAddress = z.infer<typeof PushAddress>;

/** `POST /api/tickets/:secret/notices`: the same address asked for twice is asked for once. Answers with the NoticesView. Notices at LINE are asked for there. */
export const AskNotices = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('push'), language: Language, address: PushAddress }),
  z.strictObject({ way: z.literal('mail'), language: Language, address: z.email().max(254) }),
]);
export type AskNotices = z.infer<typeof AskNotices>;

/** What a push carries, sealed to the phone: text, whether it is the call, and the page that a touch opens. */
export const PushMessage = z.strictObject({ id: z.uuid(), title: z.string(), body: z.string(), lang: z.string(), call: z.boolean(), page: z.string() });
export type PushMessage = z.infer<typeof PushMessage>;
