import type { Procedure, ProcedureId } from '../../../contract/index.ts';

/** A second procedure in the same conversation needs no second greeting, so it takes about half of its own time. */
const FURTHER_PROCEDURE = 0.5;

/** A procedure as the forecast knows it; `minutes` are what the city typed. */
export type Timed = Pick<Procedure, 'id' | 'zone' | 'minutes' | 'comesWith'>;
/** A visit takes the time of its longest procedure, `stretch` times. */
export interface VisitKind { readonly kind: number; readonly stretch: number }

/** null where the city has none of these procedures any more. */
export function visitKindOf(procedures: readonly ProcedureId[], known: readonly Timed[]): VisitKind | null {
  const asked = known.map(({ id, minutes }, kind) => ({ id, minutes, kind })).filter(({ id }) => procedures.includes(id)).sort((a, b) => b.minutes - a.minutes);
  const [longest] = asked;
  if (longest === undefined) return null;
  const minutes = asked.reduce((sum, one, at) => sum + (at === 0 ? one.minutes : one.minutes * FURTHER_PROCEDURE), 0);
  return { kind: longest.kind, stretch: minutes / longest.minutes };
}
