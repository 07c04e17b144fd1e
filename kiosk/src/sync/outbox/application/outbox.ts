import { nextSending, settle, type OutboxEntry, type Sending } from '../domain/drain-outbox.ts';
import type { OutboxLink, OutboxStore } from './ports.ts';

export interface OutboxDependencies {
  store: OutboxStore;
  link: OutboxLink;
  nowMs: () => number;
  /** 0..1 */ jitter: () => number;
  /** Calls back once after `ms`; returns the way to call it off. */ after: (ms: number, act: () => void) => () => void;
  /** Runs `act` while no other page of this kiosk drains (navigator.locks). */ alone: <T>(act: () => Promise<T>) => Promise<T>;
  onSettled?: (entry: OutboxEntry, sending: Sending, answer: unknown) => void;
}

export interface Outbox {
  /** Resolves when the entry is durable; only then may a ticket be shown as kept. Sending begins by itself. */
  enqueue(entry: Pick<OutboxEntry, 'id' | 'body'>): Promise<void>;
  /** The network may be back: try now, whatever the back-off says. */
  hurry(): Promise<void>;
  /** Waiting and parked, for the heartbeat: staff see that something is stuck here. */
  pending(): Promise<number>;
  stop(): void;
}

/** 送信待ち: keeps what visitors gave until the hall server has it. One drain at a time, one sending in flight. */
export const startOutbox = (deps: OutboxDependencies): Outbox => {
  let draining: Promise<void> | null = null;
  let hurried = false;
  let stopped = false;
  let callOff: () => void = () => undefined;

  const drainAlone = async (): Promise<number | null> => {
    for (;;) {
      if (stopped) return null;
      const rush = hurried;
      hurried = false;
      const next = nextSending(await deps.store.list(), deps.nowMs(), rush);
      if (next.kind === 'rest') return next.untilMs;
      const { sending, answer } = await deps.link.send(next.entry);
      const settled = settle(next.entry, sending, deps.nowMs(), deps.jitter());
      if (settled.kind === 'remove') await deps.store.remove(settled.id);
      else await deps.store.put(settled.entry);
      deps.onSettled?.(next.entry, sending, answer);
    }
  };

  const drain = (): Promise<void> => {
    draining ??= deps.alone(drainAlone).then((untilMs) => {
      draining = null;
      callOff();
      if (stopped) return;
      if (hurried) return drain();
      if (untilMs !== null) callOff = deps.after(Math.max(50, untilMs - deps.nowMs()), () => void drain());
    }, (error: unknown) => { draining = null; throw error; });
    return draining;
  };

  return {
    enqueue: async ({ id, body }) => {
      const order = Math.max(0, ...(await deps.store.list()).map((entry) => entry.order)) + 1;
      try { await deps.store.put({ id, body, order, attempts: 0, notBeforeMs: 0, parked: null }); } catch (error) {
        // The visitor is told that nothing was kept: half an entry that is sent later would be a ticket that nobody holds.
        await deps.store.remove(id).catch(() => undefined);
        throw error;
      }
      void drain();
    },
    hurry: () => { hurried = true; return drain(); },
    pending: async () => (await deps.store.list()).length,
    stop: () => { stopped = true; callOff(); },
  };
};
