import type { NoticesView, TicketView } from '@engawa/reception/contract';

/** What this browser can do: nothing, ask its owner, or it was told to be silent. */
export type PushAbility = 'none' | 'ask' | 'denied';
/** Notices at LINE: nothing to offer, how to ask for them, or that they come. They belong to the ticket, not to one phone. */
export type LineBox = { readonly show: 'nothing' } | { readonly show: 'offer'; readonly account: string; readonly code: string } | { readonly show: 'on'; readonly wayId: string; readonly trying: boolean };
export function lineBox(status: TicketView['status'], notices: NoticesView | null): LineBox {
  if (notices === null || notices.line === null || notices.line.code === '' || status === 'done' || status === 'cancelled') return { show: 'nothing' };
  const way = notices.on.find((one) => one.way === 'line' && one.state !== 'refused');
  return way === undefined ? { show: 'offer', ...notices.line } : { show: 'on', wayId: way.wayId, trying: way.state === 'trying' };
}
/** Mail to this ticket's visitor. */
export type MailBox = { readonly show: 'nothing' } | { readonly show: 'offer'; /** the address that was given takes no mail */ readonly gone: boolean } | { readonly show: 'on'; readonly wayId: string; readonly trying: boolean };
export function mailBox(status: TicketView['status'], notices: NoticesView | null): MailBox {
  if (notices === null || !notices.mail || status === 'done' || status === 'cancelled') return { show: 'nothing' };
  const ways = notices.on.filter(({ way }) => way === 'mail');
  const way = ways.find(({ state }) => state !== 'refused');
  return way === undefined ? { show: 'offer', gone: ways.length > 0 } : { show: 'on', wayId: way.wayId, trying: way.state === 'trying' };
}
/** One mailbox, as far as a phone can tell; the hall looks more closely. */
export const isMailAddress = (text: string): boolean => /^[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+$/.test(text.trim());

/** LINE's own address that opens the conversation with these words written in it. */
export const lineAddress = ({ account, code }: { readonly account: string; readonly code: string }): string => `https://line.me/R/oaMessage/${encodeURIComponent(account)}/?${encodeURIComponent(code)}`;

/** How the last press ended. `unavailable`: the browser has no way to a push service just now. */
export type NoticeTrouble = 'denied' | 'unavailable' | 'refused' | 'unreachable';

export type NoticeBox =
  | { readonly show: 'nothing' }
  /** the ticket is over: the phone takes its address back */ | { readonly show: 'give-back' }
  | { readonly show: 'offer'; readonly why: NoticeTrouble | 'gone' | null }
  | { readonly show: 'on'; readonly wayId: string; readonly trying: boolean };

/**
 * The box under a ticket. `own` is the way that this phone asked for: another phone's notices are none of its business.
 * Nothing is offered that would not come: a hall without push, a browser without it, a ticket that is over.
 */
export function noticeBox({ status, notices, ability, own, trouble }: {
  readonly status: TicketView['status']; readonly notices: NoticesView | null; readonly ability: PushAbility; readonly own: string | null; readonly trouble: NoticeTrouble | null;
}): NoticeBox {
  if (status === 'done' || status === 'cancelled') return { show: own === null ? 'nothing' : 'give-back' };
  if (notices === null || notices.push === null || ability === 'none') return { show: 'nothing' };
  const way = notices.on.find(({ wayId }) => wayId === own);
  if (way !== undefined && way.state !== 'refused') return { show: 'on', wayId: way.wayId, trying: way.state === 'trying' };
  return { show: 'offer', why: trouble ?? (way !== undefined ? 'gone' : ability === 'denied' ? 'denied' : null) };
}
