import { CHALLENGE_LIVES_SECONDS } from '@engawa/locks/contract';
import type { AccessGrant } from '@engawa/locks/contract';
import type { StoredState } from '../../booking/domain/booking-state.ts';
import { RELEASE } from '../../booking/domain/policy.ts';
import { refuse } from '../../booking/domain/decision.ts';
import type { Refusal } from '../../booking/domain/decision.ts';
import { GRANT_WINDOW, PRESS } from './policy.ts';

export interface GrantableBooking { reference: string; door: string; state: StoredState; startMs: number; endMs: number }
export interface IssueInput {
  jti: string; epoch: number; /** salted hash of the booking's PIN */ pin: { salt: string; hash: string; digits: number } | null;
  /** latest end of somebody else's live booking of the same leaves before this one; null = none */ previousEndMs: number | null;
}
type WindowGrant = Extract<AccessGrant, { kind: 'window' }>;
type PressGrant = Extract<AccessGrant, { kind: 'unlock' }>;
type AnswerGrant = Extract<AccessGrant, { kind: 'answer' }>;

const seconds = (ms: number): number => Math.floor(ms / 1_000);

/** Start of the window: `leadMs` early, but never while the people before are still in their time. */
export const opensAtMs = (startMs: number, previousEndMs: number | null): number => Math.max(startMs - GRANT_WINDOW.leadMs, previousEndMs ?? 0);

/** 入室許可 for the booked time. Only a confirmed booking inside the release time gets one, so a cancelled booking never had a grant. */
export function decideIssueGrant(booking: GrantableBooking, input: IssueInput, nowMs: number): WindowGrant | Refusal {
  if (booking.state !== 'confirmed') return refuse('booking-not-confirmed', { state: booking.state });
  if (nowMs < booking.startMs - RELEASE.beforeStartMs) return refuse('too-early');
  if (nowMs >= booking.endMs) return refuse('too-late');
  return { kind: 'window', door: booking.door, jti: input.jti, nbf: seconds(opensAtMs(booking.startMs, input.previousEndMs)), exp: seconds(booking.endMs), iat: seconds(nowMs), epoch: input.epoch, booking: booking.reference, pin: input.pin };
}

/** Grant of one press of the button. The booking must be released: its window is already at the door. */
export function decideUnlock(booking: GrantableBooking & { notBeforeMs: number }, input: { jti: string; epoch: number }, nowMs: number): PressGrant | Refusal {
  if (booking.state !== 'released' && booking.state !== 'confirmed') return refuse('booking-not-confirmed', { state: booking.state });
  if (nowMs >= booking.endMs) return refuse('too-late', { until: new Date(booking.endMs).toISOString() });
  if (nowMs < booking.notBeforeMs) return refuse('too-early', { from: new Date(booking.notBeforeMs).toISOString() });
  const nbf = seconds(Math.max(booking.notBeforeMs, nowMs - PRESS.slackMs));
  const exp = seconds(Math.min(booking.endMs, nowMs + PRESS.ttlMs));
  if (exp <= nbf) return refuse('too-late');
  return { kind: 'unlock', door: booking.door, jti: input.jti, nbf, exp, iat: seconds(nowMs), epoch: input.epoch, booking: booking.reference };
}

/**
 * The city's answer to the nonce of a door that is cut off. Checked now, after the nonce was made, and taken by the door for a minute:
 * so whatever it opens was rightful less than a minute before. Nobody is answered in the last minute of a booking.
 */
export function decideAnswer(booking: GrantableBooking & { notBeforeMs: number }, input: { jti: string; epoch: number; nonce: string }, nowMs: number): AnswerGrant | Refusal {
  const lastMs = booking.endMs - CHALLENGE_LIVES_SECONDS * 1_000;
  if (nowMs >= lastMs && nowMs < booking.endMs) return refuse('too-late', { until: new Date(lastMs).toISOString() });
  const press = decideUnlock(booking, input, nowMs);
  if ('refused' in press) return press;
  return { ...press, kind: 'answer', nonce: input.nonce, exp: seconds(nowMs) + CHALLENGE_LIVES_SECONDS };
}
