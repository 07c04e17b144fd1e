import { z } from 'zod';
import { Blend, blendGuesses, learnErrors, newBlend } from './blend.ts';
import { guessesFromDelays, type DelayGuess } from './delay-history.ts';
import type { HallNow } from './hall-now.ts';
import { playForward, type Beliefs } from './play-forward.ts';
import { withoutAbsentCounters } from './present-counters.ts';
import { cellOf, learnOutcome, loadOf, newLevels, PromiseLevels, PROMISED_SHARE, stretchOf } from './promise-levels.ts';

/** What the outcomes of earlier forecasts have taught. */
export const Calibration = z.strictObject({ blend: Blend, levels: PromiseLevels });
export type Calibration = z.infer<typeof Calibration>;
export const newCalibration = (): Calibration => ({ blend: newBlend(), levels: newLevels() });

/** Minutes from now until the call, as it was foretold; `made` is what its outcome can teach. */
export const Forecast = z.strictObject({
  p50: z.number().min(0), p90: z.number().min(0), /** one of ten is called before; absent in what was foretold before this was known */ p10: z.number().min(0).optional(),
  made: z.strictObject({ cell: z.string(), simulation: z.number(), headOfLine: z.number().nullable(), lastToEnter: z.number().nullable() }),
});
export type Forecast = z.infer<typeof Forecast>;

/** So few are called before the time at which whoever leaves the hall is back. */
const EARLY_SHARE = 0.1;
/** The distance from P50 to P90 is at least this, in minutes: a hall in which nothing varies does not exist. */
const LEAST_SPREAD = 0.25;

/** Interpolated quantile of ascending numbers; Infinity as soon as it touches one. */
export function quantileOf(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Infinity;
  const high = sorted[Math.ceil(at)] ?? Infinity;
  return high === Infinity ? Infinity : low + (at - Math.floor(at)) * (high - low);
}

/** `ids` names the kinds; `seed` stays the same while forecasts are to be compared. */
export interface Ask { readonly ids: readonly string[]; readonly runs: number; readonly seed: number; /** see Play.asking */ readonly asking?: number }

/** When one of those who wait will be called. null: nobody can tell yet. */
export function forecastWait(hall: HallNow, person: number, beliefs: Beliefs, calibration: Calibration, ask: Ask): Forecast | null {
  const present = withoutAbsentCounters(hall);
  const calls = playForward(present, beliefs, { runs: ask.runs, watched: person, seed: ask.seed }).sort();
  return foretell(present, person, calls, guessesFromDelays(present)[person], calibration, ask.ids);
}

/** The same for everybody who waits, from one play: what a board, a console and all phones share. */
export function forecastAll(hall: HallNow, beliefs: Beliefs, calibration: Calibration, ask: Ask): (Forecast | null)[] {
  const present = withoutAbsentCounters(hall);
  const people = hall.waiting.length;
  const calls = playForward(present, beliefs, { runs: ask.runs, watched: 'all', seed: ask.seed, asking: ask.asking });
  const delays = guessesFromDelays(present);
  const mine = new Float64Array(ask.runs);
  return hall.waiting.map((_, person) => {
    for (let run = 0; run < ask.runs; run += 1) mine[run] = calls[run * people + person] as number;
    return foretell(present, person, mine.sort(), delays[person], calibration, ask.ids);
  });
}

function foretell(hall: HallNow, person: number, calls: Float64Array, delays: DelayGuess = { headOfLine: null, lastToEnter: null }, { blend, levels }: Calibration, ids: readonly string[]): Forecast | null {
  const simulation = quantileOf(calls, 0.5);
  const late = quantileOf(calls, PROMISED_SHARE);
  if (late === Infinity) return null;
  const p50 = blendGuesses(blend, { simulation, ...delays });
  const cell = cellOf(ids[hall.waiting[person]?.kind ?? 0] ?? '', loadOf(simulation));
  const stretch = stretchOf(levels, cell);
  const p90 = p50 + Math.max(LEAST_SPREAD, late - simulation) * stretch;
  const p10 = Math.max(0, p50 - (simulation - quantileOf(calls, EARLY_SHARE)) * stretch);
  if (hall.closesMinute !== null && hall.nowMinute + p90 > hall.closesMinute) return null;
  return { p50, p90, p10, made: { cell, simulation, ...delays } };
}

/** Somebody was called `waitedMinutes` after their forecast, on this business day. */
export function learnCall({ blend, levels }: Calibration, { p90, made }: Forecast, outcome: { readonly day: string; readonly waitedMinutes: number }): Calibration {
  return {
    blend: learnErrors(blend, made, outcome.waitedMinutes),
    levels: learnOutcome(levels, { day: outcome.day, cell: made.cell, missed: outcome.waitedMinutes > p90 }),
  };
}
