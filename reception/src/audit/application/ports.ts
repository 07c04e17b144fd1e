import type { CounterId, StaffId, TicketId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';

export interface AuditEntry { readonly atMs: number; readonly staffId: StaffId; readonly counter: CounterId | null; readonly ticketId: TicketId | null; readonly act: 'sign-in' | 'sign-out' | 'open-form' | 'correct-form' | 'print-forms' | 'export-csv' | 'hear-intake' | 'care' | 'rejoin' | 'leave' | 'cancel' | 'hold' | 'transfer' | 'enrol-passkey' | 'revoke-passkey' | 'enrolment-word' | 'print-ticket' | 'print-slip' | 'appointment-came' | 'appointment-withdraw' | 'appointment-undo' }

/** Who did what with whose ticket when. The form's content never comes here. */
export type RecordAct = (db: Queryable, entry: AuditEntry) => Promise<void>;
