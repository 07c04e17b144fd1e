import type { RoomId } from '../../../contract/index.ts';
import { MINUTE_MS, dayOf, midnightOf } from './city-day.ts';
import type { City } from './city.ts';
import { isClosedOn, isOpenFor, openingOn } from './opening-hours.ts';

/** A live booking that still lies ahead, without its people. */
export interface BookingAhead { reference: string; room: RoomId; spaces: readonly string[]; door: string; startMs: number; endMs: number; people: number }
/** room-gone: no such room any more. other-leaves: its leaves were cut anew, so that two could have it. The rest as a new booking would be refused. */
export type Hurt = 'room-gone' | 'other-leaves' | 'other-door' | 'closed' | 'outside-opening-hours' | 'too-many-people';

/** Which bookings new city data would hurt, before anybody saves it: each with every reason, in the order of their days. */
export function findHurt(city: City, bookings: readonly BookingAhead[]): { booking: BookingAhead; why: Hurt[] }[] {
  return bookings.map((booking) => ({ booking, why: hurtsOf(city, booking) })).filter(({ why }) => why.length > 0).sort((a, b) => a.booking.startMs - b.booking.startMs);
}

function hurtsOf(city: City, booking: BookingAhead): Hurt[] {
  const place = city.rooms.get(booking.room);
  if (!place) return ['room-gone'];
  const { room, facility } = place;
  const day = dayOf(booking.startMs);
  const span = { from: (booking.startMs - midnightOf(day)) / MINUTE_MS, until: (booking.endMs - midnightOf(day)) / MINUTE_MS };
  const why: Hurt[] = [];
  if (room.spaces.toSorted().join() !== booking.spaces.toSorted().join()) why.push('other-leaves');
  if (room.door !== booking.door) why.push('other-door');
  if (isClosedOn(facility, day)) why.push('closed');
  else if (!isOpenFor(openingOn(facility, day, city.isHoliday), span)) why.push('outside-opening-hours');
  if (booking.people > room.capacity) why.push('too-many-people');
  return why;
}
