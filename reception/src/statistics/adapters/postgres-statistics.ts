import { z } from 'zod';
import { ProcedureId, type StatisticsPeriod } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import { Standing } from '../../queue/domain/standing.ts';
import type { AvoidedVisit, VisitLived } from '../domain/hall-statistics.ts';

const Row = z.object({
  day: z.string(), procedures: z.array(ProcedureId), waits_from: z.date(), first_called_at: z.date().nullable(), announcements: z.int(), promised_from: z.date().nullable(), promised_until: z.date().nullable(), standing: Standing,
});

function toVisit(row: unknown): VisitLived {
  const { day, procedures, waits_from, first_called_at, announcements, promised_from, promised_until, standing } = Row.parse(row);
  const called = first_called_at !== null;
  return {
    day, procedures, waitsFromMs: waits_from.getTime(), promised: promised_from === null || promised_until === null ? null : { fromMs: promised_from.getTime(), untilMs: promised_until.getTime() },
    // Who is served where they sit down was never called over the hall, and did not wait.
    calledAtMs: called && announcements > 0 ? first_called_at.getTime() : null,
    served: standing.status === 'done' ? { fromMs: standing.servedAtMs, untilMs: standing.finishedAtMs } : null,
    end: standing.status === 'done' ? 'done' : standing.status === 'missed' || (standing.status === 'cancelled' && called) ? 'never-came' : standing.status === 'cancelled' ? 'never-called' : 'under-way',
  };
}

export async function listVisits(db: Queryable, { from, until }: StatisticsPeriod): Promise<VisitLived[]> {
  const { rows } = await db.query(`SELECT queue_day AS day, procedures, GREATEST(order_at, booked_at) AS waits_from, first_called_at, announcements, promised_from, promised_until, standing
    FROM tickets WHERE queue_day BETWEEN $1 AND $2`, [from, until]);
  return rows.map(toVisit);
}

export async function listAvoided(db: Queryable, { from, until }: StatisticsPeriod): Promise<AvoidedVisit[]> {
  const { rows } = await db.query<{ day: string; procedure: ProcedureId; visits: number }>('SELECT day, procedure, visits FROM avoided_visits WHERE day BETWEEN $1 AND $2', [from, until]);
  return rows;
}
