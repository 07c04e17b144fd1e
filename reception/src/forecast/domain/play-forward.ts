import { drawOf, seedOfRun } from './chance.ts';
import { whoComes, type Coming } from './coming.ts';
import type { CounterNow, HallNow } from './hall-now.ts';
import { LATER, lineUp, type Called, type Lines } from './lines.ts';
import { grainsWithin, remainingMinutes, type ServiceTimes } from './service-times.ts';

/** What the future is drawn from, by kind. */
export interface Beliefs {
  readonly times: readonly ServiceTimes[];
  /** share of calls to which nobody comes, and how long the counter waits for them */
  readonly noShow: readonly number[];
  readonly noShowMinutes: number;
  /** share of booked people who never come */
  readonly missedAppointments: number;
  /** share of visits that go on to another kind, and to which: cumulative shares */
  readonly goesOn: readonly number[];
  readonly goesTo: readonly (readonly number[])[];
  /** between a visit and the next call at the same counter, while people wait */
  readonly turnoverMinutes: number;
}

/** For whom the play is played: the place of one in `waiting`, or everybody. */
export type Watched = number | 'all';
export interface Play {
  readonly runs: number; readonly watched: Watched; readonly seed: number;
  /** so many at the end of `waiting` only ask: each is called as if they stood there, and takes no counter's time */ readonly asking?: number;
}

/** What is decided about a person in a run, each by a draw of its own. */
const DECIDES = { visit: 0, goesOn: 1, goesTo: 2, keepsAppointment: 3, remaining: 4 } as const;
/** A second step is another visit of the same person. */
const markOfSecond = (mark: number): number => (mark ^ 0x5bd1e995) | 0;

/** The first minute from `minute` on at which the counter calls. */
export function callsFrom({ closed }: Pick<CounterNow, 'closed'>, minute: number): number {
  let at = minute;
  for (let n = 0; n < closed.length; n += 1) {
    const shut = closed[n] as readonly [number, number];
    if (at >= shut[0] && at < shut[1]) at = shut[1];
  }
  return at;
}

/** One run and the next share everything but these numbers. */
interface Stage {
  readonly hall: HallNow; readonly beliefs: Beliefs; readonly lines: Lines; readonly coming: Coming;
  /** when each counter calls next */ readonly ready: Float64Array; readonly within: readonly number[];
  runSeed: number; /** place in `waiting` of the first who only asks */ readonly firstAsking: number;
}

const drawIndex = (cumulative: readonly number[], chance: number): number => {
  let at = 0;
  while (at < cumulative.length - 1 && chance >= (cumulative[at] as number)) at += 1;
  return at;
};

/**
 * Plays the rest of the day `runs` times under the hall's own rule of calling and returns the minutes until the call:
 * [run * waiting + person], or [run] for one watched person. Infinity: not called in that run.
 *
 * The rule is the hall's own (queue/domain/order.ts): a counter that is free and open calls the first of its kinds by place, and
 * appointments that are not due yet only where nobody else waits. Of several free counters the first in the list calls.
 */
export function playForward(hall: HallNow, beliefs: Beliefs, { runs, watched, seed, asking = 0 }: Play): Float64Array {
  const people = hall.waiting.length;
  const called = new Float64Array(watched === 'all' ? runs * people : runs).fill(Infinity);
  if (people === 0) return called;
  const stage: Stage = {
    hall, beliefs, lines: lineUp(hall), coming: whoComes(hall), ready: new Float64Array(hall.counters.length), runSeed: 0, firstAsking: people - asking,
    within: hall.counters.map(({ serving }) => (serving === null ? 0 : grainsWithin(beliefs.times[serving.kind] as ServiceTimes, (hall.nowMinute - serving.sinceMinute) / serving.stretch))),
  };
  for (let run = 0; run < runs; run += 1) {
    stage.runSeed = seedOfRun(seed, run);
    stage.lines.restart();
    stage.coming.restart();
    finishPresentVisits(stage);
    playRun(stage, called, run, watched);
  }
  return called;
}

function finishPresentVisits(stage: Stage): void {
  const { hall, beliefs, ready, within, runSeed } = stage;
  for (let c = 0; c < ready.length; c += 1) {
    const counter = hall.counters[c] as CounterNow;
    const { serving } = counter;
    let end = hall.nowMinute;
    if (serving !== null) {
      const elapsed = (hall.nowMinute - serving.sinceMinute) / serving.stretch;
      end += serving.stretch * remainingMinutes(beliefs.times[serving.kind] as ServiceTimes, elapsed, within[c] as number, drawOf(runSeed, serving.mark, DECIDES.remaining)) + beliefs.turnoverMinutes;
      if (!serving.lastStep) goOn(stage, serving, end);
    }
    ready[c] = callsFrom(counter, end);
  }
}

function goOn({ beliefs, coming, runSeed }: Stage, { mark, kind, order, thenKind }: { readonly mark: number; readonly kind: number; readonly order: number; readonly thenKind?: number | undefined }, end: number): void {
  if (thenKind !== undefined) { coming.comesBack(end, thenKind, order, markOfSecond(mark)); return; }
  if (drawOf(runSeed, mark, DECIDES.goesOn) >= (beliefs.goesOn[kind] as number)) return;
  coming.comesBack(end, drawIndex(beliefs.goesTo[kind] as readonly number[], drawOf(runSeed, mark, DECIDES.goesTo)), order, markOfSecond(mark));
}

function playRun(stage: Stage, called: Float64Array, run: number, watched: Watched): void {
  const { hall, beliefs, lines, coming, ready, runSeed, firstAsking } = stage;
  const { counters, nowMinute } = hall;
  const { hasSomeone } = lines;
  const keeps = (mark: number): boolean => drawOf(runSeed, mark, DECIDES.keepsAppointment) >= beliefs.missedAppointments;
  let clock = nowMinute;
  for (;;) {
    let first = -1;
    let at = Infinity;
    for (let c = 0; c < ready.length; c += 1) {
      if (hasSomeone[c] === 0) continue;
      const mayAt = (ready[c] as number) >= clock ? ready[c] as number : callsFrom(counters[c] as CounterNow, clock);
      if (mayAt < at) { first = c; at = mayAt; }
    }
    const comes = coming.next();
    if (comes <= at && comes < Infinity) { if (comes > clock) clock = comes; coming.take(lines, keeps); continue; }
    if (first < 0) return;
    const next = lines.call(first, at);
    const { person } = next;
    if (person < firstAsking) ready[first] = callsFrom(counters[first] as CounterNow, endOfVisit(stage, next, at));
    if (watched === 'all') {
      if (person !== LATER) { called[run * hall.waiting.length + person] = at - nowMinute; if (!lines.someLeft()) return; }
    } else if (person === watched) { called[run] = at - nowMinute; return; }
  }
}

/** One number decides the length, and what it leaves over decides whether somebody came at all: two independent draws for one. */
function endOfVisit(stage: Stage, visit: Called, at: number): number {
  const { beliefs, runSeed } = stage;
  const times = beliefs.times[visit.kind] as ServiceTimes;
  const drawn = drawOf(runSeed, visit.mark, DECIDES.visit) * times.length;
  const grain = Math.floor(drawn);
  if (drawn - grain < (beliefs.noShow[visit.kind] as number)) return at + beliefs.noShowMinutes;
  const end = at + visit.stretch * (times[grain] as number) + beliefs.turnoverMinutes;
  if (!visit.lastStep) goOn(stage, visit, end);
  return end;
}
