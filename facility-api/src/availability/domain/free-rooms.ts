import type { Facility, FindRooms, Offer, PlaceBooking, Room, RoomFound, RoomsFound, SpaceId } from '../../../contract/index.ts';
import { BOOKABLE } from '../../booking/domain/policy.ts';
import { decidePlaceBooking, isWeekend } from '../../booking/domain/decide-place-booking.ts';
import { isRefusal } from '../../booking/domain/decision.ts';
import { quoteFee } from '../../booking/domain/quote-fee.ts';
import { HOUR_MS, MINUTE_MS, instantOf, midnightOf, minutesOf, monthOf } from '../../facilities/domain/city-day.ts';
import type { City } from '../../facilities/domain/city.ts';
import { isOpenFor, openingOn } from '../../facilities/domain/opening-hours.ts';
import type { Span } from '../../facilities/domain/opening-hours.ts';

export interface Occupied { space: SpaceId; startMs: number; endMs: number }
type Hour = RoomFound['hours'][number];

const meets = (taken: readonly Occupied[], room: Room, startMs: number, endMs: number): boolean =>
  taken.some((row) => row.startMs < endMs && startMs < row.endMs && room.spaces.includes(row.space));

/** Every room for one question: free ones first and cheapest first, the rest with the reason why not. `taken` holds the whole day. */
export function findRooms(city: City, asked: FindRooms, taken: readonly Occupied[], nowMs: number): RoomsFound {
  const found = city.facilities.filter((facility) => asked.facility === undefined || facility.id === asked.facility)
    .flatMap((facility) => facility.rooms.map((room) => ({ room, answer: lookAt(city, facility, room, asked, taken, nowMs) })));
  found.sort((a, b) => Number(b.answer.free) - Number(a.answer.free) || a.answer.quote.totalYen - b.answer.quote.totalYen || a.room.capacity - b.room.capacity);
  const rooms = found.map((entry) => entry.answer);
  return { asked, rooms, freeCount: rooms.filter((room) => room.free).length };
}

function lookAt(city: City, facility: Facility, room: Room, asked: FindRooms, taken: readonly Occupied[], nowMs: number): RoomFound {
  const span = { from: minutesOf(asked.from), until: minutesOf(asked.until) };
  const midnight = midnightOf(asked.day);
  const startMs = midnight + span.from * MINUTE_MS;
  const endMs = midnight + span.until * MINUTE_MS;
  const opening = openingOn(facility, asked.day, city.isHoliday);
  const why = asked.people > room.capacity ? 'too-small'
    : !isOpenFor(opening, span) ? 'closed'
    : startMs < nowMs && endMs - nowMs < BOOKABLE.leastRemainingMs ? 'past'
    : meets(taken, room, startMs, endMs) ? 'taken' : null;
  const quote = quoteFee(room.fees, { ...span, weekend: isWeekend(asked.day, city.isHoliday), commercial: false, month: monthOf(startMs), items: [] });
  return { room: room.id, free: why === null, why, quote, hours: hoursOf(room, opening, midnight, taken, nowMs) };
}

function hoursOf(room: Room, opening: readonly Span[], midnight: number, taken: readonly Occupied[], nowMs: number): Hour[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const startMs = midnight + hour * HOUR_MS;
    const endMs = startMs + HOUR_MS;
    const open = opening.some((span) => span.from < (hour + 1) * 60 && hour * 60 < span.until);
    return { hour, state: !open ? 'closed' : endMs - nowMs < BOOKABLE.leastRemainingMs ? 'past' : meets(taken, room, startMs, endMs) ? 'taken' : 'free' };
  });
}

/** How far beside the wish an offer may lie. */
const SHIFTS_MINUTES = [30, 60, -30, -60] as const;
const MOST_OFFERS = 4;

/** What to offer who lost the race: same time in another room (same house and nearest price first), then later, then earlier. */
export function listOffers(city: City, wish: PlaceBooking, taken: readonly Occupied[], nowMs: number): Offer[] {
  const wished = city.rooms.get(wish.room);
  if (!wished) return [];
  const priced = (room: Room, facility: Facility, shiftMinutes: number, kind: Offer['kind']): Offer | null => {
    const startMs = Date.parse(wish.start) + shiftMinutes * MINUTE_MS;
    const endMs = Date.parse(wish.end) + shiftMinutes * MINUTE_MS;
    const command = { ...wish, room: room.id, start: instantOf(startMs), end: instantOf(endMs) };
    const held = decidePlaceBooking(command, { room, facility, isHoliday: city.isHoliday, holds: 0 }, nowMs);
    return isRefusal(held) || meets(taken, room, startMs, endMs) ? null : { room: room.id, start: command.start, end: command.end, totalYen: held.quote.totalYen, kind };
  };
  const own = quoteOf(city, wish, nowMs);
  const beside = [...city.rooms.values()].filter(({ room }) => room.id !== wish.room)
    .map(({ room, facility }) => ({ facility, offer: priced(room, facility, 0, 'next-room') }))
    .filter((entry): entry is { facility: Facility; offer: Offer } => entry.offer !== null)
    .sort((a, b) => Number(b.facility.id === wished.facility.id) - Number(a.facility.id === wished.facility.id) || Math.abs(a.offer.totalYen - own) - Math.abs(b.offer.totalYen - own))
    .map((entry) => entry.offer);
  const shifted = SHIFTS_MINUTES.map((shift) => priced(wished.room, wished.facility, shift, shift > 0 ? 'later' : 'earlier')).filter((offer) => offer !== null);
  return [...beside.slice(0, 2), ...shifted, ...beside.slice(2)].slice(0, MOST_OFFERS);
}

const quoteOf = (city: City, wish: PlaceBooking, nowMs: number): number => {
  const place = city.rooms.get(wish.room);
  const held = place && decidePlaceBooking(wish, { ...place, isHoliday: city.isHoliday, holds: 0 }, nowMs);
  return held && !isRefusal(held) ? held.quote.totalYen : 0;
};
