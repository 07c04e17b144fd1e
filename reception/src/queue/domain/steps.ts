import { ticketZone, type CounterId, type Procedure, type ProcedureId, type Zone } from '../../../contract/index.ts';
import type { Ticket } from './ticket.ts';

/** One step of a visit that is over: what was finished at which counter. */
export interface Step { readonly counter: CounterId; readonly procedures: readonly ProcedureId[]; readonly calledAtMs: number; readonly finishedAtMs: number }

/** What steps need to know of the city's procedures. */
export type KnownProcedure = Pick<Procedure, 'id' | 'zone' | 'minutes' | 'comesWith'>;
type Stepped = Pick<Ticket, 'procedures' | 'steps' | 'line'>;

const remainingOf = ({ procedures, steps }: Stepped): ProcedureId[] => procedures.filter((id) => !steps.some((step) => step.procedures.includes(id)));
/** 委任状 and its like come with the others and are nobody's errand by themselves. */
const errands = (ids: readonly ProcedureId[], known: readonly KnownProcedure[]): readonly ProcedureId[] => ids.filter((id) => known.some((p) => p.id === id && p.comesWith === undefined));
const lineOf = (ids: readonly ProcedureId[], known: readonly KnownProcedure[]): Zone | null => ticketZone(errands(ids, known), { procedures: known as Procedure[] }) ?? null;

/**
 * What a counter of these zones does of the ticket in one go: all that belongs to its zones, and to the line in which the ticket
 * stands. Where nothing does (it was transferred), it takes over what the ticket would stand for otherwise.
 */
export function proceduresAt(ticket: Stepped, zones: readonly Zone[], known: readonly KnownProcedure[]): ProcedureId[] {
  const remaining = remainingOf(ticket);
  const zoneOf = (id: ProcedureId): Zone | undefined => known.find((p) => p.id === id)?.zone;
  const own = remaining.filter((id) => { const zone = zoneOf(id); return zone === undefined || zone === ticket.line || zones.includes(zone); });
  if (errands(own, known).length > 0) return own;
  const otherwise = lineOf(remaining, known);
  return remaining.filter((id) => own.includes(id) || zoneOf(id) === otherwise);
}

/** In whose line the ticket stands when a counter of these zones has finished; null: the visit is over. */
export function lineAfter(ticket: Stepped, zones: readonly Zone[], known: readonly KnownProcedure[]): Zone | null {
  const here = proceduresAt(ticket, zones, known);
  return lineOf(remainingOf(ticket).filter((id) => !here.includes(id)), known);
}

/** Zones that every counter of a line serves: what surely is done in one go, wherever the ticket is called. */
export const zonesInOneGo = (line: Zone, counters: readonly { readonly zones: readonly Zone[] }[]): Zone[] => {
  const serving = counters.filter((c) => c.zones.includes(line));
  return [line, ...new Set(serving.flatMap((c) => c.zones).filter((zone) => zone !== line && serving.every((c) => c.zones.includes(zone))))];
};
