import type { CardSlot, CardTransport, SlotEvent } from '../application/ports.ts';
import { CardFault } from '../domain/card-fault.ts';
import { connectFault, transmitFault } from './pcsc-faults.ts';

/** The part of `@pokusew/pcsclite` 0.6 that is used. Its callbacks come from threads of the binding, so that nothing here blocks. */
type Done<T> = (error: unknown, value: T) => void;
type LiteReader = {
  readonly name: string; readonly SCARD_STATE_PRESENT: number; readonly SCARD_SHARE_EXCLUSIVE: number; readonly SCARD_RESET_CARD: number;
  on(event: 'status', listener: (status: { state: number }) => void): void;
  on(event: 'error' | 'end', listener: () => void): void;
  connect(options: { share_mode: number }, done: Done<number>): void;
  disconnect(disposition: number, done: (error: unknown) => void): void;
  transmit(command: Buffer, longest: number, protocol: number, done: Done<Buffer>): void;
  close(): void;
};
type Lite = { on(event: 'reader', listener: (reader: LiteReader) => void): void; on(event: 'error', listener: () => void): void; close(): void };
export type PcscliteLibrary = () => Lite;

export async function loadPcsclite(packageName = '@pokusew/pcsclite'): Promise<{ library: PcscliteLibrary } | { missing: string }> {
  try {
    const loaded = await import(packageName) as { default: PcscliteLibrary };
    return { library: loaded.default };
  } catch (error) {
    return { missing: error instanceof Error ? error.message.split('\n')[0] ?? 'unknown' : 'unknown' };
  }
}

const RETRY_MS = 1_000;
const LONGEST_ANSWER = 258;

/**
 * The fallback binding behind the same port: the readers of pcscd as one slot. A daemon that dies is asked again every second.
 * It resets by an asynchronous `disconnect`, so it needs no detour by reconnect as `smartcard` does.
 */
export function openPcscliteSlot(pcsclite: PcscliteLibrary, { readerName = '' }: { readerName?: string } = {}): CardSlot {
  const readers = new Map<LiteReader, { state: number; mark: string | null }>();
  let listener: ((event: SlotEvent) => void) | null = null;
  let daemon: Lite | null = null;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let ready: boolean | null = null;
  let mark: string | null = null;
  let insertions = 0;
  let closed = false;

  function observe(): void {
    if (closed) return;
    if (ready !== readers.size > 0) {
      ready = readers.size > 0;
      listener?.({ type: 'reader', state: ready ? 'ready' : 'none' });
    }
    const marks = [...readers.values()].map((reader) => reader.mark).filter((known) => known !== null);
    if (mark !== null && marks.includes(mark)) return;
    const next = marks[0] ?? null;
    if (mark !== null && next === null) listener?.({ type: 'removed' });
    if (next !== null) listener?.({ type: 'inserted', mark: next });
    mark = next;
  }

  function follow(reader: LiteReader): void {
    if (!reader.name.includes(readerName)) return;
    const known = { state: 0, mark: null as string | null };
    readers.set(reader, known);
    reader.on('status', ({ state }) => {
      const present = (state & reader.SCARD_STATE_PRESENT) !== 0;
      // The upper half counts insertions and removals: another count is another card, also when the removal was overlooked.
      const same = known.mark !== null && state >>> 16 === known.state >>> 16;
      known.state = state;
      known.mark = !present ? null : same ? known.mark : `${reader.name}#${++insertions}`;
      observe();
    });
    const lose = () => { readers.delete(reader); observe(); };
    reader.on('end', lose);
    reader.on('error', lose);
    observe();
  }

  function open(): void {
    if (closed) return;
    daemon = pcsclite();
    daemon.on('reader', follow);
    daemon.on('error', () => {
      daemon?.close();
      readers.clear();
      observe();
      if (!closed) retry = setTimeout(open, RETRY_MS);
    });
    observe();
  }

  return {
    watch(next) { listener = next; open(); },
    async connect(expected) {
      const lies = () => [...readers].find(([, known]) => known.mark === expected)?.[0];
      const reader = lies();
      if (!reader) throw new CardFault('CARD_REMOVED');
      const protocol = await new Promise<number>((resolve, reject) => reader.connect({ share_mode: reader.SCARD_SHARE_EXCLUSIVE }, settle(resolve, reject)))
        .catch((error: unknown) => { throw connectFault(error); });
      const transport = toTransport(reader, protocol);
      if (lies() === reader) return transport;
      await transport.close();
      throw new CardFault('CARD_REMOVED');
    },
    async close() {
      closed = true;
      listener = null;
      if (retry) clearTimeout(retry);
      for (const reader of readers.keys()) reader.close();
      daemon?.close();
    },
  };
}

const settle = <T>(resolve: (value: T) => void, reject: (error: unknown) => void): Done<T> => (error, value) => { if (error) reject(error); else resolve(value); };

function toTransport(reader: LiteReader, protocol: number): CardTransport {
  let running: Promise<unknown> = Promise.resolve();
  return {
    async transmit(apdu) {
      const frame = Buffer.from(apdu);
      const sending = new Promise<Buffer>((resolve, reject) => reader.transmit(frame, LONGEST_ANSWER, protocol, settle(resolve, reject)));
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
      await new Promise<void>((resolve) => reader.disconnect(reader.SCARD_RESET_CARD, () => resolve()));
    },
  };
}
