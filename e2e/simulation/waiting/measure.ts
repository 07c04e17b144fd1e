import { drawDay } from './draw-day.ts';
import type { HallFile } from './hall-file.ts';
import { learning, oracle, type Ours } from './our-forecast.ts';
import { rivalsOf, type RivalId, type Rivals } from './rivals.ts';
import { runDay, type Person, type Witness } from './run-day.ts';

/** The rows of the result, in their order. */
export const ROWS = ['constant', 'zms', 'ql', 'les', 'hol', 'oracle', 'learned'] as const;
export type RowId = (typeof ROWS)[number] | 'zms-true';
/** Days on which everybody announces but nothing is counted: a hall that opens tomorrow has no experience. */
export const LEARNING_DAYS = 10;
/** Plays of the future for one forecast. */
export const RUNS = 200;

export interface Row { readonly id: RowId; readonly maeMinutes: number; readonly p90Coverage: number }
export interface Measured { readonly rows: readonly Row[]; readonly people: number; readonly meanWaitMinutes: number; readonly msPerForecast: number }
export interface Measure { readonly days: number; readonly seed: number; readonly runs?: number; readonly withOracle?: boolean; readonly dayDone?: (day: number) => void; readonly learner?: (hall: HallFile, seed: number, runs: number) => Ours }

interface Announced { readonly p50: number; readonly p90: number }

/** The sums of one row. */
function scoring(): { add(announced: Announced, waited: number): void; row(id: RowId): Row } {
  let absolute = 0;
  let within = 0;
  let count = 0;
  return {
    add({ p50, p90 }, waited) {
      absolute += Math.abs(p50 - waited);
      // a wait that was foretold exactly is within, whatever the last bit says
      within += waited <= p90 + 1e-9 ? 1 : 0;
      count += 1;
    },
    row: (id) => ({ id, maeMinutes: count === 0 ? 0 : absolute / count, p90Coverage: count === 0 ? 0 : within / count }),
  };
}

/**
 * Runs the hall for so many days and scores everybody's announcement at the moment of the ticket, for the same people: walk-ins
 * who were not called at once, on the days after the learning ones, whether or not they were there when they were called.
 */
export function measureHall(hall: HallFile, { days, seed, runs = RUNS, withOracle = true, dayDone, learner = learning }: Measure): Measured {
  const ids: readonly RowId[] = [...ROWS, 'zms-true'];
  const scores = new Map(ids.map((id) => [id, scoring()] as const));
  const learned = learner(hall, seed, runs);
  const truth = withOracle ? oracle(hall, seed, runs) : null;
  const sum = { people: 0, waited: 0, forecasts: 0, spentMs: 0 };
  const count = (person: Person, now: number, said: Said): void => {
    const rows = said.get(person);
    if (rows === undefined) return;
    sum.people += 1;
    sum.waited += now - person.since;
    for (const [id, announced] of rows) scores.get(id)?.add(announced, now - person.since);
  };
  const timed = <T>(work: () => T): T => {
    const begun = performance.now();
    const done = work();
    sum.spentMs += performance.now() - begun;
    sum.forecasts += 1;
    return done;
  };
  for (let number = 1; number <= days; number += 1) {
    const day = drawDay(hall, seed, number);
    const said: Said = new Map();
    learned.dayBegins(number);
    truth?.dayBegins(number);
    runDay(hall, day, listening({ rivals: rivalsOf(hall, number), learned, truth, said, counts: number > LEARNING_DAYS, timed, count }));
    learned.dayEnds(day);
    dayDone?.(number);
  }
  return {
    rows: [...scores].map(([id, score]) => score.row(id)), people: sum.people,
    meanWaitMinutes: sum.people === 0 ? 0 : sum.waited / sum.people, msPerForecast: sum.forecasts === 0 ? 0 : sum.spentMs / sum.forecasts,
  };
}

/** What was announced to whom today, by row. */
type Said = Map<Person, ReadonlyMap<RowId, Announced>>;
interface Listening {
  readonly rivals: Rivals; readonly learned: Ours; readonly truth: Ours | null; readonly said: Said; readonly counts: boolean;
  readonly timed: <T>(work: () => T) => T; readonly count: (person: Person, now: number, said: Said) => void;
}

/** Asks everybody at the moment of the ticket, and tells them what became of it. */
const listening = ({ rivals, learned, truth, said, counts, timed, count }: Listening): Witness => ({
  mustWait(person, look) {
    if (person.dueMinute !== null) return;
    const sight = look();
    const ours = timed(() => learned.announce(person, sight));
    if (!counts || ours === null) return;
    const rows = new Map<RowId, Announced>(Object.entries(rivals.announce(person, sight)).map(([id, minutes]) => [id as RivalId, { p50: minutes, p90: minutes }]));
    rows.set('learned', ours);
    const best = truth?.announce(person, sight);
    if (best !== undefined && best !== null) rows.set('oracle', best);
    said.set(person, rows);
  },
  called(person, now) {
    learned.called(person, now);
    rivals.called(person, now);
    count(person, now, said);
  },
  served: (person, minutes, wentOnTo) => { learned.served(person, minutes, wentOnTo); },
  nobodyCame: (person) => { learned.nobodyCame(person); },
});
