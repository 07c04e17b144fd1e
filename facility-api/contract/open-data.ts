import { z } from 'zod';
import { RoomDay } from './availability.ts';
import { Day, FacilityId, Instant, RoomId } from './ids.ts';

/** Days from today that are given away openly. */
export const OPEN_DAYS = 31;
export const AskFreeSlots = z.strictObject({ facility: FacilityId.optional() });
/** `GET /open/free-slots.json`: what can be booked, room by room. No booking, nobody's name: only what is free. */
export const FreeSlots = z.strictObject({
  city: z.string(), at: Instant, from: Day, until: Day,
  rooms: z.array(z.strictObject({ facility: FacilityId, facilityTitle: z.string(), room: RoomId, title: z.string(), capacity: z.int(), stepFree: z.boolean(), days: z.array(RoomDay) })),
});
export type FreeSlots = z.infer<typeof FreeSlots>;
/** `GET /open/free-slots.ics?room=`: the same of one room, for a calendar that subscribes. */
export const AskFreeCalendar = z.strictObject({ room: RoomId });
