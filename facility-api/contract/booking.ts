import { z } from 'zod';
import { FeeCode } from './fees.ts';
import { BookingId, ClockTime, Day, FacilityId, Instant, RoomId, Wording } from './ids.ts';

export const Quote = z.strictObject({
  /** each line names its clause; the sum of `yen` is `totalYen`, always */
  lines: z.array(z.strictObject({ title: Wording, clause: z.string(), note: Wording.nullable(), yen: z.int() })),
  totalYen: z.int().min(0),
});
export type Quote = z.infer<typeof Quote>;

/** `GET /api/availability?day=&from=&until=&people=[&facility=]`: rooms free for the whole time, cheapest fitting first. */
export const FindRooms = z.strictObject({ day: Day, from: ClockTime, until: ClockTime, people: z.coerce.number().int().min(1).max(2000), facility: FacilityId.optional() });
export type FindRooms = z.infer<typeof FindRooms>;
export const RoomFound = z.strictObject({
  room: RoomId, free: z.boolean(), why: z.enum(['taken', 'closed', 'too-small', 'past']).nullable(), quote: Quote,
  /** the day hour by hour for the slot bar */ hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), state: z.enum(['free', 'taken', 'closed', 'past']) })),
});
export const RoomsFound = z.strictObject({ asked: FindRooms, rooms: z.array(RoomFound), freeCount: z.int() });
export type RoomFound = z.infer<typeof RoomFound>;
export type RoomsFound = z.infer<typeof RoomsFound>;

/** `POST /api/bookings` with Idempotency-Key: makes a hold 仮押さえ. */
export const PlaceBooking = z.strictObject({ room: RoomId, start: Instant, end: Instant, people: z.int().min(1).max(2000), purpose: z.string().max(60), commercial: z.boolean(), items: z.array(z.string()).max(8),
  /** 利用者区分, 入場料 (dearest ticket), 減免: absent = the ordinary class, no tickets, no reduction */ userClass: FeeCode.optional(), admissionYen: z.int().min(0).max(1_000_000).optional(), reduction: FeeCode.optional() });
export type PlaceBooking = z.infer<typeof PlaceBooking>;

export const Offer = z.strictObject({ room: RoomId, start: Instant, end: Instant, totalYen: z.int(), kind: z.enum(['next-room', 'earlier', 'later']) });
export type Offer = z.infer<typeof Offer>;

/** held -pay-> confirmed -15 min before start-> released (grant out; no self-cancel) -> past. held -5 min-> lapsed. held|confirmed -cancel-> cancelled. */
export const BookingStatus = z.enum(['held', 'confirmed', 'released', 'past', 'lapsed', 'cancelled']);
export type BookingStatus = z.infer<typeof BookingStatus>;

export const Booking = z.strictObject({
  id: BookingId, /** short, for people and paper, e.g. `7K3M-92` */ reference: z.string(), room: RoomId, facility: FacilityId, start: Instant, end: Instant, people: z.int(), purpose: z.string(), status: BookingStatus, quote: Quote,
  holdUntil: Instant.nullable(), cancelUntil: Instant.nullable(),
  payment: z.enum(['none-due', 'open', 'paid', 'refund-due', 'refunded', 'wrong-amount']),
  /** door PIN once confirmed, shown only to the person who booked */ pin: z.string().nullable(), door: z.string(),
  /** door health an hour ahead */ doorReady: z.boolean().nullable(),
  /** what comes back if it were cancelled now, and until when that holds; null: it cannot be cancelled */ cancelTerms: z.strictObject({ percent: z.int(), refundYen: z.int(), until: Instant, clause: z.string().nullable() }).nullable().optional(),
  /** a change that waits for its difference to be paid, at `POST /api/bookings/<change.id>/payment` */ change: z.strictObject({ id: BookingId, room: RoomId, start: Instant, end: Instant, dueYen: z.int(), totalYen: z.int(), holdUntil: Instant }).nullable().optional(),
});
export type Booking = z.infer<typeof Booking>;

/**
 * `POST /api/bookings/:id/change` with Idempotency-Key: the whole new wish. Answers the Booking: moved, or with `change` where the
 * difference must be paid first. `POST /api/bookings/:id/change/preview` tells before what it would be, and changes nothing.
 */
export const ChangeBooking = PlaceBooking;
export type ChangeBooking = z.infer<typeof ChangeBooking>;
export const ChangePreview = z.strictObject({
  quote: Quote, /** new price less old price */ differenceYen: z.int(), money: z.enum(['even', 'to-pay', 'to-refund']),
  /** of a lower price: what comes back by the cancellation rules */ refundYen: z.int().min(0), clause: z.string().nullable(),
  free: z.boolean(), /** where it is not free */ offers: z.array(Offer),
});
export type ChangePreview = z.infer<typeof ChangePreview>;

/** One quota: what counts now, and how much is left. */
const Quota = z.strictObject({ used: z.int().min(0), most: z.int().min(0), left: z.int().min(0) });
/** `GET /api/me/allowance`: what I may still book, before anything is refused. `blocked`: what every wish would be refused with now. */
export const Allowance = z.strictObject({
  /** at a time */ holds: Quota, /** let go without paying within a day */ unpaid: Quota, /** bookings ahead that cost nothing */ freeAhead: Quota,
  /** last day that can be booked today */ lastDay: Day, blocked: z.enum(['too-many-holds', 'too-many-requests']).nullable(),
});
export type Allowance = z.infer<typeof Allowance>;

/** `POST /api/bookings/:id/payment` -> where the phone goes to pay. */
export const PaymentStarted = z.strictObject({ url: z.url() });
export type PaymentStarted = z.infer<typeof PaymentStarted>;

/** Named outcomes of a payment notice (webhook), kept with the notice for staff. */
export const NoticeOutcome = z.enum(['confirmed', 'duplicate', 'late-reacquired', 'late-refund', 'wrong-amount', 'out-of-order', 'unknown-payment', 'already-cancelled-refund', 'failed']);
export type NoticeOutcome = z.infer<typeof NoticeOutcome>;

/**
 * `POST /api/bookings/:id/unlock` with Idempotency-Key -> UnlockAnswer after at most UNLOCK_WAIT_MS.
 * queued: the agent has not answered yet (ask again with the same key); opened: the relay moved and it is in the journal.
 */
export const UnlockAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('queued') }),
  z.strictObject({ state: z.literal('opened'), at: Instant, relockAfterSeconds: z.int() }),
  z.strictObject({ state: z.literal('refused'), reason: z.string() }),
  z.strictObject({ state: z.literal('unreachable'), pin: z.string() }),
]);
export type UnlockAnswer = z.infer<typeof UnlockAnswer>;
export const UNLOCK_WAIT_MS = 3_000;
