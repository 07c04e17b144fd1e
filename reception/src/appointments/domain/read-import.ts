import { AppointmentRow, IMPORT_ROWS, type AppointmentReference, type ProcedureId } from '../../../contract/index.ts';
import { momentOf, spanOfDay } from '../../queue/domain/business-day.ts';

export const COLUMNS = ['reference', 'day', 'time', 'procedure', 'state'] as const;
type Column = (typeof COLUMNS)[number];
export interface ImportLine { readonly line: number; readonly cells: unknown }
export interface ImportedAppointment { readonly reference: AppointmentReference; readonly day: string; readonly bookedAtMs: number; readonly procedure: ProcedureId; readonly state: 'booked' | 'withdrawn' }
/** Where an import is wrong and why; never what stands there. */
export interface ImportFault { readonly line: number; readonly column: Column | 'line'; readonly why: 'unreadable' | 'unknown' | 'twice' | 'past' | 'too-far' | 'too-many' }
export type ImportRead = { readonly ok: true; readonly rows: readonly ImportedAppointment[] } | { readonly ok: false; readonly faults: readonly ImportFault[] };
export interface ImportRules { readonly today: string; readonly dayStartsAt: string; readonly procedures: readonly ProcedureId[] }

/** Kept no longer than needed: a list comes in again nearer the day. */
const DAYS_AHEAD = 7;
const DAY_MS = 86_400_000;

/** All rows, or every fault of them: nothing of a bad import is taken. */
export function readImport(lines: readonly ImportLine[], rules: ImportRules): ImportRead {
  if (lines.length > IMPORT_ROWS) return { ok: false, faults: [{ line: lines[IMPORT_ROWS]?.line ?? 0, column: 'line', why: 'too-many' }] };
  const rows: ImportedAppointment[] = [];
  const faults: ImportFault[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of lines) {
    const parsed = AppointmentRow.safeParse(cells);
    if (!parsed.success) { faults.push({ line, column: columnOf(parsed.error.issues[0]?.path[0]), why: 'unreadable' }); continue; }
    const { reference, day, time, procedure, state = 'booked' } = parsed.data;
    const fault = (column: Column, why: ImportFault['why']): void => { faults.push({ line, column, why }); };
    // A list may be cut and joined by hand: of two rows for one appointment nobody knows which one is meant.
    if (seen.has(reference)) fault('reference', 'twice');
    if (day < rules.today) fault('day', 'past');
    else if (Date.parse(day) > Date.parse(rules.today) + DAYS_AHEAD * DAY_MS) fault('day', 'too-far');
    if (!rules.procedures.includes(procedure)) fault('procedure', 'unknown');
    seen.add(reference);
    rows.push({ reference, day, bookedAtMs: momentOf(time, spanOfDay(day, rules.dayStartsAt)), procedure, state });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rows };
}

const columnOf = (path: PropertyKey | undefined): ImportFault['column'] => COLUMNS.find((column) => column === path) ?? 'line';
export const faultsText = (faults: readonly ImportFault[]): string => faults.slice(0, 10).map(({ line, column, why }) => `line ${line} ${column} ${why}`).join(', ');
