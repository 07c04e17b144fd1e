import { PROTOCOL, type BoardState, type KioskWelcome } from '@engawa/reception/contract';
import { bootLife, endLife, nextNumber, NO_RECORD, resumeLife, welcomeLife, type Clocks, type NumberLife } from '../../numbers/domain/next-number.ts';
import { PACE, toDayWindow } from '../../numbers/domain/pace.ts';
import type { DeviceKey, KioskMemory, KioskMemoryStore, ReceptionLink } from './ports.ts';

/** A heartbeat every 5 s: often enough that staff see a silent kiosk, and that the outbox knows when the hall is back. */
export const HEARTBEAT_MS = 5_000;

/** What the surface may know of the link. `board` is null unless it is fresh: numbers of waiting people are never stale. */
export interface LinkView { connected: boolean; enrolled: boolean; board: BoardState | null; /** ms until numbers can be given after an offline start, as far as known */ startingUntilMs: number | null }

export type GivenNumber =
  | { kind: 'given'; day: string; series: number; sequence: number; issuedAtMs: number }
  | { kind: 'wait'; waitMs: number; why: 'starting' | 'pace' }
  | { kind: 'refused'; why: 'never-connected' | 'clock-behind' | 'day-over' | 'day-full' | 'not-saved' };

export interface KioskLinkDependencies {
  reception: ReceptionLink; store: KioskMemoryStore; key: DeviceKey; bootId: string;
  /** word of the page before this one, where somebody hands its life over (Z1) */ word?: string | null;
  nowMs: () => number; monoMs: () => number;
  pending: () => Promise<number>;
  onConnected: () => void;
  every: (ms: number, act: () => void) => () => void;
}

export interface KioskLink {
  view(): LinkView;
  subscribe(listener: () => void): () => void;
  /** The next number, durable before this resolves. */
  giveNumber(): Promise<GivenNumber>;
  sealTo(): KioskWelcome['sealTo'] | null;
  memory(): KioskMemory;
  /** the city's time, ms */ timeMs(): number;
  help(wanted: boolean): Promise<boolean>;
  beat(): Promise<void>;
  /** The page ends: its life is left, durably, for the page that is told `word`. No number is given any more. */
  handOver(word: string): Promise<void>;
  stop(): void;
}

/**
 * This kiosk and its hall server: enrol once, boot each life, then a heartbeat. Numbers are given here, because the
 * floor of a life, the token and the saved number must never part.
 */
export const openKioskLink = async (deps: KioskLinkDependencies): Promise<KioskLink> => {
  let memory = await deps.store.load();
  const left = memory.left ?? null;
  const word = deps.word ?? null;
  let life: NumberLife = resumeLife(memory.record, memory.window, left, word, deps.monoMs());
  const bootId = left !== null && left.word === word ? left.bootId : deps.bootId;
  // Single use: the note is gone from the disk before anything is done with what it said.
  if (left !== null) { memory = { ...memory, left: null }; await deps.store.save(memory); }
  let ended = false;
  let anchor: Clocks | null = null;
  let view: LinkView = { connected: false, enrolled: memory.kioskId !== null, board: null, startingUntilMs: null };
  const listeners = new Set<() => void>();

  const timeMs = (): number => (anchor === null ? deps.nowMs() + memory.offsetMs : anchor.wallMs + deps.monoMs() - anchor.monoMs);
  const show = (change: Partial<LinkView>): void => {
    const starting = life.begun === null && life.window !== null ? deps.nowMs() + Math.max(0, PACE.offlineBootWaitMs - (deps.monoMs() - life.bootedMonoMs)) : null;
    view = { ...view, ...change, enrolled: memory.kioskId !== null, startingUntilMs: starting };
    for (const listener of listeners) listener();
  };

  /** One change of the memory at a time; the disk sees them in order. */
  let tail: Promise<unknown> = Promise.resolve();
  const alone = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = tail.then(act);
    tail = turn.catch(() => undefined);
    return turn;
  };

  /** A small step back of the server's clock (the way there and back differs) is no clock behind; a large one is. */
  const setClock = (serverMs: number): void => {
    const here = timeMs();
    const wallMs = anchor !== null && here > serverMs && here - serverMs <= PACE.clockErrorMs ? here : serverMs;
    anchor = { wallMs, monoMs: deps.monoMs() };
  };

  const welcome = async (answer: KioskWelcome): Promise<void> => {
    const serverMs = Date.parse(answer.serverTime);
    setClock(serverMs);
    const window = toDayWindow(answer.businessDay);
    const next = welcomeLife(life, { window, numberFrom: answer.numberFrom, serverMs });
    const saved: KioskMemory = { ...memory, token: answer.token, window, sealTo: answer.sealTo, offsetMs: serverMs - deps.nowMs(), record: next.record };
    await deps.store.save(saved);
    memory = saved;
    life = next;
  };

  const enrol = async (): Promise<boolean> => {
    const answer = await deps.reception.enrol(deps.key.publicJwk);
    if (!answer.ok) return false;
    const fresh: KioskMemory = { ...memory, ...answer.value, token: '', window: null, record: NO_RECORD };
    await deps.store.save(fresh);
    memory = fresh;
    life = bootLife(NO_RECORD, null, deps.monoMs());
    return true;
  };

  const greet = async (): Promise<boolean> => {
    if (ended) return false;
    if (memory.kioskId === null && !(await enrol())) return false;
    if (memory.kioskId === null) return false;
    const hello = { protocol: PROTOCOL, bootId, day: memory.record.day, lastSequence: memory.record.last, token: memory.token, pending: await deps.pending() };
    const answer = await deps.reception.hello(life.begun === null ? 'boot' : 'heartbeat', memory.kioskId, hello);
    if (answer.ok) { await welcome(answer.value); return true; }
    if (answer.code === 'kiosk-unknown') {
      // The hall lost us (another database, a new city): our series is worth nothing there. A new series has no earlier numbers.
      memory = { ...memory, kioskId: null, series: null };
      return (await enrol()) && greet();
    }
    return false;
  };

  let beating: Promise<void> | null = null;
  const beat = (): Promise<void> => {
    beating ??= alone(greet).catch(() => false).then(async (connected) => {
      const board = connected ? await deps.reception.board() : null;
      show({ connected, board: board?.ok ? board.value : null });
      if (connected) deps.onConnected();
    }).finally(() => { beating = null; });
    return beating;
  };
  const stop = deps.every(HEARTBEAT_MS, () => void beat());
  void beat();

  return {
    view: () => view,
    subscribe: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    giveNumber: () => alone(async (): Promise<GivenNumber> => {
      const { series } = memory;
      if (ended) return { kind: 'refused', why: 'not-saved' };
      if (series === null) return { kind: 'refused', why: 'never-connected' };
      const issuedAtMs = timeMs();
      const decision = nextNumber(life, { wallMs: issuedAtMs, monoMs: deps.monoMs() });
      life = decision.life;
      if (decision.kind === 'wait') return { kind: 'wait', waitMs: decision.waitMs, why: decision.why };
      if (decision.kind === 'refuse') return { kind: 'refused', why: decision.why };
      memory = { ...memory, record: life.record };
      try { await deps.store.save(memory); } catch { return { kind: 'refused', why: 'not-saved' }; }
      return { kind: 'given', day: decision.day, series, sequence: decision.sequence, issuedAtMs };
    }),
    sealTo: () => memory.sealTo,
    memory: () => memory,
    timeMs,
    help: async (wanted) => memory.kioskId !== null && (await deps.reception.help(memory.kioskId, wanted)).ok,
    handOver: (next) => alone(async () => {
      ended = true;
      await deps.store.save({ ...memory, left: { ...endLife(life, next, deps.monoMs()), bootId } });
    }),
    beat, stop,
  };
};
