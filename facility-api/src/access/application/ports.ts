import type { AccessGrant, AgentStatus, DoorChallenge, IssuerKeys, JournalRecord, UnlockOutcome } from '@engawa/locks/contract';
import type { BookingId, ResidentId } from '../../../contract/index.ts';
import type { BookingStores } from '../../booking/application/ports.ts';
import type { AgentView } from '../domain/door-health.ts';

/** Signs in the city's name. The key never leaves the adapter. */
export interface GrantIssuer {
  keys: IssuerKeys;
  signGrant(grant: AccessGrant): string;
  signManifest(manifest: { building: string; revision: number; epoch: number; grants: string[]; revoked: string[]; serverTime: string; hello: string | null }): string;
  /** salted hash of a PIN for one door */ hidePin(door: string, pin: string): { salt: string; hash: string; digits: number };
}
export interface IssuedGrant { jti: string; booking: BookingId; building: string; door: string; notBeforeMs: number; expiresMs: number; signed: string }
export interface DesiredManifest { revision: number; epoch: number; grants: string[]; revoked: string[]; acknowledged: number | null }
export interface Press { commandId: string; booking: BookingId; building: string; signed: string; expiresMs: number; outcome: UnlockOutcome | null }

export interface GrantStore {
  epochOf(building: string): Promise<number>;
  /** latest end of another live booking of the same leaves that ends after `startMs - leadMs` and not after the start */
  previousEnd(booking: BookingId, fromMs: number, startMs: number): Promise<number | null>;
  /** Keeps the grant and raises the building's revision, so that the worker pushes until the agent has it. */
  issue(grant: IssuedGrant): Promise<void>;
  /** Takes the grant back; the leaves stay taken until the agent has acknowledged. false = there was none. */
  revoke(booking: BookingId, nowMs: number): Promise<boolean>;
  grantOf(booking: BookingId): Promise<IssuedGrant | null>;
  /** one row per press: the stored one when the key was used before */
  press(press: Press & { resident: ResidentId; key: string }): Promise<{ press: Press; fresh: boolean }>;
  pressOf(resident: ResidentId, key: string): Promise<Press | null>;
  /** The end of a building's journal, as a telephone brought it: a hint, because nobody has signed it. */
  heardHead(head: Pick<DoorChallenge, 'building' | 'seq' | 'head'>, nowMs: number): Promise<void>;
}
export type AccessStores = BookingStores & { grants: GrantStore };

/** What the city knows of its agents, and what it wants of them. */
export interface AgentLedger {
  desired(building: string, nowMs: number): Promise<DesiredManifest>;
  behind(): Promise<string[]>;
  agent(building: string): AgentView | null;
  heardPresence(building: string, online: boolean, nowMs: number): Promise<void>;
  heardStatus(status: AgentStatus, nowMs: number): Promise<void>;
  /** counts only when the command went to this building */ answer(building: string, outcome: UnlockOutcome): Promise<void>;
  outcomeOf(commandId: string): Promise<UnlockOutcome | null>;
  /** Keeps records; returns the last one kept without a gap, or null when the chain does not hold. */
  keepJournal(building: string, records: JournalRecord[]): Promise<{ seq: number; hash: string } | 'broken'>;
}
/** The wire to the agents. `publish…` resolve when the broker has it, reject when the city is cut off. */
export interface DoorLine {
  isUp(): boolean;
  publishManifest(building: string, manifest: string): Promise<void>;
  publishUnlock(building: string, commandId: string, grant: string): Promise<void>;
  /** resolves with the agent's answer, or null after `waitMs` */
  awaitOutcome(building: string, commandId: string, waitMs: number): { outcome: Promise<UnlockOutcome | null>; stop(): void };
}
