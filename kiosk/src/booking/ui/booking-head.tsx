import type { Facility, Room } from '@engawa/facility-api/contract';
import type { ReactNode } from 'react';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';

type BookingHeadProps = { room: Room; facility: Facility; start: string; end: string; people?: number };

/** Which room, which day, which hours: the same three lines on every page of a booking. */
export function BookingHead({ room, facility, start, end, people }: BookingHeadProps): ReactNode {
  const { day, range } = useWording();
  return (
    <div className="phone-head">
      <p className="phone-head-room"><Say of={facility.title} /> <span className="phone-nb"><Say of={room.title} /></span></p>
      <p className="phone-head-when"><span className="phone-nb">{day(start)}</span> <b className="phone-nb">{range(start, end)}</b></p>
      {people !== undefined && <p className="phone-sub"><Say of={phone.peopleUnit} params={{ n: people }} />　<Say of={facility.address} /></p>}
    </div>
  );
}
