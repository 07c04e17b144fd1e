import { z } from 'zod';
import { CounterId, ProcedureId, PromiseRecord } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import { UNDO_MS } from '../../queue/domain/decide-act.ts';
import { Standing } from '../../queue/domain/standing.ts';
import type { ForesightStore } from '../application/ports.ts';
import { beliefsOf, Experience } from '../domain/experience.ts';
import { Calibration, Forecast } from '../domain/forecast-wait.ts';
import { foresightFor, LESSONS, type Foresight, type TicketLived } from '../domain/foresight.ts';
import type { Beliefs } from '../domain/play-forward.ts';
import type { Timed } from '../domain/visit-kind.ts';

const Known = z.object({ experience: Experience, calibration: Calibration });
const Row = z.object({
  ticket_id: z.string(), queue_day: z.string(), procedures: z.array(ProcedureId), received_at: z.date(), first_called_at: z.date().nullable(),
  forecast: Forecast.nullable(), standing: Standing, steps: z.array(z.object({ counter: CounterId, procedures: z.array(ProcedureId), calledAtMs: z.number(), finishedAtMs: z.number() })), lessons: z.array(z.enum(LESSONS)),
});
const toTicket = (row: unknown): TicketLived => {
  const r = Row.parse(row);
  return { ticketId: r.ticket_id, queueDay: r.queue_day, procedures: r.procedures, receivedAtMs: r.received_at.getTime(), firstCalledAtMs: r.first_called_at?.getTime() ?? null, forecast: r.forecast, standing: r.standing, steps: r.steps, lessons: r.lessons };
};

export const postgresForesight = (db: Queryable): ForesightStore => ({
  async lock() {
    // The row is made first, so that there is something to lock on the very first day as well.
    await db.query(`INSERT INTO foresight (version, experience, calibration) VALUES (0, 'null', 'null') ON CONFLICT DO NOTHING`);
    const { rows } = await db.query('SELECT experience, calibration FROM foresight FOR UPDATE');
    return Known.safeParse(rows[0]).data ?? null;
  },
  async teachers(day, nowMs, limit) {
    const { rows } = await db.query(`SELECT ticket_id, queue_day, procedures, received_at, first_called_at, forecast, standing, steps, lessons FROM tickets
      WHERE queue_day BETWEEN $1::date - 1 AND $1::date AND first_called_at < $2 AND (
        (forecast IS NOT NULL AND NOT 'call' = ANY (lessons))
        OR (status = 'done' AND NOT 'visit' = ANY (lessons) AND (standing ->> 'finishedAtMs')::bigint < $3)
        OR (status = 'missed' AND NOT 'no-show' = ANY (lessons) AND (standing ->> 'missedAtMs')::bigint < $3))
      ORDER BY first_called_at, ticket_id LIMIT $4`, [day, new Date(nowMs - UNDO_MS), nowMs - UNDO_MS, limit]);
    return rows.map(toTicket);
  },
  async save({ experience, calibration }) {
    await db.query('UPDATE foresight SET version = version + 1, experience = $1, calibration = $2', [JSON.stringify(experience), JSON.stringify(calibration)]);
  },
  async markLearned(ticketId, lessons) {
    await db.query('UPDATE tickets SET lessons = lessons || $2::text[] WHERE ticket_id = $1', [ticketId, lessons]);
  },
});

/** How the promises of the last 30 days before today were kept, newest first. */
export async function listPromises(db: Queryable, today: string): Promise<PromiseRecord[]> {
  const { rows } = await db.query(`SELECT queue_day AS day, count(*)::int AS told, count(*) FILTER (WHERE first_called_at <= promised_until)::int AS kept FROM tickets
    WHERE queue_day BETWEEN $1::date - 30 AND $1::date - 1 AND promised_until IS NOT NULL GROUP BY queue_day ORDER BY queue_day DESC`, [today]);
  return rows.map((row) => PromiseRecord.parse(row));
}

/** What a forecast is made of: what is known, and what follows from it for each procedure. */
export interface Foreknown { readonly foresight: Foresight; readonly beliefs: Beliefs }

/** What is known now, read and worked out again only when somebody learned: several servers share one foresight. */
export function foresightReader(procedures: readonly Timed[]): (db: Queryable) => Promise<Foreknown> {
  const workOut = (known: Foresight | null): Foreknown => {
    const foresight = foresightFor(known, procedures);
    return { foresight, beliefs: beliefsOf(foresight.experience, procedures.map(({ id }) => id)) };
  };
  let version = '';
  let known = workOut(null);
  return async (db) => {
    const { rows } = await db.query<{ version: string }>('SELECT version FROM foresight');
    const newest = rows[0]?.version ?? '';
    if (newest === version) return known;
    const read = await db.query<{ version: string }>('SELECT version, experience, calibration FROM foresight');
    known = workOut(Known.safeParse(read.rows[0]).data ?? null);
    version = read.rows[0]?.version ?? '';
    return known;
  };
}
