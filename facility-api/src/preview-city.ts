import { bookingsAhead } from './booking/adapters/pg-booking-store.ts';
import { openDatabase } from './database/database.ts';
import { readCity } from './facilities/adapters/json-city.ts';
import { findHurt } from './facilities/domain/find-hurt.ts';

/**
 * `DATABASE_URL=… node --import tsx facility-api/src/preview-city.ts FOLDER`: which live bookings the city data of FOLDER would hurt. Changes
 * nothing. Ends with 1 when there are any, with 2 when the data has faults.
 */
const [folder] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];
if (!folder || !url) {
  process.stderr.write('市のデータのフォルダと DATABASE_URL が必要です: preview-city.ts FOLDER\n');
  process.exit(2);
}
const city = await readCity(folder).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
});
const pool = openDatabase(url);
const hurt = findHurt(city, await bookingsAhead(pool, Date.now() + Number(process.env['CLOCK_OFFSET_MS'] ?? 0)));
await pool.end();
for (const { booking, why } of hurt) process.stdout.write(`${booking.reference} ${booking.room} ${new Date(booking.startMs).toISOString()} ${why.join(' ')}\n`);
process.stdout.write(`${hurt.length}件の予約に影響します。\n`);
process.exit(hurt.length > 0 ? 1 : 0);
