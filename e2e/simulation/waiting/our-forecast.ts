import { beliefsOf, forecastWait, learnAppointment, learnCall, learnNoShow, learnVisit, newCalibration, newExperience, quantileOf, playForward, seededChance, seedOf, timesFromSample, type Beliefs, type Forecast } from '@engawa/reception/testing';
import { factorOn, type Day } from './draw-day.ts';
import type { HallFile } from './hall-file.ts';
import { NO_SHOW_MINUTES, type Person, type Sight } from './run-day.ts';
import { drawService } from './service-law.ts';

/** What we announce, and, where we learn, what the day teaches. */
export interface Ours {
  dayBegins(day: number): void;
  announce(person: Person, sight: Sight): { readonly p50: number; readonly p90: number } | null;
  called(person: Person, now: number): void;
  served(person: Person, minutes: number, wentOnTo: number | null): void;
  nobodyCame(person: Person): void;
  dayEnds(day: Day): void;
}

/** Before the first day a hall knows only what an administrator typed, and here they left what ZMS is delivered with. */
const TYPED_MINUTES = 12;
/** Values by which the oracle knows each law. */
const TRUTH_SAMPLE = 50_000;

/** Our forecast that learns: it starts from typed minutes and is taught by nothing but what the hall sees. */
export function learning(hall: HallFile, seed: number, runs: number): Ours {
  const ids = hall.procedures.map((p) => p.id);
  const idOf = (kind: number): string => ids[kind] as string;
  const told = new Map<Person, Forecast>();
  let experience = newExperience(Object.fromEntries(ids.map((id) => [id, TYPED_MINUTES])));
  let calibration = newCalibration();
  let beliefs: Beliefs | null = null;
  let day = 0;
  return {
    dayBegins(number) { day = number; told.clear(); },
    announce(person, sight) {
      beliefs ??= beliefsOf(experience, ids);
      const forecast = forecastWait(sight.hall, sight.waiting.indexOf(person), beliefs, calibration, { ids, runs, seed: seedOf('learned', seed, day) });
      if (forecast !== null) told.set(person, forecast);
      return forecast;
    },
    called(person, now) {
      const forecast = told.get(person);
      if (forecast !== undefined) calibration = learnCall(calibration, forecast, { day: String(day), waitedMinutes: now - person.since });
    },
    served(person, minutes, wentOnTo) {
      experience = learnVisit(experience, idOf(person.kind), { minutes, wentOnTo: person.step === 2 ? 'last-step' : wentOnTo === null ? null : idOf(wentOnTo) });
      beliefs = null;
    },
    nobodyCame(person) { experience = learnNoShow(experience, idOf(person.kind), NO_SHOW_MINUTES); beliefs = null; },
    dayEnds({ booked }) { for (const { comes } of booked) experience = learnAppointment(experience, comes); beliefs = null; },
  };
}

/** The same play with the true laws and shares, and nothing corrected: how good a forecast can be at all. */
export function oracle(hall: HallFile, seed: number, runs: number): Ours {
  const shares = hall.procedures.map((p) => p.share);
  const chance = seededChance(seedOf('truth', seed));
  const samples = hall.procedures.map((p) => Array.from({ length: TRUTH_SAMPLE }, () => drawService(p.service, chance)));
  const several = shares.filter((share) => share > 0).length > 1;
  const goesTo = shares.map((_, kind) => {
    const others = shares.map((share, other) => (other === kind ? 0 : share));
    const whole = others.reduce((a, b) => a + b, 0);
    let sum = 0;
    return others.map((share) => (sum += whole === 0 ? 0 : share / whole));
  });
  let truth: Beliefs | null = null;
  let factor = Number.NaN;
  let day = 0;
  return {
    dayBegins(number) {
      day = number;
      if (factorOn(hall, number) === factor) return;
      factor = factorOn(hall, number);
      truth = {
        times: samples.map((sample) => timesFromSample(sample.map((minutes) => minutes * factor))), noShow: shares.map(() => hall.noShow), noShowMinutes: NO_SHOW_MINUTES,
        missedAppointments: hall.noShow, goesOn: shares.map(() => (several ? hall.secondStep : 0)), goesTo, turnoverMinutes: 0,
      };
    },
    announce(person, sight) {
      const calls = playForward(sight.hall, truth as Beliefs, { runs, watched: sight.waiting.indexOf(person), seed: seedOf('oracle', seed, day) }).sort();
      return { p50: quantileOf(calls, 0.5), p90: quantileOf(calls, 0.9) };
    },
    called() {}, served() {}, nobodyCame() {}, dayEnds() {},
  };
}
