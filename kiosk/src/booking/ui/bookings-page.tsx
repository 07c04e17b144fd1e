import type { Booking, Facility, Room } from '@engawa/facility-api/contract';
import type { ReactNode } from 'react';
import { Icon, KeyButton, Sheet } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say } from '../../wording/wording.tsx';
import { momentOf } from '../domain/booking-moment.ts';
import { BookingHead } from './booking-head.tsx';

type BookingsPageProps = { bookings: Booking[]; rooms: Map<string, { room: Room; facility: Facility }>; now: number; name: string | null; link: (booking: Booking) => { href: string; onClick: (event: React.MouseEvent) => void }; onSignOut: () => void; onSearch: () => void };

/** What lies ahead, soonest first. A booking whose time has come carries the key. */
export function BookingsPage({ bookings, rooms, now, name, link, onSignOut, onSearch }: BookingsPageProps): ReactNode {
  const ahead = bookings.filter((booking) => ['to-pay', 'upcoming', 'usable'].includes(momentOf(booking, now))).sort((a, b) => a.start.localeCompare(b.start));
  return (
    <>
      <h1 tabIndex={-1}><Say of={phone.keysTitle} /></h1>
      {ahead.length === 0 && (
        <div className="phone-empty"><p><b><Say of={phone.keysEmpty} /></b></p><p className="phone-sub"><Say of={phone.keysEmptyNext} /></p><KeyButton onPress={onSearch}><Say of={phone.findTitle} /></KeyButton></div>
      )}
      <ul className="phone-bookings">
        {ahead.map((booking) => {
          const known = rooms.get(booking.room);
          const moment = momentOf(booking, now);
          return known && (
            <li key={booking.id}>
              <Sheet>
                <a className="phone-booking" {...link(booking)}>
                  <BookingHead room={known.room} facility={known.facility} start={booking.start} end={booking.end} />
                  <span className={`phone-state phone-state-${moment}`}><Icon name={moment === 'usable' ? 'key' : 'clock'} /> <span><Say of={moment === 'usable' ? phone.keyReady : moment === 'to-pay' ? phone.heldTitle : phone.bookedTitle} /></span><span className="phone-go"><Icon name="next" /></span></span>
                </a>
              </Sheet>
            </li>
          );
        })}
      </ul>
      {name !== null && <p className="phone-who"><Say of={phone.signedInAs} params={{ name }} /> <button type="button" className="phone-plain" onClick={onSignOut}><Say of={phone.signOut} /></button></p>}
    </>
  );
}
