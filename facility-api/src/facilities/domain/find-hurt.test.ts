import { describe, expect, it } from 'vitest';
import type { Facility } from '../../../contract/index.ts';
import { readCity } from '../adapters/json-city.ts';
import { fileURLToPath } from 'node:url';
import { cityOf } from './city.ts';
import { findHurt } from './find-hurt.ts';
import type { BookingAhead } from './find-hurt.ts';

const city = await readCity(fileURLToPath(new URL('../../../city', import.meta.url)));
const booking = (change: Partial<BookingAhead> = {}): BookingAhead => ({ reference: '7K3M-92F', room: 'hall-ab' as never, spaces: ['hall-a', 'hall-b'], door: 'hall-front', startMs: Date.parse('2026-11-26T03:00:00Z'), endMs: Date.parse('2026-11-26T05:00:00Z'), people: 150, ...change });
/** The city with another hall. */
const withHall = (change: (hall: Facility) => Facility) => cityOf(city.title, city.facilities.map((facility) => (facility.id === 'engawa-hall' ? change(structuredClone(facility)) : facility)), city.isHoliday);
const rooms = (hall: Facility, change: object): Facility => ({ ...hall, rooms: hall.rooms.map((room) => (room.id === 'hall-ab' ? { ...room, ...change } : room)) });

describe('changed city data', () => {
  it('[B41] that fits every booking hurts none', () => { expect(findHurt(city, [booking(), booking({ startMs: Date.parse('2026-11-26T00:00:00Z') })])).toEqual([]); });
  it.each([
    ['a closure', (hall: Facility) => ({ ...hall, closures: [...hall.closures, { from: '2026-11-26', until: '2026-11-26', reason: hall.title }] }), ['closed']],
    ['shorter hours', (hall: Facility) => ({ ...hall, opening: hall.opening.map((row) => ({ ...row, close: '13:00' })) }), ['outside-opening-hours']],
    ['a room that is gone', (hall: Facility) => ({ ...hall, rooms: hall.rooms.filter(({ id }) => id !== 'hall-ab') }), ['room-gone']],
    ['leaves that are cut anew', (hall: Facility) => rooms(hall, { spaces: ['hall-a'] }), ['other-leaves']],
    ['another door and a smaller room', (hall: Facility) => rooms(hall, { door: 'hall-side', capacity: 100 }), ['other-door', 'too-many-people']],
  ] as const)('[B41] %s names the bookings that it hurts, and why', (_, change, why) => {
    const other = booking({ reference: 'AAAA-222', startMs: Date.parse('2026-11-20T03:00:00Z'), endMs: Date.parse('2026-11-20T03:30:00Z'), room: 'studio24-a' as never, spaces: ['studio24-a'], door: 'studio24-front', people: 2 });
    expect(findHurt(withHall(change as (hall: Facility) => Facility), [booking(), other])).toEqual([{ booking: booking(), why }]);
  });
});
