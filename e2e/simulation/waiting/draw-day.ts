import { minuteOf, type HallFile } from './hall-file.ts';
import { drawService } from './service-law.ts';
import { seededChance, seedOf } from '@engawa/reception/testing';

type Chance = () => number;

/** Somebody who comes to the hall, with everything that chance decides about them. Minutes count from midnight. */
export interface Visit {
  readonly arrivesMinute: number;
  readonly kind: number;
  readonly serviceMinutes: number;
  /** 予約: the appointed minute; null for whoever simply comes */
  readonly dueMinute: number | null;
  /** takes a ticket and is not there when it is called */
  readonly noShow: boolean;
  readonly second: { readonly kind: number; readonly serviceMinutes: number } | null;
}
export interface Day { readonly visits: readonly Visit[]; readonly booked: readonly { readonly kind: number; readonly dueMinute: number; readonly comes: boolean }[] }

/** People with an appointment come this long before it, at most. */
const EARLY_MINUTES = 10;
const BOOKING_STEP = 5;

const pick = (shares: readonly number[], chance: Chance): number => {
  let left = chance() * shares.reduce((sum, share) => sum + share, 0);
  const at = shares.findIndex((share) => { left -= share; return left < 0; });
  return at >= 0 ? at : shares.findLastIndex((share) => share > 0);
};

export const factorOn = (hall: HallFile, day: number): number => (hall.drift !== undefined && day >= hall.drift.fromDay ? hall.drift.serviceFactor : 1);

/** Moments of a Poisson process over the opening hours with the file's relative rates and `perDay` expected. */
function drawArrivals(hall: HallFile, chance: Chance): number[] {
  const open = minuteOf(hall.open);
  const close = minuteOf(hall.close);
  const steps = hall.arrivals.byTime.map(([at, rate]) => ({ from: minuteOf(at), rate }));
  const rateAt = (minute: number): number => (steps.findLast((s) => s.from <= minute) ?? steps[0] ?? { rate: 1 }).rate;
  const borders = [open, ...steps.map((s) => s.from).filter((from) => from > open && from < close), close];
  const whole = borders.slice(1).reduce((sum, border, n) => sum + (border - (borders[n] as number)) * rateAt(borders[n] as number), 0);
  const moments: number[] = [];
  if (whole === 0) return moments;
  borders.slice(1).forEach((until, n) => {
    const perMinute = (hall.arrivals.perDay / whole) * rateAt(borders[n] as number);
    if (perMinute === 0) return;
    for (let at = (borders[n] as number) - Math.log(1 - chance()) / perMinute; at < until; at -= Math.log(1 - chance()) / perMinute) moments.push(at);
  });
  return moments;
}

/** Appointments lie evenly over the day, each at a time at which a counter of its kind is open. */
function drawBooked(hall: HallFile, chance: Chance): Day['booked'] {
  const open = minuteOf(hall.open);
  const close = minuteOf(hall.close);
  const anyOpen = (kind: number, minute: number): boolean => hall.counters.some((c) =>
    c.procedures.includes(hall.procedures[kind]?.id ?? '') && !c.closed.some(([from, until]) => minute >= minuteOf(from) && minute < minuteOf(until)));
  return Array.from({ length: hall.appointmentsPerDay }, (_, n) => {
    const kind = pick(hall.procedures.map((p) => p.share), chance);
    let dueMinute = open + Math.floor((((n + 0.5) / hall.appointmentsPerDay) * (close - open)) / BOOKING_STEP) * BOOKING_STEP;
    while (!anyOpen(kind, dueMinute) && dueMinute < close - BOOKING_STEP) dueMinute += BOOKING_STEP;
    return { kind, dueMinute, comes: chance() >= hall.noShow };
  });
}

/** The visits of one day, by the moment of arrival. The same seed and day give the same people, whatever is forecast for them. */
export function drawDay(hall: HallFile, seed: number, day: number): Day {
  const chance = seededChance(seedOf('visits', seed, day));
  const factor = factorOn(hall, day);
  const shares = hall.procedures.map((p) => p.share);
  const several = shares.filter((share) => share > 0).length > 1;
  const service = (kind: number): number => factor * drawService((hall.procedures[kind] as HallFile['procedures'][number]).service, chance);
  const visit = (arrivesMinute: number, kind: number, booked: number | null): Visit => {
    const goesOn = chance() < hall.secondStep && several;
    const noShow = chance() < hall.noShow;
    const to = goesOn ? pick(shares.map((share, other) => (other === kind ? 0 : share)), chance) : null;
    return { arrivesMinute, kind, serviceMinutes: service(kind), dueMinute: booked, noShow: booked === null && noShow, second: to === null ? null : { kind: to, serviceMinutes: service(to) } };
  };
  const booked = drawBooked(hall, chance);
  const walking = drawArrivals(hall, chance).map((at) => visit(at, pick(shares, chance), null));
  const appointed = booked.filter((b) => b.comes).map((b) => visit(Math.max(minuteOf(hall.open), b.dueMinute - EARLY_MINUTES * chance()), b.kind, b.dueMinute));
  return { booked, visits: [...walking, ...appointed].sort((a, b) => a.arrivesMinute - b.arrivesMinute) };
}
