import { HOUR_MS, MINUTE_MS } from '../../facilities/domain/city-day.ts';

/** Hold 仮押さえ: long enough to pay by card, short enough that a closed phone blocks nobody for long. */
export const HOLD = {
  ms: 5 * MINUTE_MS, mostPerResident: 3,
  /** holds let go without paying; who holds the same slot again every five minutes keeps others out for nothing */ mostAbandoned: 10, abandonedMs: 24 * HOUR_MS,
  /** what costs nothing is not held back by a price: bookings ahead at a time */ mostFreeAhead: 5,
} as const;

/**
 * How far ahead one may book (residents of つくばみらい市: three months), and how much of a begun slot must be left: a minute more than the
 * release distance. The next people's grant opens early unless somebody is in the room when it goes out, so nobody may move in after that.
 */
export const BOOKABLE = { daysAhead: 92, leastRemainingMs: 16 * MINUTE_MS } as const;

/** Free undo 取り消しの猶予: who notices a wrong date right after booking loses nothing by the city's cancellation rules. */
export const UNDO = { freeMs: 10 * MINUTE_MS } as const;

/**
 * Release rule: at this distance from the start the grant goes out to the door, and from the same instant the resident
 * can no longer cancel. One row decides which of the two happened, so a cancelled booking never had a grant.
 */
export const RELEASE = { beforeStartMs: 15 * MINUTE_MS } as const;
