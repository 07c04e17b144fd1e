import { withdrawBooking } from './access/application/withdraw-booking.ts';
import { isRefusal } from './booking/domain/decision.ts';
import { openDatabase } from './database/database.ts';
import { transactOn } from './stores.ts';

/** `DATABASE_URL=… node --import tsx facility-api/src/withdraw.ts 7K3M-92F`: the city takes a booking back. The running worker does the rest. */
const [reference] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];
if (!reference || !url) {
  process.stderr.write('予約番号と DATABASE_URL が必要です: withdraw.ts 7K3M-92F\n');
  process.exit(2);
}
const pool = openDatabase(url);
const done = await transactOn(pool)((stores) => withdrawBooking(stores, reference, Date.now() + Number(process.env['CLOCK_OFFSET_MS'] ?? 0)));
await pool.end();
process.stdout.write(`${isRefusal(done) ? done.refused : 'withdrawn'} ${reference}\n`);
process.exit(isRefusal(done) ? 1 : 0);
