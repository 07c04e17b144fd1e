import type { HallNow } from './hall-now.ts';

/** What the delays of others say about the wait of one person, in minutes; null where they say nothing. */
export interface DelayGuess { readonly headOfLine: number | null; readonly lastToEnter: number | null }

/**
 * Predictors that know nothing of counters, times or rules, only what others lived through today: a person behind n of their kind
 * waited w minutes, so one place costs w / (n + 1), and whoever stands behind m now waits w (m + 1) / (n + 1). Refined so by the
 * places, they follow a line that grows or shrinks (Ibrahim and Whitt 2011); averaged over the last round of calls, also several
 * counters (AvgC-LES). A closed, absent or unusually slow counter shows in them although nobody told the hall.
 */
export function guessesFromDelays(hall: HallNow): DelayGuess[] {
  const heads = new Map<number, number>();
  const places = new Map<number, number>();
  const minutesPerPlace = new Map<number, number | null>();
  return hall.waiting.map(({ kind, sinceMinute, aheadThen }) => {
    const place = (places.get(kind) ?? 0) + 1;
    places.set(kind, place);
    if (!minutesPerPlace.has(kind)) minutesPerPlace.set(kind, recentMinutesPerPlace(hall, kind));
    const headPace = heads.get(kind);
    if (headPace === undefined) heads.set(kind, (hall.nowMinute - sinceMinute) / (aheadThen + 1));
    const lastPace = minutesPerPlace.get(kind) ?? null;
    return { headOfLine: headPace === undefined ? null : place * headPace, lastToEnter: lastPace === null ? null : place * lastPace };
  });
}

/** Over the last round of the counters that serve this kind. */
function recentMinutesPerPlace(hall: HallNow, kind: number): number | null {
  const round = Math.max(1, hall.counters.filter((c) => c.kinds.includes(kind)).length);
  const last = hall.lastCalled.filter((d) => d.kind === kind).slice(0, round);
  return last.length === 0 ? null : last.reduce((sum, d) => sum + d.waitedMinutes / (d.aheadThen + 1), 0) / last.length;
}
