import type { BookingId } from '../../../contract/index.ts';
import { instantOf } from '../../facilities/domain/city-day.ts';
import { isRefusal } from '../../booking/domain/decision.ts';
import { RELEASE } from '../../booking/domain/policy.ts';
import { decideIssueGrant } from '../domain/decide-issue-grant.ts';
import { GRANT_WINDOW } from '../domain/policy.ts';
import type { AccessStores, AgentLedger, DoorLine, GrantIssuer } from './ports.ts';

/**
 * Release job: the grant goes out and the booking can no longer be cancelled, decided on one locked row.
 * Nothing to do for a booking that was cancelled, is over, or was released before. @returns the building whose agent must hear of it, or when to come again
 */
export async function releaseBooking(stores: AccessStores, issuer: GrantIssuer, newId: () => string, id: BookingId, nowMs: number): Promise<string | { againMs: number } | null> {
  const booking = await stores.bookings.lock(id);
  if (!booking || booking.state !== 'confirmed' || booking.pin === null) return null;
  // The booking was moved to a later time while this job was being taken.
  const dueMs = booking.startMs - RELEASE.beforeStartMs;
  if (nowMs < dueMs) return { againMs: dueMs };
  const epoch = await stores.grants.epochOf(booking.building);
  const previousEndMs = await stores.grants.previousEnd(id, booking.startMs - GRANT_WINDOW.leadMs, booking.startMs);
  const grant = decideIssueGrant(booking, { jti: newId(), epoch, pin: issuer.hidePin(booking.door, booking.pin), previousEndMs }, nowMs);
  if (isRefusal(grant)) return null;
  if (!(await stores.bookings.move(id, 'confirmed', 'released'))) return null;
  await stores.grants.issue({ jti: grant.jti, booking: id, building: booking.building, door: grant.door, notBeforeMs: grant.nbf * 1_000, expiresMs: grant.exp * 1_000, signed: issuer.signGrant(grant) });
  await stores.audit.note({ atMs: nowMs, actor: 'worker', act: 'grant-released', booking: id, facts: { door: grant.door, jti: grant.jti } });
  return booking.building;
}

/** Desired against actual: says the whole desired state once more. @param hello nonce of the agent's Hello that this answers */
export async function pushManifest(ledger: AgentLedger, line: DoorLine, issuer: GrantIssuer, building: string, hello: string | null, nowMs: number): Promise<void> {
  const { revision, epoch, grants, revoked } = await ledger.desired(building, nowMs);
  await line.publishManifest(building, issuer.signManifest({ building, revision, epoch, grants, revoked, serverTime: instantOf(nowMs), hello }));
}
