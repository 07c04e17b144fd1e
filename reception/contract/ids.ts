import { z } from 'zod';

/** 128 random bits or more, base64url: unguessable, so that knowing it is the right to use it. */
const randomId = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/);

export const IntakeId = randomId.brand<'IntakeId'>();
/** The capability in the ticket's QR code: whoever holds it may watch this ticket and nothing else. */
export const TicketSecret = randomId.brand<'TicketSecret'>();
export const KioskId = randomId.brand<'KioskId'>();
export const TicketId = z.uuid().brand<'TicketId'>();
export const CounterId = z.string().regex(/^[1-9][0-9]?$/).brand<'CounterId'>();
export const ProcedureId = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/).brand<'ProcedureId'>();
export const StaffId = z.string().regex(/^[a-z0-9-]{2,20}$/).brand<'StaffId'>();
export const UtteranceId = randomId.brand<'UtteranceId'>();

export type IntakeId = z.infer<typeof IntakeId>;
export type TicketSecret = z.infer<typeof TicketSecret>;
export type KioskId = z.infer<typeof KioskId>;
export type TicketId = z.infer<typeof TicketId>;
export type CounterId = z.infer<typeof CounterId>;
export type ProcedureId = z.infer<typeof ProcedureId>;
export type StaffId = z.infer<typeof StaffId>;
export type UtteranceId = z.infer<typeof UtteranceId>;

/** An instant on the wire: ISO 8601 in UTC, e.g. `2026-11-22T01:12:00.000Z`. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;
/** A calendar day in Asia/Tokyo, e.g. `2026-11-22`. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;
