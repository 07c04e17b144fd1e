import type { CounterId, StaffId, StaffRole } from '../../../contract/index.ts';

/** Somebody of the staff who is signed in; `role` is what the city's file says of them now. */
export interface Session { readonly sessionId: string; readonly staffId: StaffId; readonly role: StaffRole; /** null: at none */ readonly counter: CounterId | null; readonly openedAtMs: number }
/** … at a counter */
export type Seated = Session & { readonly counter: CounterId };
