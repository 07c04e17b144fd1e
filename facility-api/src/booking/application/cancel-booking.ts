import type { BookingId, ResidentId } from '../../../contract/index.ts';
import { decideCancel } from '../domain/decide-cancel.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import type { BookingStores } from './ports.ts';
import type { Placed } from './place-booking.ts';

/** 取消. The row is locked, so cancelling and releasing cannot both happen. */
export async function cancelBooking(stores: BookingStores, resident: ResidentId, id: BookingId, nowMs: number): Promise<Placed> {
  const booking = await stores.bookings.lock(id);
  if (!booking || booking.resident !== resident) return refuse('not-your-booking');
  const cancelled = decideCancel(booking, nowMs);
  if (isRefusal(cancelled)) return cancelled;
  await stores.bookings.move(id, booking.state, 'cancelled', { payment: cancelled.payment });
  if (cancelled.refund) await stores.jobs.add('refund', id, nowMs);
  await stores.audit.note({ atMs: nowMs, actor: 'resident', act: 'booking-cancelled', booking: id, facts: { refund: cancelled.refund } });
  return { booking: id };
}
