import { z } from 'zod';
import { FeeFacts, Instant } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import { PastBooking } from '../domain/try-tariff.ts';

const COLUMNS = ['room', 'start', 'end', 'userClass', 'commercial', 'admissionYen', 'items', 'reduction', 'chargedYen'] as const;
const optional = (cell: string): string | null => (cell === '' ? null : cell);

/** JSON array, or CSV whose first line names the columns (items parted by `;`). A fault names its row; an unknown column stops everything: it may be somebody's name. */
export function readPastBookings(text: string): PastBooking[] {
  const rows = text.trimStart().startsWith('[') ? JSON.parse(text) as unknown[] : rowsOfCsv(text);
  return rows.map((row, at) => {
    const parsed = PastBooking.safeParse(row);
    if (!parsed.success) throw new Error(`booking ${at + 1}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
}

function rowsOfCsv(text: string): unknown[] {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line !== '');
  const names = head.split(',');
  const foreign = names.filter((name) => !COLUMNS.includes(name as typeof COLUMNS[number]));
  if (foreign.length > 0) throw new Error(`columns ${foreign.join(', ')} do not belong here; there are ${COLUMNS.join(', ')}`);
  return lines.map((line, at) => {
    const cells = line.split(',');
    if (cells.length !== names.length) throw new Error(`booking ${at + 1}: ${cells.length} cells, but the first line names ${names.length}`);
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
    return {
      room: row['room'], start: row['start'], end: row['end'], userClass: optional(row['userClass'] ?? ''), commercial: flagOf(row['commercial'] ?? ''), admissionYen: numberOf(row['admissionYen'] ?? '') ?? 0,
      items: (row['items'] ?? '').split(';').filter((item) => item !== ''), reduction: optional(row['reduction'] ?? ''), chargedYen: numberOf(row['chargedYen'] ?? ''),
    };
  });
}
const flagOf = (cell: string): boolean | string => (cell === '' || cell === 'false' ? false : cell === 'true' ? true : cell);
const numberOf = (cell: string): number | string | null => (cell === '' ? null : /^\d+$/.test(cell) ? Number(cell) : cell);

export const writeCsv = (bookings: readonly PastBooking[]): string => [COLUMNS.join(','), ...bookings.map((b) => [b.room, b.start, b.end, b.userClass ?? '', b.commercial, b.admissionYen, b.items.join(';'), b.reduction ?? '', b.chargedYen ?? ''].join(','))].join('\n') + '\n';

/** Bookings that took place or will, of the days asked for (Tokyo, `until` included), without anybody in them. `without`: older ones whose facts were not kept. */
export async function pastBookingsIn(db: Queryable, days: { from: string; until: string }): Promise<{ bookings: PastBooking[]; without: number }> {
  const { rows } = await db.query<{ room: string; start_at: Date; end_at: Date; fee_facts: unknown; total_yen: number }>(
    `SELECT room, start_at, end_at, fee_facts, total_yen FROM bookings WHERE state IN ('confirmed', 'released')
      AND start_at >= ($1::date::timestamp AT TIME ZONE 'Asia/Tokyo') AND start_at < (($2::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo') ORDER BY start_at, room`, [days.from, days.until]);
  const kept = rows.filter(({ fee_facts }) => fee_facts !== null);
  return {
    bookings: kept.map((row) => PastBooking.parse({ room: row.room, start: Instant.parse(row.start_at.toISOString()), end: row.end_at.toISOString(), ...FeeFacts.parse(row.fee_facts), chargedYen: row.total_yen })),
    without: rows.length - kept.length,
  };
}
