import { ticketLabel } from '../../../contract/index.ts';
import { aheadOf } from '../../queue/domain/promise.ts';
import type { Hall } from '../../queue/domain/project-hall.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import type { TicketNow } from '../domain/notice.ts';

/** The same figures that the ticket's page shows. */
export function ticketNow(ticket: Ticket, hall: Hall, closesAtMs: number): TicketNow {
  const { standing } = ticket;
  const waits = standing.status === 'waiting';
  return {
    ticket, label: ticketLabel(ticket), closesAtMs, range: waits ? hall.foretold.tickets.get(ticket.ticketId) ?? null : null,
    next: waits && hall.open.some(({ zones }) => zones.includes(ticket.line)) && aheadOf(ticket, hall.tickets, hall.open, hall.nowMs) === 0,
    rejoinUntilMs: standing.status === 'missed' && hall.nowMs <= standing.missedAtMs + hall.graceMs ? standing.missedAtMs + hall.graceMs : null,
  };
}
