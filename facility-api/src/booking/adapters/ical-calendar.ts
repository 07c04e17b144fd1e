import { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import ical from 'ical-generator';
import type { Facility, Room } from '../../../contract/index.ts';
import type { StoredBooking } from '../application/ports.ts';

/**
 * RFC 5545 file of one booking. No PIN in it: calendars are shared with families and employers. Times are written in UTC, which every
 * calendar reads alike (ical-generator writes zoned times in the zone of the server's machine); the zone is named for display.
 */
export function bookingCalendar(booking: StoredBooking, place: { room: Room; facility: Facility }, url: string, nowMs: number): string {
  const calendar = ical({ prodId: { company: 'engawa', product: 'facility-api', language: 'JA' }, method: ICalCalendarMethod.PUBLISH });
  calendar.x('X-WR-TIMEZONE', 'Asia/Tokyo');
  calendar.createEvent({
    id: `${booking.id}@engawa`, stamp: new Date(nowMs), start: new Date(booking.startMs), end: new Date(booking.endMs),
    summary: `${place.facility.title.ja} ${place.room.title.ja}`, location: `${place.facility.title.ja} ${place.facility.address.ja}`,
    description: `予約番号 ${booking.reference}`, url,
    status: booking.state === 'cancelled' || booking.state === 'lapsed' ? ICalEventStatus.CANCELLED : booking.state === 'held' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
