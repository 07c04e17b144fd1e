/**
 * Health is the time of the last real result, never the presence of an API (a recogniser can start, and stay silent).
 * live -no result for QUIET_MS-> degraded -result-> live;  any -ends FAILS_ALLOWED times at once, or refused-> down.
 */
export const QUIET_MS = 12_000;
/** An end this soon after a start means that the recogniser does not really run. */
export const AT_ONCE_MS = 1_000;
export const FAILS_ALLOWED = 3;

export interface EngineHealth { readonly state: 'live' | 'degraded' | 'down'; /** first start, by the clerk */ readonly bornMs: number; readonly startedMs: number; readonly resultMs: number | null; readonly fails: number }

export const engineStarting = (nowMs: number): EngineHealth => ({ state: 'degraded', bornMs: nowMs, startedMs: nowMs, resultMs: null, fails: 0 });
export const engineResult = (health: EngineHealth, nowMs: number): EngineHealth => ({ ...health, state: 'live', resultMs: nowMs, fails: 0 });
export const engineRestarted = (health: EngineHealth, nowMs: number): EngineHealth => ({ ...health, startedMs: nowMs });
export const engineRefused = (health: EngineHealth): EngineHealth => ({ ...health, state: 'down' });

export function engineEnded(health: EngineHealth, nowMs: number): EngineHealth {
  if (health.state === 'down') return health;
  const fails = nowMs - health.startedMs < AT_ONCE_MS ? health.fails + 1 : 0;
  return fails >= FAILS_ALLOWED ? { ...health, state: 'down', fails } : { ...health, fails };
}

export const watchEngine = (health: EngineHealth, nowMs: number): EngineHealth =>
  health.state === 'live' && health.resultMs !== null && nowMs - health.resultMs > QUIET_MS ? { ...health, state: 'degraded' } : health;

/** Nothing was understood for so long that the clerk should know, also when the recogniser never said a word. */
export const isSilent = (health: EngineHealth, nowMs: number): boolean => health.state === 'degraded' && nowMs - (health.resultMs ?? health.bornMs) > QUIET_MS;
