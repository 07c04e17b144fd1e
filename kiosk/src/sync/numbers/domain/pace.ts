import type { BusinessDay } from '@engawa/reception/contract';

/**
 * How fast a kiosk may give numbers. One in 20 s is above what people at one screen can use up (a visit takes
 * 40 s at best), and slow enough that "the highest number anybody can have seen" is known from the clock alone.
 * `clockErrorMs` (e) bounds how far a kiosk's clock may stand from true time; `offlineBootWaitMs` keeps a kiosk that
 * starts without its server silent for the time in which the server still trusts its last token.
 * The reception argues with the same four values: whoever changes one changes both.
 */
export const PACE = { everyMs: 20_000, burst: 3, clockErrorMs: 30_000, offlineBootWaitMs: 60_000, highest: 9_999 } as const;

const DAY_MS = 86_400_000;

/** C(t): the highest sequence that may have been given at `nowMs` of a business day that began at `startsAtMs`. Never falls; 0 before the day's first number is due. */
export const highestBy = (startsAtMs: number, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - startsAtMs) / PACE.everyMs + PACE.burst));

/** First instant (ms) at which `sequence` ≤ C(t). */
export const dueAtMs = (startsAtMs: number, sequence: number): number => startsAtMs + (sequence - PACE.burst) * PACE.everyMs;

/** A 営業日 as numbers: days since 1970-01-01 for the calendar day, milliseconds for its ends. */
export interface DayWindow { day: string; startsAtMs: number; endsAtMs: number }

/** `2026-11-22` -> days since 1970-01-01 (proleptic Gregorian; Howard Hinnant's civil algorithm). */
const dayNumber = (day: string): number => {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
};

/** Days since 1970-01-01 -> `2026-11-22`. */
const dayName = (days: number): string => {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * ofYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(ofYear - Math.floor((153 * mp + 2) / 5) + 1).padStart(2, '0')}`;
};

export const dayAfter = (day: string, days: number): string => dayName(dayNumber(day) + days);

export const toDayWindow = (record: BusinessDay): DayWindow => ({ day: record.day, startsAtMs: Date.parse(record.startsAt), endsAtMs: Date.parse(record.endsAt) });

/**
 * The business day at `nowMs`, from the newest record the server gave. A kiosk that is cut off for days goes on with
 * whole days of the same hours, so that a hall can work as an island; the next welcome corrects it.
 */
export const dayWindowAt = (known: DayWindow, nowMs: number): DayWindow => {
  const days = Math.floor((nowMs - known.startsAtMs) / DAY_MS);
  if (nowMs < known.endsAtMs || days <= 0) return known;
  return { day: dayAfter(known.day, days), startsAtMs: known.startsAtMs + days * DAY_MS, endsAtMs: known.endsAtMs + days * DAY_MS };
};
