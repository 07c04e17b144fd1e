import type { CounterId, StaffId, TicketId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';

export interface AuditEntry { readonly atMs: number; readonly staffId: StaffId; readonly counter: CounterId; readonly ticketId: TicketId | null; readonly act: 'sign-in' | 'sign-out' | 'open-form' | 'correct-form' | 'print-forms' }

/** Who did what with whose ticket when. The form's content never comes here. */
export async function recordAct(db: Queryable, { atMs, staffId, counter, ticketId, act }: AuditEntry): Promise<void> {
  await db.query('INSERT INTO audit (at, staff_id, counter, ticket_id, act) VALUES ($1, $2, $3, $4, $5)', [new Date(atMs), staffId, counter, ticketId, act]);
}
