import { z } from 'zod';
import type { Beliefs } from './play-forward.ts';
import { believedTimes, learnService, noService, pooledVariance, ServiceExperience, shiftService, visitsOf } from './service-experience.ts';
import { gainOf, newShiftWatch, scoreOf, SHIFT, ShiftWatch, watchShift } from './shift-watch.ts';

/** What one kind of visit (a procedure) has taught. `to` counts where visits went on to, by the id of the kind. */
export const KindExperience = z.strictObject({
  service: ServiceExperience, watch: ShiftWatch,
  calls: z.number().min(0), noShows: z.number().min(0),
  steps: z.number().min(0), wentOn: z.number().min(0), to: z.record(z.string(), z.number().min(0)),
});
export type KindExperience = z.infer<typeof KindExperience>;
/** 経験: all that a hall has learned of itself; no person, no ticket, no time of day. */
export const Experience = z.strictObject({
  kinds: z.record(z.string(), KindExperience), watch: ShiftWatch,
  booked: z.number().min(0), bookedMissed: z.number().min(0), noShowMinutes: z.number().min(0), turnoverMinutes: z.number().min(0),
});
export type Experience = z.infer<typeof Experience>;

/** What a hall believes of people before it has seen any: as if so many had been counted. */
const PRIOR = { noShow: { of: 40, missed: 1 }, goesOn: { of: 20, went: 1 }, booked: { of: 20, missed: 1 } } as const;
const NO_SHOW_MINUTES = 1;
/** Counts fade: about this many calls are remembered. */
const MEMORY_CALLS = 2_000;
/** A kind with fewer visits is not known well enough to tell that it has changed. */
const KNOWN_VISITS = 60;
/** After a change the past counts this much: enough for the shape, little enough to be overruled within a day or two. */
const TRUST_AFTER_SHIFT = 0.25;

export const newExperience = (typedMinutes: Readonly<Record<string, number>>): Experience => ({
  kinds: Object.fromEntries(Object.entries(typedMinutes).map(([id, minutes]) => [id, { service: noService(minutes), watch: newShiftWatch(), calls: 0, noShows: 0, steps: 0, wentOn: 0, to: {} }])),
  watch: newShiftWatch(), booked: 0, bookedMissed: 0, noShowMinutes: NO_SHOW_MINUTES, turnoverMinutes: 0,
});

const fade = (count: number): number => count * (1 - 1 / MEMORY_CALLS);
const withKind = (known: Experience, id: string, change: (kind: KindExperience) => KindExperience): Experience => {
  const kind = known.kinds[id];
  return kind === undefined ? known : { ...known, kinds: { ...known.kinds, [id]: change(kind) } };
};

/** One visit was served. `believed` are the times that were believed before, for the watch on changes. */
export function learnVisit(known: Experience, id: string, { minutes, wentOnTo }: { readonly minutes: number; readonly wentOnTo: string | null | 'last-step' }): Experience {
  const kind = known.kinds[id];
  if (kind === undefined || !(minutes > 0)) return known;
  const shifted = watchVisit(known, id, minutes);
  return withKind(shifted, id, (before) => ({
    ...before, service: learnService(before.service, minutes), calls: fade(before.calls) + 1, noShows: fade(before.noShows),
    ...(wentOnTo === 'last-step' ? {} : {
      steps: fade(before.steps) + 1, wentOn: fade(before.wentOn) + (wentOnTo === null ? 0 : 1),
      to: wentOnTo === null ? before.to : { ...before.to, [wentOnTo]: (before.to[wentOnTo] ?? 0) + 1 },
    }),
  }));
}

/** Looks whether this kind, or all together, have become slower or quicker, and believes it once it is certain. */
function watchVisit(known: Experience, id: string, minutes: number): Experience {
  const kind = known.kinds[id] as KindExperience;
  if (visitsOf(kind.service) < KNOWN_VISITS) return known;
  const times = believedTimes(kind.service, pooledVariance(Object.values(known.kinds).map((k) => k.service)));
  const score = scoreOf(times, minutes);
  const gain = gainOf(times);
  const all = watchShift(known.watch, score, gain, SHIFT.alarm);
  const shift = all.shift;
  if (shift !== null) {
    return { ...known, watch: all.watch, kinds: Object.fromEntries(Object.entries(known.kinds).map(([other, k]) => [other, { ...k, watch: newShiftWatch(), service: shiftService(k.service, shift, TRUST_AFTER_SHIFT) }])) };
  }
  const own = watchShift(kind.watch, score, gain, SHIFT.ownAlarm);
  const changed: KindExperience = { ...kind, watch: own.watch, service: own.shift === null ? kind.service : shiftService(kind.service, own.shift, TRUST_AFTER_SHIFT) };
  return { ...known, watch: own.shift === null ? all.watch : newShiftWatch(), kinds: { ...known.kinds, [id]: changed } };
}

/** A call to which nobody came; the counter waited `minutes`. */
export const learnNoShow = (known: Experience, id: string, minutes: number): Experience =>
  withKind({ ...known, noShowMinutes: known.noShowMinutes + (minutes - known.noShowMinutes) / 20 }, id, (kind) => ({ ...kind, calls: fade(kind.calls) + 1, noShows: fade(kind.noShows) + 1 }));

export const learnAppointment = (known: Experience, came: boolean): Experience =>
  ({ ...known, booked: fade(known.booked) + 1, bookedMissed: fade(known.bookedMissed) + (came ? 0 : 1) });

/** What the forecast draws from, in the order of `ids`. */
export function beliefsOf(known: Experience, ids: readonly string[]): Beliefs {
  const kinds = ids.map((id) => known.kinds[id] as KindExperience);
  const pooled = pooledVariance(Object.values(known.kinds).map((k) => k.service));
  return {
    times: kinds.map((kind) => believedTimes(kind.service, pooled)),
    noShow: kinds.map((kind) => (kind.noShows + PRIOR.noShow.missed) / (kind.calls + PRIOR.noShow.of)), noShowMinutes: known.noShowMinutes,
    turnoverMinutes: known.turnoverMinutes,
    missedAppointments: (known.bookedMissed + PRIOR.booked.missed) / (known.booked + PRIOR.booked.of),
    goesOn: kinds.map((kind, at) => (ids.length < 2 || ids.every((id) => id === ids[at]) ? 0 : (kind.wentOn + PRIOR.goesOn.went) / (kind.steps + PRIOR.goesOn.of))),
    goesTo: kinds.map((kind, at) => {
      const weights = ids.map((id, other) => (other === at ? 0 : (kind.to[id] ?? 0) + 1 / ids.length));
      const whole = weights.reduce((sum, w) => sum + w, 0);
      let sum = 0;
      return weights.map((w) => (sum += whole === 0 ? 0 : w / whole));
    }),
  };
}
