import type { Booking, Facility, Room } from '@engawa/facility-api/contract';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ActButton, Banner, Dialog, Icon, KeyButton, Sheet } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { holdMinutesLeft, momentOf } from '../domain/booking-moment.ts';
import { BookingHead } from './booking-head.tsx';
import { PinDigits } from './pin-digits.tsx';
import { QuoteLines } from './room-card.tsx';

type BookingPageProps = { booking: Booking; room: Room; facility: Facility; now: number; paying: 'no' | 'yes' | 'slow'; busy: boolean; trouble: ReactNode; onPay: () => void; onCancel: () => void; onKey: () => void; onSearch: () => void };

/** One booking through its life: held, paid, used, over. */
export function BookingPage(props: BookingPageProps): ReactNode {
  const { booking, room, facility, now, paying } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // A payment may arrive after the hold: then the server says what became of it, not the clock.
  const moment = paying !== 'no' && booking.status === 'held' ? 'to-pay' : momentOf(booking, now);
  const title = titleOf(booking, moment, paying !== 'no');
  // Only new words take the focus: a booking whose key is released a moment after its payment must not pull it from the button one has reached.
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}><Say of={title} /></h1>
      <Sheet><BookingHead room={room} facility={facility} start={booking.start} end={booking.end} people={booking.people} /></Sheet>
      {booking.payment === 'wrong-amount' && <Banner tone="alarm"><Say of={phone.wrongAmount} /></Banner>}
      {props.trouble}
      {moment === 'to-pay' && (paying === 'no' ? <Held {...props} /> : <Paying {...props} />)}
      {(moment === 'upcoming' || moment === 'usable') && <Confirmed {...props} />}
      {moment === 'gone' && <Gone booking={booking} onSearch={props.onSearch} />}
    </>
  );
}

function titleOf(booking: Booking, moment: ReturnType<typeof momentOf>, paying: boolean): (typeof phone)[keyof typeof phone] {
  if (booking.payment === 'wrong-amount' && moment === 'to-pay') return phone.wrongAmountTitle;
  if (moment === 'to-pay') return paying ? phone.payingTitle : phone.heldTitle;
  if (moment === 'over') return phone.overTitle;
  if (moment === 'gone') return booking.status === 'lapsed' || booking.status === 'held' ? phone.lapsedTitle : phone.cancelledTitle;
  return phone.bookedTitle;
}

/** Waiting in sight for the provider's notice; after a while the way back to its page, where nobody pays twice. */
const Paying = ({ paying, busy, onPay }: BookingPageProps): ReactNode => (
  <div className="phone-paying">
    <span className="phone-bar" aria-hidden="true" />
    <p role="status"><Say of={paying === 'slow' ? phone.payingSlow : phone.payingBody} /></p>
    {paying === 'slow' && <KeyButton onPress={onPay} busy={busy ? <Say of={phone.keyWait} /> : undefined}><Say of={phone.payAgain} /></KeyButton>}
  </div>
);

function Held({ booking, now, busy, onPay, onCancel }: BookingPageProps): ReactNode {
  const { clock, yen } = useWording();
  return (
    <>
      {booking.payment !== 'wrong-amount' && <p className="phone-note"><Icon name="clock" /> <span>{booking.holdUntil && <><b><Say of={phone.heldUntil} params={{ time: clock(booking.holdUntil) }} /></b> <span className="phone-nb">（<Say of={phone.holdLeft} params={{ n: holdMinutesLeft(booking.holdUntil, now) }} />）</span><br /><Say of={phone.payBefore} /></>}</span></p>}
      <Sheet><QuoteLines quote={booking.quote} /></Sheet>
      {booking.payment !== 'wrong-amount' && <ActButton onPress={onPay} busy={busy ? <Say of={phone.keyWait} /> : undefined}>{booking.quote.totalYen > 0 ? <Say of={phone.pay} params={{ yen: yen(booking.quote.totalYen) }} /> : <Say of={phone.payNothing} />}</ActButton>}
      <KeyButton onPress={onCancel}><Say of={phone.giveUp} /></KeyButton>
    </>
  );
}

function Confirmed({ booking, facility, now, busy, onCancel, onKey }: BookingPageProps): ReactNode {
  const { clock, day, say } = useWording();
  const [asking, setAsking] = useState(false);
  const cancellable = booking.status === 'confirmed' && booking.cancelUntil !== null && Date.parse(booking.cancelUntil) > now;
  return (
    <>
      <Sheet>
        <dl className="phone-facts"><div><dt><Say of={phone.reference} /></dt><dd className="phone-ref">{booking.reference}</dd></div></dl>
        {booking.pin && <><h2><Say of={phone.doorNumber} /></h2><PinDigits pin={booking.pin} /><p className="phone-sub"><Say of={phone.doorNumberHelp} /></p></>}
      </Sheet>
      <ActButton onPress={onKey} icon="key"><Say of={phone.toKey} /></ActButton>
      <a className="phone-linkkey" href={`/api/bookings/${booking.id}/calendar.ics`} download={`engawa-${booking.reference}.ics`}><Icon name="calendar" /> <span><Say of={phone.calendar} /></span></a>
      {cancellable && (
        <>
          <p className="phone-sub"><Say of={phone.cancelUntil} params={{ time: `${day(booking.cancelUntil ?? '')} ${clock(booking.cancelUntil ?? '')}` }} /></p>
          <KeyButton onPress={() => setAsking(true)}><Say of={phone.cancelBooking} /></KeyButton>
        </>
      )}
      {booking.status === 'released' && <p className="phone-sub"><Say of={phone.cancelClosed} /> <a href={`tel:${facility.phone}`}>{facility.phone}</a></p>}
      <Sheet><QuoteLines quote={booking.quote} /></Sheet>
      <Dialog open={asking} onClose={() => setAsking(false)} title={say(phone.cancelAsk)}>
        <p><Say of={phone.cancelAskBody} /></p>
        <div className="phone-dialog-keys">
          <KeyButton onPress={() => setAsking(false)}><Say of={phone.cancelKeep} /></KeyButton>
          <ActButton busy={busy ? <Say of={phone.keyWait} /> : undefined} onPress={() => { setAsking(false); onCancel(); }}><Say of={phone.cancelBooking} /></ActButton>
        </div>
      </Dialog>
    </>
  );
}

function Gone({ booking, onSearch }: Pick<BookingPageProps, 'booking' | 'onSearch'>): ReactNode {
  const refund = booking.payment === 'refund-due' || booking.payment === 'refunded';
  const lapsed = booking.status === 'lapsed' || booking.status === 'held';
  return (
    <>
      {refund && <p>{lapsed && <Say of={phone.refundWhy} />}<Say of={phone.cancelledRefund} /></p>}
      {(booking.payment === 'open' || booking.payment === 'none-due') && <p><Say of={phone.lapsedBody} /></p>}
      {lapsed && booking.payment === 'open' && <p className="phone-sub"><Say of={phone.lapsedMaybePaid} /></p>}
      <ActButton onPress={onSearch}><Say of={phone.findTitle} /></ActButton>
    </>
  );
}
