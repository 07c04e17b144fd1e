import { Booking, FacilityList } from '@engawa/facility-api/contract';
import Dexie, { type EntityTable } from 'dexie';
import type { KeptBookings, KeptCity } from '../application/ports.ts';

type Row = { id: string; end: string; booking: unknown };

/** On the resident's own phone only; a booking leaves when it is over, cancelled, or its owner signs out. */
export function dexieKeptBookings(): { bookings: KeptBookings; city: KeptCity } {
  const db = new Dexie('engawa-phone') as Dexie & { bookings: EntityTable<Row, 'id'>; city: EntityTable<{ id: string; list: unknown }, 'id'> };
  db.version(1).stores({ bookings: 'id, end' });
  db.version(2).stores({ bookings: 'id, end', city: 'id' });
  const bookings: KeptBookings = {
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
  const city: KeptCity = {
    async keep(list) { await db.city.put({ id: 'city', list }); },
    async get() {
      const parsed = FacilityList.safeParse((await db.city.get('city'))?.list);
      return parsed.success ? parsed.data : null;
    },
  };
  return { bookings, city };
}
