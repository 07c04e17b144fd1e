import type { Facility, Room, SearchSlots, SlotFound, SlotsFound } from '../../../contract/index.ts';
import { isWeekend } from '../../booking/domain/decide-place-booking.ts';
import { quoteFee } from '../../booking/domain/quote-fee.ts';
import { DAY_MS, MINUTE_MS, dayOf, instantOf, midnightOf, minutesOf, monthOf } from '../../facilities/domain/city-day.ts';
import type { City } from '../../facilities/domain/city.ts';
import { cityDay, horizonOf, houseDays, lengthIn, startsOf } from './bookable.ts';
import type { HouseDay } from './bookable.ts';
import { CELL_MINUTES, cellsOf, firstCell } from './cells.ts';
import { dayIn, takenOn } from './occupation.ts';
import type { Occupation } from './occupation.ts';

/** Number of each leaf of a room; null where the occupation does not know one: then nothing is said of the room. */
export const leavesOf = (occupation: Occupation, room: Room): number[] | null => {
  const leaves = room.spaces.map((space) => occupation.leaves.get(space) ?? -1);
  return leaves.includes(-1) ? null : leaves;
};

const fits = (room: Room, asked: SearchSlots): boolean =>
  asked.people <= room.capacity && (!asked.stepFree || room.stepFree) && (!asked.room || asked.room.includes(room.id)) && (!asked.space || room.spaces.includes(asked.space))
  && (asked.equipment ?? []).every((wanted) => room.equipment.some(({ ja }) => ja === wanted));

/** Days that were asked for, that are not over, and that can be booked already. */
function daysOf(asked: SearchSlots, nowMs: number): string[] {
  const days: string[] = [];
  const last = Math.min(midnightOf(asked.until), horizonOf(nowMs) - DAY_MS);
  for (let ms = Math.max(midnightOf(asked.from), midnightOf(dayOf(nowMs))); ms <= last; ms += DAY_MS) days.push(dayOf(ms));
  return days;
}

/** A use that can be booked, not yet priced: prices and clock times are made for the page that is shown, not for every room of a city. */
interface Found { facility: Facility; room: Room; day: HouseDay; cell: number; length: number; startMs: number }

/** For each room that fits, the first use that can be booked; soonest first, then cheapest, then in the order of the city's files. */
export function searchSlots(city: City, occupation: Occupation, asked: SearchSlots, nowMs: number): SlotsFound {
  const window = { from: minutesOf(asked.after), until: minutesOf(asked.before) };
  const days = daysOf(asked, nowMs).map((day) => cityDay(city, day));
  const found: Found[] = [];
  for (const facility of city.facilities) {
    if (asked.facility && !asked.facility.includes(facility.id)) continue;
    const rooms = facility.rooms.filter((room) => fits(room, asked));
    if (rooms.length === 0) continue;
    const open = houseDays(city, facility, days, window);
    for (const room of rooms) {
      const first = firstUse(city, facility, room, open, occupation, asked, nowMs);
      if (first) found.push(first);
    }
  }
  found.sort((x, y) => x.startMs - y.startMs);
  // Among those that begin together the cheapest come first, so all that begin with the last one shown are priced too.
  const lastMs = found[asked.most - 1]?.startMs ?? Infinity;
  const priced = found.filter(({ startMs }) => startMs <= lastMs).map((one) => ({ startMs: one.startMs, slot: slotOf(city, one) }));
  priced.sort((x, y) => x.startMs - y.startMs || x.slot.totalYen - y.slot.totalYen);
  return { at: instantOf(nowMs), roomsFound: found.length, slots: priced.slice(0, asked.most).map(({ slot }) => slot) };
}

function firstUse(city: City, facility: Facility, room: Room, days: readonly HouseDay[], occupation: Occupation, asked: SearchSlots, nowMs: number): Found | null {
  const leaves = leavesOf(occupation, room);
  const length = lengthIn(room, asked.minutes);
  if (!leaves) return null;
  for (const day of days) {
    const starts = startsOf(room, day, takenOn(occupation, leaves, dayIn(occupation, day.midnightMs), nowMs), length, nowMs);
    const first = firstCell(starts);
    if (first < 0) continue;
    // A ceiling may be kept by a later hour only: then each start is priced.
    for (const cell of asked.mostYen === undefined ? [first] : cellsOf(starts)) {
      const use = { facility, room, day, cell, length, startMs: day.midnightMs + cell * CELL_MINUTES * MINUTE_MS };
      if (asked.mostYen === undefined || slotOf(city, use).totalYen <= asked.mostYen) return use;
    }
  }
  return null;
}

function slotOf(city: City, { facility, room, day: { day, midnightMs }, cell, length, startMs }: Found): SlotFound {
  const from = cell * CELL_MINUTES;
  const until = from + length * CELL_MINUTES;
  const { totalYen } = quoteFee(room.fees, { from, until, weekend: isWeekend(day, city.isHoliday), commercial: false, month: monthOf(startMs), items: [] });
  return { room: room.id, facility: facility.id, day, start: instantOf(startMs), end: instantOf(midnightMs + until * MINUTE_MS), totalYen };
}
