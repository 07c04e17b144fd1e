import type { UnlockAnswer } from '@engawa/facility-api/contract';

/**
 * One door, one button.
 *
 *   shut --press--> asking --opened--> open --relock time--> shut
 *                     |  \--queued--> asking (the same key again, up to ASKS times)
 *                     |--unreachable / silence--> cut off (PIN at once) --press--> asking
 *                     \--refused--> refused --press--> asking
 */
export type UnlockState =
  | { at: 'shut' }
  | { at: 'asking'; key: string; asks: number }
  | { at: 'open'; openedAt: string; shutAtMs: number }
  | { at: 'cut-off'; pin: string | null }
  | { at: 'refused'; reason: string };

export type UnlockInput =
  | { t: 'press'; key: string }
  | { t: 'answer'; key: string; answer: UnlockAnswer; nowMs: number }
  | { t: 'silence'; key: string; pin: string | null }
  | { t: 'tick'; nowMs: number };

/** A queued press is asked for again this often before the page shows the PIN: each ask waits up to three seconds at the server. */
export const ASKS = 2;

/** A press while a press is under way changes nothing: one press, one opening. */
export function nextUnlock(state: UnlockState, input: UnlockInput, pin: string | null): UnlockState {
  switch (input.t) {
    case 'press':
      return state.at === 'asking' ? state : { at: 'asking', key: input.key, asks: 1 };
    case 'tick':
      return state.at === 'open' && input.nowMs >= state.shutAtMs ? { at: 'shut' } : state;
    case 'silence':
      return state.at === 'asking' && state.key === input.key ? { at: 'cut-off', pin: input.pin } : state;
    case 'answer':
      return state.at === 'asking' && state.key === input.key ? afterAnswer(state, input.answer, input.nowMs, pin) : state;
    default:
      return input satisfies never;
  }
}

function afterAnswer(state: Extract<UnlockState, { at: 'asking' }>, answer: UnlockAnswer, nowMs: number, pin: string | null): UnlockState {
  switch (answer.state) {
    case 'opened': return { at: 'open', openedAt: answer.at, shutAtMs: nowMs + answer.relockAfterSeconds * 1000 };
    case 'refused': return { at: 'refused', reason: answer.reason };
    case 'unreachable': return { at: 'cut-off', pin: answer.pin };
    case 'queued': return state.asks < ASKS ? { ...state, asks: state.asks + 1 } : { at: 'cut-off', pin };
    default: return answer satisfies never;
  }
}
