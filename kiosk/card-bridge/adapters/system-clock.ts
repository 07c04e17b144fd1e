import type { Clock } from '../application/ports.ts';

/** Monotonic: a corrected wall clock neither opens nor closes the PIN pace. */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
