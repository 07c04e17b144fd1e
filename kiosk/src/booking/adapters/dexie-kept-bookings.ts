import { Booking } from '@engawa/facility-api/contract';
import Dexie, { type EntityTable } from 'dexie';
import type { KeptBookings } from '../application/ports.ts';

type Row = { id: string; end: string; booking: unknown };

/** On the resident's own phone only; a booking leaves when it is over, cancelled, or its owner signs out. */
export function dexieKeptBookings(): KeptBookings {
  const db = new Dexie('engawa-phone') as Dexie & { bookings: EntityTable<Row, 'id'> };
  db.version(1).stores({ bookings: 'id, end' });
  return {
    async keep(bookings, nowMs) {
      const live = bookings.filter((b) => (b.status === 'confirmed' || b.status === 'released') && Date.parse(b.end) > nowMs);
      await db.transaction('rw', db.bookings, async () => {
        await db.bookings.clear();
        await db.bookings.bulkPut(live.map((booking) => ({ id: booking.id, end: booking.end, booking })));
      });
    },
    async all(nowMs) {
      const rows = await db.bookings.toArray();
      return rows.flatMap((row) => {
        const parsed = Booking.safeParse(row.booking);
        return parsed.success && Date.parse(parsed.data.end) > nowMs ? [parsed.data] : [];
      });
    },
    forget: () => db.bookings.clear(),
  };
}
