import type { Foresight, Lesson, TicketLived } from '../domain/foresight.ts';

/** 経験 in one transaction. */
export interface ForesightStore {
  /** Locks what is known until the end of the transaction: two servers learn one after the other, each lesson once. */
  lock(): Promise<Foresight | null>;
  /** Tickets of this day and of the one before that may teach something now, in the order of their calls; at most `limit`. */
  teachers(day: string, nowMs: number, limit: number): Promise<TicketLived[]>;
  save(foresight: Foresight): Promise<void>;
  markLearned(ticketId: string, lessons: readonly Lesson[]): Promise<void>;
}
