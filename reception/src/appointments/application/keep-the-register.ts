import type { AppointmentAct, AppointmentMarked, AppointmentReference, AppointmentsImported, StaffId } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import { decideCome, decideMark } from '../domain/appointment.ts';
import { csvLines } from '../domain/csv-lines.ts';
import { faultsText, readImport, type ImportFault, type ImportLine, type ImportRules } from '../domain/read-import.ts';
import type { AppointmentStore } from './ports.ts';

const refused = (faults: readonly ImportFault[]): Outcome<never> => refuse('bad-request', { at: faultsText(faults), faults: faults.length });

async function take(store: AppointmentStore, lines: readonly ImportLine[], rules: ImportRules): Promise<Outcome<AppointmentsImported>> {
  const read = readImport(lines, rules);
  return read.ok ? done(await store.take(read.rows)) : refused(read.faults);
}

/** A list as CSV. All of it, or nothing with every fault named. */
export async function importCsv(store: AppointmentStore, text: string, rules: ImportRules): Promise<Outcome<AppointmentsImported>> {
  const found = csvLines(text);
  return found.ok ? take(store, found.lines, rules) : refused(found.faults);
}

/** The same as JSON, `{ "appointments": [...] }`; lines are counted from 1. */
export async function importJson(store: AppointmentStore, body: unknown, rules: ImportRules): Promise<Outcome<AppointmentsImported>> {
  const { appointments, ...more } = (typeof body === 'object' && body !== null ? body : {}) as { appointments?: unknown };
  if (!Array.isArray(appointments) || Object.keys(more).length > 0) return refuse('bad-request', { at: 'appointments' });
  return take(store, appointments.map((cells, n) => ({ line: n + 1, cells })), rules);
}

/** Somebody takes a number with their appointment: it is used, and nobody is expected by it any more. Gives the time that it was for. */
export async function comeWithAppointment(store: AppointmentStore, reference: AppointmentReference, day: string): Promise<Outcome<{ readonly bookedAtMs: number }>> {
  const found = await store.lock(reference, day);
  if (found === null) return refuse('appointment-unknown');
  const decided = decideCome(found);
  if (!decided.ok) return decided;
  await store.save(reference, decided.value);
  return done({ bookedAtMs: found.bookedAtMs });
}

/** 来庁 or 取り消し by hand, or taken back. */
export async function markAppointment(store: AppointmentStore, reference: AppointmentReference, command: { readonly act: AppointmentAct; readonly day: string; readonly staffId: StaffId; readonly nowMs: number }): Promise<Outcome<AppointmentMarked>> {
  const found = await store.lock(reference, command.day);
  if (found === null) return refuse('appointment-unknown');
  const decided = decideMark(found, command);
  if (!decided.ok) return decided;
  await store.save(reference, decided.value);
  return done({ standing: decided.value.standing });
}
