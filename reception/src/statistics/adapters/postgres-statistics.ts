import { z } from 'zod';
import { ProcedureId, type StatisticsPeriod } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import { Standing } from '../../queue/domain/standing.ts';
import type { AvoidedVisit, VisitLived } from '../domain/hall-statistics.ts';

const Row = z.object({
  day: z.string(), procedures: z.array(ProcedureId), waits_from: z.date(), first_called_at: z.date().nullable(), announcements: z.int(), promised_from: z.date().nullable(), promised_until: z.date().nullable(), standing: Standing,
  steps_done: z.int(), was_absent: z.boolean(),
});

type RowOf = z.infer<typeof Row>;
/** The end of the day cancels whoever is left: who had not come when called is known by the lesson that it was; who was called and is neither was still under way. */
function endOf({ standing: { status }, first_called_at, steps_done, was_absent }: RowOf): VisitLived['end'] {
  if (status === 'done') return 'done';
  if (status === 'missed' || (status === 'cancelled' && was_absent && steps_done === 0)) return 'never-came';
  return status === 'cancelled' && first_called_at === null ? 'never-called' : 'under-way';
}

function toVisit(untyped: unknown): VisitLived {
  const row = Row.parse(untyped);
  const { day, procedures, waits_from, first_called_at, announcements, promised_from, promised_until, standing } = row;
  const called = first_called_at !== null;
  return {
    day, procedures, waitsFromMs: waits_from.getTime(), promised: promised_from === null || promised_until === null ? null : { fromMs: promised_from.getTime(), untilMs: promised_until.getTime() },
    // Who is served where they sit down was never called over the hall, and did not wait.
    calledAtMs: called && announcements > 0 ? first_called_at.getTime() : null,
    served: standing.status === 'done' ? { fromMs: standing.servedAtMs, untilMs: standing.finishedAtMs } : null,
    end: endOf(row),
  };
}

export async function listVisits(db: Queryable, { from, until }: StatisticsPeriod): Promise<VisitLived[]> {
  const { rows } = await db.query(`SELECT queue_day AS day, procedures, GREATEST(order_at, booked_at) AS waits_from, first_called_at, announcements, promised_from, promised_until, standing,
    jsonb_array_length(steps) AS steps_done, 'no-show' = ANY (lessons) AS was_absent
    FROM tickets WHERE queue_day BETWEEN $1 AND $2`, [from, until]);
  return rows.map(toVisit);
}

export async function listAvoided(db: Queryable, { from, until }: StatisticsPeriod): Promise<AvoidedVisit[]> {
  const { rows } = await db.query<{ day: string; procedure: ProcedureId; visits: number }>('SELECT day, procedure, visits FROM avoided_visits WHERE day BETWEEN $1 AND $2', [from, until]);
  return rows;
}
