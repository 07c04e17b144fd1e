import type { BoardCall, BoardState } from '@engawa/reception/contract';

/** One new call at a time: a panel stays at least `leastMs` before the next takes its place, and `stayMs` when nothing follows. Calls older than `freshMs` were made while this board was away: they are listed, not sounded. */
export const CALL_PANEL = { leastMs: 8_000, stayMs: 25_000, freshMs: 60_000, remembered: 200 } as const;

/**
 *   rest --new call--> calling --stayMs, or the visitor came--> rest
 *                         \--next in line after leastMs--> calling
 */
export interface BoardMemory {
  /** every callId that was taken up, newest last; survives reconnects and reloads, so that no call sounds twice */
  known: readonly string[];
  /** waiting for the panel, oldest first */
  line: readonly string[];
  panel: { callId: string; sinceMs: number } | null;
}
export const newBoardMemory = (known: readonly string[] = []): BoardMemory => ({ known, line: [], panel: null });

export interface BoardStep {
  memory: BoardMemory;
  /** sound and speak this call now */
  sound: BoardCall | null;
  /** tell reception that these stand on the board */
  shown: readonly string[];
}

/** What the board does next, given what the hall says, the city's time, and whether a call is still being heard: nobody speaks over it. */
export const nextBoard = (memory: BoardMemory, state: BoardState, nowMs: number, speaking = false): BoardStep => {
  const standing = new Map(state.calls.map((call) => [call.callId, call]));
  const fresh = state.calls.filter((call) => !memory.known.includes(call.callId)).toReversed();
  const isLate = (call: BoardCall) => nowMs - Date.parse(call.calledAt) > CALL_PANEL.freshMs;
  const known = [...memory.known, ...fresh.map((call) => call.callId)].slice(-CALL_PANEL.remembered);
  /* also who waited here while the board heard nothing of the hall */
  const waited = [...memory.line, ...fresh.map((call) => call.callId)].flatMap((callId) => standing.get(callId) ?? []);
  const line = waited.filter((call) => !isLate(call)).map((call) => call.callId);
  const late = waited.filter(isLate).map((call) => call.callId);
  const stands = memory.panel && standing.has(memory.panel.callId) ? memory.panel : null;
  const mayChange = !speaking && (!stands || nowMs - stands.sinceMs >= CALL_PANEL.leastMs);
  const next = mayChange ? standing.get(line[0] ?? '') : undefined;
  if (next) return { memory: { known, line: line.slice(1), panel: { callId: next.callId, sinceMs: nowMs } }, sound: next, shown: [...late, next.callId] };
  const panel = stands && nowMs - stands.sinceMs < CALL_PANEL.stayMs ? stands : null;
  return { memory: { known, line, panel }, sound: null, shown: late };
};

/** 「すぐ」 is said only where nobody waits and somebody would be free in a moment; a clerk who still serves is not. */
const SOON_MS = 5 * 60_000;
export const isSoon = (wait: BoardState['waits'][number], nowMs: number): boolean => wait.waiting === 0 && (wait.range === null || Date.parse(wait.range.from) - nowMs < SOON_MS);

/** The waits that fit: with a garden four, without it six; zones where somebody can come or waits go first. */
export const waitRows = (waits: BoardState['waits']): BoardState['waits'] =>
  waits.toSorted((a, b) => Number(b.openCounters > 0 || b.waiting > 0) - Number(a.openCounters > 0 || a.waiting > 0) || a.zone.localeCompare(b.zone)).slice(0, 6).toSorted((a, b) => a.zone.localeCompare(b.zone));
