import { z } from 'zod';
import { Day, Instant, ProcedureId } from './ids.ts';

/** Minutes, to a tenth: half of `people` stayed at or below `median`, nine of ten at or below `p90`. null where nobody was. */
export const Spread = z.strictObject({ people: z.int().min(0), median: z.number().min(0).nullable(), p90: z.number().min(0).nullable() });
export type Spread = z.infer<typeof Spread>;

/** Of the tickets: `neverCame` were called and did not come, `neverCalled` had not been called when the day ended. */
const tickets = { tickets: z.int().min(0), neverCame: z.int().min(0), neverCalled: z.int().min(0) };
/** Of those who were told a time on their ticket and were called: how many were called by it. */
const promises = { told: z.int().min(0), kept: z.int().min(0) };
/** Visits that nobody had to make. */
const avoided = z.int().min(0);

/** Days from the first to the last, both included. */
export const StatisticsPeriod = z.strictObject({ from: Day, until: Day });
export type StatisticsPeriod = z.infer<typeof StatisticsPeriod>;
export const STATISTICS_MAX_DAYS = 62;

/**
 * `GET /api/staff/statistics?from=&until=`: how the hall did, in counts and minutes, without anybody in it; `.csv?table=` gives one table as a file.
 * A wait runs from the ticket (from the time of the appointment, where that is later) to the first call. A service runs from
 * its beginning to its end (of several steps the last), and counts under a procedure only where the visit had no other.
 */
export const HallStatistics = z.strictObject({
  ...StatisticsPeriod.shape, at: Instant,
  all: z.strictObject({ ...tickets, ...promises, avoided, wait: Spread, service: Spread }),
  /** hours of the clock in which people came, in order */
  hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), wait: Spread })),
  /** those that somebody came for or was spared, most asked first */
  procedures: z.array(z.strictObject({ procedure: ProcedureId, title: z.string(), ...tickets, avoided, wait: Spread, service: Spread })),
  /** each day of the period, oldest first */
  days: z.array(z.strictObject({ day: Day, ...tickets, ...promises, avoided, wait: Spread })),
  /** hours of the days of the week (0 Sunday) in which people came */
  weekHours: z.array(z.strictObject({ weekday: z.int().min(0).max(6), hour: z.int().min(0).max(23), wait: Spread })),
  /** of a period of one day: everybody who was called, by the minute of the day; minutes of waiting and of the range that the ticket told */
  points: z.array(z.strictObject({ minute: z.int().min(0).max(1_439), wait: z.number().min(0), told: z.strictObject({ from: z.number(), until: z.number() }).nullable() })),
});
export type HallStatistics = z.infer<typeof HallStatistics>;
export const StatisticsTable = z.enum(['hours', 'procedures', 'days']);
export type StatisticsTable = z.infer<typeof StatisticsTable>;
