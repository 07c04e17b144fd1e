import type { BookingId, Offer, PlaceBooking, ResidentId } from '../../../contract/index.ts';
import type { City } from '../../facilities/domain/city.ts';
import { dayOf } from '../../facilities/domain/city-day.ts';
import { offersInstead } from '../../availability/application/find-offers.ts';
import { decidePlaceBooking } from '../domain/decide-place-booking.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import { HOLD } from '../domain/policy.ts';
import type { Refusal } from '../domain/decision.ts';
import { drawPin, promiseRelease } from './confirm-booking.ts';
import type { BookingReader, BookingStores, Chance, NewBooking } from './ports.ts';

export interface PlaceNeeds { city: City; reader: BookingReader; chance: Chance }
export type Placed = { booking: BookingId } | Refusal;
/** The command ledger: runs `work` at most once per resident and key, in one transaction with its result. */
export type Once = <Done extends object>(request: { resident: ResidentId; key: string; command: unknown }, work: (stores: BookingStores) => Promise<Done | Refusal>) => Promise<Done | Refusal>;

/** 仮押さえ. The database judges the leaves; a refused racer gets offers, looked up after the refusal is committed. */
export async function placeBooking(needs: PlaceNeeds, once: Once, request: { resident: ResidentId; key: string; command: PlaceBooking }, nowMs: number): Promise<Placed & { offers?: Offer[] }> {
  const { command } = request;
  const placed: Placed = await once(request, (stores) => tryPlace(needs, stores, request.resident, command, nowMs));
  if (!isRefusal(placed) || placed.refused !== 'slot-taken') return placed;
  return { ...placed, offers: await offersInstead(needs, command, nowMs) };
}

/** What the city has seen of the resident. Asked only when something is claimed: most wishes claim nothing, and every statement counts in a rush. */
export const provenFor = async (stores: BookingStores, resident: ResidentId, wish: Pick<PlaceBooking, 'start' | 'userClass' | 'reduction'>): Promise<readonly string[]> =>
  wish.userClass !== undefined || wish.reduction !== undefined ? stores.bookings.provenOn(resident, dayOf(Date.parse(wish.start))) : [];

async function tryPlace(needs: PlaceNeeds, stores: BookingStores, resident: ResidentId, command: PlaceBooking, nowMs: number): Promise<Placed> {
  const place = needs.city.rooms.get(command.room);
  if (!place) return refuse('not-found', { room: command.room });
  const { room, facility } = place;
  const counted = await stores.bookings.countHolds(resident, nowMs, nowMs - HOLD.abandonedMs);
  const proven = await provenFor(stores, resident, command);
  const held = decidePlaceBooking(command, { room, facility, isHoliday: needs.city.isHoliday, ...counted, proven }, nowMs);
  if (isRefusal(held)) return held;
  await stores.bookings.lapseExpired(room.spaces, held, nowMs);
  const free = held.holdUntilMs === null;
  const booking: NewBooking = {
    id: needs.chance.newId() as BookingId, reference: needs.chance.newReference(), resident, room: room.id, facility: facility.id, building: facility.building, door: room.door,
    startMs: held.startMs, endMs: held.endMs, people: command.people, purpose: command.purpose, quote: held.quote, totalYen: held.quote.totalYen,
    state: free ? 'confirmed' : 'held', holdUntilMs: held.holdUntilMs, payment: free ? 'none-due' : 'open',
    pin: free ? await drawPin(stores, needs.chance, room.door, nowMs) : null, confirmedMs: free ? nowMs : null, feeFacts: held.facts,
  };
  if (!(await stores.bookings.insert(booking, room.spaces))) return refuse('slot-taken');
  if (free) await promiseRelease(stores, booking, nowMs);
  await stores.audit.note({ atMs: nowMs, actor: 'resident', act: free ? 'booking-confirmed' : 'booking-held', booking: booking.id, facts: { room: room.id, yen: booking.totalYen } });
  return { booking: booking.id };
}

