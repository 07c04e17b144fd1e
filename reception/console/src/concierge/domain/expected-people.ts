import { plainReference, type AppointmentEntry } from '@engawa/reception/contract';

/** Whole minutes after the time of an appointment; negative while it is still ahead. */
export const lateMinutes = ({ bookedAt }: Pick<AppointmentEntry, 'bookedAt'>, hallMs: number): number => Math.floor((hallMs - Date.parse(bookedAt)) / 60_000);

/** By the code on the confirmation as people type it, or by a procedure; in the order of the hall, which is by time. */
export function findExpected(entries: readonly AppointmentEntry[], wanted: string, titleOf: (procedure: string) => string): readonly AppointmentEntry[] {
  const needle = plainReference(wanted);
  return needle === '' ? entries : entries.filter(({ reference, procedure }) => reference.includes(needle) || plainReference(titleOf(procedure)).includes(needle));
}

/** What can be done with a row now: come or withdrawn, or taken back while that is possible. */
export const canTakeBack = ({ standing, undoUntil }: AppointmentEntry, hallMs: number): boolean => standing !== 'expected' && undoUntil !== null && hallMs <= Date.parse(undoUntil);
