import { parentPort } from 'node:worker_threads';
import type { SheetFacts } from '../application/ports.ts';
import { layOutSlip } from '../domain/lay-out-slip.ts';
import { layOutTicket } from '../domain/lay-out-ticket.ts';
import type { Bitmap, PaperWidth } from '../domain/sheet.ts';
import { openPaperFaces } from './paper-faces.ts';
import { rasterise } from './rasterise.ts';

export interface TicketWork { readonly id: number; readonly facts: SheetFacts; readonly paper: PaperWidth }
export type TicketDrawn = { readonly id: number; readonly bitmap: Bitmap } | { readonly id: number; readonly failed: string };

const faces = openPaperFaces();

parentPort?.on('message', ({ id, facts, paper }: TicketWork) => {
  try {
    parentPort?.postMessage({ id, bitmap: rasterise('takenAtMs' in facts ? layOutSlip(facts, paper, faces.measure) : layOutTicket(facts, paper, faces.measure), faces) } satisfies TicketDrawn);
  } catch (error) { parentPort?.postMessage({ id, failed: (error as Error).name } satisfies TicketDrawn); }
});
