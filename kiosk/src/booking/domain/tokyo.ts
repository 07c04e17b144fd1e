/** Asia/Tokyo has no daylight saving: a clock time there is UTC + 9 h, always. */
const TOKYO_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;

const pad = (value: number): string => String(value).padStart(2, '0');

/** Milliseconds since the epoch at which `clock` (`00:00`–`24:00`) shows on `day` (`YYYY-MM-DD`) in Tokyo. */
export function instantAt(day: string, clock: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return Date.UTC(year, month - 1, date) + (hours * 60 + minutes) * 60_000 - TOKYO_MS;
}

/** The calendar day in Tokyo at an instant. */
export const dayOf = (atMs: number): string => new Date(atMs + TOKYO_MS).toISOString().slice(0, 10);

/** Clock time in Tokyo, `HH:MM`; midnight at the end of `sameDay` reads `24:00`. */
export function clockOf(atMs: number, sameDay?: string): string {
  const inDay = (((atMs + TOKYO_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  if (inDay === 0 && sameDay !== undefined && dayOf(atMs) !== sameDay) return '24:00';
  return `${pad(Math.floor(inDay / 3_600_000))}:${pad(Math.floor(inDay / 60_000) % 60)}`;
}

/** The day `count` days later. */
export const addDays = (day: string, count: number): string => dayOf(instantAt(day, '12:00') + count * DAY_MS);
