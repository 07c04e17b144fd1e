import { encode } from 'cborg';
import { z } from 'zod';
import { CommandId, DoorName, GrantId, LockInstant, Sha256Hex } from './ids.ts';

/**
 * What happened. An opening is `intent` (durable before the relay moves), then exactly one of `released` (the device confirmed),
 * `failed` (the device said no) or `unknown` (no answer, or the agent fell in between: somebody should look).
 */
export const JournalAct = z.enum([
  'intent', 'released', 'failed', 'unknown', 'denied',
  'door-opened', 'door-closed', 'door-forced', 'door-held-open', 'egress', 'release-reported',
  'access-denied', 'lock-jammed', 'battery-low', 'tamper', 'clock-skew',
  'device-online', 'device-offline', 'device-log-lost', 'manifest', 'clock', 'started', 'tail-repaired', 'journal-restored',
]);
export type JournalAct = z.infer<typeof JournalAct>;

/** How the wish came in. `command`: the city sent it. `keypad`: digits at the door. `panel`: the city's answer to the door's own nonce, carried by a telephone. `device`: the hardware reports. `agent`: the agent about itself. */
export const JournalTier = z.enum(['command', 'keypad', 'panel', 'device', 'agent']);
export type JournalTier = z.infer<typeof JournalTier>;

/** One line of the journal 監査記録. Holds no name and no PIN. */
export const JournalRecord = z.strictObject({
  /** 1, 2, 3 … without a gap */ seq: z.int().min(1),
  /** hash of the record before; 64 zeros for the first */ prev: Sha256Hex,
  /** middle of the interval that holds true time */ at: LockInstant,
  /** half its width in milliseconds; null = the clock is lost, and `at` is the machine's own unproven date */ u: z.int().min(0).nullable(),
  door: DoorName.nullable(), jti: GrantId.nullable(), commandId: CommandId.nullable(),
  tier: JournalTier, act: JournalAct,
  /** closed code of the reason, or a figure such as the revision */ detail: z.string().max(64).regex(/^[a-z0-9:._-]*$/).nullable(),
  /** seq of the intent that this record ends */ of: z.int().min(1).nullable(),
  hash: Sha256Hex,
});
export type JournalRecord = z.infer<typeof JournalRecord>;
export type UnhashedRecord = Omit<JournalRecord, 'hash'>;

export const FIRST_PREV = '0'.repeat(64);

/** Bytes whose SHA-256 is `hash`: CBOR, so that every field is length-prefixed. */
export function journalHashInput(record: UnhashedRecord): Uint8Array {
  return encode(['engawa-journal/1', record.seq, record.prev, record.at, record.u, record.door, record.jti, record.commandId, record.tier, record.act, record.detail, record.of]);
}

/** The one text form of a record, a line without its newline; any other text of the same record counts as tampered. */
export function journalLine(record: JournalRecord): string {
  const { seq, prev, at, u, door, jti, commandId, tier, act, detail, of, hash } = record;
  return JSON.stringify({ seq, prev, at, u, door, jti, commandId, tier, act, detail, of, hash });
}
