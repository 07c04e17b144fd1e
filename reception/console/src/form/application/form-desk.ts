import { OpenedForm, type CorrectField, type TicketId } from '@engawa/reception/contract';
import type { CommandSender } from '../../session/application/command-sender.ts';
import type { Outcome } from '../../session/application/ports.ts';

const pathOf = (ticketId: TicketId): string => `/api/staff/tickets/${encodeURIComponent(ticketId)}`;

/** Opens one form; the hall server writes down who looked. Kept in memory only, for as long as it is on the screen. */
export const openForm = (commands: CommandSender, ticketId: TicketId): Promise<Outcome<OpenedForm>> =>
  commands.ask({ method: 'GET', path: `${pathOf(ticketId)}/form`, answer: OpenedForm });

export const correctField = (commands: CommandSender, ticketId: TicketId, correction: CorrectField): Promise<Outcome<OpenedForm>> =>
  commands.command({ method: 'PATCH', path: `${pathOf(ticketId)}/form`, body: correction, answer: OpenedForm });

/** A4 in proper type; opened by the browser itself, with the staff cookie. */
export const formsPdfPath = (ticketId: TicketId): string => `${pathOf(ticketId)}/forms.pdf`;
