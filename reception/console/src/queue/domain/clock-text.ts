import type { ClockRange } from '@engawa/reception/contract';

/** Japan has one time zone and no summer time. */
const TOKYO_MS = 9 * 3_600_000;
const two = (n: number): string => String(n).padStart(2, '0');

/** `10:35` in Asia/Tokyo. */
export const clockText = (ms: number): string => {
  const minutes = Math.floor(((ms + TOKYO_MS) % 86_400_000) / 60_000);
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
};

/** `10:35:12`, for the start of serving. */
export const clockSeconds = (ms: number): string => `${clockText(ms)}:${two(Math.floor(ms / 1_000) % 60)}`;

/** `10:40–55`, `10:45–11:10`; null where the hall cannot tell. */
export const rangeText = (range: ClockRange): string | null => {
  if (range === null) return null;
  const from = clockText(Date.parse(range.from));
  const until = clockText(Date.parse(range.until));
  if (from === until) return from;
  const [fromHour] = from.split(':');
  const [untilHour, untilMinute] = until.split(':');
  return fromHour === untilHour ? `${from}–${untilMinute ?? ''}` : `${from}–${until}`;
};

/** `0:19`, `1:05`: hours and minutes waited. */
export const waitText = (minutes: number): string => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;

/** `0:48`, `12:05`: minutes and seconds since something began. */
export const sinceText = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
};

/** A time of today as a clerk types it (`10:30`, `1030`, full width as well); null where it is none. */
export function todayAt(typed: string, hallMs: number): string | null {
  const found = /^(\d{1,2}):?(\d{2})$/u.exec(typed.normalize('NFKC').trim());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])];
  if (found === null || hours > 23 || minutes > 59) return null;
  const midnightMs = Math.floor((hallMs + TOKYO_MS) / 86_400_000) * 86_400_000 - TOKYO_MS;
  return new Date(midnightMs + (hours * 60 + minutes) * 60_000).toISOString();
}
