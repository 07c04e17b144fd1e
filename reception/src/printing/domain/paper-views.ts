import { ticketLabel, type ConsoleState, type PaperTrouble, type PaperView } from '../../../contract/index.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import { canPrint, type Health } from './escpos.ts';
import { isOver, needsStaff, type PrintJob, type PrintState } from './print-job.ts';

/** What a visitor can understand of a printer's state. */
const troubleOf = (health: string | null): PaperTrouble => (health === 'paper-out' || health === 'cover-open' ? health : 'no-answer');

/** What the visitor is told of their paper: `trouble` means that it may not come, and that staff know. */
export function paperViewOf(jobs: readonly PrintJob[], healthOf: (printer: string) => Health): PaperView {
  const last = jobs.at(-1);
  if (last === undefined) return { state: 'none' };
  switch (last.state) {
    case 'queued': { const health = healthOf(last.printer); return canPrint(health) ? { state: 'printing' } : { state: 'trouble', why: troubleOf(health) }; }
    case 'sending': return { state: 'printing' };
    case 'printed': return { state: 'printed' };
    case 'not-printed': return { state: 'trouble', why: troubleOf(last.why) };
    case 'unknown': return { state: 'trouble', why: 'perhaps' };
    case 'withdrawn': return { state: 'none' };
    default: return last.state satisfies never;
  }
}

export interface PaperSeen { readonly printers: readonly { readonly id: string; readonly name: string; readonly counters: readonly string[]; readonly health: Health; readonly sinceMs: number | null }[]; readonly jobs: readonly PrintJob[] }

const STATES = { printed: 'twice', unknown: 'unknown', 'not-printed': 'not-printed', queued: 'waiting' } as const satisfies Partial<Record<PrintState, string>>;
const isShown = (job: PrintJob): job is PrintJob & { readonly state: keyof typeof STATES } => job.state === 'queued' || needsStaff(job);

/** What staff see: how each printer is, whose paper somebody has to look at, and whose is still to come. */
export function paperOfConsole({ printers, jobs }: PaperSeen, tickets: readonly Ticket[]): Pick<ConsoleState, 'printers' | 'papers'> {
  const byId = new Map(tickets.map((t) => [t.ticketId, t]));
  const nameOf = new Map(printers.map(({ id, name }) => [id, name]));
  return {
    printers: printers.map(({ id, name, counters, health, sinceMs }) => ({ id, name, counters: [...counters], health, since: sinceMs === null ? null : new Date(sinceMs).toISOString() })),
    papers: jobs.filter(isShown).flatMap((job) => {
      const ticket = byId.get(job.ticketId);
      if (ticket === undefined || isOver(job.kind, ticket)) return [];
      return [{ kind: job.kind, jobId: job.jobId, ticketId: job.ticketId, label: ticketLabel(ticket), zone: ticket.zone, printer: nameOf.get(job.printer) ?? job.printer, state: STATES[job.state] }];
    }),
  };
}
