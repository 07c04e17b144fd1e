import { Worker } from 'node:worker_threads';
import type { PaperForm } from '../../domain/paper-form.ts';
import type { PaperJob, PaperResult } from './paper-worker.ts';

/** Sets forms in type beside the server's own thread: the first page costs up to two seconds, in which calls must still reach the boards. */
export interface PaperPress {
  print(forms: readonly PaperForm[], issuedAtMs: number): Promise<Buffer>;
  /** Reads the fonts and sets these pages for nobody, ahead of the first print: asked for when a form is opened, because it may be printed soon. */
  warm(blank: readonly PaperForm[]): void;
  close(): Promise<void>;
}

/** absent -warm, first print-> running -error or exit-> absent (jobs under way fail, the next print starts a new worker) */
export function openPaperPress(nameFont: string | null): PaperPress {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, { resolve: (pdf: Buffer) => void; reject: (error: Error) => void }>();
  const drop = (why: string): void => {
    worker = null;
    for (const job of waiting.values()) job.reject(new Error(why));
    waiting.clear();
  };
  const running = (): Worker => {
    if (worker !== null) return worker;
    const started = new Worker(new URL('./paper-worker-start.mjs', import.meta.url), { execArgv: [], workerData: nameFont });
    started.on('message', (result: PaperResult) => {
      const job = waiting.get(result.id);
      waiting.delete(result.id);
      if ('pdf' in result) job?.resolve(Buffer.from(result.pdf.buffer, result.pdf.byteOffset, result.pdf.byteLength));
      else job?.reject(new Error(`paper: ${result.failed}`));
    });
    started.on('error', (error) => drop(`paper: ${error.name}`)).on('exit', () => { if (worker === started) drop('paper: worker ended'); });
    started.unref();
    worker = started;
    return started;
  };
  const print = (forms: readonly PaperForm[], issuedAtMs: number): Promise<Buffer> => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    running().postMessage({ id: last, forms, issuedAtMs } satisfies PaperJob);
  });
  return {
    print,
    // What went wrong here will be said by the first real print.
    warm: (blank) => { if (worker === null) print(blank, 0).catch(() => undefined); },
    close: async () => { const ending = worker; worker = null; await ending?.terminate(); },
  };
}
