import { z } from 'zod';
import { FeeFacts, Instant, RoomId } from '../../../contract/index.ts';
import type { FeeSchedule } from '../../../contract/index.ts';
import { questionOf } from '../../booking/domain/fee-facts.ts';
import { findUnpriced, quoteFee, userClassOf } from '../../booking/domain/quote-fee.ts';
import type { Unpriced } from '../../booking/domain/quote-fee.ts';
import type { IsHoliday } from '../../facilities/domain/opening-hours.ts';

/** A past booking without anybody in it: room, time, and on what its price depended. An unknown key (a name, a purpose) is refused. */
export const PastBooking = z.strictObject({
  room: RoomId, start: Instant, end: Instant, ...FeeFacts.shape,
  /** what was charged then; null = not known */ chargedYen: z.int().min(0).nullable().default(null),
}).refine(({ start, end }) => Date.parse(end) > Date.parse(start), 'end must lie after start');
export type PastBooking = z.infer<typeof PastBooking>;

/** Rooms with their schedule: the ordinance of today, or the one that is tried. */
export type Ordinance = ReadonlyMap<string, { facility: string; fees: FeeSchedule }>;
export interface TariffRow { facility: string; userClass: string; bookings: number; oldYen: number; newYen: number; differenceYen: number }
export interface TariffTrial {
  /** by facility, then by class within it */ rows: TariffRow[];
  sum: Omit<TariffRow, 'facility' | 'userClass'>;
  /** left out of all sums */ unpriced: { row: number; room: string; start: string; ordinance: 'old' | 'new'; why: (Unpriced | { why: 'room'; code: string })[] }[];
  /** bookings whose charge then was not what the ordinance of today says: a check on the figures */ chargedOtherwise: number;
}
type Priced = { yen: number; facility: string; userClass: string } | { why: TariffTrial['unpriced'][number]['why'] };

/** Old and new price of each booking, both counted anew from the same facts, so that nothing but the ordinance differs. `row` counts from 1. */
export function tryTariff(bookings: readonly PastBooking[], old: Ordinance, next: Ordinance, isHoliday: IsHoliday): TariffTrial {
  const rows = new Map<string, TariffRow>();
  const unpriced: TariffTrial['unpriced'] = [];
  const sum = { bookings: 0, oldYen: 0, newYen: 0, differenceYen: 0 };
  let chargedOtherwise = 0;
  bookings.forEach((booking, at) => {
    const before = priceOf(booking, old, isHoliday);
    const after = priceOf(booking, next, isHoliday);
    const place = { row: at + 1, room: booking.room, start: booking.start };
    if ('why' in before) unpriced.push({ ...place, ordinance: 'old', why: before.why });
    if ('why' in after) unpriced.push({ ...place, ordinance: 'new', why: after.why });
    if ('why' in before || 'why' in after) return;
    if (booking.chargedYen !== null && booking.chargedYen !== before.yen) chargedOtherwise += 1;
    const key = `${before.facility} ${before.userClass}`;
    const row = rows.get(key) ?? { facility: before.facility, userClass: before.userClass, bookings: 0, oldYen: 0, newYen: 0, differenceYen: 0 };
    rows.set(key, row);
    for (const total of [row, sum]) {
      total.bookings += 1;
      total.oldYen += before.yen;
      total.newYen += after.yen;
      total.differenceYen = total.newYen - total.oldYen;
    }
  });
  return { rows: [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row), sum, unpriced, chargedOtherwise };
}

function priceOf(booking: PastBooking, ordinance: Ordinance, isHoliday: IsHoliday): Priced {
  const room = ordinance.get(booking.room);
  if (!room) return { why: [{ why: 'room', code: booking.room }] };
  const question = questionOf(booking, { startMs: Date.parse(booking.start), endMs: Date.parse(booking.end) }, isHoliday);
  const why = findUnpriced(room.fees, question);
  return why.length > 0 ? { why } : { yen: quoteFee(room.fees, question).totalYen, facility: room.facility, userClass: userClassOf(room.fees, question) ?? '-' };
}
