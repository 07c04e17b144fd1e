import { createHash } from 'node:crypto';
import type { CityProfile } from '@engawa/reception/contract';
import type { Fault } from './checks.ts';
import { playDay, type Variant } from './play-day.ts';

export interface DaysPlayed {
  readonly days: number; readonly bad: number; /** seed of the first bad day, and what it did not keep */ readonly first: { readonly seed: number; readonly what: string } | null;
  /** on how many days */ readonly found: ReadonlyMap<Fault, number>;
  readonly shown: number; readonly commits: number; readonly calls: number; readonly rejoined: number; readonly tooLate: number; readonly destroyed: number; readonly parked: number; readonly hash: string;
}
export interface DaysWanted { readonly city: CityProfile; readonly from: number; readonly days: number; readonly variant?: Variant; /** no day after the first bad one */ readonly untilBad?: boolean; readonly dayDone?: (done: number) => void }

/** Seeds `from`, `from + 1`, … one after the other. */
export async function playDays({ city, from, days, variant, untilBad = false, dayDone }: DaysWanted): Promise<DaysPlayed> {
  const total = { days: 0, bad: 0, shown: 0, commits: 0, calls: 0, rejoined: 0, tooLate: 0, destroyed: 0, parked: 0 };
  const found = new Map<Fault, number>();
  const hash = createHash('sha256');
  let first: DaysPlayed['first'] = null;
  for (let seed = from; seed < from + days && !(untilBad && total.bad > 0); seed += 1) {
    const day = await playDay(seed, city, variant);
    total.days += 1;
    for (const key of ['shown', 'commits', 'calls', 'rejoined', 'tooLate', 'destroyed', 'parked'] as const) total[key] += day[key];
    hash.update(day.hash);
    dayDone?.(total.days);
    if (day.found.size === 0) continue;
    total.bad += 1;
    first ??= { seed, what: [...day.found].map(([fault, what]) => `${fault} (${what})`).join(', ') };
    for (const fault of day.found.keys()) found.set(fault, (found.get(fault) ?? 0) + 1);
  }
  return { ...total, first, found, hash: hash.digest('hex').slice(0, 16) };
}
