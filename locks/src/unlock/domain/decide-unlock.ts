import type { AccessGrant, DoorName, GrantId, RefusalReason } from '../../../contract/index.ts';
import { MAX_UNLOCK_GRANT_SECONDS } from '../../../contract/index.ts';
import type { ClockReading } from './bounded-clock.ts';

/** What somebody wants, already verified: the grant of a command, every window grant whose PIN matches the digits at a keypad, or the city's answer to a nonce of this door. */
export type Wish =
  | { via: 'command'; grant: AccessGrant }
  | { via: 'keypad'; matching: readonly AccessGrant[] }
  | { via: 'panel'; grant: AccessGrant; /** the door showed this nonce less than a minute ago, and it was not answered before */ alive: boolean };

/** What the agent knows besides. */
export interface Standing {
  door: DoorName;
  /** grants below are dead */ epoch: number;
  revoked: ReadonlySet<GrantId>;
  /** ids of `unlock` and `answer` grants that had their one try */ used: ReadonlySet<GrantId>;
}

export type UnlockDecision =
  | { open: true; grant: AccessGrant }
  | { open: false; reason: RefusalReason; jti: GrantId | null };

/** May the door open now? True time is somewhere in t ± u, and all of that must lie in the window. */
export function decideUnlock(wish: Wish, standing: Standing, clock: ClockReading): UnlockDecision {
  switch (wish.via) {
    case 'command': return decideOne(wish.grant, 'unlock', standing, clock);
    case 'keypad': return decideBest(wish.matching, standing, clock);
    case 'panel': return decideAnswer(wish.grant, wish.alive, standing);
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

/** The city signed after the nonce was made, and the nonce lives a minute: that proves the time, so no clock is asked. */
function decideAnswer(grant: AccessGrant, alive: boolean, standing: Standing): UnlockDecision {
  const reason = reasonWhenever(grant, 'answer', standing) ?? (alive ? null : 'expired');
  return reason === null ? { open: true, grant } : { open: false, reason, jti: grant.jti };
}

function decideOne(grant: AccessGrant, kind: AccessGrant['kind'], standing: Standing, clock: ClockReading): UnlockDecision {
  const reason = reasonAgainst(grant, kind, standing, clock);
  return reason === null ? { open: true, grant } : { open: false, reason, jti: grant.jti };
}

/** What speaks against it at any time. */
function reasonWhenever(grant: AccessGrant, kind: AccessGrant['kind'], standing: Standing): RefusalReason | null {
  if (grant.kind !== kind) return 'wrong-kind';
  if (grant.kind === 'unlock' && grant.exp - grant.nbf > MAX_UNLOCK_GRANT_SECONDS) return 'malformed-grant';
  if (grant.door !== standing.door) return 'wrong-door';
  if (standing.revoked.has(grant.jti)) return 'revoked';
  if (grant.epoch < standing.epoch) return 'superseded';
  if (grant.kind !== 'window' && standing.used.has(grant.jti)) return 'already-used';
  return null;
}

function reasonAgainst(grant: AccessGrant, kind: AccessGrant['kind'], standing: Standing, clock: ClockReading): RefusalReason | null {
  const whenever = reasonWhenever(grant, kind, standing);
  if (whenever !== null) return whenever;
  if (!Number.isFinite(clock.u)) return 'clock-uncertain';
  if (clock.t - clock.u < grant.nbf * 1000) return 'not-yet-valid';
  if (clock.t + clock.u >= grant.exp * 1000) return 'expired';
  return null;
}
