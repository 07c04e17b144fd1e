import { learnAppointment } from '../domain/experience.ts';
import { foresightFor, learnFrom, lessonsOf } from '../domain/foresight.ts';
import type { Timed } from '../domain/visit-kind.ts';
import type { ForesightStore } from './ports.ts';

/** In one go, so that no transaction is long; the next sweep goes on. */
const AT_ONCE = 200;

/** Every lesson that is due, once. Returns how many there were. Lessons and what was learned share the caller's transaction. */
export async function learnFromTickets(store: ForesightStore, { day, nowMs, procedures }: { readonly day: string; readonly nowMs: number; readonly procedures: readonly Timed[] }): Promise<number> {
  if ((await store.teachers(day, nowMs, 1)).length === 0) return 0;
  let foresight = foresightFor(await store.lock(), procedures);
  let learned = 0;
  // Asked again under the lock: another server may have learned these meanwhile.
  for (const ticket of await store.teachers(day, nowMs, AT_ONCE)) {
    const lessons = lessonsOf(ticket, nowMs);
    if (lessons.length === 0) continue;
    foresight = learnFrom(foresight, ticket, lessons, procedures);
    await store.markLearned(ticket.ticketId, lessons);
    learned += lessons.length;
  }
  if (learned > 0) await store.save(foresight);
  return learned;
}

/** What a day's appointments teach once it is over: how many of those who book come. */
export async function learnFromAppointments(store: ForesightStore, { came, missed }: { readonly came: number; readonly missed: number }, procedures: readonly Timed[]): Promise<void> {
  if (came + missed === 0) return;
  const foresight = foresightFor(await store.lock(), procedures);
  const outcomes = [...Array<boolean>(came).fill(true), ...Array<boolean>(missed).fill(false)];
  await store.save({ ...foresight, experience: outcomes.reduce(learnAppointment, foresight.experience) });
}
