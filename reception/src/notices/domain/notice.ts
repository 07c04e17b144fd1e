import type { CounterId } from '../../../contract/index.ts';
import type { RangeMs } from '../../queue/domain/promise.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';

/** When what is said. Coming back from a shop around the corner takes five minutes (LEAVE of the queue), the walk from a café fifteen. */
export const NOTICE = { soonMs: 15 * 60_000, backMs: 5 * 60_000, missedMs: 20 * 60_000, closesMs: 15 * 60_000, callMs: 2 * 60_000 } as const;

/** A ticket as this moment shows it. */
export interface TicketNow {
  readonly ticket: Pick<Ticket, 'standing' | 'announcements' | 'steps'>;
  readonly label: string;
  /** what is foretold to it, if it waits */ readonly range: RangeMs | null;
  /** nobody is before it, and a counter is open for it */ readonly next: boolean;
  /** missed: until when it may stand in the queue again */ readonly rejoinUntilMs: number | null;
  /** when the hall closes today */ readonly closesAtMs: number;
}

/** `cause` names why it is said: of one cause a ticket hears once. `ttlMs`: after that nobody should be told so any more. */
export type Notice = { readonly cause: string; readonly ttlMs: number } & (
  /** in about so many minutes */
  | { readonly kind: 'soon'; readonly minutes: number; readonly range: RangeMs }
  | { readonly kind: 'back' }
  | { readonly kind: 'called'; readonly counter: CounterId }
  | { readonly kind: 'missed'; readonly rejoinUntilMs: number | null }
  | { readonly kind: 'closes'; readonly closesAtMs: number });

/**
 * What this ticket's visitor is to hear now. It is asked when something changes, and again of the newest state just before a notice
 * leaves: one whose cause is not among these any more is late, and is dropped.
 */
export function noticesOf(seen: TicketNow, nowMs: number): Notice[] {
  return [...aboutTheTurn(seen, nowMs), ...aboutClosing(seen, nowMs)];
}

function aboutTheTurn(seen: TicketNow, nowMs: number): Notice[] {
  const { standing } = seen.ticket;
  switch (standing.status) {
    case 'waiting': return whileWaiting(seen, nowMs);
    case 'away': return standing.untilMs - nowMs <= NOTICE.backMs ? [{ kind: 'back', cause: `back.${standing.sinceMs}`, ttlMs: NOTICE.backMs }] : [];
    // Each announcement is a call of its own: who is called again is told again.
    case 'called': return [{ kind: 'called', cause: `called.${seen.ticket.announcements}`, ttlMs: NOTICE.callMs, counter: standing.counter }];
    case 'missed': {
      const untilMs = seen.rejoinUntilMs ?? standing.missedAtMs + NOTICE.missedMs;
      return nowMs < untilMs ? [{ kind: 'missed', cause: `missed.${standing.missedAtMs}`, ttlMs: untilMs - nowMs, rejoinUntilMs: seen.rejoinUntilMs }] : [];
    }
    // At the counter, or over: whoever stands there is told face to face.
    case 'serving': case 'held': case 'done': case 'cancelled': return [];
    default: return standing satisfies never;
  }
}

/** Once for each step of the visit: a forecast that wavers says nothing twice. */
function whileWaiting({ ticket, range, next }: TicketNow, nowMs: number): Notice[] {
  const inMs = range === null ? null : range.fromMs - nowMs;
  const step = ticket.steps.length;
  if (next || (inMs !== null && inMs <= NOTICE.backMs)) return [{ kind: 'back', cause: `back.${step}`, ttlMs: NOTICE.backMs }];
  if (range === null || inMs === null || inMs > NOTICE.soonMs) return [];
  return [{ kind: 'soon', cause: `soon.${step}`, ttlMs: Math.max(60_000, inMs - NOTICE.backMs), minutes: Math.ceil(inMs / 300_000) * 5, range }];
}

/** Who still waits for something while the hall closes; a call or a counter goes on. */
function aboutClosing({ ticket: { standing: { status } }, closesAtMs }: TicketNow, nowMs: number): Notice[] {
  const stillHere = status === 'waiting' || status === 'away' || status === 'missed' || status === 'held';
  const inMs = closesAtMs - nowMs;
  return stillHere && inMs > 0 && inMs <= NOTICE.closesMs ? [{ kind: 'closes', cause: 'closes', ttlMs: inMs, closesAtMs }] : [];
}

/** These want to be felt in a pocket. */
export const isUrgent = ({ kind }: Notice): boolean => kind === 'called' || kind === 'back';
