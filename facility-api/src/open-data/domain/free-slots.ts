import { OPEN_DAYS } from '../../../contract/index.ts';
import type { Facility, FreeSlots, Room } from '../../../contract/index.ts';
import type { Occupation } from '../../availability/domain/occupation.ts';
import { tellRoomDay } from '../../availability/domain/tell-calendar.ts';
import { DAY_MS, dayOf, instantOf, midnightOf } from '../../facilities/domain/city-day.ts';
import type { City } from '../../facilities/domain/city.ts';

export const openDays = (nowMs: number): string[] => Array.from({ length: OPEN_DAYS }, (_, i) => dayOf(midnightOf(dayOf(nowMs)) + i * DAY_MS));

export function tellFreeSlots(city: City, occupation: Occupation, rooms: readonly { room: Room; facility: Facility }[], nowMs: number): FreeSlots {
  const days = openDays(nowMs);
  return {
    city: city.title.ja, at: instantOf(nowMs), from: days[0] ?? '', until: days.at(-1) ?? '',
    rooms: rooms.map(({ room, facility }) => ({
      facility: facility.id, facilityTitle: facility.title.ja, room: room.id, title: room.title.ja, capacity: room.capacity, stepFree: room.stepFree,
      days: days.map((day) => tellRoomDay(city, facility, room, day, occupation, nowMs, true)),
    })),
  };
}
