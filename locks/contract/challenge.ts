import { z } from 'zod';
import { BuildingName, DoorName, Nonce, Sha256Hex } from './ids.ts';

/**
 * What a door that is cut off shows to a telephone that is not: a fresh nonce, and the end of the building's journal, which so leaves
 * the building with every visitor. The city checks the booking and signs a grant of kind `answer` for the nonce.
 */
export const DoorChallenge = z.strictObject({ building: BuildingName, door: DoorName, nonce: Nonce, /** last record of the journal; 0 = none */ seq: z.int().min(0), head: Sha256Hex });
export type DoorChallenge = z.infer<typeof DoorChallenge>;

/** A nonce is taken once, and this long after it was made, by the door's steady clock. The city answers nobody in the last so many seconds of a booking. */
export const CHALLENGE_LIVES_SECONDS = 60;

const TEXT = /^engawa-door\/1:([a-z0-9-]+):([a-z0-9-]+):([0-9a-f]{32}):(\d{1,10}):([0-9a-f]{64})$/;

/** For the QR code of a door panel: 140 to 230 letters. */
export const challengeText = ({ building, door, nonce, seq, head }: DoorChallenge): string => `engawa-door/1:${building}:${door}:${nonce}:${seq}:${head}`;

/** null = not the code of a door */
export function parseChallenge(text: string): DoorChallenge | null {
  const [, building, door, nonce, seq, head] = TEXT.exec(text) ?? [];
  const parsed = DoorChallenge.safeParse({ building, door, nonce, seq: Number(seq), head });
  return parsed.success ? parsed.data : null;
}
