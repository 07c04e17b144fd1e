/**
 * How fast a kiosk may give numbers (the kiosk obeys the same four values: whoever changes one changes both):
 * a bucket of `burst` tokens, one more every `everyMs`; its clock within `clockErrorMs` of true time; a kiosk that
 * starts without network keeps silent for `offlineBootWaitMs` and then counts from above C(t + 2e).
 */
export const PACE = { everyMs: 20_000, burst: 3, clockErrorMs: 30_000, offlineBootWaitMs: 60_000 } as const;

/** What the server knows of one kiosk on one day: no number above `highWater` was given before `asOfMs`. `booted`: some life was let loose since then. */
export interface Evidence { readonly highWater: number; readonly asOfMs: number; readonly booted: boolean }

/** C(t): the highest sequence that the clock alone allows at `nowMs`. */
export const highestBy = (dayStartsAtMs: number, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - dayStartsAtMs) / PACE.everyMs + PACE.burst));

/** The most that one or more lives can have given in a span: the bucket's burst, and one every 20 s. */
const mostWithin = (spanMs: number): number => Math.ceil(Math.max(0, spanMs) / PACE.everyMs) + PACE.burst;

/**
 * First sequence of a life that starts now: above everything that any earlier life can have given. Argued in SPEC.md, [S11].
 * `evidence` is null when the server knows nothing of this kiosk on this day.
 */
export function numberFrom(evidence: Evidence | null, nowMs: number, dayStartsAtMs: number): number {
  const floor = highestBy(dayStartsAtMs, nowMs + 2 * PACE.clockErrorMs) + 1;
  if (evidence === null) return floor;
  // Above the floor and known: given by a clock further ahead than any may be. The kiosk keeps silent until its time has come.
  const byClock = Math.max(floor, evidence.highWater + 1);
  const fresh = nowMs - evidence.asOfMs < PACE.offlineBootWaitMs;
  // Freshly enrolled and never started: an online start would be known here, an offline one still keeps silent.
  if (fresh && !evidence.booted) return evidence.highWater + 1;
  const byPace = evidence.highWater + mostWithin(nowMs - evidence.asOfMs) + 1;
  // Either bound alone is above every number given; pace can be relied on only while no offline life can have spoken.
  return fresh ? Math.min(byPace, byClock) : byClock;
}

/** A start is itself evidence: everything before it stays below `first`. */
export const afterBoot = (first: number, nowMs: number): Evidence => ({ highWater: first - 1, asOfMs: nowMs, booted: true });

/**
 * A sign of life: `lastSequence` was read at or after `tokenMs`, so nothing above both it and `highWater` was given before.
 * `tokenMs` is null when the token proves nothing (none, forged, of another life, or of a life the server never started).
 */
export function learn(evidence: Evidence | null, heard: { lastSequence: number; tokenMs: number | null }): Evidence | null {
  if (evidence === null) return heard.tokenMs === null ? null : { highWater: heard.lastSequence, asOfMs: heard.tokenMs, booted: true };
  return {
    highWater: Math.max(evidence.highWater, heard.lastSequence),
    asOfMs: heard.tokenMs === null ? evidence.asOfMs : Math.max(evidence.asOfMs, heard.tokenMs),
    booted: evidence.booted || heard.tokenMs !== null,
  };
}
