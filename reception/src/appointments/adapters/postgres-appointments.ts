import { z } from 'zod';
import { AppointmentReference, AppointmentStanding, ProcedureId, StaffId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import type { AppointmentStore } from '../application/ports.ts';
import type { Appointment } from '../domain/appointment.ts';

const Row = z.object({ reference: AppointmentReference, booked_at: z.date(), procedure_id: ProcedureId, standing: AppointmentStanding, last_act: z.strictObject({ staffId: StaffId, atMs: z.int() }).nullable() });
const toAppointment = (row: unknown): Appointment => { const r = Row.parse(row); return { reference: r.reference, bookedAtMs: r.booked_at.getTime(), procedure: r.procedure_id, standing: r.standing, lastAct: r.last_act }; };
const COLUMNS = 'reference, booked_at, procedure_id, standing, last_act';

export const postgresAppointments = (db: Queryable): AppointmentStore => ({
  async take(rows) {
    // One statement: all or nothing. Sorted, so that two lists that come at once take their rows in one order and none waits in a circle.
    const { rows: written } = await db.query<{ added: boolean }>(`INSERT INTO appointments AS a (reference, day, booked_at, procedure_id, office, standing)
      SELECT r.reference, r.day, to_timestamp(r.booked_ms / 1000.0), r.procedure, r.office, CASE r.office WHEN 'booked' THEN 'expected' ELSE 'withdrawn' END
      FROM jsonb_to_recordset($1::jsonb) AS r (reference text, day date, booked_ms bigint, procedure text, office text) ORDER BY r.reference
      ON CONFLICT (reference) DO UPDATE SET day = EXCLUDED.day, booked_at = EXCLUDED.booked_at, procedure_id = EXCLUDED.procedure_id, office = EXCLUDED.office, standing = EXCLUDED.standing, last_act = NULL
        WHERE a.standing <> 'came' AND (a.day, a.booked_at, a.procedure_id, a.office) IS DISTINCT FROM (EXCLUDED.day, EXCLUDED.booked_at, EXCLUDED.procedure_id, EXCLUDED.office)
      RETURNING a.xmax = 0 AS added`,
    [JSON.stringify(rows.map(({ reference, day, bookedAtMs, procedure, state }) => ({ reference, day, booked_ms: bookedAtMs, procedure, office: state })))]);
    const added = written.filter((row) => row.added).length;
    return { added, changed: written.length - added, unchanged: rows.length - written.length };
  },
  async list(day) {
    const { rows } = await db.query(`SELECT ${COLUMNS} FROM appointments WHERE day = $1 ORDER BY booked_at, reference`, [day]);
    return rows.map(toAppointment);
  },
  async lock(reference, day) {
    const { rows } = await db.query(`SELECT ${COLUMNS} FROM appointments WHERE reference = $1 AND day = $2 FOR UPDATE`, [reference, day]);
    return rows[0] === undefined ? null : toAppointment(rows[0]);
  },
  async save(reference, { standing, lastAct }) {
    await db.query('UPDATE appointments SET standing = $2, last_act = $3 WHERE reference = $1', [reference, standing, lastAct === null ? null : JSON.stringify(lastAct)]);
  },
  async forget(today) {
    const { rows } = await db.query<{ standing: string }>('DELETE FROM appointments WHERE day < $1 RETURNING standing', [today]);
    return { came: rows.filter(({ standing }) => standing === 'came').length, missed: rows.filter(({ standing }) => standing === 'expected').length };
  },
});
