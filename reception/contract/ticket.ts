import { z } from 'zod';
import { AppointmentReference } from './appointments.ts';
import { CounterId, Day, Instant, ProcedureId, StaffId, TicketId, TicketSecret } from './ids.ts';
import { Language } from './language.ts';

/** The plate's letter names the zone of the procedure (never I, O, Q). */
export const Zone = z.enum(['A', 'B', 'C', 'D', 'E', 'F']);
export type Zone = z.infer<typeof Zone>;

/** 番号札 number: (day, series, sequence) is given once, for ever. Series 0 is the staff desk, 1.. are kiosks. */
export const TicketNumber = z.strictObject({ day: Day, series: z.int().min(0).max(99), sequence: z.int().min(1).max(9999) });
export type TicketNumber = z.infer<typeof TicketNumber>;

/** What is printed: `103` for kiosk 1, `001` for the desk, `1100` past 99, and `12-03` for series of two digits, so that no two numbers look alike. */
export const ticketLabel = ({ series, sequence }: Pick<TicketNumber, 'series' | 'sequence'>): string =>
  `${series}${series > 9 ? '-' : ''}${String(sequence).padStart(2, '0')}`;

/** Wait as clock times; `null` where the hall cannot tell yet (no counter open, no experience). */
export const ClockRange = z.strictObject({ from: Instant, until: Instant }).nullable();
export type ClockRange = z.infer<typeof ClockRange>;

/** 保留: for whom a visitor is kept, any clerk of the counter or one clerk wherever they sit. */
export const Keeper = z.enum(['counter', 'clerk']);
export type Keeper = z.infer<typeof Keeper>;

export const TicketStatus = z.enum(['waiting', 'away', 'called', 'serving', 'held', 'missed', 'done', 'cancelled']);
export type TicketStatus = z.infer<typeof TicketStatus>;

/**
 * 配慮: why a visitor counts as having come earlier than they did (reception/SPEC.md, Q34): 妊娠中・乳幼児連れ, 体調, 車いす・歩行, 係の判断.
 * Staff alone see it, and it is deleted with the business day.
 */
export const CareReason = z.enum(['with-child', 'unwell', 'mobility', 'staff']);
export type CareReason = z.infer<typeof CareReason>;
/** What the published rule of order gives: a visitor with care counts as having come so much earlier, one with an appointment so long before its time. */
export const HEAD_START_MINUTES = { care: 15, booked: 30 } as const;
/** `POST /api/staff/tickets/:ticketId/care`; null takes it back. */
export const SetCare = z.strictObject({ care: CareReason.nullable() });
export type SetCare = z.infer<typeof SetCare>;

/** What a visitor's phone may see of its own ticket. No name, no form. Stream `ticket:<secret>`. */
export const TicketView = z.strictObject({
  label: z.string(), zone: Zone, status: TicketStatus, procedures: z.array(ProcedureId),
  issuedAt: Instant, ahead: z.int().min(0), range: ClockRange, rangeReason: z.enum(['later', 'sooner', 'no-counter']).nullable(),
  calls: z.int().min(0), counter: CounterId.nullable(), calledAt: Instant.nullable(), openCounters: z.int().min(0),
  /** the zone in whose line it stands; another than the plate's after a step or a transfer */ line: Zone, /** steps of the visit that are over */ steps: z.int().min(0),
  /** waiting: the times at which a visitor who leaves the hall may be back, the latest first; empty where it is better to stay */ leaveTimes: z.array(Instant),
  /** away: when they are back at the latest */ awayUntil: Instant.nullable(),
  /** missed: until when they may stand in the queue again; null where that is over */ rejoinUntil: Instant.nullable(),
});
export type TicketView = z.infer<typeof TicketView>;

/** Why a paper does not come, or may not: `no-answer` the printer is silent, away or at fault, `perhaps` it was sent and nobody can say whether it is out. */
export const PaperTrouble = z.enum(['paper-out', 'cover-open', 'no-answer', 'perhaps']);
export type PaperTrouble = z.infer<typeof PaperTrouble>;
/** `GET /api/tickets/:secret/paper`: the ticket's paper. `none`: this hall, or this ticket, has none; `trouble`: it may not come, and staff were told. `…/paper.png` is what it looks like. */
export const PaperView = z.discriminatedUnion('state', [z.strictObject({ state: z.enum(['none', 'printing', 'printed']) }), z.strictObject({ state: z.literal('trouble'), why: PaperTrouble })]);
export type PaperView = z.infer<typeof PaperView>;

/** `POST /api/tickets/:secret/<act>`, with an Idempotency-Key; answers with the TicketView. `leave` needs `until`. */
export const VisitorAct = z.enum(['rejoin', 'leave', 'back']);
export type VisitorAct = z.infer<typeof VisitorAct>;
export const LeaveHall = z.strictObject({ until: Instant });
export type LeaveHall = z.infer<typeof LeaveHall>;

/** A waiting person as staff see them in the list. Stream `console`. */
export const QueueEntry = z.strictObject({
  ticketId: TicketId, label: z.string(), zone: Zone, status: TicketStatus, procedures: z.array(ProcedureId), language: Language,
  issuedAt: Instant, /** minutes between the label and its arrival here, when the kiosk was cut off */ lateByMinutes: z.int().min(0),
  range: ClockRange, counter: CounterId.nullable(), calls: z.int().min(0), calledAt: Instant.nullable(),
  form: z.enum(['ready', 'none', 'gone']),
  care: CareReason.nullable(), /** 予約の時刻 */ bookedAt: Instant.nullable(), awayUntil: Instant.nullable(), rejoinUntil: Instant.nullable(),
  /** the zone in whose line it stands */ line: Zone, /** procedures that a counter has finished */ finished: z.array(ProcedureId), /** at a counter: whose line is next when it finishes; null: nobody's */ nextLine: Zone.nullable(),
  held: z.strictObject({ keeper: Keeper, staffId: StaffId, staffName: z.string() }).nullable(),
});
export type QueueEntry = z.infer<typeof QueueEntry>;

/** `appointment`: the visitor comes with this appointment (予約) of the register, which is used by it; `bookedAt`: with one that the register does not know, at this time of today. One of the two. */
export const IssueDeskTicket = z.strictObject({ procedures: z.array(ProcedureId).min(1).max(16), language: Language, care: CareReason.nullable().optional(), bookedAt: Instant.nullable().optional(), appointment: AppointmentReference.optional() }).refine(({ bookedAt, appointment }) => appointment === undefined || bookedAt == null, { path: ['appointment'] });
export type IssueDeskTicket = z.infer<typeof IssueDeskTicket>;
export const DeskTicketIssued = z.strictObject({ ticketId: TicketId, secret: TicketSecret, label: z.string(), zone: Zone });
export type DeskTicketIssued = z.infer<typeof DeskTicketIssued>;
