import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeeSchedule } from '../../../contract/index.ts';
import type { Facility, PlaceBooking, Room } from '../../../contract/index.ts';
import { openingOn } from '../../facilities/domain/opening-hours.ts';
import { statusAt } from './booking-state.ts';
import { decideCancel } from './decide-cancel.ts';
import { decidePlaceBooking } from './decide-place-booking.ts';
import { isRefusal } from './decision.ts';
import { quoteFee } from './quote-fee.ts';

const words = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const fees: FeeSchedule = FeeSchedule.parse({
  bands: [{ title: words('午前'), from: '09:00', until: '12:00', yenPerHour: 300, clause: '別表第1' }, { title: words('午後'), from: '12:00', until: '17:00', yenPerHour: 405, clause: '別表第1' }],
  factors: [{ id: 'weekend', when: 'weekend', percent: 120, title: words('土日祝'), clause: '第9条第2項' }, { id: 'commercial', when: 'commercial', percent: 300, title: words('営利'), clause: '第9条第3項' }],
  items: [{ id: 'air', title: words('冷暖房'), yenPerHour: 100, clause: '別表第2', months: [7, 8, 12] }], roundToYen: 10,
});
const room = { id: 'r', facility: 'f', capacity: 20, spaces: ['r'], stepMinutes: 30, fees, door: 'd' } as unknown as Room;
const facility = { id: 'f', opening: [{ days: ['tue', 'wed'], open: '09:00', close: '22:00' }, { days: ['holiday'], open: '10:00', close: '12:00' }], closures: [{ from: '2026-12-29', until: '2027-01-03', reason: words('休') }] } as unknown as Facility;
const isHoliday = (day: string): boolean => day === '2026-12-02';
const NOW = Date.parse('2026-11-24T01:00:00Z');
const decide = (change: Partial<PlaceBooking>, holds = 0, nowMs = NOW) =>
  decidePlaceBooking({ room: room.id, start: '2026-11-25T03:00:00Z', end: '2026-11-25T04:00:00Z', people: 4, purpose: '', commercial: false, items: [], ...change }, { room, facility, isHoliday, holds }, nowMs);
const refusal = (...input: Parameters<typeof decide>): string | null => { const decided = decide(...input); return isRefusal(decided) ? decided.refused : null; };

describe('fee schedule', () => {
  it('[B15] bands by started hours, factors in order on the room fee, items beside them, rounded down', () => {
    const quote = quoteFee(fees, { from: 11 * 60, until: 13 * 60 + 30, weekend: true, commercial: true, month: 12, items: ['air', 'unknown'] });
    // 300 + 2 × 405 = 1,110; ×1.2 = 1,332; ×3 = 3,996; + 3 h × 100 = 4,296; rounded down to 4,290
    expect(quote.lines.map((line) => line.yen)).toEqual([300, 810, 222, 2664, 300, -6]);
    expect(quote.totalYen).toBe(4290);
  });

  it('[B16] an item outside its months costs nothing', () => {
    expect(quoteFee(fees, { from: 540, until: 600, weekend: false, commercial: false, month: 5, items: ['air'] }).totalYen).toBe(300);
  });

  it('[B17] the lines always sum to the price, and no price is below zero', () => {
    const schedule = fc.record({
      bands: fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 6 }).map((cuts) => cuts.sort((a, b) => a - b)).chain((cuts) => fc.tuple(...cuts.slice(1).map(() => fc.integer({ min: 0, max: 20_000 }))).map((prices) => prices.map((yenPerHour, i) => ({ title: words('b'), from: clock(cuts[i] ?? 0), until: clock(cuts[i + 1] ?? 0), yenPerHour, clause: 'c' })))),
      factors: fc.array(fc.record({ id: fc.constant('f'), when: fc.constantFrom('weekend', 'commercial'), percent: fc.integer({ min: 0, max: 1000 }), title: fc.constant(words('f')), clause: fc.constant('c') }), { maxLength: 4 }),
      items: fc.array(fc.record({ id: fc.constantFrom('a', 'b'), title: fc.constant(words('i')), yenPerHour: fc.integer({ min: 0, max: 5_000 }), clause: fc.constant('c') }), { maxLength: 3 }),
      roundToYen: fc.constantFrom(1, 10, 50, 100),
    });
    let charged = 0;
    fc.assert(fc.property(schedule, fc.integer({ min: 0, max: 1410 }), fc.integer({ min: 1, max: 1440 }), fc.boolean(), fc.boolean(), (made, from, length, weekend, commercial) => {
      const quote = quoteFee(FeeSchedule.parse(made), { from, until: Math.min(1440, from + length), weekend, commercial, month: 5, items: ['a'] });
      expect(quote.lines.reduce((sum, line) => sum + line.yen, 0)).toBe(quote.totalYen);
      expect(quote.totalYen).toBeGreaterThanOrEqual(0);
      expect(Number.isInteger(quote.totalYen)).toBe(true);
      charged += quote.totalYen > 0 ? 1 : 0;
    }));
    expect(charged).toBeGreaterThan(10);
  });
});
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('placing', () => {
  it.each([
    ['a time off the grid', { start: '2026-11-25T03:10:00Z' }, 'not-aligned'], ['seconds', { start: '2026-11-25T03:00:30Z' }, 'not-aligned'], ['an end before the start', { end: '2026-11-25T02:00:00Z' }, 'not-aligned'],
    ['too many people', { people: 21 }, 'too-many-people'], ['yesterday', { start: '2026-11-23T03:00:00Z', end: '2026-11-23T04:00:00Z' }, 'slot-in-the-past'],
    ['next spring', { start: '2027-03-24T03:00:00Z', end: '2027-03-24T04:00:00Z' }, 'too-far-ahead'], ['the new year', { start: '2026-12-30T03:00:00Z', end: '2026-12-30T04:00:00Z' }, 'closed'],
    ['a Thursday', { start: '2026-11-26T03:00:00Z', end: '2026-11-26T04:00:00Z' }, 'outside-opening-hours'], ['before opening', { start: '2026-11-24T23:30:00Z', end: '2026-11-25T01:00:00Z' }, 'outside-opening-hours'],
    ['over midnight', { start: '2026-11-25T12:00:00Z', end: '2026-11-25T16:00:00Z' }, 'outside-opening-hours'],
  ] as const)('[B18] %s is refused by its own code', (_, change, code) => { expect(refusal(change)).toBe(code); });

  it('[B19] a slot that has begun may be booked while at least sixteen minutes remain', () => {
    const begun = { start: '2026-11-24T01:00:00Z', end: '2026-11-24T02:00:00Z' };
    expect(refusal(begun, 0, Date.parse('2026-11-24T01:44:00Z'))).toBeNull();
    expect(refusal(begun, 0, Date.parse('2026-11-24T01:44:01Z'))).toBe('slot-in-the-past');
  });

  it('[B6] the fourth hold is refused', () => { expect([refusal({}, 2), refusal({}, 3)]).toEqual([null, 'too-many-holds']); });

  it('[A2] on a holiday only the holiday hours count', () => {
    expect(openingOn(facility, '2026-12-02', isHoliday)).toEqual([{ from: 600, until: 720 }]);
    expect(openingOn(facility, '2026-12-01', isHoliday)).toEqual([{ from: 540, until: 1320 }]);
    expect(openingOn(facility, '2026-12-30', isHoliday)).toEqual([]);
    expect(refusal({ start: '2026-12-02T03:00:00Z', end: '2026-12-02T04:00:00Z' })).toBe('outside-opening-hours');
  });
});

describe('standing', () => {
  it('[B9] cancelling: a held one freely, a confirmed one until the release instant, a released one never', () => {
    const startMs = NOW + 3_600_000;
    const at = (state: 'held' | 'confirmed' | 'released' | 'lapsed' | 'cancelled', nowMs: number, payment: 'paid' | 'none-due' | 'open' = 'paid') => decideCancel({ state, payment, startMs, termsMs: startMs, confirmedMs: NOW - 86_400_000, totalYen: 600, feeYen: 0 }, undefined, nowMs);
    expect(at('held', NOW, 'open')).toEqual({ payment: 'open', refundYen: 0, feeYen: 0 });
    expect(at('confirmed', startMs - 900_001)).toEqual({ payment: 'refund-due', refundYen: 600, feeYen: 0 });
    expect(at('confirmed', NOW, 'none-due')).toEqual({ payment: 'none-due', refundYen: 0, feeYen: 0 });
    for (const [state, nowMs] of [['confirmed', startMs - 900_000], ['released', NOW]] as const) expect(at(state, nowMs)).toMatchObject({ refused: 'cancel-too-late' });
    for (const state of ['lapsed', 'cancelled'] as const) expect(at(state, NOW)).toMatchObject({ refused: 'booking-not-confirmed' });
  });

  it('[B1] the clock tells an expired hold and a past booking before the sweep does', () => {
    expect(statusAt({ state: 'held', holdUntilMs: 10, endMs: 20 }, 9)).toBe('held');
    expect(statusAt({ state: 'held', holdUntilMs: 10, endMs: 20 }, 10)).toBe('lapsed');
    expect(statusAt({ state: 'released', holdUntilMs: 10, endMs: 20 }, 20)).toBe('past');
    expect(statusAt({ state: 'cancelled', holdUntilMs: 10, endMs: 20 }, 20)).toBe('cancelled');
  });
});
