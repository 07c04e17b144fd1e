import type { Booking, Facility, Room } from '@engawa/facility-api/contract';
import { type ReactNode, useState } from 'react';
import { momentOf, LEAD_MS } from '../../booking/domain/booking-moment.ts';
import { BookingHead } from '../../booking/ui/booking-head.tsx';
import { PinDigits } from '../../booking/ui/pin-digits.tsx';
import { ActButton, Icon, KeyButton, Shoji } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { UnlockState } from '../domain/unlock-machine.ts';

type UnlockPageProps = { booking: Booking; room: Room; facility: Facility; now: number; state: UnlockState; onPress: () => void; onBooking: () => void };

/** The door as shoji, its state in words, one button. */
export function UnlockPage({ booking, room, facility, now, state, onPress, onBooking }: UnlockPageProps): ReactNode {
  const moment = momentOf(booking, now);
  if (moment === 'gone' || moment === 'to-pay') return <NoKey booking={booking} room={room} facility={facility} unpaid={moment === 'to-pay'} onBooking={onBooking} />;
  const usable = moment === 'usable';
  const title = titleOf(state, usable, moment === 'over');
  return (
    <div className="phone-unlock">
      <h1 tabIndex={-1}><Say of={title} /></h1>
      <BookingHead room={room} facility={facility} start={booking.start} end={booking.end} />
      <Shoji state={state.at === 'open' ? 'open' : state.at === 'asking' ? 'opening' : 'closed'} badge={badgeOf(state, now)} />
      <div role="status" aria-live="assertive"><Words state={state} booking={booking} usable={usable} now={now} /></div>
      <Acts state={state} usable={usable} booking={booking} facility={facility} onPress={onPress} />
    </div>
  );
}

/** Not paid, lapsed or cancelled: no button, no number, and where to go. */
function NoKey({ booking, room, facility, unpaid, onBooking }: Pick<UnlockPageProps, 'booking' | 'room' | 'facility' | 'onBooking'> & { unpaid: boolean }): ReactNode {
  const gone = booking.status === 'cancelled' ? phone.cancelledTitle : phone.lapsedTitle;
  return (
    <div className="phone-unlock">
      <h1 tabIndex={-1}><Say of={unpaid ? phone.keyBefore : gone} /></h1>
      <BookingHead room={room} facility={facility} start={booking.start} end={booking.end} />
      <Shoji state="closed" />
      <p><Say of={unpaid ? phone.keyUnpaid : phone.keyGone} /></p>
      <KeyButton onPress={onBooking}><Say of={phone.toBooking} /></KeyButton>
    </div>
  );
}

function badgeOf(state: UnlockState, now: number): ReactNode {
  if (state.at === 'open') return <span><Say of={phone.keySecondsLeft} params={{ n: Math.max(1, Math.floor((state.shutAtMs - now) / 1000)) }} /></span>;
  return state.at === 'cut-off' ? <><Icon name="away" /> <span><Say of={phone.keyCutTag} /></span></> : undefined;
}

function titleOf(state: UnlockState, usable: boolean, over: boolean): (typeof phone)[keyof typeof phone] {
  switch (state.at) {
    case 'open': return phone.keyWelcome;
    case 'asking': return phone.keyAsking;
    case 'cut-off': return phone.keyCutTitle;
    case 'refused': return phone.keyRefusedTitle;
    case 'shut': return usable ? phone.keyReady : over ? phone.overTitle : phone.keyBefore;
    default: return state satisfies never;
  }
}

function Words({ state, booking, usable, now }: { state: UnlockState; booking: Booking; usable: boolean; now: number }): ReactNode {
  const { clock, day } = useWording();
  switch (state.at) {
    case 'open': return <><p className="phone-state-line phone-good"><Icon name="check" /> <span><Say of={phone.keyOpened} /></span></p><p className="phone-sub"><Say of={phone.keyOpenedAt} params={{ time: clock(state.openedAt) }} /></p></>;
    case 'asking': return <><p className="phone-state-line"><Icon name="swap" /> <span><Say of={phone.keyTelling} /></span></p><p className="phone-sub"><Say of={phone.keyUsually} /></p></>;
    case 'cut-off': return state.pin
      ? <><p className="phone-state-line"><Icon name="key" /> <span><Say of={phone.keyCutBody} /></span></p><PinDigits pin={state.pin} /><p className="phone-sub phone-center"><Say of={phone.keyCutHow} params={{ time: clock(booking.end) }} /></p></>
      : <p className="phone-sub"><Say of={phone.keyCutNoPin} /></p>;
    case 'refused': return <p className="phone-sub"><Say of={phone.keyRefusedBody} /></p>;
    case 'shut': {
      const early = new Date(Date.parse(booking.start) - LEAD_MS).toISOString();
      if (usable) return <><p className="phone-state-line phone-good"><Icon name="lock" /> <span><Say of={phone.keyShut} /></span></p><p className="phone-sub"><Say of={phone.keyPressHere} /></p></>;
      return Date.parse(booking.end) > now ? <p className="phone-sub"><Say of={phone.keyFrom} params={{ time: `${day(early)} ${clock(early)}` }} /></p> : null;
    }
    default: return state satisfies never;
  }
}

function Acts({ state, usable, booking, facility, onPress }: { state: UnlockState; usable: boolean; booking: Booking; facility: Facility; onPress: () => void }): ReactNode {
  const [number, setNumber] = useState(false);
  const call = <a className="phone-linkkey" href={`tel:${facility.phone}`}><Icon name="tel" /> <span><Say of={state.at === 'open' ? phone.keyTrouble : phone.keyCall} /></span></a>;
  switch (state.at) {
    case 'asking': return <ActButton busy={<Say of={phone.keyWait} />}><Say of={phone.keyWait} /></ActButton>;
    case 'open': return <><KeyButton onPress={onPress}><Say of={phone.keyAgain} /></KeyButton>{call}</>;
    case 'cut-off': case 'refused': return <>{usable && <ActButton onPress={onPress}><Say of={phone.retry} /></ActButton>}{call}</>;
    case 'shut': return usable ? (
      <>
        <ActButton icon="key" onPress={onPress}><Say of={phone.keyOpen} /></ActButton>
        {booking.pin && <KeyButton pressed={number} onPress={() => setNumber(!number)}><Say of={number ? phone.keyHideNumber : phone.keyByNumber} /></KeyButton>}
        {number && booking.pin && <PinDigits pin={booking.pin} />}
      </>
    ) : call;
    default: return state satisfies never;
  }
}
