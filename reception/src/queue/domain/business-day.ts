/** Japan has no daylight saving time, so Asia/Tokyo is a constant nine hours ahead of UTC. */
export const TOKYO_OFFSET_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;

/** 営業日: from `startsAtMs` (included) to `endsAtMs` (excluded), named by the calendar day on which it begins. */
export interface BusinessDaySpan { readonly day: string; readonly startsAtMs: number; readonly endsAtMs: number }

const minutesOf = (clock: string): number => { const [h = 0, m = 0] = clock.split(':').map(Number); return h * 60 + m; };

/** The business day at `nowMs`; `dayStartsAt` is "HH:MM" in Tokyo. At 03:59 with a border of 04:00 it is still yesterday. */
export function businessDayAt(nowMs: number, dayStartsAt: string): BusinessDaySpan {
  const borderMs = minutesOf(dayStartsAt) * 60_000;
  const days = Math.floor((nowMs + TOKYO_OFFSET_MS - borderMs) / DAY_MS);
  const startsAtMs = days * DAY_MS + borderMs - TOKYO_OFFSET_MS;
  return { day: new Date(days * DAY_MS).toISOString().slice(0, 10), startsAtMs, endsAtMs: startsAtMs + DAY_MS };
}

/** A time of day (HH:MM in Tokyo) within a business day: before its border it is the small hours of the next calendar day. */
export function momentOf(clock: string, { startsAtMs }: Pick<BusinessDaySpan, 'startsAtMs'>): number {
  const sinceBorder = minutesOf(clock) * 60_000 - ((startsAtMs + TOKYO_OFFSET_MS) % DAY_MS);
  return startsAtMs + (sinceBorder < 0 ? sinceBorder + DAY_MS : sinceBorder);
}

/** The span of a named day, e.g. of the day on an old ticket. */
export function spanOfDay(day: string, dayStartsAt: string): BusinessDaySpan {
  const startsAtMs = Date.parse(`${day}T00:00:00.000Z`) + minutesOf(dayStartsAt) * 60_000 - TOKYO_OFFSET_MS;
  return { day, startsAtMs, endsAtMs: startsAtMs + DAY_MS };
}
