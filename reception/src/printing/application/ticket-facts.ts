import type { CityProfile } from '../../../contract/index.ts';
import { ticketLabel } from '../../../contract/index.ts';
import { ticketViewOf, type Hall } from '../../queue/domain/project-hall.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import type { SlipFacts } from '../domain/lay-out-slip.ts';
import type { TicketFacts } from '../domain/lay-out-ticket.ts';
import type { PrintJob } from '../domain/print-job.ts';

const ms = (instant: string): number => Date.parse(instant);

/** What a ticket's paper says now: the same people ahead and the same range as phone and board. */
export function ticketFacts(ticket: Ticket, hall: Hall, city: Pick<CityProfile, 'hall' | 'zones' | 'procedures' | 'counters' | 'links'>, { job, secret }: { job: Pick<PrintJob, 'again'>; secret: string | null }): TicketFacts {
  const view = ticketViewOf(ticket, hall);
  const zone = city.zones.find((z) => z.zone === ticket.zone);
  return {
    language: ticket.language, hall: city.hall, zone: ticket.zone, zoneTitle: zone?.title ?? city.hall, procedures: city.procedures.filter((p) => ticket.procedures.includes(p.id)).map((p) => p.title),
    label: ticketLabel(ticket), day: ticket.day, issuedAtMs: ticket.issuedAtMs, printedAtMs: hall.nowMs, copy: job.again ? 2 : 1,
    ahead: view.status === 'waiting' ? view.ahead : null, range: view.range === null ? null : { fromMs: ms(view.range.from), untilMs: ms(view.range.until) },
    counters: city.counters.filter(({ zones }) => zones.includes(ticket.line)).map(({ id }) => id),
    link: secret === null ? null : `${city.links.reception}/phone/ticket/${secret}`, rejoinMinutes: Math.round(hall.graceMs / 60_000),
  };
}

/** What the 受付票 says; null: nobody serves this ticket, so nothing was taken on. */
export function slipFacts(ticket: Ticket, city: Pick<CityProfile, 'hall' | 'procedures'>, job: Pick<PrintJob, 'again'>): SlipFacts | null {
  const { standing } = ticket;
  if (standing.status !== 'serving' && standing.status !== 'done') return null;
  return {
    language: ticket.language, hall: city.hall, zone: ticket.zone, label: ticketLabel(ticket), day: ticket.day, takenAtMs: standing.servedAtMs, counter: standing.counter,
    procedures: city.procedures.filter((p) => ticket.procedures.includes(p.id)).map((p) => p.title), copy: job.again ? 2 : 1,
  };
}
