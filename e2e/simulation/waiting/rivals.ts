import type { HallFile } from './hall-file.ts';
import { meanOfLaw } from './service-law.ts';
import { factorOn } from './draw-day.ts';
import type { Person, Sight } from './run-day.ts';

/** What other systems announce, one number each, from what they know at the moment the ticket is taken. */
export interface Rivals {
  announce(person: Person, sight: Sight): Readonly<Record<RivalId, number>>;
  called(person: Person, now: number): void;
}
export type RivalId = 'constant' | 'zms' | 'zms-true' | 'ql' | 'les' | 'hol';

const CONSTANT_MINUTES = 3;
/** The average that ZMS is delivered with. */
export const ZMS_AVERAGE_MINUTES = 12;
/** ZMS lets appointments go first that are due within two minutes of the moment at which it thinks it will get to them. */
const ZMS_AHEAD_MINUTES = 2;

/** Whole minutes, rounded down: place in the merged line x average ÷ open counters, whatever they serve. */
function zms(person: Person, sight: Sight, averageMinutes: number): number {
  const slot = averageMinutes / Math.max(1, sight.openCounters.length);
  const due = [...sight.waiting.flatMap((p) => (p.dueMinute === null ? [] : [p.dueMinute])), ...sight.hall.expected.map((e) => e.dueMinute)].sort((a, b) => a - b);
  let place = 1;
  let at = sight.now + ZMS_AHEAD_MINUTES;
  for (const other of sight.waiting.filter((p) => p.dueMinute === null)) {
    for (; (due[0] ?? Infinity) <= at; place += 1, at += slot) due.shift();
    if (other === person) break;
    place += 1;
    at += slot;
  }
  return Math.floor(place * slot);
}

export function rivalsOf(hall: HallFile, dayNumber: number): Rivals {
  const factor = factorOn(hall, dayNumber);
  const means = hall.procedures.map((p) => meanOfLaw(p.service) * factor);
  const shares = hall.procedures.map((p) => p.share);
  const average = means.reduce((sum, m, k) => sum + m * (shares[k] as number), 0) / shares.reduce((a, b) => a + b, 0);
  const lastWait = means.map(() => 0);
  return {
    announce(person, sight) {
      const ahead = sight.waiting.filter((p) => p !== person && p.order <= person.order);
      const mine = ahead.filter((p) => p.kind === person.kind);
      const counters = sight.openCounters.filter((c) => c.kinds.includes(person.kind));
      const head = [...mine, person].reduce((a, b) => (b.since < a.since ? b : a));
      return {
        constant: CONSTANT_MINUTES * ahead.length,
        zms: zms(person, sight, ZMS_AVERAGE_MINUTES), 'zms-true': zms(person, sight, average),
        ql: ((mine.length + 1) * (means[person.kind] as number)) / Math.max(1, counters.length),
        les: lastWait[person.kind] as number,
        hol: sight.now - head.since,
      };
    },
    called(person, now) { lastWait[person.kind] = now - person.since; },
  };
}
