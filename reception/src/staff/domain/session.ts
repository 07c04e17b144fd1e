import type { CounterId, StaffId } from '../../../contract/index.ts';

/** A clerk signed in at a counter. */
export interface Session { readonly sessionId: string; readonly staffId: StaffId; readonly counter: CounterId }
