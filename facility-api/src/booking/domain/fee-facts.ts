import type { FeeFacts, FeeSchedule, PlaceBooking } from '../../../contract/index.ts';
import { MINUTE_MS, dayOf, midnightOf, minutesOfDay, monthOf, weekdayOf } from '../../facilities/domain/city-day.ts';
import type { IsHoliday } from '../../facilities/domain/opening-hours.ts';
import type { FeeQuestion } from './quote-fee.ts';

export const isWeekend = (day: string, isHoliday: IsHoliday): boolean => ['sat', 'sun'].includes(weekdayOf(day)) || isHoliday(day);

/** What is kept of a wish for the price. Items are those that the room has, once each and in its order, so that the same wish is the same facts. */
export const factsOf = (command: Pick<PlaceBooking, 'userClass' | 'commercial' | 'admissionYen' | 'items' | 'reduction'>, fees: FeeSchedule): FeeFacts => ({
  userClass: command.userClass ?? null, commercial: command.commercial, admissionYen: command.admissionYen ?? 0, reduction: command.reduction ?? null,
  items: fees.items.map(({ id }) => id).filter((id) => command.items.includes(id)),
});

/** Facts and a time inside one Tokyo day, as the schedule asks for them. */
export function questionOf(facts: FeeFacts, time: { startMs: number; endMs: number }, isHoliday: IsHoliday): FeeQuestion {
  const day = dayOf(time.startMs);
  return { ...facts, from: minutesOfDay(time.startMs), until: Math.round((time.endMs - midnightOf(day)) / MINUTE_MS), weekend: isWeekend(day, isHoliday), month: monthOf(time.startMs) };
}

/** Code of a class or reduction that needs evidence which the city has not seen (any more), or null. */
export function findProofMissing(fees: FeeSchedule, facts: FeeFacts, proven: readonly string[]): string | null {
  const needed = [...fees.userClasses.filter(({ id, evidence }) => id === facts.userClass && evidence !== null), ...fees.reductions.filter(({ id }) => id === facts.reduction)];
  return needed.find(({ id }) => !proven.includes(id))?.id ?? null;
}
