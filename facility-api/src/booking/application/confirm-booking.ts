import { RELEASE } from '../domain/policy.ts';
import type { BookingStores, Chance, StoredBooking } from './ports.ts';

const MOST_DRAWS = 1_000;

/** A PIN that no other live booking of the door has. The constraint `one_pin_per_door` judges a draw at the same moment. */
export async function drawPin(stores: BookingStores, chance: Chance, door: string, nowMs: number): Promise<string> {
  const used = await stores.bookings.pinsInUse(door, nowMs);
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const pin = chance.newPin();
    if (!used.has(pin)) return pin;
  }
  throw new Error(`no free PIN for door ${door}`);
}

/** Job row of the release, due at once when the start is near. Belongs into the transaction that confirms. */
export const promiseRelease = (stores: BookingStores, booking: Pick<StoredBooking, 'id' | 'startMs'>, nowMs: number): Promise<void> =>
  stores.jobs.add('release', booking.id, Math.max(nowMs, booking.startMs - RELEASE.beforeStartMs));

/**
 * held or lapsed -> confirmed. From `lapsed` the leaves must be taken again: false when somebody else has them by now.
 * Confirmation, PIN and release job are one transaction.
 */
export async function confirmBooking(stores: BookingStores, chance: Chance, booking: StoredBooking, nowMs: number): Promise<boolean> {
  const pin = await drawPin(stores, chance, booking.door, nowMs);
  if (booking.state === 'lapsed') {
    const spaces = await stores.bookings.move(booking.id, 'lapsed', 'confirmed', { payment: 'paid', pin, confirmedMs: nowMs });
    if (!spaces) return false;
  } else if (!(await stores.bookings.move(booking.id, 'held', 'confirmed', { payment: 'paid', pin, confirmedMs: nowMs }))) return false;
  await promiseRelease(stores, booking, nowMs);
  await stores.audit.note({ atMs: nowMs, actor: 'payment', act: 'booking-confirmed', booking: booking.id, facts: { yen: booking.totalYen } });
  return true;
}
