import type { Booking, BookingId } from '@engawa/facility-api/contract';
import { type MouseEvent, type ReactNode, useEffect, useReducer, useState } from 'react';
import { momentOf } from '../../../booking/domain/booking-moment.ts';
import { BookingsPage } from '../../../booking/ui/bookings-page.tsx';
import { nextUnlock, type UnlockInput, type UnlockState } from '../../../unlock/domain/unlock-machine.ts';
import { UnlockPage } from '../../../unlock/ui/unlock-page.tsx';
import { phone } from '../../../wording/phone.ts';
import { Say } from '../../../wording/wording.tsx';
import { type Go, goBack } from '../go.ts';
import { addressOf, type Route } from '../route.ts';
import { useWorld } from '../world.tsx';
import { useRooms } from './booking-screens.tsx';
import { Trouble } from './trouble.tsx';
import { useBooking } from './use-booking.ts';
import { WithSignIn } from './with-sign-in.tsx';

export function KeysScreen({ go }: { go: Go }): ReactNode {
  return <WithSignIn>{(resident, signOut) => <Keys go={go} name={resident?.displayName ?? null} signOut={signOut} />}</WithSignIn>;
}

function Keys({ go, name, signOut }: { go: Go; name: string | null; signOut: () => void }): ReactNode {
  const world = useWorld();
  const rooms = useRooms();
  const [bookings, setBookings] = useState<Booking[] | null>(null);
  useEffect(() => {
    let gone = false;
    void world.api.bookings().then(async (answer) => {
      const now = world.now();
      if (answer.ok) await world.kept.keep(answer.value, now);
      const shown = answer.ok ? answer.value : await world.kept.all(now);
      if (!gone) setBookings(shown);
    });
    return () => { gone = true; };
  }, [world]);
  if (!bookings) return <p role="status"><Say of={phone.loading} /></p>;
  const link = (booking: Booking): { href: string; onClick: (event: MouseEvent) => void } => {
    const to: Route = momentOf(booking, world.now()) === 'usable' ? { page: 'key', id: booking.id } : { page: 'booking', id: booking.id };
    return { href: addressOf(to), onClick: (event) => { event.preventDefault(); go(to); } };
  };
  return <BookingsPage bookings={bookings} rooms={rooms} now={world.now()} name={name} link={link} onSignOut={signOut} onSearch={() => go({ page: 'rooms', search: null })} />;
}

export function KeyScreen({ id, go }: { id: BookingId; go: Go }): ReactNode {
  return <WithSignIn onBack={() => goBack(go, { page: 'keys' })}>{() => <Key id={id} go={go} />}</WithSignIn>;
}

function Key({ id, go }: { id: BookingId; go: Go }): ReactNode {
  const world = useWorld();
  const rooms = useRooms();
  const { booking, now, trouble } = useBooking(id, false);
  const pin = booking?.pin ?? null;
  const [state, feed] = useReducer((have: UnlockState, input: UnlockInput) => nextUnlock(have, input, pin), { at: 'shut' } as UnlockState);
  const [key, asks] = state.at === 'asking' ? [state.key, state.asks] : ['', 0];
  useEffect(() => {
    if (!key) return;
    void world.doors.unlock(id, key).then((answer) => {
      if (answer.ok) feed({ t: 'answer', key, answer: answer.value, nowMs: world.now() });
      else if (answer.problem?.code === 'door-unreachable' || !answer.problem) feed({ t: 'silence', key, pin });
      else feed({ t: 'answer', key, answer: { state: 'refused', reason: answer.problem.code }, nowMs: world.now() });
    });
  }, [key, asks, id, world, pin]);
  useEffect(() => {
    const tick = setInterval(() => feed({ t: 'tick', nowMs: world.now() }), 500);
    return () => clearInterval(tick);
  }, [world]);
  const known = booking && rooms.get(booking.room);
  if (!booking || !known) return trouble ? <Trouble cause={trouble} /> : <p role="status"><Say of={phone.loading} /></p>;
  return <UnlockPage booking={booking} {...known} now={now} state={state} onPress={() => feed({ t: 'press', key: world.newKey() })} onBooking={() => go({ page: 'booking', id })} />;
}
