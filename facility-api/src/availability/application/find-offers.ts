import type { FindRooms, Offer, PlaceBooking, RoomsFound, SpaceId } from '../../../contract/index.ts';
import type { BookingReader } from '../../booking/application/ports.ts';
import { DAY_MS, dayOf, midnightOf } from '../../facilities/domain/city-day.ts';
import type { City } from '../../facilities/domain/city.ts';
import { findRooms, listOffers } from '../domain/free-rooms.ts';

export interface AvailabilityNeeds { city: City; reader: Pick<BookingReader, 'taken'> }

const takenOn = (needs: AvailabilityNeeds, day: string, nowMs: number) => {
  const spaces = [...new Set([...needs.city.rooms.values()].flatMap(({ room }) => room.spaces))] as SpaceId[];
  const startMs = midnightOf(day);
  return needs.reader.taken(spaces, { startMs, endMs: startMs + DAY_MS }, nowMs);
};

/** Exact from the rows of this moment: no cache, so nobody is sent to a room that went a minute ago. */
export const roomsFor = async (needs: AvailabilityNeeds, asked: FindRooms, nowMs: number): Promise<RoomsFound> =>
  findRooms(needs.city, asked, await takenOn(needs, asked.day, nowMs), nowMs);

export const offersInstead = async (needs: AvailabilityNeeds, wish: PlaceBooking, nowMs: number): Promise<Offer[]> =>
  listOffers(needs.city, wish, await takenOn(needs, dayOf(Date.parse(wish.start)), nowMs), nowMs);
