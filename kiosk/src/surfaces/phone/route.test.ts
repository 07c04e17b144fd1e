import { BookingId, RoomId } from '@engawa/facility-api/contract';
import { TicketSecret } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { addressOf, type Route, routeOf } from './route.ts';

const at = (path: string): Route => routeOf(new URL(path, 'http://localhost:4200'));
const booking = BookingId.parse('3f2b8a64-1d0c-4c1e-9d57-0f8f1a2b3c4d');

describe('the phone\'s addresses', () => {
  it.each<Route>([
    { page: 'rooms', search: null },
    { page: 'rooms', search: { day: '2026-11-28', from: '13:00', until: '17:00', people: 20 } },
    { page: 'book', room: RoomId.parse('niwaishi-washitsu'), start: '2026-11-28T04:00:00.000Z', end: '2026-11-28T08:00:00.000Z', people: 20 },
    { page: 'booking', id: booking }, { page: 'keys' }, { page: 'forms' }, { page: 'key', id: booking },
    { page: 'ticket', secret: TicketSecret.parse('abcdefghijklmnopqrstuv') }, { page: 'ticket', secret: null },
  ])('[V26] $page comes back from its own address', (route) => expect(at(addressOf(route))).toEqual(route));

  it('[V26] a broken or hostile address leads to a page that works', () => {
    expect(at('/phone/')).toEqual({ page: 'rooms', search: null });
    expect(at('/phone/book?room=<script>&start=x&end=y')).toEqual({ page: 'rooms', search: null });
    expect(at('/phone/bookings/../../etc')).toEqual({ page: 'rooms', search: null });
    expect(at('/phone/keys/not-a-booking')).toEqual({ page: 'keys' });
    expect(at('/phone/ticket/short')).toEqual({ page: 'ticket', secret: null });
  });
});
