import type { Resident, ResidentId } from '../../../contract/index.ts';

export interface Passkey { credentialId: string; resident: ResidentId; publicKey: Uint8Array<ArrayBuffer>; counter: number; transports: string[] }
export interface Challenge { ceremony: string; kind: 'register' | 'sign-in'; challenge: string; resident: ResidentId | null; displayName: string | null }

export interface ResidentStore {
  keepChallenge(challenge: Challenge, expiresMs: number): Promise<void>;
  /** Reads and deletes in one statement: a challenge is good for one answer. */
  burnChallenge(ceremony: string, kind: Challenge['kind'], nowMs: number): Promise<Challenge | null>;
  register(resident: Resident, passkey: Passkey, nowMs: number): Promise<boolean>;
  passkey(credentialId: string): Promise<(Passkey & { displayName: string }) | null>;
  raiseCounter(credentialId: string, counter: number): Promise<void>;
  openSession(tokenSha256: Buffer, resident: ResidentId, expiresMs: number): Promise<void>;
  closeSession(tokenSha256: Buffer): Promise<void>;
  residentOf(tokenSha256: Buffer, nowMs: number): Promise<Resident | null>;
}
