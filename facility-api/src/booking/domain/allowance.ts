import type { Allowance } from '../../../contract/index.ts';
import { DAY_MS, dayOf, midnightOf } from '../../facilities/domain/city-day.ts';
import { BOOKABLE, HOLD } from './policy.ts';

export interface Counted { holds: number; abandoned: number; freeAhead: number }

/** What one may still book, by the same figures as the refusals: told before, so that nobody fills a form for nothing. */
export function allowanceOf(counted: Counted, nowMs: number): Allowance {
  const part = (used: number, most: number) => ({ used, most, left: Math.max(0, most - used) });
  const [holds, unpaid, freeAhead] = [part(counted.holds, HOLD.mostPerResident), part(counted.abandoned, HOLD.mostAbandoned), part(counted.freeAhead, HOLD.mostFreeAhead)];
  return {
    holds, unpaid, freeAhead, lastDay: dayOf(midnightOf(dayOf(nowMs)) + BOOKABLE.daysAhead * DAY_MS),
    blocked: holds.left === 0 ? 'too-many-holds' : unpaid.left === 0 ? 'too-many-requests' : null,
  };
}
