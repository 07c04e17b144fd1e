import type { CardSlot, CardTransport, SlotEvent } from '../application/ports.ts';
import { CardFault } from '../domain/card-fault.ts';
import { connectFault, transmitFault } from './pcsc-faults.ts';

/** The part of `smartcard` 3.7 that is used, written out so that a machine without the package still type-checks and starts. */
type NativeCard = {
  transmit(command: Buffer, options: { maxRecvLength: number }): Promise<Buffer>;
  reconnect(shareMode: number, protocol: number, initialization: number): Promise<number>;
  disconnect(disposition: number): void;
};
type NativeReader = { readonly name: string; readonly state: number; connect(shareMode: number, protocol: number): Promise<NativeCard> };
type NativeContext = {
  listReaders(): NativeReader[];
  waitForChange(readers: { name: string; state: number }[], timeoutMs: number): Promise<unknown>;
  cancel(): void;
  close(): void;
};
export type PcscLibrary = {
  Context: new () => NativeContext;
  SCARD_SHARE_EXCLUSIVE: number; SCARD_PROTOCOL_T0: number; SCARD_PROTOCOL_T1: number; SCARD_LEAVE_CARD: number; SCARD_RESET_CARD: number; SCARD_STATE_PRESENT: number;
};

/** The optional native library, or why it cannot be had. The name is a variable so that no tool resolves it early. */
export async function loadPcsc(packageName = 'smartcard'): Promise<{ library: PcscLibrary } | { missing: string }> {
  try {
    const loaded = await import(packageName) as PcscLibrary & { default?: PcscLibrary };
    return { library: loaded.default ?? loaded };
  } catch (error) {
    return { missing: error instanceof Error ? error.message.split('\n')[0] ?? 'unknown' : 'unknown' };
  }
}

/** Where no PC/SC library can be had: a reader that is never there. */
export const absentSlot: CardSlot = {
  watch: (listener) => listener({ type: 'reader', state: 'none' }),
  connect: () => Promise.reject(new CardFault('READER_MISSING')),
  close: async () => {},
};

/** How often the list of readers is looked at again, and how soon a dead daemon is asked again. */
const REFRESH_MS = 1_000;
/** pcsc-lite's pseudo reader: changes when a reader is plugged in or out. */
const PLUG = { name: '\\\\?PnP?\\Notification', state: 0 };
const LONGEST_ANSWER = 258;

/**
 * The readers of pcscd as one slot: the first reader whose name holds `readerName` and on which a card lies.
 * Watches on one context and converses on another, because a context that waits blocks its other calls.
 * ```
 *  no daemon / no reader ──▶ none ◀──plug out──┐
 *            └──────plug in──▶ ready ──────────┘        (asked again every second, for as long as the bridge runs)
 * ```
 */
export function openPcscSlot(pcsc: PcscLibrary, { readerName = '' }: { readerName?: string } = {}): CardSlot {
  let listener: ((event: SlotEvent) => void) | null = null;
  let watching: NativeContext | null = null;
  let talking: NativeContext | null = null;
  let closed = false;
  let mark: string | null = null;
  let ready: boolean | null = null;
  let wake = () => {};

  const relevant = (readers: NativeReader[]) => readers.filter(({ name }) => name.includes(readerName));
  // pcscd counts insertions and removals in the upper half of the state: the same count is the same insertion.
  const markOf = ({ name, state }: NativeReader) => `${name}#${state >>> 16}`;
  const holdsCard = ({ state }: NativeReader) => (state & pcsc.SCARD_STATE_PRESENT) !== 0;

  function observe(readers: NativeReader[]): void {
    const isReady = readers.length > 0;
    if (ready !== isReady) {
      ready = isReady;
      listener?.({ type: 'reader', state: isReady ? 'ready' : 'none' });
    }
    const withCard = readers.filter(holdsCard);
    const marks = withCard.map(markOf);
    if (mark !== null && marks.includes(mark)) return;
    const next = marks[0] ?? null;
    if (mark !== null && next === null) listener?.({ type: 'removed' });
    if (next !== null) listener?.({ type: 'inserted', mark: next });
    mark = next;
  }

  async function watchOnce(): Promise<void> {
    watching = new pcsc.Context();
    try {
      while (!closed) {
        const readers = relevant(watching.listReaders());
        observe(readers);
        await watching.waitForChange([...readers.map(({ name, state }) => ({ name, state })), PLUG], REFRESH_MS);
      }
    } finally {
      watching.close();
      watching = null;
    }
  }

  async function watchForever(): Promise<void> {
    while (!closed) {
      await watchOnce().catch(() => observe([]));
      if (!closed) await new Promise<void>((resolve) => { const timer = setTimeout(resolve, REFRESH_MS); wake = () => { clearTimeout(timer); resolve(); }; });
    }
  }
  let watcher: Promise<void> = Promise.resolve();

  function dropTalking(): void {
    quietly(() => talking?.close());
    talking = null;
  }

  /** The reader on which `expected` still lies, freshly asked. A context does not outlive its daemon: a stale one is replaced once. */
  function find(expected: string): NativeReader | undefined {
    const fits = (reader: NativeReader) => holdsCard(reader) && markOf(reader) === expected;
    if (talking) {
      try {
        return relevant(talking.listReaders()).find(fits);
      } catch {
        dropTalking();
      }
    }
    talking = new pcsc.Context();
    return relevant(talking.listReaders()).find(fits);
  }

  async function connect(expected: string): Promise<CardTransport> {
    let card: NativeCard | null = null;
    try {
      const reader = find(expected);
      if (!reader) throw new CardFault('CARD_REMOVED');
      card = await reader.connect(pcsc.SCARD_SHARE_EXCLUSIVE, anyProtocol(pcsc));
      // Cards may have been swapped while connecting; from here on the handle dies with its card.
      if (!find(expected)) throw new CardFault('CARD_REMOVED');
      return toTransport(card, pcsc);
    } catch (error) {
      if (card) await resetAndLeave(card, pcsc);
      if (error instanceof CardFault) throw error;
      dropTalking();
      throw connectFault(error);
    }
  }

  return {
    watch(next) {
      listener = next;
      watcher = watchForever();
    },
    connect,
    async close() {
      closed = true;
      listener = null;
      wake();
      quietly(() => watching?.cancel());
      await watcher;
      dropTalking();
    },
  };
}

const anyProtocol = (pcsc: PcscLibrary): number => pcsc.SCARD_PROTOCOL_T0 | pcsc.SCARD_PROTOCOL_T1;

function toTransport(card: NativeCard, pcsc: PcscLibrary): CardTransport {
  let running: Promise<unknown> = Promise.resolve();
  return {
    async transmit(apdu) {
      const frame = Buffer.from(apdu);
      const sending = card.transmit(frame, { maxRecvLength: LONGEST_ANSWER });
      running = sending.catch(() => {});
      try {
        const answer = await sending;
        const bytes = new Uint8Array(answer);
        answer.fill(0);
        return bytes;
      } catch (error) {
        throw transmitFault(error);
      } finally {
        frame.fill(0);
      }
    },
    async close() {
      await running;
      await resetAndLeave(card, pcsc);
    },
  };
}

/**
 * The binding's `disconnect` is synchronous: with RESET it would stop the whole process until the card has answered.
 * So the card is reset by an asynchronous reconnect and then left; only where that fails is it reset the blocking way.
 */
async function resetAndLeave(card: NativeCard, pcsc: PcscLibrary): Promise<void> {
  const isReset = await card.reconnect(pcsc.SCARD_SHARE_EXCLUSIVE, anyProtocol(pcsc), pcsc.SCARD_RESET_CARD).then(() => true, () => false);
  quietly(() => card.disconnect(isReset ? pcsc.SCARD_LEAVE_CARD : pcsc.SCARD_RESET_CARD));
}

/** A card that is gone cannot be reset, and need not be. */
function quietly(action: () => void): void {
  try { action(); } catch { /* it is gone */ }
}
