import { describe, expect, it } from 'vitest';
import { holdMinutesLeft, momentOf } from './booking-moment.ts';
import { dayKind, firstSearch, searchFault, withFrom } from './search.ts';
import { addDays, clockOf, dayOf, instantAt } from './tokyo.ts';

const at = (iso: string): number => Date.parse(iso);

describe('looking for a room', () => {
  it('[V23] asks first for today in Tokyo, from the running hour, two hours', () => {
    expect(firstSearch(at('2026-11-22T04:20:00Z'))).toEqual({ day: '2026-11-22', from: '13:00', until: '15:00', people: 4 });
    expect(firstSearch(at('2026-11-22T15:30:00Z'))).toEqual({ day: '2026-11-23', from: '00:00', until: '02:00', people: 4 });
    expect(firstSearch(at('2026-11-22T14:50:00Z'))).toEqual({ day: '2026-11-22', from: '22:00', until: '24:00', people: 4 });
  });
  it('[V23] moving the beginning keeps the length and never passes midnight', () => {
    const two = { day: '2026-11-22', from: '13:00', until: '15:00', people: 10 };
    expect(withFrom(two, '18:00')).toMatchObject({ from: '18:00', until: '20:00' });
    expect(withFrom(two, '23:00')).toMatchObject({ from: '23:00', until: '24:00' });
  });
  it('[V23] names what is wrong before asking the server', () => {
    const good = { day: '2026-11-22', from: '13:00', until: '15:00', people: 10 };
    expect(searchFault(good, 0)).toBeNull();
    expect(searchFault({ ...good, until: '13:00' }, 0)).toBe('until-not-after-from');
    expect(searchFault({ ...good, people: 0 }, 0)).toBe('people');
    expect(searchFault({ ...good, people: 1.5 }, 0)).toBe('people');
  });
  it('[V24] Tokyo days and clocks survive month, year and leap ends', () => {
    expect(clockOf(instantAt('2028-02-29', '24:00'), '2028-02-29')).toBe('24:00');
    expect(dayOf(instantAt('2028-02-29', '24:00'))).toBe('2028-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    for (const hour of ['00:00', '08:59', '09:00', '23:30']) expect(clockOf(instantAt('2026-11-22', hour))).toBe(hour);
  });
  it('[V25] a paid booking is usable from ten minutes before its time until its end', () => {
    const booking = { status: 'confirmed', start: '2026-11-22T04:00:00Z', end: '2026-11-22T06:00:00Z', holdUntil: null } as const;
    expect(momentOf(booking, at('2026-11-22T03:49:59Z'))).toBe('upcoming');
    expect(momentOf(booking, at('2026-11-22T03:50:00Z'))).toBe('usable');
    expect(momentOf(booking, at('2026-11-22T05:59:59Z'))).toBe('usable');
    expect(momentOf(booking, at('2026-11-22T06:00:00Z'))).toBe('over');
    expect(momentOf({ ...booking, status: 'held' }, 0)).toBe('to-pay');
    expect(momentOf({ ...booking, status: 'cancelled' }, 0)).toBe('gone');
  });
  it('[V25] a hold is over by the clock, before anybody has asked the server', () => {
    const hold = { status: 'held', start: '2026-11-22T04:00:00Z', end: '2026-11-22T06:00:00Z', holdUntil: '2026-11-22T03:05:00Z' } as const;
    expect(momentOf(hold, at('2026-11-22T03:04:59Z'))).toBe('to-pay');
    expect(momentOf(hold, at('2026-11-22T03:05:00Z'))).toBe('gone');
    expect([holdMinutesLeft(hold.holdUntil, at('2026-11-22T03:00:00Z')), holdMinutesLeft(hold.holdUntil, at('2026-11-22T03:03:30Z')), holdMinutesLeft(hold.holdUntil, at('2026-11-22T03:04:59Z'))]).toEqual([5, 2, 1]);
  });
  it('[V23] a time that has passed and the kind of a day are known before asking', () => {
    const good = { day: '2026-11-22', from: '13:00', until: '15:00', people: 10 };
    expect(searchFault(good, at('2026-11-22T05:50:00Z'))).toBeNull();
    expect(searchFault(good, at('2026-11-22T06:00:00Z'))).toBe('past');
    expect([dayKind('2026-11-22', []), dayKind('2026-11-21', []), dayKind('2026-11-23', ['2026-11-23']), dayKind('2026-11-24', ['2026-11-23'])]).toEqual(['weekend', 'weekend', 'holiday', 'weekday']);
  });
});
