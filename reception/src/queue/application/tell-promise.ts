import type { TicketId } from '../../../contract/index.ts';
import type { Hall } from '../domain/project-hall.ts';
import { aheadOf } from '../domain/promise.ts';
import type { PromiseMade, TicketStore } from './ports.ts';

/** What the tickets that came since the last reading are told: the very figures that board, phones and console show from now on. */
export const promisesOf = (hall: Hall, owed: ReadonlySet<TicketId>): PromiseMade[] => hall.tickets
  .filter(({ ticketId, toldAhead, standing }) => owed.has(ticketId) && toldAhead === null && standing.status === 'waiting')
  .map((ticket) => ({
    ticketId: ticket.ticketId, ahead: aheadOf(ticket, hall.tickets, hall.open, hall.nowMs),
    range: hall.foretold.tickets.get(ticket.ticketId) ?? null, forecast: hall.foretold.forecasts.get(ticket.ticketId) ?? null,
  }));

/** The promises are kept before anybody is told one. */
export async function makePromises(store: TicketStore, hall: Hall, owed: ReadonlySet<TicketId>): Promise<Hall> {
  const made = promisesOf(hall, owed);
  if (made.length === 0) return hall;
  await store.keepPromises(made);
  const told = new Map(made.map((promise) => [promise.ticketId, promise]));
  return { ...hall, tickets: hall.tickets.map((ticket) => { const promise = told.get(ticket.ticketId); return promise === undefined ? ticket : { ...ticket, promised: promise.range, toldAhead: promise.ahead }; }) };
}
