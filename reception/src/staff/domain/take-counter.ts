/** A clerk whose console has been silent this long has left: a colleague may take the counter. */
export const PRESENT_MS = 2 * 60_000;
/** Longest working day; a session never outlives it. */
export const SESSION_MS = 12 * 3_600_000;

/** Whether a clerk may sign in at a counter where `holder` is signed in (null: nobody). One's own earlier session always gives way. */
export const mayTakeCounter = (holder: { staffId: string; lastSeenAtMs: number } | null, staffId: string, nowMs: number): boolean =>
  holder === null || holder.staffId === staffId || nowMs - holder.lastSeenAtMs > PRESENT_MS;
