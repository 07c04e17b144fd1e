import type { HandOverState, TicketNumber } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import type { Proven } from './client-proof.ts';

export interface Application { readonly entry: number; readonly ticketId: string; readonly number: TicketNumber; readonly procedures: readonly string[]; readonly state: HandOverState; readonly clientId: string | null; readonly receivedAt: Date; readonly changedAt: Date; readonly kept: boolean; readonly finished: boolean }
interface Row { entry: string; ticket_id: string; day: string; series: number; sequence: number; procedures: string[]; state: HandOverState; client_id: string | null; received_at: Date; changed_at: Date; kept: boolean; finished: boolean }

const COLUMNS = `h.entry, h.ticket_id, t.day, t.series, t.sequence, t.procedures, h.state, h.client_id, t.received_at, h.changed_at,
  EXISTS (SELECT 1 FROM sealed_forms f WHERE f.ticket_id = h.ticket_id) AS kept, (t.standing ->> 'status') IN ('done', 'cancelled') AS finished`;
const toApplication = (r: Row): Application => ({
  entry: Number(r.entry), ticketId: r.ticket_id, number: { day: r.day, series: r.series, sequence: r.sequence }, procedures: r.procedures, state: r.state, clientId: r.client_id,
  receivedAt: r.received_at, changedAt: r.changed_at, kept: r.kept, finished: r.finished,
});

/** In the order of arrival; `after` is the last entry of the page before. */
export async function listApplications(db: Queryable, { state, since, after, limit }: { state: HandOverState | null; since: string | null; after: number; limit: number }): Promise<Application[]> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM hand_over h JOIN tickets t USING (ticket_id)
    WHERE h.entry > $1 AND ($2::text IS NULL OR h.state = $2) AND ($3::timestamptz IS NULL OR t.received_at >= $3) ORDER BY h.entry LIMIT $4`, [after, state, since, limit]);
  return rows.map(toApplication);
}

/** `lock` holds the row, so that two clients decide one after the other. */
export async function findApplication(db: Queryable, { day, series, sequence }: TicketNumber, lock = false): Promise<Application | null> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM hand_over h JOIN tickets t USING (ticket_id) WHERE t.day = $1 AND t.series = $2 AND t.sequence = $3${lock ? ' FOR UPDATE OF h' : ''}`, [day, series, sequence]);
  return rows[0] === undefined ? null : toApplication(rows[0]);
}

export async function saveState(db: Queryable, ticketId: string, state: HandOverState, clientId: string, nowMs: number): Promise<void> {
  await db.query('UPDATE hand_over SET state = $2, client_id = $3, changed_at = $4 WHERE ticket_id = $1', [ticketId, state, clientId, new Date(nowMs)]);
}

export async function recordAccess(db: Queryable, { clientId, keyId }: Proven, what: { act: 'list' | 'fetch' | 'set-state' | 'import'; ticketId: string | null; outcome: string; nowMs: number }): Promise<void> {
  await db.query('INSERT INTO hand_over_access (at, client_id, key_id, act, ticket_id, outcome) VALUES ($1, $2, $3, $4, $5, $6)', [new Date(what.nowMs), clientId, keyId, what.act, what.ticketId, what.outcome]);
}
