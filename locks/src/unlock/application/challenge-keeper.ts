import type { DoorName } from '../../../contract/index.ts';
import { isAlive, stillFresh } from '../domain/challenges.ts';
import type { OpenChallenge } from '../domain/challenges.ts';

export interface ChallengeKeeper {
  /** the nonce that the door shows now */ show(door: DoorName): string;
  /** Takes it away from everybody else. null = this door did not show it, or it was taken before, or its minute is over. */
  take(door: DoorName, nonce: string): OpenChallenge | null;
}

/** @param localMs the machine's steady clock @param newNonce 128 random bits, hex */
export function createChallengeKeeper(localMs: () => number, newNonce: () => string): ChallengeKeeper {
  const open = new Map<DoorName, OpenChallenge[]>();
  return {
    show(door) {
      const now = localMs();
      const alive = (open.get(door) ?? []).filter((challenge) => isAlive(challenge, now));
      const shown = stillFresh(alive, now) ?? { nonce: newNonce(), madeMs: now };
      open.set(door, alive.includes(shown) ? alive : [...alive, shown]);
      return shown.nonce;
    },
    take(door, nonce) {
      const challenges = open.get(door) ?? [];
      const taken = challenges.find((challenge) => challenge.nonce === nonce);
      open.set(door, challenges.filter((challenge) => challenge !== taken));
      return taken !== undefined && isAlive(taken, localMs()) ? taken : null;
    },
  };
}
