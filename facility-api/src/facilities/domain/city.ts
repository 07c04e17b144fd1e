import type { CancellationRule, Facility, FacilityId, Room, RoomId, Wording } from '../../../contract/index.ts';
import { findFeeFaults } from './fee-faults.ts';
import type { IsHoliday } from './opening-hours.ts';

/** Everything about the municipality that is data: read once at start from the files a city edits. */
export interface City { title: Wording; facilities: Facility[]; rooms: ReadonlyMap<RoomId, { room: Room; facility: Facility }>; isHoliday: IsHoliday }

export function cityOf(title: Wording, facilities: Facility[], isHoliday: IsHoliday): City {
  const rooms = new Map(facilities.flatMap((facility) => facility.rooms.map((room) => [room.id, { room, facility }] as const)));
  return { title, facilities, rooms, isHoliday };
}

/** Cancellation rules of a facility; none for one that the files do not have any more. */
export const rulesOf = (city: City, facility: FacilityId): readonly CancellationRule[] | undefined => city.facilities.find(({ id }) => id === facility)?.cancellation;

/** What a city may get wrong in its files, said so that the editor finds it; empty when all is well. */
export function findCityFaults(facilities: Facility[]): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const facility of facilities) {
    if (seen.has(facility.id)) faults.push(`facility ${facility.id} is there twice`);
    seen.add(facility.id);
    const days = (facility.cancellation ?? []).map((rule) => rule.daysBefore);
    if (new Set(days).size !== days.length) faults.push(`facility ${facility.id} has two cancellation rules for the same day`);
    for (const room of facility.rooms) {
      if (room.facility !== facility.id) faults.push(`room ${room.id} says facility ${room.facility} but lies in ${facility.id}`);
      if (seen.has(room.id)) faults.push(`id ${room.id} is there twice`);
      seen.add(room.id);
      if (new Set(room.spaces).size !== room.spaces.length) faults.push(`room ${room.id} names a space twice`);
      faults.push(...findFeeFaults(room.fees, facility.opening).map((fault) => `room ${room.id}: ${fault}`));
    }
  }
  return faults;
}
