import { z } from 'zod';
import { Day, Instant, ProcedureId } from './ids.ts';

/**
 * 予約番号: the reference by which the city's booking system knows an appointment, and what stands on the visitor's confirmation.
 * Latin capitals, digits and hyphens, with a digit: a code, so that no name comes in by it.
 */
export const AppointmentReference = z.string().regex(/^(?=.*\d)[A-Z0-9](?:[A-Z0-9-]{1,18})[A-Z0-9]$/).brand<'AppointmentReference'>();
export type AppointmentReference = z.infer<typeof AppointmentReference>;
/** As people type it: full width, small letters, spaces, any dash. */
export const plainReference = (typed: string): string => typed.normalize('NFKC').toUpperCase().replaceAll(/\s/gu, '').replaceAll(/[‐‑‒–—−ー]/gu, '-');

/** 予約 as it stands in the register: `expected` 未着, `came` 来庁, `withdrawn` 取り消し. */
export const AppointmentStanding = z.enum(['expected', 'came', 'withdrawn']);
export type AppointmentStanding = z.infer<typeof AppointmentStanding>;

/** A row of an import: `day` the business day, `time` HH:MM in Tokyo, `state` what the booking system says (`booked` where it says nothing). */
export const AppointmentRow = z.strictObject({ reference: AppointmentReference, day: Day, time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), procedure: ProcedureId, state: z.enum(['booked', 'withdrawn']).optional() });
export type AppointmentRow = z.infer<typeof AppointmentRow>;
export const IMPORT_ROWS = 1_000;
/**
 * `PUT /api/intake/v1/appointments` (back office): these rows as JSON, or as `text/csv` with the line `reference,day,time,procedure,state` first.
 * A row is known by its reference: the same again changes nothing, another time moves it, `withdrawn` takes it off; rows that are not sent stay.
 * One bad row refuses all with `bad-request`, whose facts say line, column and why (`at`), never a value.
 */
export const ImportAppointments = z.strictObject({ appointments: z.array(AppointmentRow).max(IMPORT_ROWS) });
export type ImportAppointments = z.infer<typeof ImportAppointments>;
/** `unchanged` counts as well those who have come already: the office changes nothing about them. */
export const AppointmentsImported = z.strictObject({ added: z.int().min(0), changed: z.int().min(0), unchanged: z.int().min(0) });
export type AppointmentsImported = z.infer<typeof AppointmentsImported>;

/** `POST /api/staff/appointments/:reference/<act>`, with an Idempotency-Key; answers with an AppointmentMarked, which the ledger keeps and which therefore names nobody's reference. `undo` is for who did it, for UNDO_SECONDS. */
export const AppointmentAct = z.enum(['came', 'withdraw', 'undo']);
export type AppointmentAct = z.infer<typeof AppointmentAct>;
export const AppointmentMarked = z.strictObject({ standing: AppointmentStanding });
export type AppointmentMarked = z.infer<typeof AppointmentMarked>;

/** 予約したが未着, as staff see it. `counted`: the forecast still counts on them. `undoUntil`: just marked by hand, and until when that can be taken back. */
export const AppointmentEntry = z.strictObject({ reference: AppointmentReference, bookedAt: Instant, procedure: ProcedureId, standing: AppointmentStanding, counted: z.boolean(), undoUntil: Instant.nullable() });
export type AppointmentEntry = z.infer<typeof AppointmentEntry>;
