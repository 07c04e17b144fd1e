import type { DoorChallenge } from '@engawa/locks/contract';
import type { BookingId, ResidentId } from '../../../contract/index.ts';
import { isRefusal, refuse } from '../../booking/domain/decision.ts';
import type { Refusal } from '../../booking/domain/decision.ts';
import { decideAnswer } from '../domain/decide-issue-grant.ts';
import { releasedNow } from './unlock-door.ts';
import type { UnlockNeeds } from './unlock-door.ts';

/**
 * The door is cut off and the telephone is not: it brings what the door shows, and takes the signed answer back. Asked again with the
 * same nonce it signs again, which is harmless: the door takes a nonce once. @returns base64url of the grant
 */
export function answerChallenge(needs: Pick<UnlockNeeds, 'transact' | 'issuer' | 'newId' | 'clock'>, resident: ResidentId, id: BookingId, challenge: DoorChallenge): Promise<{ grant: string } | Refusal> {
  return needs.transact(async (stores) => {
    const nowMs = needs.clock();
    const booking = await stores.bookings.lock(id);
    if (!booking || booking.resident !== resident) return refuse('not-your-booking');
    if (booking.building !== challenge.building || booking.door !== challenge.door) return refuse('door-refused', { door: booking.door });
    const { epoch, notBeforeMs } = await releasedNow(needs, stores, booking, nowMs);
    const decided = decideAnswer({ ...booking, notBeforeMs }, { jti: needs.newId(), epoch, nonce: challenge.nonce }, nowMs);
    if (isRefusal(decided)) return decided;
    await stores.grants.heardHead(challenge, nowMs);
    await stores.audit.note({ atMs: nowMs, actor: 'resident', act: 'challenge-answered', booking: id, facts: { door: booking.door, jti: decided.jti, seq: challenge.seq } });
    return { grant: needs.issuer.signGrant(decided) };
  });
}
