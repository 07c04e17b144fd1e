import type { BookingId, Problem, UnlockAnswer } from '@engawa/facility-api/contract';

export interface DoorApi {
  /** The same key never opens twice; `null` is silence. */
  unlock(booking: BookingId, key: string): Promise<{ ok: true; value: UnlockAnswer } | { ok: false; problem: Problem | null }>;
}
