import type { SealedForm, TicketId } from '../../../contract/index.ts';

/** Sealed forms by ticket, in one transaction. Ciphertext only. */
export interface SealedFormStore {
  keep(ticketId: TicketId, intakeId: string, sealed: SealedForm): Promise<void>;
  keepAll(forms: readonly { readonly ticketId: TicketId; readonly intakeId: string; readonly sealed: SealedForm }[]): Promise<void>;
  /** `lock` holds the row for a correction in the same transaction */
  find(ticketId: TicketId, lock?: boolean): Promise<{ intakeId: string; sealed: SealedForm } | null>;
  replace(ticketId: TicketId, sealed: SealedForm): Promise<void>;
}
