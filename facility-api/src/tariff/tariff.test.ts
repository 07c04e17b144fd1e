import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Facility } from '../../contract/index.ts';
import { readPastBookings, writeCsv } from './adapters/past-bookings.ts';
import { tellTrial } from './domain/tell-trial.ts';
import { PastBooking, tryTariff } from './domain/try-tariff.ts';
import type { Ordinance } from './domain/try-tariff.ts';

const gym = (change: (text: string) => string = (text) => text): Ordinance => {
  const facility = Facility.parse(JSON.parse(change(readFileSync(new URL('../../city/takenoko-gym.json', import.meta.url), 'utf8'))));
  return new Map(facility.rooms.map((room) => [room.id as string, { facility: facility.id as string, fees: room.fees }]));
};
const past = (change: object = {}): PastBooking => PastBooking.parse({ room: 'takenoko-arena', start: '2026-11-25T01:00:00Z', end: '2026-11-25T03:00:00Z', userClass: null, commercial: false, admissionYen: 0, items: [], reduction: null, ...change });
const noHoliday = (): boolean => false;
const dearer = gym((text) => text.replaceAll('"yenPerHour": 1200', '"yenPerHour": 1300').replaceAll('"id": "lights"', '"id": "floodlights"'));

describe('a new ordinance tried on past bookings', () => {
  it('[M30] tells old, new and difference for each facility and class and in sum', () => {
    const trial = tryTariff([past(), past(), past({ userClass: 'non-resident' }), past({ room: 'takenoko-table', chargedYen: 1 })], gym(), dearer, noHoliday);
    expect(trial.rows).toEqual([
      { facility: 'takenoko-gym', userClass: 'non-resident', bookings: 1, oldYen: 4800, newYen: 5200, differenceYen: 400 },
      { facility: 'takenoko-gym', userClass: 'resident', bookings: 3, oldYen: 5600, newYen: 6000, differenceYen: 400 },
    ]);
    expect([trial.sum, trial.unpriced, trial.chargedOtherwise]).toEqual([{ bookings: 4, oldYen: 10_400, newYen: 11_200, differenceYen: 800 }, [], 1]);
    expect(tellTrial(trial, (id) => ({ 'takenoko-gym': '竹の子体育館' })[id] ?? id)).toContain('竹の子体育館  resident         3   5,600   6,000  +400');
  });
  it('[M31] bookings for which the new ordinance has no price stand by themselves and in no sum', () => {
    const trial = tryTariff([past(), past({ items: ['lights'] }), past({ room: 'gone' }), past({ reduction: 'nobility' }), past({ start: '2026-11-25T12:00:00Z', end: '2026-11-25T14:00:00Z' })], gym(), dearer, noHoliday);
    expect(trial.sum.bookings).toBe(1);
    expect(trial.unpriced.filter(({ ordinance }) => ordinance === 'new').map(({ row, why }) => [row, why])).toEqual([
      [2, [{ why: 'item', code: 'lights' }]], [3, [{ why: 'room', code: 'gone' }]], [4, [{ why: 'reduction', code: 'nobility' }]], [5, [{ why: 'time', minutes: 60 }]],
    ]);
    expect(tellTrial(trial, (id) => id)).toMatch(/2行目 takenoko-arena .*: 新条例に附属設備 lights がありません/);
  });
  it('[M31] the same ordinance changes nothing, and every booking is in the sum or told', () => {
    const anyBooking = fc.record({ hour: fc.integer({ min: 0, max: 11 }), length: fc.integer({ min: 1, max: 3 }), userClass: fc.constantFrom(null, 'non-resident', 'registered-group', 'unknown'), items: fc.subarray(['air', 'lights', 'unknown']), admissionYen: fc.nat(3_000), commercial: fc.boolean() })
      .map(({ hour, length, ...facts }) => past({ ...facts, start: `2026-11-25T${String(hour).padStart(2, '0')}:00:00Z`, end: `2026-11-25T${String(hour + length).padStart(2, '0')}:00:00Z` }));
    fc.assert(fc.property(fc.array(anyBooking, { maxLength: 12 }), (bookings) => {
      const trial = tryTariff(bookings, gym(), gym(), noHoliday);
      expect(trial.sum.differenceYen).toBe(0);
      expect(trial.sum.bookings + trial.unpriced.filter(({ ordinance }) => ordinance === 'old').length).toBe(bookings.length);
      expect(trial.rows.reduce((sum, row) => sum + row.newYen, 0)).toBe(trial.sum.newYen);
    }), { seed: 7, numRuns: 60 });
  });
  it('[M32] JSON and CSV say the same, and a column that belongs to a person stops everything', () => {
    const bookings = [past({ items: ['air', 'lights'], chargedYen: 900 }), past({ userClass: 'non-resident', commercial: true, admissionYen: 1500 })];
    expect(readPastBookings(writeCsv(bookings))).toEqual(bookings);
    expect(readPastBookings(JSON.stringify(bookings))).toEqual(bookings);
    expect(() => readPastBookings('room,start,end,name\nx,y,z,山田')).toThrow(/columns name do not belong here/);
    expect(() => readPastBookings(JSON.stringify([{ ...bookings[0], resident: 'x' }]))).toThrow(/booking 1: .*resident/s);
    expect(() => readPastBookings('room,start,end\ntakenoko-arena,2026-11-25T01:00:00Z,2026-11-25T01:00:00Z')).toThrow(/booking 1: .*end must lie after start/s);
    expect(() => readPastBookings('room,start,end,admissionYen\ntakenoko-arena,2026-11-25T01:00:00Z,2026-11-25T02:00:00Z,1e3')).toThrow(/booking 1/);
  });
});
