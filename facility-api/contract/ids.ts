import { z } from 'zod';

export const FacilityId = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/).brand<'FacilityId'>();
export const RoomId = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/).brand<'RoomId'>();
/** A leaf space: the smallest thing that can be taken. A divisible hall is several leaves; its rooms are sets of leaves. */
export const SpaceId = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/).brand<'SpaceId'>();
export const BookingId = z.uuid().brand<'BookingId'>();
export const ResidentId = z.uuid().brand<'ResidentId'>();
export type FacilityId = z.infer<typeof FacilityId>;
export type RoomId = z.infer<typeof RoomId>;
export type SpaceId = z.infer<typeof SpaceId>;
export type BookingId = z.infer<typeof BookingId>;
export type ResidentId = z.infer<typeof ResidentId>;

/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;
/** A calendar day in Asia/Tokyo. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;
/** Clock time of the facility's day, `09:00` to `24:00`. */
export const ClockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/);
export type ClockTime = z.infer<typeof ClockTime>;
export const Language = z.enum(['ja', 'ja-easy', 'en']);
export type Language = z.infer<typeof Language>;
/** One text in every language; `漢字(かんじ)` marks furigana in `ja-easy`. */
export const Wording = z.strictObject({ ja: z.string(), 'ja-easy': z.string(), en: z.string() });
export type Wording = z.infer<typeof Wording>;
