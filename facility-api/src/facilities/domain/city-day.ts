/** Days and clock times of Asia/Tokyo. Japan keeps UTC+9 all year, so arithmetic is exact. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const TOKYO_MS = 9 * HOUR_MS;

/** `2026-11-22` -> milliseconds of its midnight in Tokyo. */
export const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - TOKYO_MS;
/** Day in Tokyo of a moment. */
export const dayOf = (ms: number): string => new Date(ms + TOKYO_MS).toISOString().slice(0, 10);
/** Minutes since midnight in Tokyo, 0 to 1439. */
export const minutesOfDay = (ms: number): number => Math.floor((((ms + TOKYO_MS) % DAY_MS) + DAY_MS) % DAY_MS / MINUTE_MS);
/** `24:00` -> 1440. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
export const instantOf = (ms: number): string => new Date(ms).toISOString();
/** Month in Tokyo, 1 to 12. */
export const monthOf = (ms: number): number => Number(dayOf(ms).slice(5, 7));

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const weekdayOf = (day: string): Weekday => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sun';
