import { SealedForm } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import type { SealedFormStore } from '../application/ports.ts';

export const postgresSealedForms = (db: Queryable): SealedFormStore => ({
  async keep(ticketId, intakeId, sealed) {
    await db.query('INSERT INTO sealed_forms (ticket_id, intake_id, sealed) VALUES ($1, $2, $3)', [ticketId, intakeId, JSON.stringify(sealed)]);
  },
  async find(ticketId, lock = false) {
    const { rows } = await db.query<{ intake_id: string; sealed: unknown }>(`SELECT intake_id, sealed FROM sealed_forms WHERE ticket_id = $1${lock ? ' FOR UPDATE' : ''}`, [ticketId]);
    return rows[0] === undefined ? null : { intakeId: rows[0].intake_id, sealed: SealedForm.parse(rows[0].sealed) };
  },
  async replace(ticketId, sealed) {
    await db.query('UPDATE sealed_forms SET sealed = $2 WHERE ticket_id = $1', [ticketId, JSON.stringify(sealed)]);
  },
});
