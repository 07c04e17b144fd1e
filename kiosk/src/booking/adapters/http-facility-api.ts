import { Booking, FacilityList, PaymentStarted, Problem, RoomsFound } from '@engawa/facility-api/contract';
import { z } from 'zod';
import type { Answer, FacilityApi } from '../application/ports.ts';

const TIMEOUT_MS = 10_000;

/** One request and one parsed answer; what is not in the contract counts as silence. */
export async function ask<T>(schema: z.ZodType<T>, path: string, init?: { method: 'POST'; body: unknown; key?: string }): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: init?.method ?? 'GET', credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(init && { body: JSON.stringify(init.body ?? {}), headers: { 'content-type': 'application/json', ...(init.key && { 'idempotency-key': init.key }) } }),
    });
    const body: unknown = response.status === 204 ? undefined : await response.json();
    if (response.ok) return { ok: true, value: schema.parse(body) };
    return { ok: false, problem: Problem.parse(body) };
  } catch {
    return { ok: false, problem: null };
  }
}

/** facility-api over same-origin HTTP. */
export const httpFacilityApi = (): FacilityApi => ({
  facilities: () => ask(FacilityList, '/api/facilities'),
  find: (asked) => ask(RoomsFound, `/api/availability?${new URLSearchParams(Object.entries(asked).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])))}`),
  place: (command, key) => ask(Booking, '/api/bookings', { method: 'POST', body: command, key }),
  startPayment: (booking, key) => ask(PaymentStarted, `/api/bookings/${booking}/payment`, { method: 'POST', body: {}, key }),
  cancel: (booking, key) => ask(Booking, `/api/bookings/${booking}/cancel`, { method: 'POST', body: {}, key }),
  booking: (id) => ask(Booking, `/api/bookings/${id}`),
  bookings: () => ask(z.array(Booking), '/api/bookings'),
});
