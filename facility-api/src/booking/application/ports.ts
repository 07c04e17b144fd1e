import type { BookingId, FacilityId, FeeFacts, Quote, ResidentId, RoomId, SpaceId } from '../../../contract/index.ts';
import type { PaymentStanding, StoredState } from '../domain/booking-state.ts';

export interface StoredBooking {
  id: BookingId; reference: string; resident: ResidentId; room: RoomId; facility: FacilityId; building: string; door: string;
  startMs: number; endMs: number; people: number; purpose: string; quote: Quote; totalYen: number;
  state: StoredState; holdUntilMs: number | null; payment: PaymentStanding; pin: string | null; confirmedMs: number | null;
  /** a change that waits for its payment: the booking that will move; null: a booking of its own */ replaces: BookingId | null;
  /** what the next payment must be */ dueYen: number; /** kept by the city beside the price */ feeYen: number; /** moment by which cancellation rules count */ termsMs: number;
  /** how often it was moved; of a change: when it was made */ moves: number;
  /** null: booked before facts were kept */ feeFacts: FeeFacts | null;
}
/** What differs from a plain booking is not said where one is made. */
export type NewBooking = Omit<StoredBooking, 'replaces' | 'dueYen' | 'feeYen' | 'termsMs' | 'moves'>;
/** Everything that a change may change. */
export type Place = Pick<StoredBooking, 'room' | 'facility' | 'building' | 'door' | 'startMs' | 'endMs' | 'people' | 'purpose' | 'quote' | 'totalYen' | 'feeYen' | 'termsMs' | 'pin' | 'feeFacts'>;
export interface Taken { space: SpaceId; startMs: number; endMs: number }
export interface TimeRange { startMs: number; endMs: number }

/** All verbs run inside the transaction that the store was made for. */
export interface BookingStore {
  /** Live holds, holds let go unpaid since `sinceMs`, free bookings ahead: counted under a lock on the resident, so that two phones cannot each take the last one. */
  countHolds(resident: ResidentId, nowMs: number, sinceMs: number): Promise<{ holds: number; abandoned: number; freeAhead: number }>;
  /** Expired holds on these leaves and times lapse, so that a new booking does not meet the dead. */
  lapseExpired(spaces: readonly SpaceId[], range: TimeRange, nowMs: number): Promise<void>;
  /** Booking and leaves in one statement; false = at least one leaf is taken, and the caller must roll back. */
  insert(booking: NewBooking, spaces: readonly SpaceId[]): Promise<boolean>;
  /** As `insert`, for a change: holds only what the booking that it replaces does not have yet. */
  insertChange(change: NewBooking & Pick<StoredBooking, 'dueYen' | 'termsMs' | 'moves'> & { replaces: BookingId }, spaces: readonly SpaceId[]): Promise<boolean>;
  /** Gives the booking another place inside the same constraint; false = a leaf is taken, and nothing has changed. */
  relocate(id: BookingId, place: Place, spaces: readonly SpaceId[]): Promise<boolean>;
  /** As `relocate`, into the place that its change held; the change is over. */
  takeOver(id: BookingId, place: Place, change: BookingId): Promise<boolean>;
  /** Open changes of this booking are over, but for one that is being paid at this moment. */
  dropChanges(id: BookingId): Promise<void>;
  setFee(id: BookingId, feeYen: number): Promise<void>;
  /** Locks the row: whoever reads decides alone. */
  lock(id: BookingId): Promise<StoredBooking | null>;
  lockByReference(reference: string): Promise<StoredBooking | null>;
  /** Compare-and-set of the state, on the booking and its leaves; false = somebody was faster, or (coming back to life) a leaf is taken. */
  move(id: BookingId, from: StoredState, to: StoredState, changes?: Partial<Pick<StoredBooking, 'payment' | 'pin' | 'confirmedMs'>>): Promise<boolean>;
  setPayment(id: BookingId, payment: PaymentStanding): Promise<void>;
  pinsInUse(door: string, nowMs: number): Promise<ReadonlySet<string>>;
  /** codes of what the city has seen of the resident and that still counts on this day (Tokyo) */
  provenOn(resident: ResidentId, day: string): Promise<readonly string[]>;
}
/** Reading without a transaction. */
export interface BookingReader {
  get(id: BookingId): Promise<StoredBooking | null>;
  listOf(resident: ResidentId): Promise<StoredBooking[]>;
  /** as `countHolds`, without a lock: to tell, not to decide */ count(resident: ResidentId, nowMs: number, sinceMs: number): Promise<{ holds: number; abandoned: number; freeAhead: number }>;
  /** the change of a booking that waits for its payment */ openChange(id: BookingId, nowMs: number): Promise<StoredBooking | null>;
  /** live occupancies of these leaves that touch the range; expired holds do not count */
  taken(spaces: readonly SpaceId[], range: TimeRange, nowMs: number, /** whose own leaves do not count */ but?: BookingId): Promise<Taken[]>;
}
/** Promises for the worker, written in the transaction that makes them. */
export interface JobStore {
  /** once for each kind and subject; the first due time stays */ add(kind: 'release' | 'refund', subject: string, dueMs: number): Promise<void>;
  /** the same job at another time */ reschedule(kind: 'release', subject: string, dueMs: number): Promise<void>;
}
/** The money of a booking, as far as booking decides about it. */
export interface BookingMoney {
  /** From now on only `keepYen` of what was paid stays; the rest is marked to go back. Returns the yen that go back. */ keepOnly(booking: BookingId, keepYen: number): Promise<number>;
  /** payments of a change belong to the booking that it replaces */ handOver(from: BookingId, to: BookingId): Promise<void>;
}
export interface AuditTrail { note(entry: { atMs: number; actor: string; act: string; booking: BookingId | null; facts: Record<string, string | number | boolean> }): Promise<void> }

export interface BookingStores { bookings: BookingStore; jobs: JobStore; audit: AuditTrail; money: BookingMoney }
export type Transact<Stores> = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
/** Random things arrive as arguments. */
export interface Chance { newId(): string; /** six digits, first one not 0 */ newPin(): string; /** e.g. `7K3M-92` */ newReference(): string }
