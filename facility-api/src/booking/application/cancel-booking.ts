import type { BookingId, ResidentId } from '../../../contract/index.ts';
import type { City } from '../../facilities/domain/city.ts';
import { rulesOf } from '../../facilities/domain/city.ts';
import { decideCancel } from '../domain/decide-cancel.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import type { BookingStores } from './ports.ts';
import type { Placed } from './place-booking.ts';

/** 取消. The row is locked, so cancelling and releasing cannot both happen. Its open change ends with it, so that nobody waits for a place that is wanted no more; paid, the money comes back. */
export async function cancelBooking(city: City, stores: BookingStores, resident: ResidentId, id: BookingId, nowMs: number): Promise<Placed> {
  const booking = await stores.bookings.lock(id);
  if (!booking || booking.resident !== resident) return refuse('not-your-booking');
  const cancelled = decideCancel(booking, rulesOf(city, booking.facility), nowMs);
  if (isRefusal(cancelled)) return cancelled;
  await stores.bookings.move(id, booking.state, 'cancelled', { payment: cancelled.payment });
  await stores.bookings.dropChanges(id);
  await stores.bookings.setFee(id, cancelled.feeYen);
  if (booking.payment === 'paid') await stores.money.keepOnly(id, cancelled.feeYen);
  if (cancelled.refundYen > 0) await stores.jobs.add('refund', id, nowMs);
  await stores.audit.note({ atMs: nowMs, actor: 'resident', act: 'booking-cancelled', booking: id, facts: { refund: cancelled.refundYen > 0, refundYen: cancelled.refundYen } });
  return { booking: id };
}
