import type { BookingId, ResidentId, UnlockAnswer } from '../../../contract/index.ts';
import { UNLOCK_WAIT_MS } from '../../../contract/index.ts';
import type { StoredBooking, Transact } from '../../booking/application/ports.ts';
import { isRefusal, refuse } from '../../booking/domain/decision.ts';
import type { Refusal } from '../../booking/domain/decision.ts';
import { decideUnlock, opensAtMs } from '../domain/decide-issue-grant.ts';
import { tellUnlock } from '../domain/tell-unlock.ts';
import type { AccessStores, AgentLedger, DoorLine, GrantIssuer, Press } from './ports.ts';
import { releaseBooking } from './release-booking.ts';

export interface UnlockNeeds { transact: Transact<AccessStores>; ledger: AgentLedger; line: DoorLine; issuer: GrantIssuer; newId(): string; clock(): number; /** shorter in tests */ waitMs?: number }
type Pressed = { press: Press; pin: string } | Refusal;

/**
 * One press of the button. The press is a row before anything is sent; asked again with the same key, the same command is told or
 * sent again, and the agent acts on a command id once: a door never opens twice for one press.
 */
export async function unlockDoor(needs: UnlockNeeds, resident: ResidentId, id: BookingId, key: string): Promise<UnlockAnswer | Refusal> {
  const pressed: Pressed = await needs.transact((stores) => press(needs, stores, resident, id, key));
  if (isRefusal(pressed)) return pressed;
  const { commandId, building, signed, expiresMs } = pressed.press;
  let outcome = pressed.press.outcome;
  let agentAway = !needs.line.isUp() || needs.ledger.agent(building)?.online !== true;
  if (!outcome && !agentAway && needs.clock() < expiresMs) {
    // Listening begins before the command leaves: an answer cannot fall between.
    const waiting = needs.line.awaitOutcome(building, commandId, needs.waitMs ?? UNLOCK_WAIT_MS);
    try {
      await needs.line.publishUnlock(building, commandId, signed);
      outcome = await waiting.outcome;
    } catch {
      agentAway = true;
    } finally {
      waiting.stop();
    }
  }
  outcome ??= await needs.ledger.outcomeOf(commandId);
  return tellUnlock({ outcome, expiresMs, agentAway, pin: pressed.pin }, needs.clock());
}

async function press(needs: UnlockNeeds, stores: AccessStores, resident: ResidentId, id: BookingId, key: string): Promise<Pressed> {
  const nowMs = needs.clock();
  const booking = await stores.bookings.lock(id);
  if (!booking || booking.resident !== resident) return refuse('not-your-booking');
  const before = await stores.grants.pressOf(resident, key);
  if (before) return before.booking === id ? { press: before, pin: booking.pin ?? '' } : refuse('idempotency-key-reused');
  const { epoch, notBeforeMs } = await releasedNow(needs, stores, booking, nowMs);
  const decided = decideUnlock({ ...booking, notBeforeMs }, { jti: needs.newId(), epoch }, nowMs);
  if (isRefusal(decided)) return decided;
  const made: Press = { commandId: needs.newId(), booking: id, building: booking.building, signed: needs.issuer.signGrant(decided), expiresMs: decided.exp * 1_000, outcome: null };
  const kept = await stores.grants.press({ ...made, resident, key });
  if (kept.press.booking !== id) return refuse('idempotency-key-reused');
  if (kept.fresh) await stores.audit.note({ atMs: nowMs, actor: 'resident', act: 'unlock-pressed', booking: id, facts: { door: booking.door, command: kept.press.commandId } });
  return { press: kept.press, pin: booking.pin ?? '' };
}

/** A booking made at the door is confirmed inside the release time; nobody at the door need wait for the worker. */
export async function releasedNow(needs: Pick<UnlockNeeds, 'issuer' | 'newId'>, stores: AccessStores, booking: StoredBooking, nowMs: number): Promise<{ epoch: number; notBeforeMs: number }> {
  if (booking.state === 'confirmed') await releaseBooking(stores, needs.issuer, needs.newId, booking.id, nowMs);
  const grant = await stores.grants.grantOf(booking.id);
  return { epoch: await stores.grants.epochOf(booking.building), notBeforeMs: grant?.notBeforeMs ?? opensAtMs(booking.startMs, null) };
}
