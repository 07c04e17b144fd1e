/**
 * A clock that knows how wrong it may be: true time lies in [lo, hi].
 *
 *   lost (hi = ∞) --answered hello--> set --local time runs--> wider --answered hello--> set
 *        any --signed time later than lo--> raised (never lowered)
 *
 * Local time is the machine's own clock, steady while the process runs. Units: milliseconds since 1970.
 */
export interface BoundedClock { localMs: number; lo: number; hi: number }

export const CLOCK = {
  /** Drift of the local clock, per unit of time. 20 to 50 ppm on data sheets, doubled: 100 ppm = 8.6 s a day. */
  driftRatio: 100e-6,
  /** How wrong the city's own clock may be; a server with NTP is far better. */
  cityErrorMs: 1_000,
} as const;

/** Nothing is known: the machine's own date is no proof. */
export function lostClock(localMs: number): BoundedClock {
  return { localMs, lo: 0, hi: Number.POSITIVE_INFINITY };
}

/** `t` ± `u`; `u` = Infinity when the clock is lost, then `t` is only the earliest possible time. */
export interface ClockReading { t: number; u: number }

/** The bounds at a later local time. Local time that runs backwards means that the clock was lost. */
export function advance(clock: BoundedClock, localMs: number): BoundedClock {
  const elapsed = localMs - clock.localMs;
  if (elapsed < 0) return { localMs, lo: clock.lo, hi: Number.POSITIVE_INFINITY };
  return { localMs, lo: clock.lo + elapsed * (1 - CLOCK.driftRatio), hi: clock.hi + elapsed * (1 + CLOCK.driftRatio) };
}

export function readClock(clock: BoundedClock, localMs: number): ClockReading {
  const { lo, hi } = advance(clock, localMs);
  return Number.isFinite(hi) ? { t: (lo + hi) / 2, u: (hi - lo) / 2 } : { t: lo, u: Number.POSITIVE_INFINITY };
}

/** Something signed bears this time: true time is not before it. May come late, so it says nothing about the upper bound. */
export function raise(clock: BoundedClock, localMs: number, signedMs: number): BoundedClock {
  const now = advance(clock, localMs);
  const lo = Math.max(now.lo, signedMs - CLOCK.cityErrorMs);
  return { localMs, lo, hi: Math.max(now.hi, lo) };
}

/** The city answered our own fresh nonce: its time fell between asking and hearing. Cannot be replayed, so it may set both ways. */
export function setByHello(askedLocalMs: number, heardLocalMs: number, serverMs: number): BoundedClock {
  return { localMs: heardLocalMs, lo: serverMs - CLOCK.cityErrorMs, hi: serverMs + (heardLocalMs - askedLocalMs) + CLOCK.cityErrorMs };
}
