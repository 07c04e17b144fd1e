import { SealedForm, type TicketId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';

/** Sealed forms (ciphertext) by ticket. */
export async function keepSealedForm(db: Queryable, ticketId: TicketId, intakeId: string, sealed: SealedForm): Promise<void> {
  await db.query('INSERT INTO sealed_forms (ticket_id, intake_id, sealed) VALUES ($1, $2, $3)', [ticketId, intakeId, JSON.stringify(sealed)]);
}

/** `lock` holds the row for a correction in the same transaction. */
export async function findSealedForm(db: Queryable, ticketId: TicketId, lock = false): Promise<{ intakeId: string; sealed: SealedForm } | null> {
  const { rows } = await db.query<{ intake_id: string; sealed: unknown }>(`SELECT intake_id, sealed FROM sealed_forms WHERE ticket_id = $1${lock ? ' FOR UPDATE' : ''}`, [ticketId]);
  return rows[0] === undefined ? null : { intakeId: rows[0].intake_id, sealed: SealedForm.parse(rows[0].sealed) };
}

export async function replaceSealedForm(db: Queryable, ticketId: TicketId, sealed: SealedForm): Promise<void> {
  await db.query('UPDATE sealed_forms SET sealed = $2 WHERE ticket_id = $1', [ticketId, JSON.stringify(sealed)]);
}
