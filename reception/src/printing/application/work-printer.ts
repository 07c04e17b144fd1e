import { canPrint, encodeSheet, type Health } from '../domain/escpos.ts';
import { PRINT, type PrintJob } from '../domain/print-job.ts';
import type { Bitmap } from '../domain/sheet.ts';
import type { OpenLine, Printer, PrinterLine, PrintStore } from './ports.ts';

export interface PrinterWork {
  readonly store: PrintStore; readonly open: OpenLine; readonly me: string; readonly clock: () => number; readonly giveUpMs: number;
  /** the ticket's picture at this moment; null: the ticket is over and needs no paper */ readonly draw: (job: PrintJob, printer: Printer) => Promise<Bitmap | null>;
  /** four letters by which the printer names this sheet */ readonly newName: () => string;
  readonly changed: () => void;
}

/** Says how the printer is, once for each change. */
async function look(work: PrinterWork, printer: Printer, line: PrinterLine | null): Promise<Health> {
  const health = line === null ? 'unreachable' : await line.health();
  if (await work.store.sawHealth(printer.id, health, work.clock())) work.changed();
  return health;
}

async function printOne(work: PrinterWork, printer: Printer, job: PrintJob, line: PrinterLine): Promise<void> {
  const bitmap = await work.draw(job, printer);
  if (bitmap === null) return work.store.withdraw(job.jobId, work.clock());
  // Held anew right before the first byte: a sheet never outlasts the hold, so no other server takes the printer meanwhile.
  if (!await work.store.hold(printer.id, work.me, work.clock(), work.clock() + PRINT.holdMs)) return undefined;
  if (!await work.store.begin(job.jobId, work.me, work.clock())) return undefined;
  work.changed();
  const end = await line.print(encodeSheet(bitmap), work.newName());
  await work.store.end(job.jobId, work.me, end, work.clock());
  if (end.state === 'unknown' && end.why !== 'line-broke' && await work.store.sawHealth(printer.id, end.why, work.clock())) work.changed();
  return undefined;
}

/**
 * Looks after one printer once: is it mine, how is it, what is next. @returns whether there may be more to do at once.
 * `idleMs`: how long ago it was last asked how it is.
 */
export async function workPrinter(work: PrinterWork, printer: Printer, idleMs: number): Promise<'more' | 'asked' | 'idle'> {
  const nowMs = work.clock();
  if (!await work.store.hold(printer.id, work.me, nowMs, nowMs + PRINT.holdMs)) return 'idle';
  const job = await work.store.next(printer.id);
  if (job === null && idleMs < PRINT.checkMs) return 'idle';
  const line = await work.open(printer);
  try {
    const health = await look(work, printer, line);
    if (await work.store.giveUp(printer.id, nowMs - work.giveUpMs, health, nowMs) > 0) { work.changed(); return 'more'; }
    if (job === null || line === null || !canPrint(health)) return 'asked';
    await printOne(work, printer, job, line);
    work.changed();
    return 'more';
  } finally { line?.close(); }
}
