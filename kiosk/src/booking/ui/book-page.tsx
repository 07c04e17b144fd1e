import type { Facility, Offer, PlaceBooking, Room } from '@engawa/facility-api/contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ActButton, Banner, KeyButton, Sheet } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { BookingHead } from './booking-head.tsx';

type BookPageProps = { room: Room; facility: Facility; start: string; end: string; people: number; busy: boolean; trouble: ReactNode; /** the slot is gone: what is free instead, in place of the form */ taken: ReactNode; onHold: (command: PlaceBooking) => void; onBack: () => void };

/** Before the hold: what it is for, and what goes with it. Nothing is paid here. */
export function BookPage({ room, facility, start, end, people, busy, trouble, taken, onHold, onBack }: BookPageProps): ReactNode {
  const { say, yen } = useWording();
  const [purpose, setPurpose] = useState('');
  const [commercial, setCommercial] = useState(false);
  const [items, setItems] = useState<string[]>([]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onHold({ room: room.id, start, end, people, purpose: purpose.trim(), commercial, items });
  };
  if (taken) {
    return (
      <>
        <h1 tabIndex={-1}><Say of={phone.bookTitle} /></h1>
        <Sheet><BookingHead room={room} facility={facility} start={start} end={end} people={people} /></Sheet>
        {taken}
        <KeyButton onPress={onBack}><Say of={phone.back} /></KeyButton>
      </>
    );
  }
  return (
    <form className="phone-form" onSubmit={submit}>
      <h1 tabIndex={-1}><Say of={phone.bookTitle} /></h1>
      <Sheet><BookingHead room={room} facility={facility} start={start} end={end} people={people} /></Sheet>
      <label className="phone-field"><span><Say of={phone.purpose} /></span>
        <span className="phone-help" id="purpose-help"><Say of={phone.purposeHelp} /></span>
        <input type="text" maxLength={60} value={purpose} autoComplete="off" aria-describedby="purpose-help" onChange={(event) => setPurpose(event.target.value)} />
      </label>
      {room.fees.items.length > 0 && (
        <fieldset className="phone-choices"><legend><Say of={phone.extras} /></legend>
          {room.fees.items.map((item) => (
            <label key={item.id} className="phone-check">
              <input type="checkbox" checked={items.includes(item.id)} onChange={(event) => setItems(event.target.checked ? [...items, item.id] : items.filter((id) => id !== item.id))} />
              <span><Say of={item.title} /> <small>{'yenPerUse' in item ? <Say of={phone.perUse} params={{ yen: yen(item.yenPerUse) }} /> : <Say of={phone.perHour} params={{ yen: yen(item.yenPerHour) }} />}</small></span>
            </label>
          ))}
        </fieldset>
      )}
      <label className="phone-check"><input type="checkbox" checked={commercial} onChange={(event) => setCommercial(event.target.checked)} /><span>{say(phone.commercial)}</span></label>
      {trouble}
      <ActButton type="submit" busy={busy ? <Say of={phone.keyWait} /> : undefined}><Say of={phone.hold} /></ActButton>
      <p className="phone-sub"><Say of={phone.holdNote} /></p>
      <KeyButton onPress={onBack}><Say of={phone.back} /></KeyButton>
    </form>
  );
}

type TakenProps = { offers: Offer[]; rooms: Map<string, { room: Room; facility: Facility }>; onTake: (offer: Offer) => void };
const KIND = { 'next-room': phone.offerNextRoom, later: phone.offerLater, earlier: phone.offerEarlier } as const;

/** The slot went to somebody else: say so kindly, and show what is free instead. */
export function SlotTaken({ offers, rooms, onTake }: TakenProps): ReactNode {
  const { say, yen, range } = useWording();
  return (
    <section aria-label={say(phone.takenTitle)} className="phone-taken">
      <Banner tone="note" live="assertive" title={say(phone.takenTitle)}><Say of={offers.length ? phone.takenBody : phone.takenNone} /></Banner>
      {offers.map((offer) => {
        const known = rooms.get(offer.room);
        return known && (
          <Sheet key={`${offer.room}${offer.start}`} as="article" className="phone-offer">
            <p className="phone-tag"><Say of={KIND[offer.kind]} /></p>
            <h2><Say of={known.facility.title} /> <span className="phone-nb"><Say of={known.room.title} /></span></h2>
            <p className="phone-time">{range(offer.start, offer.end)} <b>{yen(offer.totalYen)}</b></p>
            <KeyButton onPress={() => onTake(offer)}><Say of={phone.takeOffer} /></KeyButton>
          </Sheet>
        );
      })}
    </section>
  );
}
