import { BookingId, FindRooms, Instant, RoomId } from '@engawa/facility-api/contract';
import { TicketSecret } from '@engawa/reception/contract';

/** The phone's pages. Everything a page needs stands in its address, so that a reload or a shared link lands in the same place. */
export type Route =
  | { page: 'rooms'; search: FindRooms | null }
  | { page: 'book'; room: RoomId; start: string; end: string; people: number }
  | { page: 'booking'; id: BookingId }
  | { page: 'keys' }
  | { page: 'key'; id: BookingId }
  | { page: 'forms' }
  | { page: 'ticket'; secret: TicketSecret | null };

/** Unknown addresses lead to the rooms. */
export function routeOf(url: URL): Route {
  const [, , page, id] = url.pathname.split('/');
  const query = Object.fromEntries(url.searchParams);
  switch (page) {
    case 'forms': return { page: 'forms' };
    case 'ticket': {
      const secret = TicketSecret.safeParse(id);
      return { page: 'ticket', secret: secret.success ? secret.data : null };
    }
    case 'bookings': {
      const booking = BookingId.safeParse(id);
      return booking.success ? { page: 'booking', id: booking.data } : { page: 'keys' };
    }
    case 'keys': {
      const booking = BookingId.safeParse(id);
      return booking.success ? { page: 'key', id: booking.data } : { page: 'keys' };
    }
    case 'book': {
      const room = RoomId.safeParse(query['room']);
      const start = Instant.safeParse(query['start']);
      const end = Instant.safeParse(query['end']);
      const people = Number(query['people'] ?? 1);
      if (room.success && start.success && end.success && Number.isInteger(people)) return { page: 'book', room: room.data, start: start.data, end: end.data, people };
      return { page: 'rooms', search: null };
    }
    default: {
      const search = FindRooms.safeParse({ day: query['day'], from: query['from'], until: query['until'], people: query['people'], ...(query['facility'] && { facility: query['facility'] }) });
      return { page: 'rooms', search: search.success ? search.data : null };
    }
  }
}

const query = (values: Record<string, string | number | undefined>): string =>
  new URLSearchParams(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))).toString();

export function addressOf(route: Route): string {
  switch (route.page) {
    case 'rooms': return route.search ? `/phone/rooms?${query({ ...route.search })}` : '/phone/rooms';
    case 'book': return `/phone/book?${query({ room: route.room, start: route.start, end: route.end, people: route.people })}`;
    case 'booking': return `/phone/bookings/${route.id}`;
    case 'keys': return '/phone/keys';
    case 'forms': return '/phone/forms';
    case 'key': return `/phone/keys/${route.id}`;
    case 'ticket': return route.secret ? `/phone/ticket/${route.secret}` : '/phone/ticket';
    default: return route satisfies never;
  }
}
