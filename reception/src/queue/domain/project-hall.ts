import { ticketLabel, type AppointmentEntry, type BoardState, type ConsoleState, type Counter, type CounterId, type Procedure, type PromiseRecord, type QueueEntry, type TicketView, type Zone } from '../../../contract/index.ts';
import { isCounted, undoUntilMs, type Appointment } from '../../appointments/domain/appointment.ts';
import { aheadOf, isInLine, reasonOf, type Foretold, type OpenCounter, type RangeMs } from './promise.ts';
import { inTurn } from './order.ts';
import { backTimes } from './decide-visitor-act.ts';
import { lineAfter } from './steps.ts';
import type { Ticket } from './ticket.ts';

/** Everything the views are drawn from: one reading of the database. Views never read anything else. */
export interface Hall {
  readonly nowMs: number;
  readonly tickets: readonly Ticket[];
  /** counters at which a clerk is signed in */
  readonly open: readonly (OpenCounter & { readonly staffName: string; readonly sinceMs: number })[];
  readonly counters: readonly Counter[];
  readonly zones: readonly Zone[];
  readonly procedures: readonly Procedure[];
  /** names of the staff, by number */ readonly staffNames: ReadonlyMap<string, string>;
  readonly foretold: Foretold;
  /** how long after a call in vain the ticket may stand in the queue again */ readonly graceMs: number;
  /** 予約の名簿 of the day, by time */ readonly appointments: readonly Appointment[];
  readonly appointmentGraceMs: number;
  /** of days that are over, newest first */ readonly promises: readonly PromiseRecord[];
}

const instant = (ms: number): string => new Date(ms).toISOString();
export const rangeOnWire = (range: RangeMs | null): { from: string; until: string } | null =>
  range === null ? null : { from: instant(range.fromMs), until: instant(range.untilMs) };

/** Of fewer people a share would say more about them than about the hall. */
const ENOUGH_TOLD = 20;
const BOARD_CALLS = 4;
const BOARD_MISSED = 8;
/** A call stays on the board while the visitor is on the way; one who is being served no longer needs it. */
const callsOf = (hall: Hall): BoardState['calls'] => hall.tickets
  .flatMap((t) => (t.standing.status === 'called' ? [{ t, standing: t.standing }] : []))
  .sort((a, b) => b.standing.calledAtMs - a.standing.calledAtMs || b.t.announcements - a.t.announcements)
  .slice(0, BOARD_CALLS)
  .map(({ t, standing }) => ({ callId: `${t.ticketId}.${t.announcements}`, label: ticketLabel(t), zone: t.zone, counter: standing.counter, calledAt: instant(standing.calledAtMs), repeat: standing.calls - 1 }));

export const boardOf = (hall: Hall): BoardState => ({
  calls: callsOf(hall),
  missed: hall.tickets
    .flatMap((t) => (t.standing.status === 'missed' ? [{ t, at: t.standing.missedAtMs }] : []))
    .sort((a, b) => b.at - a.at).slice(0, BOARD_MISSED)
    .map(({ t }) => ({ label: ticketLabel(t), zone: t.zone })),
  // A zone for which this hall has neither a procedure nor a counter would only promise what nobody can keep.
  waits: hall.zones.filter((zone) => hall.procedures.some((p) => p.zone === zone) || hall.counters.some((c) => c.zones.includes(zone))).map((zone) => ({
    zone,
    waiting: hall.tickets.filter((t) => t.line === zone && isInLine(t)).length,
    range: rangeOnWire(hall.foretold.zones.get(zone) ?? null),
    openCounters: hall.open.filter((c) => c.zones.includes(zone)).length,
  })),
  openCounters: hall.open.map((c) => c.id),
  lastPromises: hall.promises.find(({ told }) => told >= ENOUGH_TOLD) ?? null,
});

const callFacts = (t: Ticket): { counter: CounterId | null; calls: number; calledAt: string | null } =>
  t.standing.status === 'waiting' || t.standing.status === 'away' || t.standing.status === 'cancelled'
    ? { counter: null, calls: 0, calledAt: null }
    : { counter: t.standing.counter, calls: t.standing.calls, calledAt: instant(t.standing.calledAtMs) };

const awayUntil = ({ standing }: Ticket): string | null => (standing.status === 'away' ? instant(standing.untilMs) : null);
const rejoinUntil = ({ standing }: Ticket, { nowMs, graceMs }: Hall): string | null =>
  (standing.status === 'missed' && nowMs <= standing.missedAtMs + graceMs ? instant(standing.missedAtMs + graceMs) : null);

const rangeNow = (t: Ticket, hall: Hall): RangeMs | null =>
  t.standing.status === 'waiting' ? hall.foretold.tickets.get(t.ticketId) ?? null : null;

/** What the visitor's phone sees of its own ticket. */
export function ticketViewOf(t: Ticket, hall: Hall): TicketView {
  const waiting = t.standing.status === 'waiting';
  const range = rangeNow(t, hall);
  const leave = waiting ? hall.foretold.leave.get(t.ticketId) ?? null : null;
  return {
    label: ticketLabel(t), zone: t.zone, status: t.standing.status, procedures: [...t.procedures], issuedAt: instant(t.issuedAtMs),
    ahead: waiting ? aheadOf(t, hall.tickets, hall.open, hall.nowMs) : 0,
    range: rangeOnWire(range), rangeReason: waiting ? reasonOf(t.promised, range) : null,
    ...callFacts(t),
    openCounters: hall.open.filter((c) => c.zones.includes(t.line)).length, line: t.line, steps: t.steps.length,
    leaveTimes: leave === null ? [] : backTimes(leave, hall.nowMs).map(instant), awayUntil: awayUntil(t), rejoinUntil: rejoinUntil(t, hall),
  };
}

const nextLineOf = (t: Ticket, { counters, procedures }: Hall): Zone | null => {
  const { standing } = t;
  return standing.status === 'called' || standing.status === 'serving' ? lineAfter(t, counters.find((c) => c.id === standing.counter)?.zones ?? [], procedures) : null;
};
const heldBy = ({ standing }: Ticket, { staffNames }: Hall): QueueEntry['held'] =>
  (standing.status === 'held' ? { keeper: standing.keeper, staffId: standing.staffId, staffName: staffNames.get(standing.staffId) ?? standing.staffId } : null);

const entryOf = (t: Ticket, hall: Hall): QueueEntry => ({
  ticketId: t.ticketId, label: ticketLabel(t), zone: t.zone, status: t.standing.status, procedures: [...t.procedures], language: t.language,
  issuedAt: instant(t.issuedAtMs), lateByMinutes: Math.max(0, Math.floor((t.receivedAtMs - t.issuedAtMs) / 60_000)),
  range: rangeOnWire(rangeNow(t, hall)), ...callFacts(t), form: t.form, care: t.care, bookedAt: t.bookedAtMs === null ? null : instant(t.bookedAtMs), awayUntil: awayUntil(t), rejoinUntil: rejoinUntil(t, hall),
  line: t.line, finished: t.steps.flatMap(({ procedures }) => procedures), nextLine: nextLineOf(t, hall), held: heldBy(t, hall),
});

/** Tickets that staff still have to do with: not those done or given up longer ago than an undo lasts. */
const stillListed = (t: Ticket, nowMs: number, undoMs: number): boolean =>
  t.standing.status === 'done' ? nowMs <= t.standing.finishedAtMs + undoMs : t.standing.status !== 'cancelled' || (t.lastAct?.act === 'cancel' && nowMs <= t.lastAct.atMs + undoMs);

export function queueOf(hall: Hall, undoMs: number): Pick<ConsoleState, 'queue' | 'counters' | 'longestWaitMinutes'> {
  const listed = hall.tickets.filter((t) => stillListed(t, hall.nowMs, undoMs)).sort(inTurn(hall.nowMs));
  const waits = listed.filter((t) => t.standing.status === 'waiting').map((t) => hall.nowMs - t.issuedAtMs);
  return {
    queue: listed.map((t) => entryOf(t, hall)),
    counters: hall.counters.map((counter) => ({
      counter, staffName: hall.open.find((c) => c.id === counter.id)?.staffName ?? null,
      serving: hall.tickets.find((t) => (t.standing.status === 'called' || t.standing.status === 'serving') && t.standing.counter === counter.id)?.ticketId ?? null,
      doneToday: hall.tickets.filter((t) => t.steps.some((step) => step.counter === counter.id)).length,
    })),
    longestWaitMinutes: Math.max(0, Math.floor(Math.max(0, ...waits) / 60_000)),
  };
}

/** 予約したが未着, with those who were marked by hand a moment ago. */
export const appointmentsOf = ({ appointments, appointmentGraceMs, nowMs }: Pick<Hall, 'appointments' | 'appointmentGraceMs' | 'nowMs'>): AppointmentEntry[] => appointments.flatMap((appointment) => {
  const { reference, bookedAtMs, procedure, standing } = appointment;
  const undoMs = undoUntilMs(appointment);
  const undoUntil = undoMs !== null && nowMs <= undoMs ? instant(undoMs) : null;
  return standing !== 'expected' && undoUntil === null ? [] : [{ reference, bookedAt: instant(bookedAtMs), procedure, standing, counted: isCounted(appointment, nowMs, appointmentGraceMs), undoUntil }];
});
