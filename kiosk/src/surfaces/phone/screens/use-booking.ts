import type { Booking, BookingId } from '@engawa/facility-api/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useWorld } from '../world.tsx';
import type { TroubleCause } from './trouble.tsx';

/** A booking that is watched: often while a payment is on its way, else seldom. Silence falls back to the copy kept on this phone. */
const POLL_MS = { paying: 1_000, watching: 10_000 };

export function useBooking(id: BookingId, paying: boolean): { booking: Booking | null; now: number; trouble: TroubleCause; reload: () => Promise<void>; setTrouble: (cause: TroubleCause) => void; setBooking: (booking: Booking) => void } {
  const world = useWorld();
  const [booking, setBooking] = useState<Booking | null>(null);
  const [trouble, setTrouble] = useState<TroubleCause>(null);
  const [now, setNow] = useState(() => world.now());
  const empty = useRef(true);
  const reload = useCallback(async () => {
    const answer = await world.api.booking(id);
    if (answer.ok) {
      // Only what kept the page from being filled; a refused payment stays in sight.
      if (empty.current) setTrouble(null);
      empty.current = false;
      setBooking(answer.value);
      const others = (await world.kept.all(world.now())).filter((kept) => kept.id !== id);
      await world.kept.keep([...others, answer.value], world.now());
    } else if (answer.problem) setTrouble({ problem: answer.problem });
    else {
      const kept = (await world.kept.all(world.now())).find((one) => one.id === id);
      if (kept) setBooking((have) => have ?? kept);
      else setTrouble({ problem: null });
    }
  }, [id, world]);
  useEffect(() => {
    void reload();
    const poll = setInterval(() => void reload(), paying ? POLL_MS.paying : POLL_MS.watching);
    const tick = setInterval(() => setNow(world.now()), 1_000);
    // A phone that comes out of the pocket must not show what was true when it went in.
    const onShow = (): void => { if (document.visibilityState === 'visible') { setNow(world.now()); void reload(); } };
    document.addEventListener('visibilitychange', onShow);
    return () => { clearInterval(poll); clearInterval(tick); document.removeEventListener('visibilitychange', onShow); };
  }, [reload, paying, world]);
  // A hold that runs out in sight changes by itself.
  const holdUntil = booking?.status === 'held' ? booking.holdUntil : null;
  const lapsing = holdUntil !== null && now >= Date.parse(holdUntil);
  useEffect(() => { if (lapsing) void reload(); }, [lapsing, reload]);
  return { booking, now, trouble, reload, setTrouble, setBooking };
}
