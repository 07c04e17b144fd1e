/** What the search is compared with: one SQL statement on the rows, and bitmaps that lie in PostgreSQL and are read for each question. */
import type { FreshDatabase } from '@engawa/facility-api/testing';
import type { Question, SearchCity } from './search-city.ts';
import { DAYS } from './search-city.ts';

/** Bytes of a leaf's 31 days, a bit a quarter of an hour. */
const BITMAP_BYTES = DAYS * 12;

export async function makePeers({ database, rooms }: SearchCity): Promise<void> {
  const { pool } = database;
  await pool.query('CREATE TABLE peer_rooms (room text PRIMARY KEY, spaces text[])');
  await pool.query('INSERT INTO peer_rooms SELECT room, string_to_array(spaces, \',\') FROM unnest($1::text[], $2::text[]) AS given (room, spaces)', [rooms.map(({ id }) => id), rooms.map(({ spaces }) => spaces.join(','))]);
  await pool.query(`CREATE TABLE peer_bitmaps AS SELECT DISTINCT space, decode(repeat('5a', ${BITMAP_BYTES}), 'hex') AS bits FROM peer_rooms, unnest(spaces) AS space`);
  await pool.query('ANALYZE peer_rooms, peer_bitmaps');
}

/**
 * First use of each room in one statement: open hours of all days as one multirange, minus what its leaves have. It is spared prices, the
 * join that lapsed holds need, and opening hours that differ between houses.
 */
export async function searchInSql({ database, from, until }: SearchCity, { minutes, after, before }: Question): Promise<{ found: string[]; ms: number }> {
  const begun = performance.now();
  const { rows } = await database.pool.query<{ room: string; start: Date }>({
    name: 'peer-search',
    text: `WITH open AS MATERIALIZED (SELECT range_agg(tstzrange((day + greatest($3::time, '09:00')) AT TIME ZONE 'Asia/Tokyo', (day + least($4::interval, '22:00')) AT TIME ZONE 'Asia/Tokyo')) AS hours
        FROM generate_series($1::timestamp, $2::timestamp, '1 day') AS day)
      SELECT room, first.start FROM peer_rooms CROSS JOIN open
        CROSS JOIN LATERAL (SELECT range_agg(o.during) AS ranges FROM unnest(spaces) AS leaf JOIN occupancies o ON o.space = leaf AND o.during && range_merge(hours) AND o.state IN ('held', 'confirmed', 'released')) AS taken
        CROSS JOIN LATERAL (SELECT min(date_bin('30 minutes', lower(piece) + interval '29 minutes 59 seconds', timestamptz '2020-01-01 00:00Z')) AS start
          FROM unnest(hours - coalesce(taken.ranges, '{}')) AS piece
          WHERE date_bin('30 minutes', lower(piece) + interval '29 minutes 59 seconds', timestamptz '2020-01-01 00:00Z') + $5::int * interval '1 minute' <= upper(piece)) AS first
      WHERE first.start IS NOT NULL`,
    values: [from, until, after, before, minutes],
  });
  return { ms: performance.now() - begun, found: rows.map(({ room, start }) => `${room} ${start.toISOString()}`).sort() };
}

/** Reading alone, without looking at a single bit. */
export async function readBitmapRows({ pool }: FreshDatabase): Promise<number> {
  const begun = performance.now();
  await pool.query({ name: 'peer-bitmaps', text: 'SELECT space, bits FROM peer_bitmaps', rowMode: 'array' });
  return performance.now() - begun;
}

/** A booking goes and comes back one hour later if it can, so that each question meets rows that no question has seen. Answers with its milliseconds. */
export async function changeOne({ pool }: FreshDatabase, number: number): Promise<number> {
  const begun = performance.now();
  await pool.query(
    `UPDATE occupancies SET state = CASE state WHEN 'confirmed' THEN 'cancelled' ELSE 'confirmed' END WHERE booking = (SELECT id FROM bookings WHERE reference = $1)`, [`N${number}`]);
  return performance.now() - begun;
}
