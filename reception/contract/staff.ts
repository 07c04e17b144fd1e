import { z } from 'zod';
import { AppointmentEntry } from './appointments.ts';
import { Counter } from './city.ts';
import { CounterId, Instant, ProcedureId, StaffId, TicketId } from './ids.ts';
import { FieldValue, IntakeForm, MAX_PROCEDURES } from './kiosk.ts';
import { Language } from './language.ts';
import { StaffRole } from './roles.ts';
import { Keeper, QueueEntry, Zone } from './ticket.ts';

/** `POST /api/staff/session`; answers with an HttpOnly, SameSite=Strict cookie. `counter` is null for whoever sits at none. */
export const SignIn = z.strictObject({ staffId: StaffId, code: z.string().min(6).max(64), counter: CounterId.nullable() });
export type SignIn = z.infer<typeof SignIn>;
export const StaffSession = z.strictObject({ staffId: StaffId, name: z.string(), role: StaffRole, counter: CounterId.nullable() });
export type StaffSession = z.infer<typeof StaffSession>;

/**
 * `POST /api/staff/tickets/:ticketId/<act>` (call-next: `POST /api/staff/call-next`), each with an Idempotency-Key.
 * waiting -call-> called -serve-> serving -finish-> done;  called -recall-> called;  called -no-show-> missed -call-> called;
 * missed|away|held -rejoin-> waiting, at its own place;  called|serving -hold-> held -call-> called;
 * waiting|called|serving|held -transfer-> waiting in another line (or back in its own);  serving -finish-> waiting, where other counters have the rest.
 * waiting -leave-> away;  waiting|away|missed|held -cancel-> cancelled (取りやめ).
 * any of these -undo-> back where it was, for UNDO_SECONDS after the act, by the counter that did it, or by who did it without one.
 */
export const TicketAct = z.enum(['call', 'recall', 'no-show', 'serve', 'finish', 'rejoin', 'leave', 'cancel', 'hold', 'transfer', 'undo']);
export type TicketAct = z.infer<typeof TicketAct>;
/** The body of an act: `keeper` for whom a ticket is held (the counter), `to` whose line it is transferred to, `until` when who leaves the hall is back, `all` that a finish ends the visit whatever is left. */
export const ActDetail = z.strictObject({ keeper: Keeper.optional(), to: Zone.optional(), until: Instant.optional(), all: z.boolean().optional() });
export type ActDetail = z.infer<typeof ActDetail>;
export const UNDO_SECONDS = 15;
export const ActDone = z.strictObject({ ticketId: TicketId, label: z.string(), undoUntil: Instant.nullable() });
export type ActDone = z.infer<typeof ActDone>;

/** Stream `console`. Everything but the forms; a form is asked for one at a time and audited. */
export const ConsoleState = z.strictObject({
  queue: z.array(QueueEntry),
  counters: z.array(z.strictObject({ counter: Counter, staffName: z.string().nullable(), serving: TicketId.nullable(), doneToday: z.int().min(0) })),
  boards: z.array(z.strictObject({ name: z.string(), connected: z.boolean(), lastAckMs: z.number().nullable() })),
  kiosks: z.array(z.strictObject({ series: z.int(), connected: z.boolean(), pending: z.int().min(0), lastSeen: Instant.nullable() })),
  longestWaitMinutes: z.int().min(0),
  /** printers of paper tickets, with their counters; absent or empty: a hall without. `unreachable`: nobody answers at its address, `silent`: it says nothing */
  printers: z.array(z.strictObject({ id: z.string(), name: z.string(), counters: z.array(z.string()), health: z.enum(['ready', 'paper-low', 'paper-out', 'cover-open', 'fault', 'unreachable', 'silent']), since: Instant.nullable() })).optional(),
  /**
   * Papers that somebody has to look at: surely not printed, perhaps printed, printed twice; and those that still wait to be printed (`waiting`),
   * which `POST /api/staff/print-jobs/:jobId/cancel` takes back. `POST /api/staff/print-jobs/:jobId/settled` takes one of the others off;
   * `POST /api/staff/tickets/:ticketId/slip` prints a 受付票 (`slip`) for whom this counter serves, answers ActDone; `POST /api/staff/tickets/:ticketId/paper` (with an Idempotency-Key, answers ActDone) prints one more, which says 再発行.
   */
  papers: z.array(z.strictObject({ kind: z.enum(['ticket', 'slip']), jobId: z.string(), ticketId: TicketId, label: z.string(), zone: Zone, printer: z.string(), state: z.enum(['not-printed', 'unknown', 'twice', 'waiting']) })).optional(),
  /** 予約したが未着, by time, with those who were marked by hand a moment ago */
  appointments: z.array(AppointmentEntry).optional(),
  /** 職員を呼ぶ: kiosks whose visitor asks for a person, oldest first. `POST /api/staff/help/:series/done` takes one off. */
  help: z.array(z.strictObject({ series: z.int(), since: Instant })).optional(),
});
export type ConsoleState = z.infer<typeof ConsoleState>;

/** `GET /api/staff/tickets/:ticketId/form` -> the opened form. `PATCH` with CorrectField changes one value (source `staff`). */
export const OpenedForm = z.strictObject({ ticketId: TicketId, label: z.string(), form: IntakeForm, feeYen: z.int() });
export type OpenedForm = z.infer<typeof OpenedForm>;
export const CorrectField = z.strictObject({ key: z.string(), value: FieldValue.shape.value });
export type CorrectField = z.infer<typeof CorrectField>;

/**
 * `POST /api/staff/intakes`: staff heard the visitor and ticked (聞き取り). Same fields, same papers as the kiosk; every value's
 * source is `staff` unless a card at the counter gave it. Reception seals it like any other and answers DeskTicketIssued.
 */
export const HeardIntake = z.strictObject({
  procedures: z.array(ProcedureId).min(1).max(MAX_PROCEDURES), language: Language,
  values: z.record(z.string().max(80), FieldValue), card: IntakeForm.shape.card,
  /** the clerk serves the visitor at once: no waiting, the ticket is at their counter */ serveNow: z.boolean(),
});
export type HeardIntake = z.infer<typeof HeardIntake>;
