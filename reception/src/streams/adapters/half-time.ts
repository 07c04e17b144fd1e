import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

/**
 * Works at most half of the time: after work that took a while it lets others have as long, at most `mostMs`, and before any work one
 * turn of the event loop, so that requests of the same moment are heard first.
 */
export function halfTime(mostMs: number): <T>(work: () => Promise<T>) => Promise<T> {
  let endedMs = 0;
  let tookMs = 0;
  return async (work) => {
    const restMs = Math.min(tookMs, mostMs) - (performance.now() - endedMs);
    await (restMs > 0 ? sleep(restMs) : turn());
    const begunMs = performance.now();
    try { return await work(); } finally {
      endedMs = performance.now();
      tookMs = endedMs - begunMs;
    }
  };
}
