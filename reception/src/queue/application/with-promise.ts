import type { Forecast } from '../../forecast/domain/forecast-wait.ts';
import type { RangeMs } from '../domain/promise.ts';
import type { NewTicket } from './ports.ts';

/** What a ticket is told when it comes; null: nobody can tell yet. */
export type TicketForetold = { readonly range: RangeMs; readonly forecast: Forecast } | null;

export const withPromise = (ticket: NewTicket, foretold: TicketForetold): NewTicket =>
  ({ ...ticket, promised: foretold?.range ?? null, forecast: foretold?.forecast ?? null });
