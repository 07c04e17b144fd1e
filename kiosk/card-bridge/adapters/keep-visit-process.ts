import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { ReaderState } from '../contract/index.ts';
import type { Seat } from '../domain/decide-entry.ts';
import type { Handshake, Usher } from './page-seats.ts';

/** To the process of a visit, together with the page's open socket. */
export type ToVisit = { seat: Seat; handshake: Handshake };
/** From it. `over`: its last page has left, and it has heard what must not stay; the number of pages that it ever got. */
export type FromVisit = { reader: ReaderState } | { over: number };

/** In the process of a visit. What its keeper no longer hears need not be said. */
export const tellKeeper = (message: FromVisit): void => { if (process.connected) process.send?.(message); };

export type VisitKeeper = { usher: Usher; reader: () => ReaderState; close(): Promise<void> };

/** A process that fell at once is not started again at once. `graceMs`: how long a process may hold on to a reader that hangs. */
const RESTART = { pauseMs: 1_000, graceMs: 3_000 } as const;

/**
 * Keeps one process for reader and pages, and another after it:
 * ```
 *  starting ──its first word──▶ serving ──over, or it died──▶ ended ──▶ starting
 * ```
 * Pages that knock while there is none wait for the next; one that was given away in the moment of a process's death is hung up on, and knocks again. This process only sees their knocks: no digit and no name is ever in its memory.
 */
export function keepVisitProcess(entry: URL): VisitKeeper {
  let child: ChildProcess | null = null;
  let serving = false;
  let reader: ReaderState = 'none';
  let given = 0;
  let closed = false;
  let pause: NodeJS.Timeout | undefined;
  const waiting: { page: ToVisit; socket: Socket }[] = [];

  function start(): void {
    const mine = child = fork(entry);
    given = 0;
    mine.on('message', (message: FromVisit) => {
      if ('over' in message) { if (message.over === given) void end(mine); return; }
      reader = message.reader;
      serving = true;
      for (const { page, socket } of waiting.splice(0)) give(page, socket);
    });
    mine.once('exit', () => {
      const fellAtOnce = !serving;
      child = null;
      serving = false;
      reader = 'none';
      if (!closed) pause = setTimeout(start, fellAtOnce ? RESTART.pauseMs : 0);
    });
  }

  function give(page: ToVisit, socket: Socket): void {
    given++;
    child?.send(page, socket, (error) => { if (error) socket.destroy(); });
  }

  async function end(ending: ChildProcess): Promise<void> {
    serving = false;
    const exit = once(ending, 'exit');
    if (ending.connected) ending.disconnect();
    const grace = setTimeout(() => ending.kill('SIGKILL'), RESTART.graceMs);
    await exit;
    clearTimeout(grace);
  }

  start();
  return {
    reader: () => reader,
    usher(seat, handshake, socket, head) {
      // A page waits for the answer to its knock; who speaks before it is no page, and must not be heard here.
      if (head.length > 0) { socket.destroy(); return; }
      const page = { seat, handshake };
      if (serving) give(page, socket as Socket);
      else waiting.push({ page, socket: socket as Socket });
    },
    async close() {
      closed = true;
      clearTimeout(pause);
      for (const { socket } of waiting.splice(0)) socket.destroy();
      if (child) await end(child);
    },
  };
}
