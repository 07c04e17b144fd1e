import type { AppointmentAct, AppointmentReference, AppointmentStanding, ProcedureId, StaffId } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import { UNDO_MS } from '../../queue/domain/decide-act.ts';

/** 予約: somebody of whom the hall knows a code, a time and a procedure. */
export interface Appointment {
  readonly reference: AppointmentReference;
  readonly bookedAtMs: number;
  readonly procedure: ProcedureId;
  readonly standing: AppointmentStanding;
  /** the newest mark by hand, for an undo; null after a ticket or an import */ readonly lastAct: { readonly staffId: StaffId; readonly atMs: number } | null;
}
/** How an appointment stands after an act. */
export type Marked = Pick<Appointment, 'standing' | 'lastAct'>;

/** The forecast counts on whoever has not come until the city's grace after their time is over; they may come later all the same. */
export const isCounted = ({ standing, bookedAtMs }: Pick<Appointment, 'standing' | 'bookedAtMs'>, nowMs: number, graceMs: number): boolean => standing === 'expected' && nowMs <= bookedAtMs + graceMs;

export const undoUntilMs = ({ lastAct }: Pick<Appointment, 'lastAct'>): number | null => (lastAct === null ? null : lastAct.atMs + UNDO_MS);

/** expected -came-> came   expected -withdraw-> withdrawn   either -undo, by who did it, within UNDO_MS-> expected */
export function decideMark(appointment: Appointment, { act, staffId, nowMs }: { readonly act: AppointmentAct; readonly staffId: StaffId; readonly nowMs: number }): Outcome<Marked> {
  const { standing, lastAct } = appointment;
  if (act === 'undo') {
    const mine = lastAct !== null && lastAct.staffId === staffId && nowMs <= lastAct.atMs + UNDO_MS;
    return mine ? done({ standing: 'expected', lastAct: null }) : refuse('appointment-not-expected', { standing });
  }
  if (standing !== 'expected') return refuse('appointment-not-expected', { standing });
  return done({ standing: act === 'came' ? 'came' : 'withdrawn', lastAct: { staffId, atMs: nowMs } });
}

/** With a ticket: used, and for good. */
export const decideCome = ({ standing }: Pick<Appointment, 'standing'>): Outcome<Marked> => (standing === 'expected' ? done({ standing: 'came', lastAct: null }) : refuse('appointment-not-expected', { standing }));
