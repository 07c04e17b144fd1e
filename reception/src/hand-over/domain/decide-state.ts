import { NEXT_STATES, type HandOverState } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';

/** The state that an application has already is no change; of two clients the first that took it goes on with it. */
export function decideState(now: { state: HandOverState; clientId: string | null }, wanted: HandOverState, clientId: string): Outcome<{ changes: boolean }> {
  if (now.clientId !== null && now.clientId !== clientId) return refuse('state-not-allowed', { state: now.state, reason: 'other-client' });
  if (wanted === now.state) return done({ changes: false });
  return NEXT_STATES[now.state].includes(wanted) ? done({ changes: true }) : refuse('state-not-allowed', { state: now.state, wanted });
}
