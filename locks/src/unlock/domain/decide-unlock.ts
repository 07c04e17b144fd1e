import type { AccessGrant, DoorName, GrantId, RefusalReason } from '../../../contract/index.ts';
import { MAX_UNLOCK_GRANT_SECONDS } from '../../../contract/index.ts';
import type { ClockReading } from './bounded-clock.ts';

/** What somebody wants, already verified: the grant of a command, or every window grant whose PIN matches the digits at a keypad. */
export type Wish =
  | { via: 'command'; grant: AccessGrant }
  | { via: 'keypad'; matching: readonly AccessGrant[] };

/** What the agent knows besides. */
export interface Standing {
  door: DoorName;
  /** grants below are dead */ epoch: number;
  revoked: ReadonlySet<GrantId>;
  /** ids of `unlock` grants that had their one try */ used: ReadonlySet<GrantId>;
}

export type UnlockDecision =
  | { open: true; grant: AccessGrant }
  | { open: false; reason: RefusalReason; jti: GrantId | null };

/** May the door open now? True time is somewhere in t ± u, and all of that must lie in the window. */
export function decideUnlock(wish: Wish, standing: Standing, clock: ClockReading): UnlockDecision {
  switch (wish.via) {
    case 'command': return decideOne(wish.grant, 'unlock', standing, clock);
    case 'keypad': return decideBest(wish.matching, standing, clock);
    default: return wish satisfies never;
  }
}

/** Several bookings may share a PIN; one that opens is enough, else the reason that helps the person most. */
const KINDEST_FIRST: readonly RefusalReason[] = ['not-yet-valid', 'clock-uncertain', 'expired', 'revoked', 'superseded'];

function decideBest(matching: readonly AccessGrant[], standing: Standing, clock: ClockReading): UnlockDecision {
  const decisions = matching.map((grant) => decideOne(grant, 'window', standing, clock));
  const open = decisions.find((decision) => decision.open);
  if (open) return open;
  for (const reason of KINDEST_FIRST) {
    const found = decisions.find((decision) => !decision.open && decision.reason === reason);
    if (found) return found;
  }
  return { open: false, reason: 'wrong-code', jti: null };
}

function decideOne(grant: AccessGrant, kind: AccessGrant['kind'], standing: Standing, clock: ClockReading): UnlockDecision {
  const reason = reasonAgainst(grant, kind, standing, clock);
  return reason === null ? { open: true, grant } : { open: false, reason, jti: grant.jti };
}

function reasonAgainst(grant: AccessGrant, kind: AccessGrant['kind'], standing: Standing, clock: ClockReading): RefusalReason | null {
  if (grant.kind !== kind) return 'wrong-kind';
  if (grant.kind === 'unlock' && grant.exp - grant.nbf > MAX_UNLOCK_GRANT_SECONDS) return 'malformed-grant';
  if (grant.door !== standing.door) return 'wrong-door';
  if (standing.revoked.has(grant.jti)) return 'revoked';
  if (grant.epoch < standing.epoch) return 'superseded';
  if (grant.kind === 'unlock' && standing.used.has(grant.jti)) return 'already-used';
  if (!Number.isFinite(clock.u)) return 'clock-uncertain';
  if (clock.t - clock.u < grant.nbf * 1000) return 'not-yet-valid';
  if (clock.t + clock.u >= grant.exp * 1000) return 'expired';
  return null;
}
