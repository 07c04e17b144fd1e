import { Worker } from 'node:worker_threads';
import type { DrawTicket } from '../application/ports.ts';
import type { Bitmap } from '../domain/sheet.ts';
import type { TicketDrawn, TicketWork } from './ticket-worker.ts';

export interface TicketPress { readonly draw: DrawTicket; close(): Promise<void> }

/** Draws tickets beside the server's own thread, which must tell boards of calls meanwhile. absent -first ticket-> running -error or exit-> absent */
export function openTicketPress(): TicketPress {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, { resolve: (bitmap: Bitmap) => void; reject: (error: Error) => void }>();
  const drop = (why: string): void => {
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  const running = (): Worker => {
    if (worker !== null) return worker;
    const started = new Worker(new URL('./ticket-worker-start.mjs', import.meta.url), { execArgv: [] });
    started.on('message', (drawn: TicketDrawn) => {
      const one = waiting.get(drawn.id);
      waiting.delete(drawn.id);
      if ('bitmap' in drawn) one?.resolve(drawn.bitmap); else one?.reject(new Error(`ticket: ${drawn.failed}`));
    });
    started.on('error', (error) => drop(`ticket: ${error.name}`)).on('exit', () => { if (worker === started) drop('ticket: worker ended'); });
    started.unref();
    worker = started;
    return started;
  };
  return {
    draw: (facts, paper) => new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      running().postMessage({ id: last, facts, paper } satisfies TicketWork);
    }),
    close: async () => { const ending = worker; worker = null; await ending?.terminate(); },
  };
}
