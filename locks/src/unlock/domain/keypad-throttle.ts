/**
 * Wrong codes at one keypad.  open --5th wrong--> paused 30 s --> open
 * The pause belongs to the keypad alone: pausing the door would let anybody lock everybody out.
 */
export interface KeypadThrottle { wrong: number; lastWrongMs: number; pausedUntilMs: number }

export const THROTTLE = {
  /** wrong codes before a pause */ tries: 5,
  pauseMs: 30_000,
  /** after so long without a wrong code the count starts anew */ forgetMs: 10 * 60_000,
} as const;

export const OPEN_KEYPAD: KeypadThrottle = { wrong: 0, lastWrongMs: 0, pausedUntilMs: 0 };

export function isPaused(throttle: KeypadThrottle, nowMs: number): boolean {
  return nowMs < throttle.pausedUntilMs;
}

export function afterWrongCode(throttle: KeypadThrottle, nowMs: number): KeypadThrottle {
  const wrong = nowMs - throttle.lastWrongMs > THROTTLE.forgetMs ? 1 : throttle.wrong + 1;
  return wrong < THROTTLE.tries
    ? { wrong, lastWrongMs: nowMs, pausedUntilMs: throttle.pausedUntilMs }
    : { wrong: 0, lastWrongMs: nowMs, pausedUntilMs: nowMs + THROTTLE.pauseMs };
}
