import { refuse } from '../../booking/domain/decision.ts';
import { LIVE, statusAt } from '../../booking/domain/booking-state.ts';
import type { Placed } from '../../booking/application/place-booking.ts';
import type { AccessStores } from './ports.ts';

/**
 * The city needs the room itself (公用, a disaster): the booking ends although its grant may be out. The grant is revoked, the fee goes
 * back, and the leaves stay taken until the door has acknowledged, so that two groups never both have a key.
 */
export async function withdrawBooking(stores: AccessStores, reference: string, nowMs: number): Promise<Placed> {
  const booking = await stores.bookings.lockByReference(reference);
  if (!booking) return refuse('not-found');
  if (!LIVE.includes(booking.state) || statusAt(booking, nowMs) === 'past') return refuse('booking-not-confirmed', { state: booking.state });
  const refund = booking.payment === 'paid';
  await stores.bookings.move(booking.id, booking.state, 'cancelled', refund ? { payment: 'refund-due' } : {});
  if (refund) await stores.money.keepOnly(booking.id, 0);
  await stores.bookings.setFee(booking.id, 0);
  const revoked = await stores.grants.revoke(booking.id, nowMs);
  if (refund) await stores.jobs.add('refund', booking.id, nowMs);
  await stores.audit.note({ atMs: nowMs, actor: 'city', act: 'booking-withdrawn', booking: booking.id, facts: { refund, revoked } });
  return { booking: booking.id };
}
