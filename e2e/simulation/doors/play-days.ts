import { createHash } from 'node:crypto';
import type { Fault } from './checks.ts';
import type { Variant } from './mutants.ts';
import { playDay } from './play-day.ts';

export interface DaysPlayed {
  days: number; bad: number; /** seed of the first bad day, and what happened */ first: { seed: number; what: string } | null; /** on how many days */ found: Map<Fault, number>;
  /** relays that moved */ openings: number; attempts: number;
  /** somebody stood rightfully before a door that worked and had a way */ owed: number; /** and it opened */ kept: number; /** of those with the cable cut */ cutOwed: number; cutKept: number;
  /** from the first touch to the relay, milliseconds, of what was owed */ worstMs: number; cutP95Ms: number; hash: string; missed: string[];
}

/** Seeds `from`, `from + 1`, … one after the other. */
export async function playDays({ from, days, variant, untilBad = false, dayDone }: { from: number; days: number; variant?: Variant; untilBad?: boolean; dayDone?: (done: number) => void }): Promise<DaysPlayed> {
  const total: DaysPlayed = { days: 0, bad: 0, first: null, found: new Map(), openings: 0, attempts: 0, owed: 0, kept: 0, cutOwed: 0, cutKept: 0, worstMs: 0, cutP95Ms: 0, hash: '', missed: [] };
  const cut: number[] = [];
  const hashes: string[] = [];
  for (let seed = from; seed < from + days && !(untilBad && total.bad > 0); seed += 1) {
    const day = await playDay(seed, variant);
    total.days += 1;
    total.openings += day.opened;
    total.attempts += day.attempts.length;
    hashes.push(day.hash);
    for (const { owed, openedAfterMs, cutOff, booking } of day.attempts) {
      if (owed === null) continue;
      total.owed += 1;
      if (cutOff) total.cutOwed += 1;
      if (openedAfterMs === null) { total.missed.push(`seed ${seed}: ${booking} by ${owed}`); continue; }
      total.kept += 1;
      total.worstMs = Math.max(total.worstMs, openedAfterMs);
      if (cutOff) { total.cutKept += 1; cut.push(openedAfterMs); }
    }
    dayDone?.(total.days);
    if (day.found.size === 0) continue;
    total.bad += 1;
    total.first ??= { seed, what: [...day.found].map(([fault, what]) => `${fault} (${what})`).join(', ') };
    for (const fault of day.found.keys()) total.found.set(fault, (total.found.get(fault) ?? 0) + 1);
  }
  cut.sort((a, b) => a - b);
  return { ...total, cutP95Ms: cut[Math.ceil(cut.length * 0.95) - 1] ?? 0, hash: createHash('sha256').update(hashes.join()).digest('hex').slice(0, 16) };
}
