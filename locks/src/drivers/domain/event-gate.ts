/** At a busy door a few things happen in a second; a device that tells more than this is broken or played by somebody. */
export const EVENT_GATE = { windowMs: 10_000, most: 60, rememberedIds: 1_000 } as const;

export interface EventGate { windowFromMs: number; told: number; cut: boolean; ids: readonly string[] }
export const OPEN_GATE: EventGate = { windowFromMs: Number.NEGATIVE_INFINITY, told: 0, cut: false, ids: [] };

/** tell: hand it on. cut: the first one too many, say once that something is lost. drop: a repeat, or too many. */
export type Passage = 'tell' | 'cut' | 'drop';

export function passGate(gate: EventGate, id: string | null, nowMs: number): { gate: EventGate; passage: Passage } {
  if (id !== null && gate.ids.includes(id)) return { gate, passage: 'drop' };
  const ids = id === null ? gate.ids : [...gate.ids.slice(1 - EVENT_GATE.rememberedIds), id];
  const fresh = nowMs - gate.windowFromMs >= EVENT_GATE.windowMs || nowMs < gate.windowFromMs;
  const now = fresh ? { windowFromMs: nowMs, told: 0, cut: false } : gate;
  if (now.told < EVENT_GATE.most) return { gate: { ...now, told: now.told + 1, ids }, passage: 'tell' };
  return { gate: { ...now, cut: true, ids }, passage: now.cut ? 'drop' : 'cut' };
}
