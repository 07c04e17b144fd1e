import type { Booking, BookingId, Facility, Offer, PlaceBooking, Room } from '@engawa/facility-api/contract';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { BookPage, SlotTaken } from '../../../booking/ui/book-page.tsx';
import { BookingPage } from '../../../booking/ui/booking-page.tsx';
import { clockOf, dayOf } from '../../../booking/domain/tokyo.ts';
import { phone } from '../../../wording/phone.ts';
import { Say } from '../../../wording/wording.tsx';
import { type Go, goBack } from '../go.ts';
import type { Route } from '../route.ts';
import { useCity, useWorld } from '../world.tsx';
import { Trouble, type TroubleCause } from './trouble.tsx';
import { useBooking } from './use-booking.ts';
import { WithSignIn } from './with-sign-in.tsx';

export function useRooms(): Map<string, { room: Room; facility: Facility }> {
  const city = useCity();
  return useMemo(() => new Map(city?.facilities.flatMap((facility) => facility.rooms.map((room) => [room.id as string, { room, facility }] as const)) ?? []), [city]);
}

const Loading = (): ReactNode => <p role="status"><Say of={phone.loading} /></p>;

/** The search from which this wish came, for those who have no history here. */
const searchOf = (route: Extract<Route, { page: 'book' }>): Route => {
  const [start, end] = [Date.parse(route.start), Date.parse(route.end)];
  return { page: 'rooms', search: { day: dayOf(start), from: clockOf(start), until: clockOf(end, dayOf(start)), people: route.people } };
};

/** From a free slot to a hold, or to the next best offer. */
export function BookScreen({ route, go }: { route: Extract<Route, { page: 'book' }>; go: Go }): ReactNode {
  return <WithSignIn onBack={() => goBack(go, searchOf(route))}>{() => <Book route={route} go={go} />}</WithSignIn>;
}

function Book({ route, go }: { route: Extract<Route, { page: 'book' }>; go: Go }): ReactNode {
  const world = useWorld();
  const rooms = useRooms();
  const known = rooms.get(route.room);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<TroubleCause>(null);
  const [offers, setOffers] = useState<Offer[] | null>(null);
  // One key per content: silence repeats the same key, a changed wish takes a new one.
  const key = useRef({ body: '', key: '' });
  const hold = async (command: PlaceBooking): Promise<void> => {
    const body = JSON.stringify(command);
    if (key.current.body !== body) key.current = { body, key: world.newKey() };
    setBusy(true);
    setTrouble(null);
    setOffers(null);
    const answer = await world.api.place(command, key.current.key);
    setBusy(false);
    if (answer.ok) return go({ page: 'booking', id: answer.value.id }, 'replace');
    if (answer.problem?.code === 'slot-taken') {
      key.current = { body: '', key: '' };
      return setOffers(answer.problem.offers ?? []);
    }
    if (answer.problem) key.current = { body: '', key: '' };
    setTrouble({ problem: answer.problem });
  };
  if (!known) return <Loading />;
  const taken = offers && <SlotTaken offers={offers} rooms={rooms} onTake={(offer) => go({ page: 'book', room: offer.room, start: offer.start, end: offer.end, people: route.people }, 'replace')} />;
  return <BookPage {...known} start={route.start} end={route.end} people={route.people} busy={busy} trouble={<Trouble cause={trouble} />} taken={taken} onHold={(command) => void hold(command)} onBack={() => goBack(go, searchOf(route))} />;
}

export function BookingScreen({ id, go }: { id: BookingId; go: Go }): ReactNode {
  return <WithSignIn onBack={() => goBack(go, { page: 'rooms', search: null })}>{() => <One id={id} go={go} />}</WithSignIn>;
}

/** After this the page says that the notice is late and offers the way back to the provider. */
const PAYING_PATIENCE_MS = 12_000;

function One({ id, go }: { id: BookingId; go: Go }): ReactNode {
  const world = useWorld();
  const rooms = useRooms();
  // The provider sends people back with ?session_id=… before its notice may have arrived: wait for it in sight.
  const [paying, setPaying] = useState(() => new URL(location.href).searchParams.has('session_id'));
  const { booking, trouble, now, reload, setTrouble, setBooking } = useBooking(id, paying);
  const [busy, setBusy] = useState(false);
  const keys = useRef({ pay: world.newKey(), cancel: world.newKey() });
  const known = booking && rooms.get(booking.room);
  const [since] = useState(() => world.now());
  useEffect(() => { if (paying && booking && (booking.status !== 'held' || booking.payment !== 'open')) setPaying(false); }, [booking, paying]);
  const act = async <T,>(step: Promise<{ ok: true; value: T } | { ok: false; problem: import('@engawa/facility-api/contract').Problem | null }>, done: (value: T) => void): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    const answer = await step;
    setBusy(false);
    if (answer.ok) done(answer.value);
    else setTrouble({ problem: answer.problem });
  };
  if (!booking || !known) return trouble ? <Trouble cause={trouble} /> : <Loading />;
  return (
    <BookingPage booking={booking} {...known} now={now} paying={!paying ? 'no' : now - since < PAYING_PATIENCE_MS ? 'yes' : 'slow'} busy={busy} trouble={<Trouble cause={trouble} />}
      onPay={() => void act(world.api.startPayment(id, keys.current.pay), (started) => location.assign(started.url))}
      onCancel={() => void act<Booking>(world.api.cancel(id, keys.current.cancel), (cancelled) => { setBooking(cancelled); void reload(); })}
      onKey={() => go({ page: 'key', id })} onSearch={() => go({ page: 'rooms', search: null })} />
  );
}
