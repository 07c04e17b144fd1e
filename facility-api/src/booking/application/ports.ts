import type { BookingId, FacilityId, Quote, ResidentId, RoomId, SpaceId } from '../../../contract/index.ts';
import type { PaymentStanding, StoredState } from '../domain/booking-state.ts';

export interface StoredBooking {
  id: BookingId; reference: string; resident: ResidentId; room: RoomId; facility: FacilityId; building: string; door: string;
  startMs: number; endMs: number; people: number; purpose: string; quote: Quote; totalYen: number;
  state: StoredState; holdUntilMs: number | null; payment: PaymentStanding; pin: string | null; confirmedMs: number | null;
}
export interface Taken { space: SpaceId; startMs: number; endMs: number }
export interface TimeRange { startMs: number; endMs: number }

/** All verbs run inside the transaction that the store was made for. */
export interface BookingStore {
  /** Live holds, holds let go unpaid since `sinceMs`, free bookings ahead: counted under a lock on the resident, so that two phones cannot each take the last one. */
  countHolds(resident: ResidentId, nowMs: number, sinceMs: number): Promise<{ holds: number; abandoned: number; freeAhead: number }>;
  /** Expired holds on these leaves and times lapse, so that a new booking does not meet the dead. */
  lapseExpired(spaces: readonly SpaceId[], range: TimeRange, nowMs: number): Promise<void>;
  /** Booking and leaves in one statement; false = at least one leaf is taken, and the caller must roll back. */
  insert(booking: StoredBooking, spaces: readonly SpaceId[]): Promise<boolean>;
  /** Locks the row: whoever reads decides alone. */
  lock(id: BookingId): Promise<StoredBooking | null>;
  lockByReference(reference: string): Promise<StoredBooking | null>;
  /** Compare-and-set of the state, on the booking and its leaves; false = somebody was faster, or (coming back to life) a leaf is taken. */
  move(id: BookingId, from: StoredState, to: StoredState, changes?: Partial<Pick<StoredBooking, 'payment' | 'pin' | 'confirmedMs'>>): Promise<boolean>;
  setPayment(id: BookingId, payment: PaymentStanding): Promise<void>;
  pinsInUse(door: string, nowMs: number): Promise<ReadonlySet<string>>;
}
/** Reading without a transaction. */
export interface BookingReader {
  get(id: BookingId): Promise<StoredBooking | null>;
  listOf(resident: ResidentId): Promise<StoredBooking[]>;
  /** live occupancies of these leaves that touch the range; expired holds do not count */
  taken(spaces: readonly SpaceId[], range: TimeRange, nowMs: number): Promise<Taken[]>;
}
/** Promises for the worker, written in the transaction that makes them. */
export interface JobStore { add(kind: 'release' | 'refund', subject: string, dueMs: number): Promise<void> }
export interface AuditTrail { note(entry: { atMs: number; actor: string; act: string; booking: BookingId | null; facts: Record<string, string | number | boolean> }): Promise<void> }

export interface BookingStores { bookings: BookingStore; jobs: JobStore; audit: AuditTrail }
export type Transact<Stores> = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
/** Random things arrive as arguments. */
export interface Chance { newId(): string; /** six digits, first one not 0 */ newPin(): string; /** e.g. `7K3M-92` */ newReference(): string }
