import { callsFrom } from './play-forward.ts';
import type { CounterNow, HallNow } from './hall-now.ts';

/** A clerk who is free calls within a minute or two; whoever let somebody wait for so long is away, whatever the list says. */
export const AWAY_AFTER_MINUTES = 5;

/** The hall without counters that are open on paper only: free, not closed, and yet they let people wait. */
export function withoutAbsentCounters(hall: HallNow): HallNow {
  const counters = hall.counters.filter((counter) => !isAway(counter, hall));
  return counters.length === hall.counters.length ? hall : { ...hall, counters };
}

function isAway(counter: CounterNow, hall: HallNow): boolean {
  const { freeSinceMinute, kinds } = counter;
  if (freeSinceMinute === null) return false;
  const couldCallSince = callsFrom(counter, freeSinceMinute);
  const longAgo = hall.nowMinute - AWAY_AFTER_MINUTES;
  if (couldCallSince > longAgo || callsFrom(counter, hall.nowMinute) > hall.nowMinute) return false;
  return hall.waiting.some((p) => p.sinceMinute <= longAgo && p.dueMinute === null && kinds.includes(p.kind));
}
