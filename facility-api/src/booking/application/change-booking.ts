import type { BookingId, ChangeBooking, ChangePreview, Offer, ResidentId } from '../../../contract/index.ts';
import { offersInstead } from '../../availability/application/find-offers.ts';
import { rulesOf } from '../../facilities/domain/city.ts';
import { statusAt } from '../domain/booking-state.ts';
import { termsAt } from '../domain/cancellation-terms.ts';
import { decideChange } from '../domain/decide-change.ts';
import type { BookingChanged } from '../domain/decide-change.ts';
import { decidePlaceBooking } from '../domain/decide-place-booking.ts';
import type { BookingHeld } from '../domain/decide-place-booking.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import type { Refusal } from '../domain/decision.ts';
import { HOLD, RELEASE } from '../domain/policy.ts';
import { confirmFree, pinAt } from './confirm-booking.ts';
import { provenFor } from './place-booking.ts';
import type { Once, Placed, PlaceNeeds } from './place-booking.ts';
import type { BookingStores, Place, StoredBooking } from './ports.ts';

export interface ChangeRequest { resident: ResidentId; key: string; id: BookingId; command: ChangeBooking }

/** 変更 in one transaction: the booking has its new place, or a hold on it until the difference is paid, or all is as it was. */
export async function changeBooking(needs: PlaceNeeds, once: Once, request: ChangeRequest, nowMs: number): Promise<Placed & { offers?: Offer[] }> {
  const { resident, key, id, command } = request;
  const changed = await once({ resident, key, command: { change: id, to: command } }, (stores) => tryChange(needs, stores, resident, id, command, nowMs));
  if (!isRefusal(changed) || changed.refused !== 'slot-taken') return changed;
  return { ...changed, offers: await offersInstead(needs, command, nowMs) };
}

interface Wish { place: Omit<Place, 'feeYen' | 'termsMs' | 'pin'>; held: BookingHeld; spaces: StoredSpaces; changed: BookingChanged }
type StoredSpaces = Parameters<BookingStores['bookings']['insert']>[1];

/** What the change would be; the quotas of a new booking do not count, because this is none. */
function judge(needs: PlaceNeeds, booking: StoredBooking, command: ChangeBooking, nowMs: number, proven?: readonly string[]): Wish | Refusal {
  const to = needs.city.rooms.get(command.room);
  if (!to) return refuse('not-found', { room: command.room });
  const held = decidePlaceBooking(command, { ...to, isHoliday: needs.city.isHoliday, holds: 0, ...(proven && { proven }) }, nowMs);
  if (isRefusal(held)) return held;
  const changed = decideChange(booking, { startMs: held.startMs, totalYen: held.quote.totalYen }, rulesOf(needs.city, booking.facility), nowMs);
  if (isRefusal(changed)) return changed;
  const { room, facility } = to;
  const place = { room: room.id, facility: facility.id, building: facility.building, door: room.door, startMs: held.startMs, endMs: held.endMs, people: command.people, purpose: command.purpose, quote: held.quote, totalYen: held.quote.totalYen, feeFacts: held.facts };
  return { place, held, spaces: room.spaces, changed };
}

async function tryChange(needs: PlaceNeeds, stores: BookingStores, resident: ResidentId, id: BookingId, command: ChangeBooking, nowMs: number): Promise<Placed> {
  const counted = await stores.bookings.countHolds(resident, nowMs, nowMs - HOLD.abandonedMs);
  const booking = await stores.bookings.lock(id);
  if (!booking || booking.resident !== resident || booking.replaces !== null) return refuse('not-your-booking');
  const wish = judge(needs, booking, command, nowMs, await provenFor(stores, resident, command));
  if (isRefusal(wish)) return wish;
  await stores.bookings.dropChanges(id);
  await stores.bookings.lapseExpired(wish.spaces, wish.held, nowMs);
  const { changed } = wish;
  if (changed.kind === 'hold' && counted.holds >= HOLD.mostPerResident) return refuse('too-many-holds', { most: HOLD.mostPerResident });
  const done = changed.kind === 'hold' ? await holdChange(needs, stores, booking, wish, changed, nowMs) : await moveNow(needs, stores, booking, wish, changed, nowMs);
  if (!done) return refuse('slot-taken');
  await stores.audit.note({ atMs: nowMs, actor: 'resident', act: changed.kind === 'hold' ? 'change-held' : 'booking-changed', booking: id, facts: { room: wish.place.room, yen: wish.place.totalYen } });
  return { booking: id };
}

/** The hold never outlives the moment from which the booking itself could not be changed any more. */
async function holdChange(needs: PlaceNeeds, stores: BookingStores, booking: StoredBooking, { place, spaces }: Wish, { dueYen, termsMs }: Extract<BookingChanged, { kind: 'hold' }>, nowMs: number): Promise<boolean> {
  const holdUntilMs = Math.min(nowMs + HOLD.ms, booking.startMs - RELEASE.beforeStartMs);
  return stores.bookings.insertChange({
    ...place, id: needs.chance.newId() as BookingId, reference: needs.chance.newReference(), resident: booking.resident, state: 'held', holdUntilMs, payment: 'open', pin: null, confirmedMs: null, replaces: booking.id, dueYen, termsMs, moves: booking.moves,
  }, spaces);
}

async function moveNow(needs: PlaceNeeds, stores: BookingStores, booking: StoredBooking, { place, spaces }: Wish, { refundYen, feeYen, termsMs }: Extract<BookingChanged, { kind: 'move' }>, nowMs: number): Promise<boolean> {
  const pin = await pinAt(stores, needs.chance, booking, place.door, nowMs);
  if (!(await stores.bookings.relocate(booking.id, { ...place, feeYen, termsMs, pin }, spaces))) return false;
  if (booking.state === 'confirmed') await stores.jobs.reschedule('release', booking.id, Math.max(nowMs, place.startMs - RELEASE.beforeStartMs));
  else if (place.totalYen === 0) await confirmFree(stores, needs.chance, { ...booking, ...place }, nowMs);
  if (refundYen > 0) {
    await stores.money.keepOnly(booking.id, place.totalYen + feeYen);
    await stores.jobs.add('refund', booking.id, nowMs);
  }
  return true;
}

/** Tells before the act: new price, difference, what comes back by which clause, and whether the place is free. Changes nothing. */
export async function previewChange(needs: PlaceNeeds, booking: StoredBooking, command: ChangeBooking, nowMs: number): Promise<ChangePreview | Refusal> {
  if (statusAt(booking, nowMs) === 'past') return refuse('change-too-late');
  const wish = judge(needs, booking, command, nowMs);
  if (isRefusal(wish)) return wish;
  const differenceYen = wish.place.totalYen - booking.totalYen;
  const taken = await needs.reader.taken(wish.spaces, wish.held, nowMs, booking.id);
  const terms = termsAt(rulesOf(needs.city, booking.facility), booking, nowMs);
  return {
    quote: wish.held.quote, differenceYen, money: differenceYen > 0 ? 'to-pay' : differenceYen < 0 ? 'to-refund' : 'even',
    refundYen: wish.changed.kind === 'move' ? wish.changed.refundYen : 0, clause: differenceYen < 0 ? terms.rule?.clause ?? null : null,
    free: taken.length === 0, offers: taken.length === 0 ? [] : await offersInstead(needs, command, nowMs),
  };
}
