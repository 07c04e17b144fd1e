import type { UnlockAnswer } from '../../../contract/index.ts';
import type { UnlockOutcome } from '@engawa/locks/contract';

/**
 * What the phone hears about its press.
 *
 *   pressed --agent answered--> opened | refused
 *   pressed --no answer, command alive--> queued --asked again--> …
 *   pressed --no answer, command dead or agent away--> unreachable (use the PIN)
 */
export function tellUnlock(press: { outcome: UnlockOutcome | null; expiresMs: number; agentAway: boolean; pin: string }, nowMs: number): UnlockAnswer {
  const { outcome } = press;
  if (outcome) {
    switch (outcome.outcome) {
      case 'opened': return { state: 'opened', at: outcome.at, relockAfterSeconds: outcome.relockAfterSeconds };
      case 'refused': return { state: 'refused', reason: outcome.reason };
      // The device got the command and kept silent: the door may stand open, so nobody is told to press again.
      case 'unknown': return { state: 'refused', reason: 'unknown' };
      default: return outcome satisfies never;
    }
  }
  return press.agentAway || nowMs >= press.expiresMs ? { state: 'unreachable', pin: press.pin } : { state: 'queued' };
}
