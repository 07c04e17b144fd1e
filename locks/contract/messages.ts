import { z } from 'zod';
import { DoorStatus } from './door-status.ts';
import { GrantText } from './grant.ts';
import { BuildingName, CommandId, LockInstant, Nonce, Sha256Hex } from './ids.ts';
import { JournalRecord } from './journal-record.ts';

/**
 * MQTT between the city and the door agent of a building. Every message is UTF-8 JSON at QoS 1, so it may come twice:
 * each is idempotent by the id in the comment. The broker may forget; whoever waits for an answer sends again.
 */
export function lockTopics(building: BuildingName) {
  const base = `engawa/${building}`;
  return {
    /** city -> agent, retained: ManifestMessage; id = revision */ manifest: `${base}/manifest`,
    /** city -> agent: UnlockCommand; id = commandId */ unlock: `${base}/unlock`,
    /** city -> agent: JournalAck; id = seq */ journalAck: `${base}/journal-ack`,
    /** agent -> city: AgentHello, at every connection and every minute; the city answers with a manifest that carries the nonce */ hello: `${base}/hello`,
    /** agent -> city: UnlockOutcome; id = commandId */ answers: `${base}/answers`,
    /** agent -> city: JournalBatch; id = seq */ journal: `${base}/journal`,
    /** agent -> city, retained: AgentStatus; last one wins */ status: `${base}/status`,
    /** agent -> city, retained, also as last will: AgentPresence */ presence: `${base}/presence`,
  } as const;
}
/** What the city subscribes to. */
export const CITY_SUBSCRIPTIONS = ['engawa/+/hello', 'engawa/+/answers', 'engawa/+/journal', 'engawa/+/status', 'engawa/+/presence'] as const;
export const MQTT_QOS = 1;

export const ManifestMessage = z.strictObject({ /** base64url of the signed manifest */ manifest: z.string().max(5_600_000) });
export type ManifestMessage = z.infer<typeof ManifestMessage>;

/** Asks for the manifest and sets the clock. `revision` null = the agent has none yet. */
export const AgentHello = z.strictObject({ building: BuildingName, nonce: Nonce, revision: z.int().min(0).nullable(), epoch: z.int().min(0).nullable() });
export type AgentHello = z.infer<typeof AgentHello>;

/** The grant is of kind `unlock` and names the door; a command past the grant's `exp` is never executed late. */
export const UnlockCommand = z.strictObject({ commandId: CommandId, grant: GrantText });
export type UnlockCommand = z.infer<typeof UnlockCommand>;

/** Closed list; the phone turns it into words. */
export const REFUSAL_REASONS = [
  'malformed-grant', 'unknown-issuer', 'bad-signature', 'wrong-kind', 'unknown-door', 'wrong-door',
  'superseded', 'revoked', 'not-yet-valid', 'expired', 'clock-uncertain', 'already-used',
  'wrong-code', 'too-many-wrong-codes', 'journal-unavailable', 'device-unreachable', 'device-refused',
] as const;
export const RefusalReason = z.enum(REFUSAL_REASONS);
export type RefusalReason = z.infer<typeof RefusalReason>;

/**
 * opened: the device confirmed and the journal has it. refused: the relay did not move.
 * unknown: the command went to the device and no confirmation came, or the agent fell meanwhile; it will not be tried again.
 */
export const UnlockOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('opened'), commandId: CommandId, /** journal */ seq: z.int().min(1), at: LockInstant, relockAfterSeconds: z.int().min(0) }),
  z.strictObject({ outcome: z.literal('refused'), commandId: CommandId, reason: RefusalReason, seq: z.int().min(1).nullable(), at: LockInstant }),
  z.strictObject({ outcome: z.literal('unknown'), commandId: CommandId, seq: z.int().min(1).nullable(), at: LockInstant }),
]);
export type UnlockOutcome = z.infer<typeof UnlockOutcome>;

/** Records in order, without a gap, from the last acknowledged one on; may repeat what was sent. */
export const JournalBatch = z.strictObject({ building: BuildingName, records: z.array(JournalRecord).min(1).max(100) });
export type JournalBatch = z.infer<typeof JournalBatch>;
/** The city has kept everything up to `seq` durably; `hash` is that record's. The agent never asks for an earlier one. */
export const JournalAck = z.strictObject({ seq: z.int().min(1), hash: Sha256Hex });
export type JournalAck = z.infer<typeof JournalAck>;

export const AgentPresence = z.strictObject({ building: BuildingName, online: z.boolean() });
export type AgentPresence = z.infer<typeof AgentPresence>;

export const AgentStatus = z.strictObject({
  building: BuildingName, at: LockInstant, /** null = clock lost: keypads refuse */ clockUncertaintyMs: z.int().min(0).nullable(),
  /** what the agent really has: the acknowledgement of a manifest */
  manifest: z.strictObject({ revision: z.int(), epoch: z.int(), grants: z.int(), /** not signed by a known issuer, or unreadable */ rejected: z.int() }).nullable(),
  journal: z.strictObject({ writable: z.boolean(), seq: z.int().min(0), head: Sha256Hex, acknowledged: z.int().min(0) }),
  doors: z.array(DoorStatus),
});
export type AgentStatus = z.infer<typeof AgentStatus>;
