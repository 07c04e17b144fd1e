import { SealedForm } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import type { SealedFormStore } from '../application/ports.ts';

/** Any constant. */
const ENTRY_LOCK = 410_006;

export const postgresSealedForms = (db: Queryable): SealedFormStore => ({
  async keep(ticketId, intakeId, sealed) {
    await db.query('INSERT INTO sealed_forms (ticket_id, intake_id, sealed) VALUES ($1, $2, $3)', [ticketId, intakeId, JSON.stringify(sealed)]);
    // The lock lasts until the commit: entries become visible in their order, so that nobody who pages through them misses one.
    await db.query('SELECT pg_advisory_xact_lock($1)', [ENTRY_LOCK]);
    await db.query('INSERT INTO hand_over (entry, ticket_id, changed_at) SELECT (SELECT coalesce(max(entry), 0) + 1 FROM hand_over), ticket_id, received_at FROM tickets WHERE ticket_id = $1', [ticketId]);
  },
  async keepAll(forms) {
    if (forms.length === 0) return;
    await db.query('INSERT INTO sealed_forms (ticket_id, intake_id, sealed) SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[])', [forms.map((f) => f.ticketId), forms.map((f) => f.intakeId), forms.map((f) => JSON.stringify(f.sealed))]);
    await db.query('SELECT pg_advisory_xact_lock($1)', [ENTRY_LOCK]);
    await db.query(`INSERT INTO hand_over (entry, ticket_id, changed_at)
      SELECT (SELECT coalesce(max(entry), 0) FROM hand_over) + row_number() OVER (ORDER BY received_at, ticket_id), ticket_id, received_at FROM tickets WHERE ticket_id = ANY ($1)`, [forms.map((f) => f.ticketId)]);
  },
  async find(ticketId, lock = false) {
    const { rows } = await db.query<{ intake_id: string; sealed: unknown }>(`SELECT intake_id, sealed FROM sealed_forms WHERE ticket_id = $1${lock ? ' FOR UPDATE' : ''}`, [ticketId]);
    return rows[0] === undefined ? null : { intakeId: rows[0].intake_id, sealed: SealedForm.parse(rows[0].sealed) };
  },
  async replace(ticketId, sealed) {
    await db.query('UPDATE sealed_forms SET sealed = $2 WHERE ticket_id = $1', [ticketId, JSON.stringify(sealed)]);
  },
});
