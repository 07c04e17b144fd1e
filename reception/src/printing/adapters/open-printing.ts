import { randomInt } from 'node:crypto';
import { setInterval, clearInterval } from 'node:timers';
import type { CityProfile, PaperView, TicketId, TicketSecret } from '../../../contract/index.ts';
import type { Database, Queryable } from '../../database/database.ts';
import type { Hall } from '../../queue/domain/project-hall.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import { keepPrinting } from '../application/keep-printing.ts';
import type { Printer, SheetFacts } from '../application/ports.ts';
import { slipFacts, ticketFacts } from '../application/ticket-facts.ts';
import type { Health } from '../domain/escpos.ts';
import { paperViewOf, type PaperSeen } from '../domain/paper-views.ts';
import { isOver, isWorthPaper, PRINT, type PrintJob } from '../domain/print-job.ts';
import type { Bitmap } from '../domain/sheet.ts';
import { pngOf } from './png.ts';
import { askForPaper, forgetPaper, letGo, linkSafe, postgresPrintStore } from './postgres-print-jobs.ts';
import { tcpPrinterLine, type LineTiming } from './tcp-printer-line.ts';
import { openTicketPress } from './ticket-press.ts';

/** The hall's paper, as the rest of reception sees it. A hall without printers has one that does nothing. */
export interface Paper {
  /** With the ticket, in its transaction: nothing where this kiosk has no printer, or its visitor has gone with the screen. */
  ofKiosk(tx: Queryable, issue: { ticketId: TicketId; day: string; series: number; secret: string; issuedAtMs: number; nowMs: number }): Promise<void>;
  ofDesk(tx: Queryable, issue: { ticketId: TicketId; day: string; counter: string | null; secret: string; nowMs: number }): Promise<void>;
  /** one more by staff; false: this counter has no printer, and the ticket's own is none of the city's */ again(tx: Queryable, ticket: Ticket, counter: string | null, nowMs: number): Promise<boolean>;
  /** 受付票 for whom this counter serves; false: it has no printer of its own */ slip(tx: Queryable, ticket: Ticket, counter: string | null, nowMs: number): Promise<boolean>;
  viewOf(secret: TicketSecret): Promise<PaperView | null>;
  /** what the newest paper looks like, PNG */ pictureOf(secret: TicketSecret): Promise<Buffer | null>;
  seen(day: string): Promise<PaperSeen>;
  poke(): void;
  sweep(today: string): Promise<void>;
  close(): Promise<void>;
}

export interface PaperDeps {
  readonly printers: readonly Printer[]; readonly pool: Database; readonly me: string; readonly clock: () => number; readonly secret: Buffer; readonly timing?: LineTiming; readonly giveUpMs?: number;
  readonly hall: () => { hall(): Hall; refresh(): Promise<void> }; readonly profile: () => CityProfile; readonly ticketIdOf: (secret: TicketSecret) => Promise<string | null>;
  readonly changed: () => void; readonly failed: (error: unknown) => void;
}

/** So many pictures of papers are remembered, to be shown as they came out. */
const PICTURES = 40;
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ23456789';

export function openPrinting(deps: PaperDeps): Paper {
  const { printers, pool, clock } = deps;
  const store = postgresPrintStore(pool);
  const safe = linkSafe(deps.secret);
  const press = openTicketPress();
  const pictures = new Map<string, Bitmap>();

  const draw = async (job: PrintJob, printer: Printer): Promise<Bitmap | null> => {
    const find = (): Ticket | undefined => deps.hall().hall().tickets.find((t) => t.ticketId === job.ticketId);
    // A ticket that is only just in the queue is not in what was read last.
    if (find() === undefined) await deps.hall().refresh();
    const ticket = find();
    if (ticket === undefined || isOver(job.kind, ticket)) return null;
    const facts: SheetFacts | null = job.kind === 'slip' ? slipFacts(ticket, deps.profile(), job) : ticketFacts(ticket, { ...deps.hall().hall(), nowMs: clock() }, deps.profile(), { job, secret: await safe.find(pool, job.ticketId) });
    if (facts === null) return null;
    const bitmap = await press.draw(facts, printer.paper);
    for (const old of [...pictures.keys()].slice(0, Math.max(0, pictures.size + 1 - PICTURES))) pictures.delete(old);
    pictures.set(job.jobId, bitmap);
    return bitmap;
  };
  const printing = keepPrinting({
    printers, failed: deps.failed,
    every: (ms, act) => { const timer = setInterval(act, ms); timer.unref(); return () => clearInterval(timer); },
    work: { store, open: tcpPrinterLine(deps.timing), me: deps.me, clock, giveUpMs: deps.giveUpMs ?? PRINT.giveUpMs, draw, changed: deps.changed, newName: () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('') },
  });
  const jobsOf = async (secret: TicketSecret): Promise<PrintJob[] | null> => {
    const ticketId = await deps.ticketIdOf(secret);
    return ticketId === null ? null : (await store.ofTicket(ticketId as TicketId)).filter(({ kind }) => kind === 'ticket');
  };
  const seen: Paper['seen'] = async (day) => {
    if (printers.length === 0) return { printers: [], jobs: [] };
    const [known, jobs] = await Promise.all([store.printers(), store.list(day)]);
    return { jobs, printers: printers.map(({ id, name, counters }) => { const one = known.find((k) => k.printer === id); return { id, name, counters, health: one?.health ?? 'ready', sinceMs: one?.sinceMs ?? null }; }) };
  };
  return {
    async ofKiosk(tx, { ticketId, day, series, secret, issuedAtMs, nowMs }) {
      const printer = printers.find((p) => p.kiosks.includes(series));
      if (printer === undefined) return;
      await safe.keep(tx, ticketId, secret);
      if (isWorthPaper(issuedAtMs, nowMs)) await askForPaper(tx, { ticketId, day, printer: printer.id, nowMs });
    },
    async ofDesk(tx, { ticketId, day, counter, secret, nowMs }) {
      const printer = printers.find((p) => counter !== null && p.counters.includes(counter));
      if (printer === undefined) return;
      await safe.keep(tx, ticketId, secret);
      await askForPaper(tx, { ticketId, day, printer: printer.id, nowMs });
    },
    async again(tx, ticket, counter, nowMs) {
      const before = (await store.ofTicket(ticket.ticketId)).findLast(({ kind }) => kind === 'ticket')?.printer;
      const printer = printers.find((p) => counter !== null && p.counters.includes(counter)) ?? printers.find((p) => p.id === before) ?? printers[0];
      if (printer === undefined) return false;
      await askForPaper(tx, { ticketId: ticket.ticketId, day: ticket.day, printer: printer.id, nowMs });
      return true;
    },
    async slip(tx, ticket, counter, nowMs) {
      const printer = printers.find((p) => counter !== null && p.counters.includes(counter));
      if (printer === undefined) return false;
      await askForPaper(tx, { ticketId: ticket.ticketId, day: ticket.day, printer: printer.id, nowMs, kind: 'slip' });
      return true;
    },
    async viewOf(secret) {
      const jobs = await jobsOf(secret);
      if (jobs === null) return null;
      const known = new Map<string, Health>((jobs.length === 0 ? [] : await store.printers()).map(({ printer, health }) => [printer, health]));
      return paperViewOf(jobs, (printer) => known.get(printer) ?? 'ready');
    },
    async pictureOf(secret) {
      const job = (await jobsOf(secret))?.at(-1);
      const printer = printers.find((p) => p.id === job?.printer);
      if (job === undefined || printer === undefined || job.state === 'withdrawn') return null;
      const bitmap = pictures.get(job.jobId) ?? await draw(job, printer);
      return bitmap === null ? null : pngOf(bitmap);
    },
    seen, poke: printing.poke,
    sweep: async (today) => { await forgetPaper(pool, today); },
    async close() {
      await printing.close();
      if (printers.length > 0) await letGo(pool, deps.me);
      await press.close();
    },
  };
}
