import type { AskCalendar, Calendar, Facility, Room, RoomDay } from '../../../contract/index.ts';
import { DAY_MS, dayOf, instantOf, midnightOf } from '../../facilities/domain/city-day.ts';
import type { City } from '../../facilities/domain/city.ts';
import { cityDay, horizonOf, houseDays, lengthIn, startsOf } from './bookable.ts';
import { NO_CELLS, isEmpty, isSame, spansOf, spread } from './cells.ts';
import { dayIn, takenOn } from './occupation.ts';
import type { Occupation } from './occupation.ts';
import { leavesOf } from './search-slots.ts';

/** The days of a picture: a calendar month, a week from Monday, or one day. */
export function daysOfView(view: AskCalendar['view'], day: string): string[] {
  const firstMs = view === 'month' ? midnightOf(`${day.slice(0, 7)}-01`) : view === 'week' ? midnightOf(day) - ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) * DAY_MS : midnightOf(day);
  const count = view === 'month' ? new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate() : view === 'week' ? 7 : 1;
  return Array.from({ length: count }, (_, i) => dayOf(firstMs + i * DAY_MS));
}

/** Clock time of minutes since midnight, `24:00` included. */
export const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export function tellCalendar(city: City, occupation: Occupation, asked: AskCalendar, nowMs: number): Calendar {
  const days = daysOfView(asked.view, asked.day);
  const rooms = city.facilities.filter(({ id }) => !asked.facility || asked.facility.includes(id)).flatMap((facility) => facility.rooms
    .filter(({ id }) => !asked.room || asked.room.includes(id))
    .map((room) => ({ room: room.id, days: days.map((day) => tellRoomDay(city, facility, room, day, occupation, nowMs, asked.view !== 'month')) })));
  return { at: instantOf(nowMs), days, rooms };
}

/** One room on one day, judged by uses of one step of its grid: whoever wants longer asks the search. */
export function tellRoomDay(city: City, facility: Facility, room: Room, day: string, occupation: Occupation, nowMs: number, withSpans: boolean): RoomDay {
  const [house] = houseDays(city, facility, [cityDay(city, day)]);
  const leaves = leavesOf(occupation, room);
  const length = lengthIn(room, room.stepMinutes);
  const of = (state: RoomDay['state'], starts = NO_CELLS): RoomDay =>
    ({ day, state, free: withSpans ? spansOf(spread(starts, length)).map(({ from, until }) => ({ from: clockOf(from), until: clockOf(until) })) : null });
  if (!house || house.open.length === 0) return of('closed');
  if (house.midnightMs >= horizonOf(nowMs)) return of('too-far');
  const possible = startsOf(room, house, NO_CELLS, length, nowMs);
  if (isEmpty(possible)) return of('past');
  if (!leaves) return of('full');
  const starts = startsOf(room, house, takenOn(occupation, leaves, dayIn(occupation, house.midnightMs), nowMs), length, nowMs);
  return of(isEmpty(starts) ? 'full' : isSame(starts, possible) ? 'free' : 'partly', starts);
}
