import { z } from 'zod';
import { FeeSchedule } from './fees.ts';
import { ClockTime, Day, FacilityId, Instant, RoomId, SpaceId, Wording } from './ids.ts';

export const Room = z.strictObject({
  id: RoomId, facility: FacilityId, title: Wording, line: Wording, capacity: z.int().positive(), floor: z.string(), stepFree: z.boolean(), equipment: z.array(Wording),
  /** the leaves it occupies; a whole hall has all of its parts */ spaces: z.array(SpaceId).min(1),
  /** bookings begin and end on this grid, in minutes from midnight */ stepMinutes: z.union([z.literal(30), z.literal(60)]),
  fees: FeeSchedule, /** door that the booking opens */ door: z.string(),
});
export type Room = z.infer<typeof Room>;

/**
 * 取消規定: who cancels at least `daysBefore` days before the day of use (0: on that day) gets `percent` of the fee back. Of several the one with
 * the most days holds; none that fits: nothing comes back. Every rule names its clause.
 */
export const CancellationRule = z.strictObject({ daysBefore: z.int().min(0).max(365), percent: z.int().min(0).max(100), title: Wording, clause: z.string() });
export type CancellationRule = z.infer<typeof CancellationRule>;

export const Facility = z.strictObject({
  id: FacilityId, title: Wording, address: Wording, walkMinutes: z.int().min(0), phone: z.string(),
  opening: z.array(z.strictObject({ days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'])).min(1), open: ClockTime, close: ClockTime })),
  closures: z.array(z.strictObject({ from: Day, until: Day, reason: Wording })),
  /** absent: everything comes back until the grant goes out */ cancellation: z.array(CancellationRule).optional(),
  /** building whose door agent answers for its doors */ building: z.string(),
  rooms: z.array(Room),
});
export type Facility = z.infer<typeof Facility>;

/** `GET /api/facilities`. */
export const FacilityList = z.strictObject({ city: Wording, today: Day, /** the server's clock: phones may be wrong */ now: Instant, /** national and city holidays 祝日 of the days that can be booked */ holidays: z.array(Day), facilities: z.array(Facility), links: z.strictObject({ reception: z.url(), facility: z.url() }) });
export type FacilityList = z.infer<typeof FacilityList>;
