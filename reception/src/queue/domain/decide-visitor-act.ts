import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import { standingAt, type Standing } from './standing.ts';

/**
 * What visitors do to their own ticket, by its secret. Every one of these leaves the place in the queue as it is (order.ts):
 *   missed -rejoin-> waiting      waiting -leave-> away -back, or its time is over-> waiting
 */
export type VisitorCommand =
  | { readonly act: 'rejoin'; readonly graceMs: number; readonly nowMs: number }
  | { readonly act: 'leave'; readonly untilMs: number; /** what the forecast allows (`leaveUntil`), null: it allows nothing */ readonly mayUntilMs: number | null; readonly nowMs: number }
  | { readonly act: 'back'; readonly nowMs: number };

export function decideVisitorAct(before: Standing, command: VisitorCommand): Outcome<Standing> {
  const standing = standingAt(before, command.nowMs);
  switch (command.act) {
    case 'rejoin': return decideRejoin(standing, command);
    case 'leave': return decideLeave(standing, command);
    case 'back': return standing.status === 'away' || standing.status === 'waiting' ? done({ status: 'waiting' }) : refuse('ticket-not-waiting', { status: standing.status });
    default: return command satisfies never;
  }
}

/** In again by its own place, from now on: whoever was called meanwhile is not called back for it. */
export function decideRejoin(standing: Standing, { graceMs, nowMs }: { readonly graceMs: number; readonly nowMs: number }): Outcome<Standing> {
  if (standing.status !== 'missed') return refuse('ticket-not-missed', { status: standing.status });
  return nowMs <= standing.missedAtMs + graceMs ? done({ status: 'waiting' }) : refuse('rejoin-too-late', { minutes: Math.round(graceMs / 60_000) });
}

function decideLeave(standing: Standing, { untilMs, mayUntilMs, nowMs }: Extract<VisitorCommand, { act: 'leave' }>): Outcome<Standing> {
  if (standing.status !== 'waiting') return refuse('ticket-not-waiting', { status: standing.status });
  if (untilMs <= nowMs) return refuse('bad-request', { at: 'until' });
  if (mayUntilMs === null || untilMs > mayUntilMs) return refuse('leave-too-long', { minutes: mayUntilMs === null ? 0 : Math.max(0, Math.floor((mayUntilMs - nowMs) / 60_000)) });
  return done({ status: 'away', sinceMs: nowMs, untilMs });
}

const STEP_MS = 5 * 60_000;
/** 離席: whoever leaves wants to be back with a little time in hand, and a shorter absence is not worth the walk. */
export const LEAVE = { backBeforeMs: 5 * 60_000, leastMs: 10 * 60_000 } as const;

/** Until when somebody may leave: five minutes before the time at which one of ten would be called already, in steps of five minutes. null: better stay. */
export function leaveUntil({ p10 }: { readonly p10: number }, nowMs: number): number | null {
  const until = Math.floor((nowMs + p10 * 60_000 - LEAVE.backBeforeMs) / STEP_MS) * STEP_MS;
  return until >= nowMs + LEAVE.leastMs ? until : null;
}

/** Times to be back at, the latest first; a phone's own clock may be wrong, so the hall names them. */
export function backTimes(untilMs: number, nowMs: number): number[] {
  const times: number[] = [];
  for (let at = untilMs; at > nowMs + STEP_MS; at -= STEP_MS) times.push(at);
  return times;
}
