import type { Line } from './guide.ts';

/** Minutes at the counters, rounded up to five: a sum of medians is no promise to the minute. */
export const minutesOf = (lines: readonly Line[]): number => Math.ceil(lines.reduce((sum, { procedure }) => sum + (procedure?.minutes ?? 0), 0) / 5) * 5;

/** The deadline that ends first, also one that has passed; null when no date is known. */
export const earliestOf = (lines: readonly Line[]): string | null => lines.flatMap(({ due }) => (due === null ? [] : [due.day])).toSorted()[0] ?? null;
