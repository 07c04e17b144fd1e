import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { FreeSlots } from '../../../contract/index.ts';
import { MINUTE_MS, midnightOf, minutesOf } from '../../facilities/domain/city-day.ts';

/** RFC 5545: each free stretch of a room as an event that leaves its subscriber free. Times in UTC, as every calendar reads alike. */
export function freeCalendar(slots: FreeSlots, url: string): string {
  const calendar = ical({ prodId: { company: 'engawa', product: 'facility-api', language: 'JA' }, method: ICalCalendarMethod.PUBLISH });
  calendar.x('X-WR-TIMEZONE', 'Asia/Tokyo');
  for (const { facilityTitle, room, title, days } of slots.rooms) {
    calendar.name(`${facilityTitle} ${title} 空き`);
    for (const { day, free } of days) for (const { from, until } of free ?? []) {
      const at = (clock: string): Date => new Date(midnightOf(day) + minutesOf(clock) * MINUTE_MS);
      calendar.createEvent({ id: `free-${room}-${day}-${from.replace(':', '')}@engawa`, stamp: new Date(slots.at), start: at(from), end: at(until), summary: `空き ${title}`, location: facilityTitle, transparency: ICalEventTransparency.TRANSPARENT, url });
    }
  }
  return calendar.toString();
}
