import type { ProcedureId, TicketId } from '@engawa/reception/contract';
import { words } from '../../wording.ts';
import { formCsvPath, formsPdfPath } from '../application/form-desk.ts';

/** The ways out of one form: its paper alone, and its CSV in both character sets. The keys press every link of their kind. */
export function PartOut({ ticketId, form, title }: { ticketId: TicketId; form: ProcedureId; title: string }) {
  const w = words.out;
  return (
    <span className="part-out">
      <a href={formsPdfPath(ticketId, form)} target="_blank" rel="noopener noreferrer" aria-label={`${title} ${w.print}`}>{w.print}</a>
      <a href={formCsvPath(ticketId, form, 'utf-8')} download data-csv="utf-8" aria-label={`${title} ${w.utf8}`}>{w.utf8}</a>
      <a href={formCsvPath(ticketId, form, 'shift_jis')} download data-csv="shift_jis" aria-label={`${title} ${w.sjis}`}>{w.sjis}</a>
    </span>
  );
}
