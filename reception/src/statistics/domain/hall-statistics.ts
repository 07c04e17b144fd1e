import type { HallStatistics, ProcedureId, Spread, StatisticsPeriod } from '../../../contract/index.ts';
import { TOKYO_OFFSET_MS } from '../../queue/domain/business-day.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What is left of a visit when nobody is in it any more. */
export interface VisitLived {
  readonly day: string;
  readonly procedures: readonly ProcedureId[];
  /** from when the visitor waited: the ticket, or the appointment where that is later */ readonly waitsFromMs: number;
  /** null: never called over the hall */ readonly calledAtMs: number | null;
  readonly promised: { readonly fromMs: number; readonly untilMs: number } | null;
  /** null: not finished */ readonly served: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly end: 'done' | 'never-came' | 'never-called' | 'under-way';
}
export interface AvoidedVisit { readonly day: string; readonly procedure: ProcedureId; readonly visits: number }

const tenth = (ms: number): number => Math.round(ms / MINUTE_MS * 10) / 10;
/** The smallest of the values that `share` of them do not pass (nearest rank); null: there is none. */
const atShare = (sorted: readonly number[], share: number): number | null => sorted[Math.ceil(sorted.length * share) - 1] ?? null;

export function spreadOf(ms: readonly number[]): Spread {
  const minutes = ms.map((one) => tenth(Math.max(0, one))).sort((a, b) => a - b);
  return { people: minutes.length, median: atShare(minutes, 0.5), p90: atShare(minutes, 0.9) };
}

const waitsOf = (visits: readonly VisitLived[]): Spread => spreadOf(visits.flatMap(({ waitsFromMs, calledAtMs }) => (calledAtMs === null ? [] : [calledAtMs - waitsFromMs])));
const servicesOf = (visits: readonly VisitLived[]): Spread => spreadOf(visits.flatMap(({ served }) => (served === null ? [] : [served.untilMs - served.fromMs])));
const ticketsOf = (visits: readonly VisitLived[]): { tickets: number; neverCame: number; neverCalled: number } => ({
  tickets: visits.length, neverCame: visits.filter(({ end }) => end === 'never-came').length, neverCalled: visits.filter(({ end }) => end === 'never-called').length,
});
function promisesOf(visits: readonly VisitLived[]): { told: number; kept: number } {
  const told = visits.filter(({ calledAtMs, promised }) => calledAtMs !== null && promised !== null);
  return { told: told.length, kept: told.filter(({ calledAtMs, promised }) => calledAtMs! <= promised!.untilMs).length };
}
const sparedOf = (avoided: readonly AvoidedVisit[]): number => avoided.reduce((sum, { visits }) => sum + visits, 0);

/** 0–23, 0–1,439 and 0–6 (Sunday 0) in Tokyo. */
const hourOf = (ms: number): number => Math.floor(((ms + TOKYO_OFFSET_MS) % DAY_MS) / HOUR_MS);
const minuteOf = (ms: number): number => Math.floor(((ms + TOKYO_OFFSET_MS) % DAY_MS) / MINUTE_MS);
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();

/** The hours in which somebody came. */
const hoursOf = (visits: readonly VisitLived[]): { hour: number; wait: Spread }[] => [...new Set(visits.map(({ waitsFromMs }) => hourOf(waitsFromMs)))].sort((a, b) => a - b)
  .map((hour) => ({ hour, wait: waitsOf(visits.filter(({ waitsFromMs }) => hourOf(waitsFromMs) === hour)) }));

const pointsOf = (visits: readonly VisitLived[]): HallStatistics['points'] => visits.flatMap(({ waitsFromMs, calledAtMs, promised }) => (calledAtMs === null ? [] : [{
  minute: minuteOf(waitsFromMs), wait: tenth(Math.max(0, calledAtMs - waitsFromMs)), told: promised === null ? null : { from: tenth(promised.fromMs - waitsFromMs), until: tenth(promised.untilMs - waitsFromMs) },
}])).sort((a, b) => a.minute - b.minute || a.wait - b.wait);

export function daysOf({ from, until }: StatisticsPeriod): string[] {
  const count = Math.floor((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, n) => new Date(Date.parse(from) + n * DAY_MS).toISOString().slice(0, 10));
}

/** @param titles of the city's procedures; one that the city no longer has is called by its id */
export function hallStatistics(period: StatisticsPeriod, visits: readonly VisitLived[], avoided: readonly AvoidedVisit[], titles: ReadonlyMap<string, string>, nowMs: number): HallStatistics {
  const procedures = [...new Set([...visits.flatMap((visit) => visit.procedures), ...avoided.map(({ procedure }) => procedure)])];
  return {
    ...period, at: new Date(nowMs).toISOString(),
    all: { ...ticketsOf(visits), ...promisesOf(visits), avoided: sparedOf(avoided), wait: waitsOf(visits), service: servicesOf(visits) },
    hours: hoursOf(visits),
    procedures: procedures.map((procedure) => {
      const of = visits.filter((visit) => visit.procedures.includes(procedure));
      return { procedure, title: titles.get(procedure) ?? procedure, ...ticketsOf(of), avoided: sparedOf(avoided.filter((one) => one.procedure === procedure)), wait: waitsOf(of), service: servicesOf(of.filter((visit) => visit.procedures.length === 1)) };
    }).sort((a, b) => b.tickets - a.tickets || (a.procedure < b.procedure ? -1 : 1)),
    days: daysOf(period).map((day) => {
      const of = visits.filter((visit) => visit.day === day);
      return { day, ...ticketsOf(of), ...promisesOf(of), avoided: sparedOf(avoided.filter((one) => one.day === day)), wait: waitsOf(of) };
    }),
    weekHours: [0, 1, 2, 3, 4, 5, 6].flatMap((weekday) => hoursOf(visits.filter(({ day }) => weekdayOf(day) === weekday)).map((one) => ({ weekday, ...one }))),
    points: period.from === period.until ? pointsOf(visits) : [],
  };
}
