import { CardFault } from '../domain/card-fault.ts';
import type { CardSlot, CardTransport, Clock } from './ports.ts';

/**
 * `askMs`: one conversation without a PIN; `readMs`: a whole reading. A contactless card needs about a second;
 * ten leave room for a slow reader and end before a visitor gives up. `closeMs`: after this a reader that does not let go counts as stuck.
 */
export const WATCHDOG = { askMs: 5_000, readMs: 10_000, closeMs: 3_000 } as const;

export type Conversation = { mark: string; limitMs: number; abort: AbortController };
/** Runs `talk` alone with the card. Rejects with the abort's reason (TIMEOUT when `limitMs` pass), also while the reader hangs. */
export type Converse = <T>(conversation: Conversation, talk: (transport: CardTransport) => Promise<T>) => Promise<T>;

/** Conversations with the slot never overlap: each waits until the one before has let the card go. `onStuck` tells when that takes too long. */
export function queueConversations(slot: CardSlot, clock: Clock, onStuck: (stuck: boolean) => void): Converse {
  let last: Promise<void> = Promise.resolve();

  return async ({ mark, limitMs, abort }, talk) => {
    const before = last;
    let letGo = () => {};
    const mine = new Promise<void>((resolve) => { letGo = resolve; });
    last = before.then(() => mine);

    const stopWatchdog = clock.after(limitMs, () => abort.abort(new CardFault('TIMEOUT')));
    const connecting = before.then(() => {
      if (abort.signal.aborted) throw abort.signal.reason as Error;
      return slot.connect(mark);
    });
    let closing: Promise<void> | null = null;
    const close = () => (closing ??= connecting.then((transport) => transport.close()).catch(() => {}));
    try {
      const transport = await unlessAborted(connecting, abort.signal);
      return await talk({ transmit: (apdu) => transport.transmit(apdu), close });
    } finally {
      stopWatchdog();
      let stuck = false;
      const stopGrace = clock.after(WATCHDOG.closeMs, () => { stuck = true; onStuck(true); });
      void close().then(() => { stopGrace(); letGo(); if (stuck) onStuck(false); });
    }
  };
}

/** Rejects with the reason of `signal` even while `work` hangs; what comes late is dropped. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
