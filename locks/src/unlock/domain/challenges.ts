import { CHALLENGE_LIVES_SECONDS } from '../../../contract/index.ts';

/** A nonce that a door has shown.  open --answered, or 60 s over--> gone. In memory only: after a restart none is known. */
export interface OpenChallenge { nonce: string; /** the machine's steady clock */ madeMs: number }

export const CHALLENGE = {
  livesMs: CHALLENGE_LIVES_SECONDS * 1_000,
  /** Asked again sooner, the same nonce is shown: whoever asks without end cannot push out what a person has just scanned. */ freshMs: 20_000,
} as const;

/** Is an answer to it still taken? Local time that runs backwards makes it stale. */
export const isAlive = ({ madeMs }: OpenChallenge, localMs: number): boolean => localMs >= madeMs && localMs - madeMs < CHALLENGE.livesMs;

/** The newest one, while it can be shown again. */
export const stillFresh = (open: readonly OpenChallenge[], localMs: number): OpenChallenge | null => {
  const last = open.at(-1);
  return last && localMs >= last.madeMs && localMs - last.madeMs < CHALLENGE.freshMs ? last : null;
};
