import { parentPort } from 'node:worker_threads';
import { layOutTicket, type TicketFacts } from '../domain/lay-out-ticket.ts';
import type { Bitmap, PaperWidth } from '../domain/sheet.ts';
import { openPaperFaces } from './paper-faces.ts';
import { rasterise } from './rasterise.ts';

export interface TicketWork { readonly id: number; readonly facts: TicketFacts; readonly paper: PaperWidth }
export type TicketDrawn = { readonly id: number; readonly bitmap: Bitmap } | { readonly id: number; readonly failed: string };

const faces = openPaperFaces();

parentPort?.on('message', ({ id, facts, paper }: TicketWork) => {
  try {
    parentPort?.postMessage({ id, bitmap: rasterise(layOutTicket(facts, paper, faces.measure), faces) } satisfies TicketDrawn);
  } catch (error) { parentPort?.postMessage({ id, failed: (error as Error).name } satisfies TicketDrawn); }
});
