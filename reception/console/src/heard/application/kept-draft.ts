import type { StaffId } from '@engawa/reception/contract';
import { createStore, type Store } from '../../session/application/store.ts';
import { NOTHING_HEARD, isWorth, type HeardDraft } from '../domain/heard-draft.ts';

/** After a session was lost (a colleague took the counter, twelve hours were over) this long is enough to sign in again, and short enough for what a visitor said. */
export const KEPT_MS = 10 * 60_000;

/**
 * The one 聞き取り under way, in memory only.
 *   empty -write-> writing -forget-> empty;  writing -session lost-> orphaned -same clerk signs in-> writing
 *   orphaned -KEPT_MS, or somebody else signs in-> empty
 */
export interface KeptDraft {
  readonly draft: Store<HeardDraft>;
  write(draft: HeardDraft): void;
  forget(): void;
  sessionLost(staffId: StaffId): void;
  /** is there something that this clerk was writing when the session went away? */
  signedIn(staffId: StaffId): boolean;
}

export function createKeptDraft(after: (ms: number, act: () => void) => () => void): KeptDraft {
  const draft = createStore<HeardDraft>(NOTHING_HEARD);
  let owner: StaffId | null = null;
  let stop = (): void => {};
  const forget = (): void => { stop(); owner = null; draft.set(NOTHING_HEARD); };
  return {
    draft, forget,
    write: (next) => draft.set(next),
    sessionLost: (staffId) => {
      if (!isWorth(draft.get())) return forget();
      stop();
      owner = staffId;
      stop = after(KEPT_MS, forget);
    },
    signedIn: (staffId) => {
      stop();
      if (owner !== staffId) forget();
      owner = null;
      return isWorth(draft.get());
    },
  };
}
