import { z } from 'zod';
import { ClockTime, Day, FacilityId, Instant, RoomId, SpaceId } from './ids.ts';

/** `a,b,c` in an address. */
const listOf = <T extends z.ZodType<unknown, string>>(one: T) => z.string().max(2_000).transform((text) => text.split(',')).pipe(z.array(one).min(1).max(200));
/** How much of a window may be asked for at once, in days: the whole time ahead that can be booked. */
export const LONGEST_SEARCH_DAYS = 93;

/**
 * `GET /api/slots`: for each room that fits, the first time that is free for the whole length. Days are Tokyo days, `until` counts too.
 * "The first free evening" is `after=17:00&most=1`. All but the days and the length may be left out.
 */
export const SearchSlots = z.strictObject({
  from: Day, until: Day,
  /** the whole use lies between these clock times of one day */ after: ClockTime.default('00:00'), before: ClockTime.default('24:00'),
  /** rounded up to the room's grid */ minutes: z.coerce.number().int().min(1).max(1_440),
  people: z.coerce.number().int().min(1).max(2_000).default(1),
  facility: listOf(FacilityId).optional(), room: listOf(RoomId).optional(),
  /** rooms that take this leaf of a hall */ space: SpaceId.optional(),
  /** Japanese names as the facility list gives them; the room has all of them */ equipment: listOf(z.string().min(1).max(60)).optional(),
  stepFree: z.enum(['true', 'false']).default('false').transform((word) => word === 'true'),
  /** price of the whole use, without items */ mostYen: z.coerce.number().int().min(0).optional(),
  most: z.coerce.number().int().min(1).max(10_000).default(50),
});
export type SearchSlots = z.output<typeof SearchSlots>;
export const SlotFound = z.strictObject({ room: RoomId, facility: FacilityId, day: Day, start: Instant, end: Instant, totalYen: z.int().min(0) });
export type SlotFound = z.infer<typeof SlotFound>;
/** Soonest first, then cheapest. `roomsFound` counts also those beyond `most`. */
export const SlotsFound = z.strictObject({ at: Instant, roomsFound: z.int().min(0), slots: z.array(SlotFound) });
export type SlotsFound = z.infer<typeof SlotsFound>;

/** `GET /api/calendar`: the calendar month, the week from Monday, or the one day in which `day` lies. */
export const AskCalendar = z.strictObject({ view: z.enum(['month', 'week', 'day']), day: Day, facility: listOf(FacilityId).optional(), room: listOf(RoomId).optional() });
export type AskCalendar = z.output<typeof AskCalendar>;
/** free: every time that is open can be booked; partly: some; full: none; past: none because of the hour; too-far: not yet. */
export const DayState = z.enum(['free', 'partly', 'full', 'closed', 'past', 'too-far']);
export type DayState = z.infer<typeof DayState>;
export const RoomDay = z.strictObject({ day: Day, state: DayState, /** times that can be booked, on the room's grid; null in a month */ free: z.array(z.strictObject({ from: ClockTime, until: ClockTime })).nullable() });
export type RoomDay = z.infer<typeof RoomDay>;
export const Calendar = z.strictObject({ at: Instant, days: z.array(Day), rooms: z.array(z.strictObject({ room: RoomId, days: z.array(RoomDay) })) });
export type Calendar = z.infer<typeof Calendar>;
