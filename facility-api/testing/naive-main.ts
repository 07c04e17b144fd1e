import type { BookingId, SpaceId } from '../contract/index.ts';
import type { TimeRange } from '../src/booking/application/ports.ts';
import type { Queryable } from '../src/database/database.ts';
import { serve } from '../src/serve.ts';
import { storesOn } from '../src/stores.ts';

/**
 * The server as most booking systems are: it looks whether the slot is free, then inserts, and nothing judges afterwards. Only for the storm,
 * whose checker must find it out. It takes the constraint out of its database, so it never meets one that a city uses: it starts only with
 * `NAIVE_DATABASE=storm`, and says so.
 */
if (process.env['NAIVE_DATABASE'] !== 'storm') throw new Error('the naive server gives rooms away twice; it is for the storm only');

const isFree = async (tx: Queryable, spaces: readonly SpaceId[], { startMs, endMs }: TimeRange, but: BookingId | null): Promise<boolean> => {
  const { rowCount } = await tx.query(`SELECT 1 FROM occupancies WHERE state IN ('held', 'confirmed', 'released') AND space = ANY ($1) AND during && tstzrange($2, $3) AND booking IS DISTINCT FROM $4 LIMIT 1`, [spaces, new Date(startMs), new Date(endMs), but]);
  return rowCount === 0;
};

await serve({
  prepare: async (pool) => { await pool.query('ALTER TABLE occupancies DROP CONSTRAINT IF EXISTS one_booking_per_leaf'); },
  storesOn(tx) {
    const stores = storesOn(tx);
    const { bookings } = stores;
    return {
      ...stores,
      bookings: {
        ...bookings,
        insert: async (booking, spaces) => await isFree(tx, spaces, booking, null) && bookings.insert(booking, spaces),
        insertChange: async (change, spaces) => await isFree(tx, spaces, change, change.replaces) && bookings.insertChange(change, spaces),
        relocate: async (id, place, spaces) => await isFree(tx, spaces, place, id) && bookings.relocate(id, place, spaces),
      },
    };
  },
});
