import { DeletionState, OpenedForm, type CorrectField, type ProcedureId, type TicketId } from '@engawa/reception/contract';
import type { CommandSender } from '../../session/application/command-sender.ts';
import type { Outcome } from '../../session/application/ports.ts';

const pathOf = (ticketId: TicketId): string => `/api/staff/tickets/${encodeURIComponent(ticketId)}`;

/** Opens one form; the hall server writes down who looked. Kept in memory only, for as long as it is on the screen. */
export const openForm = (commands: CommandSender, ticketId: TicketId): Promise<Outcome<OpenedForm>> =>
  commands.ask({ method: 'GET', path: `${pathOf(ticketId)}/form`, answer: OpenedForm });

export const correctField = (commands: CommandSender, ticketId: TicketId, correction: CorrectField): Promise<Outcome<OpenedForm>> =>
  commands.command({ method: 'PATCH', path: `${pathOf(ticketId)}/form`, body: correction, answer: OpenedForm });

/** A4 in proper type; opened by the browser itself, with the staff cookie. */
export const formsPdfPath = (ticketId: TicketId, form?: ProcedureId): string => `${pathOf(ticketId)}/forms.pdf${form === undefined ? '' : `?form=${form}`}`;
export type CsvEncoding = 'utf-8' | 'shift_jis';
/** One form for the back office's robots. */
export const formCsvPath = (ticketId: TicketId, form: ProcedureId, encoding: CsvEncoding): string => `${pathOf(ticketId)}/forms.csv?form=${form}&encoding=${encoding}`;
/** The journal's word that the form of a finished visit is gone. */
export const askDeletion = (commands: CommandSender, ticketId: TicketId): Promise<Outcome<DeletionState>> =>
  commands.ask({ method: 'GET', path: `${pathOf(ticketId)}/deletion`, answer: DeletionState });
