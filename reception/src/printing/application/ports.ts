import type { TicketId } from '../../../contract/index.ts';
import type { Confirm, Health } from '../domain/escpos.ts';
import type { SlipFacts } from '../domain/lay-out-slip.ts';
import type { TicketFacts } from '../domain/lay-out-ticket.ts';
import type { PrintJob } from '../domain/print-job.ts';
import type { Bitmap, PaperWidth } from '../domain/sheet.ts';

/** A printer as the city's file names it. `kiosks`: their series; `counters`: whose desk tickets and reprints it prints. */
export interface Printer {
  readonly id: string; readonly name: string; readonly host: string; readonly port: number; readonly paper: PaperWidth; readonly confirm: Confirm;
  readonly kiosks: readonly number[]; readonly counters: readonly string[];
}

/** How one sheet ended: its answers counted, or why nobody can say whether it is on paper. */
export type SheetEnd = { readonly state: 'printed'; /** more than one: the printer printed it again */ readonly sheets: number } | { readonly state: 'unknown'; readonly why: Health | 'line-broke' };

/** An open line to one printer. */
export interface PrinterLine {
  health(): Promise<Health>;
  /** sends a sheet and waits until the printer says that it is out, or for as long as the policy allows */ print(sheet: Uint8Array, name: string): Promise<SheetEnd>;
  close(): void;
}
/** null: nobody answers at its address */
export type OpenLine = (printer: Printer) => Promise<PrinterLine | null>;
/** What stands on a sheet: `takenAtMs` is a slip's alone. */
export type SheetFacts = TicketFacts | SlipFacts;
export type DrawTicket = (facts: SheetFacts, paper: PaperWidth) => Promise<Bitmap>;

export interface PrinterSeen { readonly printer: string; readonly health: Health; readonly sinceMs: number }

/** Print jobs and printers, durable. */
export interface PrintStore {
  /** Only one server drives a printer. When it changes hands, a sheet that was under way becomes unknown. false: another server holds it */
  hold(printer: string, by: string, nowMs: number, untilMs: number): Promise<boolean>;
  next(printer: string): Promise<PrintJob | null>;
  /** queued for too long: whoever took that number is no longer there. How many */ giveUp(printer: string, askedBeforeMs: number, why: Health, nowMs: number): Promise<number>;
  /** queued -> sending, before the first byte leaves. false: taken back meanwhile */ begin(jobId: string, by: string, nowMs: number): Promise<boolean>;
  end(jobId: string, by: string, end: SheetEnd, nowMs: number): Promise<void>;
  withdraw(jobId: string, nowMs: number): Promise<void>;
  /** true when it is another than before */ sawHealth(printer: string, health: Health, nowMs: number): Promise<boolean>;
  list(day: string): Promise<PrintJob[]>;
  printers(): Promise<PrinterSeen[]>;
  ofTicket(ticketId: TicketId): Promise<PrintJob[]>;
}
