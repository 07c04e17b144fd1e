import type { HallStatistics } from '@engawa/reception/contract';

/** How many of those who were told a time should be called by it, in percent. More would mean that too late a time was told. */
export const PROMISED = { least: 88, most: 92 } as const;
/** Fewer people say nothing about a promise in percent. */
const PEOPLE_FOR_A_SHARE = 20;

/** What the picture of a day shows, for the sentence above it. */
export interface Findings {
  /** people who were called later than they were told, and the hours in which that happened most */
  readonly late: { readonly people: number; readonly hours: readonly number[]; readonly inEach: number };
  /** kept promises in percent, rounded; null: nobody was told and called */
  readonly kept: { readonly percent: number; readonly told: number; readonly kept: number; readonly enough: 'too-few-people' | 'below' | 'within' | 'above' } | null;
}

export const isLate = ({ wait, told }: HallStatistics['points'][number]): boolean => told !== null && wait > told.until;

export function findingsOf({ all, points }: HallStatistics): Findings {
  const late = points.filter(isLate);
  const perHour = new Map<number, number>();
  for (const { minute } of late) perHour.set(Math.floor(minute / 60), (perHour.get(Math.floor(minute / 60)) ?? 0) + 1);
  const inEach = Math.max(0, ...perHour.values());
  const percent = (100 * all.kept) / all.told;
  return {
    late: { people: late.length, hours: [...perHour].filter(([, count]) => count === inEach).map(([hour]) => hour).sort((a, b) => a - b), inEach },
    kept: all.told === 0 ? null : { percent: Math.round(percent), told: all.told, kept: all.kept, enough: all.told < PEOPLE_FOR_A_SHARE ? 'too-few-people' : percent < PROMISED.least ? 'below' : percent > PROMISED.most ? 'above' : 'within' },
  };
}
