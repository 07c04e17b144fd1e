import { PRINT } from '../domain/print-job.ts';
import type { Printer } from './ports.ts';
import { workPrinter, type PrinterWork } from './work-printer.ts';

export interface Printing { /** there may be something to print */ poke(): void; close(): Promise<void> }

/** `every` starts a timer and gives back what stops it. One loop a printer: a printer that is silent keeps no other waiting. */
export function keepPrinting(deps: { printers: readonly Printer[]; work: PrinterWork; every: (ms: number, act: () => void) => () => void; failed: (error: unknown) => void }): Printing {
  let open = true;
  const loops = deps.printers.map((printer) => {
    let askedAtMs = Number.NEGATIVE_INFINITY;
    let running: Promise<void> | null = null;
    let again = false;
    const run = async (): Promise<void> => {
      do {
        again = false;
        const ended = await workPrinter(deps.work, printer, deps.work.clock() - askedAtMs);
        if (ended !== 'idle') askedAtMs = deps.work.clock();
        if (ended === 'more') again = true;
      } while (again && open);
    };
    return {
      poke: (): void => {
        if (!open) return;
        again = true;
        running ??= run().catch(deps.failed).finally(() => { running = null; });
      },
      ended: async (): Promise<void> => { await running; },
    };
  });
  const poke = (): void => { for (const loop of loops) loop.poke(); };
  const stop = deps.every(PRINT.lookMs, poke);
  return { poke, close: async () => { open = false; stop(); await Promise.all(loops.map((loop) => loop.ended())); } };
}
