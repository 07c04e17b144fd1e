import type { AvoidedVisitCounts, ProcedureId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';

/** One more of each. Two kiosks that count the same procedure at once wait for each other's row, in the order of the ids, so that neither waits in a circle. */
export async function countAvoidedVisits(db: Queryable, day: string, procedures: readonly ProcedureId[]): Promise<void> {
  await db.query('INSERT INTO avoided_visits (day, procedure, visits) SELECT $1, procedure, 1 FROM unnest($2::text[]) AS procedure ORDER BY procedure ON CONFLICT (day, procedure) DO UPDATE SET visits = avoided_visits.visits + 1', [day, procedures]);
}

export async function listAvoidedVisits(db: Queryable, since: string): Promise<AvoidedVisitCounts> {
  const { rows } = await db.query<{ day: string; procedure: ProcedureId; visits: number }>('SELECT day::text, procedure, visits FROM avoided_visits WHERE day >= $1 ORDER BY day DESC, procedure LIMIT 5000', [since]);
  return { counts: rows };
}
