import type { Booking, BookingId, FacilityList, FindRooms, PaymentStarted, PlaceBooking, Problem, Resident, RoomsFound } from '@engawa/facility-api/contract';

/** The answer of a server, its refusal, or silence. Silence never means no: the same key may be sent again. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem } | { ok: false; problem: null };

export interface FacilityApi {
  facilities(): Promise<Answer<FacilityList>>;
  find(asked: FindRooms): Promise<Answer<RoomsFound>>;
  place(command: PlaceBooking, key: string): Promise<Answer<Booking>>;
  startPayment(booking: BookingId, key: string): Promise<Answer<PaymentStarted>>;
  cancel(booking: BookingId, key: string): Promise<Answer<Booking>>;
  booking(id: BookingId): Promise<Answer<Booking>>;
  bookings(): Promise<Answer<Booking[]>>;
}

/** Sign-in by passkey. `cancelled`: the person closed the device's own dialog. */
export interface Passkeys {
  me(): Promise<Answer<Resident>>;
  register(displayName: string): Promise<Answer<Resident> | 'cancelled'>;
  signIn(): Promise<Answer<Resident> | 'cancelled'>;
  signOut(): Promise<void>;
}

/** The city's rooms as last heard: without a network a booking still has a name, a house and a phone number. */
export interface KeptCity {
  keep(list: FacilityList): Promise<void>;
  get(): Promise<FacilityList | null>;
}

/** Confirmed bookings with their PIN, kept on the resident's own phone until they are over: the door opens without any network. */
export interface KeptBookings {
  keep(bookings: Booking[], nowMs: number): Promise<void>;
  all(nowMs: number): Promise<Booking[]>;
  forget(): Promise<void>;
}
