import type { BookingId } from '../../../contract/index.ts';
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
  if (booking.replaces !== null) return applyChange(stores, chance, booking, booking.replaces, nowMs);
  const pin = await drawPin(stores, chance, booking.door, nowMs);
  if (booking.state === 'lapsed') {
    const spaces = await stores.bookings.move(booking.id, 'lapsed', 'confirmed', { payment: 'paid', pin, confirmedMs: nowMs });
    if (!spaces) return false;
  } else if (!(await stores.bookings.move(booking.id, 'held', 'confirmed', { payment: 'paid', pin, confirmedMs: nowMs }))) return false;
  await promiseRelease(stores, booking, nowMs);
  await stores.audit.note({ atMs: nowMs, actor: 'payment', act: 'booking-confirmed', booking: booking.id, facts: { yen: booking.totalYen } });
  return true;
}

/** held -> confirmed where nothing is to pay (any more). */
export async function confirmFree(stores: BookingStores, chance: Chance, booking: StoredBooking, nowMs: number): Promise<void> {
  const pin = await drawPin(stores, chance, booking.door, nowMs);
  await stores.bookings.move(booking.id, 'held', 'confirmed', { payment: 'none-due', pin, confirmedMs: nowMs });
  await promiseRelease(stores, booking, nowMs);
}

/** The PIN stays with its people unless somebody at the new door has the same. */
export async function pinAt(stores: BookingStores, chance: Chance, booking: StoredBooking, door: string, nowMs: number): Promise<string | null> {
  if (booking.pin === null || door === booking.door) return booking.pin;
  return (await stores.bookings.pinsInUse(door, nowMs)).has(booking.pin) ? drawPin(stores, chance, door, nowMs) : booking.pin;
}

/**
 * The difference of a change is paid: the booking itself takes the place that was held for it, and the change is gone. false when it cannot
 * (cancelled or released meanwhile, changed once more, or the hold lapsed and somebody else is there): the money goes back, the booking stays.
 * Lock order: change, then its booking; whoever has locked the booking never waits for the change.
 */
async function applyChange(stores: BookingStores, chance: Chance, change: StoredBooking, id: BookingId, nowMs: number): Promise<boolean> {
  const booking = await stores.bookings.lock(id);
  if (!booking || booking.state !== 'confirmed' || booking.moves !== change.moves || nowMs >= change.endMs) {
    if (change.state === 'held') await stores.bookings.move(change.id, 'held', 'cancelled');
    return false;
  }
  const pin = await pinAt(stores, chance, booking, change.door, nowMs);
  if (!(await stores.bookings.takeOver(id, { ...change, feeYen: booking.feeYen, pin }, change.id))) return false;
  await stores.money.handOver(change.id, id);
  await stores.bookings.setPayment(id, 'paid');
  await stores.jobs.reschedule('release', id, Math.max(nowMs, change.startMs - RELEASE.beforeStartMs));
  await stores.audit.note({ atMs: nowMs, actor: 'payment', act: 'booking-changed', booking: id, facts: { room: change.room, yen: change.totalYen } });
  return true;
}
