import type { AppointmentReference, AppointmentsImported } from '../../../contract/index.ts';
import type { Appointment, Marked } from '../domain/appointment.ts';
import type { ImportedAppointment } from '../domain/read-import.ts';

/** 予約の名簿 in one transaction. */
export interface AppointmentStore {
  /** all rows in one step, known by their reference; who has come is left as they are */ take(rows: readonly ImportedAppointment[]): Promise<AppointmentsImported>;
  list(day: string): Promise<Appointment[]>;
  /** Locks it until the end of the transaction, so that two desks decide one after the other. */
  lock(reference: AppointmentReference, day: string): Promise<Appointment | null>;
  save(reference: AppointmentReference, marked: Marked): Promise<void>;
  /** Forgets everything of earlier days. Returns how many of those people came, and how many were expected in vain. */
  forget(today: string): Promise<{ readonly came: number; readonly missed: number }>;
}
