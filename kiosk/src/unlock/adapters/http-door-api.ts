import { Problem, UnlockAnswer } from '@engawa/facility-api/contract';
import type { DoorApi } from '../application/ports.ts';

/** Longer than the server's own wait for the door, shorter than a person's patience in the rain. */
const TIMEOUT_MS = 5_000;

export const httpDoorApi = (): DoorApi => ({
  async unlock(booking, key) {
    try {
      const response = await fetch(`/api/bookings/${booking}/unlock`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: '{}', signal: AbortSignal.timeout(TIMEOUT_MS) });
      const body: unknown = await response.json();
      return response.ok ? { ok: true, value: UnlockAnswer.parse(body) } : { ok: false, problem: Problem.parse(body) };
    } catch {
      return { ok: false, problem: null };
    }
  },
});
