import { CareReason, CounterId, Language, ProcedureId, TicketId, Zone } from '../../../contract/index.ts';
import { z } from 'zod';
import { violatedUnique, type Queryable } from '../../database/database.ts';
import { UNDO_MS } from '../domain/decide-act.ts';
import { HEAD_START_MS } from '../domain/order.ts';
import { LastAct, Standing } from '../domain/standing.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketStore } from '../application/ports.ts';

export const COLUMNS = `t.ticket_id, t.day, t.series, t.sequence, t.zone, t.procedures, t.language, t.issued_at, t.received_at, t.order_at,
  t.promised_from, t.promised_until, t.told_ahead, t.standing, t.last_act, t.announcements, t.has_form, t.line, t.steps, t.care, t.booked_at,
  EXISTS (SELECT 1 FROM sealed_forms f WHERE f.ticket_id = t.ticket_id) AS form_kept`;

const StepRow = z.object({ counter: CounterId, procedures: z.array(ProcedureId), calledAtMs: z.number(), finishedAtMs: z.number() });
const Row = z.object({
  ticket_id: TicketId, day: z.string(), series: z.int(), sequence: z.int(), zone: Zone, procedures: z.array(ProcedureId), language: Language,
  issued_at: z.date(), received_at: z.date(), order_at: z.date(), promised_from: z.date().nullable(), promised_until: z.date().nullable(), told_ahead: z.int().nullable(),
  standing: Standing, last_act: LastAct.nullable(), announcements: z.int(), has_form: z.boolean(), form_kept: z.boolean(), line: Zone, steps: z.array(StepRow), care: CareReason.nullable(), booked_at: z.date().nullable(),
});

export function toTicket(row: unknown): Ticket {
  const r = Row.parse(row);
  return {
    ticketId: r.ticket_id, day: r.day, series: r.series, sequence: r.sequence, zone: r.zone, line: r.line, steps: r.steps, procedures: r.procedures, language: r.language,
    issuedAtMs: r.issued_at.getTime(), receivedAtMs: r.received_at.getTime(), orderAtMs: r.order_at.getTime(),
    promised: r.promised_from === null || r.promised_until === null ? null : { fromMs: r.promised_from.getTime(), untilMs: r.promised_until.getTime() }, toldAhead: r.told_ahead,
    standing: r.standing, lastAct: r.last_act, announcements: r.announcements,
    care: r.care, bookedAtMs: r.booked_at?.getTime() ?? null,
    form: r.form_kept ? 'ready' : r.has_form ? 'gone' : 'none',
  };
}

/** domain/order.ts, said to the database: `inTurn` at the moment of this parameter. A test holds the two together. */
export const inTurnAt = (now: string): string => `COALESCE(booked_at > ${now}, false), GREATEST(order_at, booked_at)
  - CASE WHEN booked_at IS NOT NULL THEN interval '${HEAD_START_MS.booked} ms' WHEN care IS NOT NULL THEN interval '${HEAD_START_MS.care} ms' ELSE interval '0' END, series, sequence`;

export const postgresTicketStore = (db: Queryable): TicketStore => ({
  async add(t) {
    // UNIQUE (day, series, sequence), the intake id and the secret judge together; DO NOTHING leaves the transaction usable.
    const { rowCount } = await db.query(`INSERT INTO tickets (ticket_id, day, series, sequence, queue_day, intake_id, secret_hash, zone, procedures, language,
        issued_at, received_at, order_at, standing, has_form, care, booked_at, line)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING`,
    [t.ticketId, t.day, t.series, t.sequence, t.queueDay, t.intakeId, t.secretHash, t.zone, t.procedures, t.language, new Date(t.issuedAtMs), new Date(t.receivedAtMs),
      new Date(t.orderAtMs), JSON.stringify(t.standing), t.hasForm, t.care, t.bookedAtMs === null ? null : new Date(t.bookedAtMs), t.zone]);
    return rowCount === 1;
  },

  async addAll(tickets) {
    const { rowCount } = await db.query(`INSERT INTO tickets (ticket_id, day, series, sequence, queue_day, intake_id, secret_hash, zone, procedures, language, issued_at, received_at, order_at, standing, has_form, care, booked_at, line)
      SELECT n.ticket_id, n.day, n.series, n.sequence, n.queue_day, n.intake_id, n.secret_hash, n.zone, n.procedures, n.language, n.issued_at, n.received_at, n.order_at, n.standing, n.has_form, n.care, n.booked_at, n.zone
      FROM jsonb_to_recordset($1::jsonb) AS n (ticket_id uuid, day date, series int, sequence int, queue_day date, intake_id text, secret_hash bytea, zone text, procedures text[], language text,
        issued_at timestamptz, received_at timestamptz, order_at timestamptz, standing jsonb, has_form boolean, care text, booked_at timestamptz) ON CONFLICT DO NOTHING`,
    [JSON.stringify(tickets.map((t) => ({ ticket_id: t.ticketId, day: t.day, series: t.series, sequence: t.sequence, queue_day: t.queueDay, intake_id: t.intakeId, secret_hash: `\\x${t.secretHash.toString('hex')}`, zone: t.zone, procedures: t.procedures, language: t.language,
      issued_at: new Date(t.issuedAtMs), received_at: new Date(t.receivedAtMs), order_at: new Date(t.orderAtMs), standing: t.standing, has_form: t.hasForm, care: t.care, booked_at: t.bookedAtMs === null ? null : new Date(t.bookedAtMs) })))]);
    return rowCount === tickets.length;
  },

  async find({ day, series, sequence }) {
    const { rows } = await db.query(`SELECT ${COLUMNS} FROM tickets t WHERE t.day = $1 AND t.series = $2 AND t.sequence = $3`, [day, series, sequence]);
    return rows[0] === undefined ? null : toTicket(rows[0]);
  },

  async lock(id) {
    const { rows } = await db.query(`SELECT ${COLUMNS} FROM tickets t WHERE t.ticket_id = $1 FOR UPDATE OF t`, [id]);
    return rows[0] === undefined ? null : toTicket(rows[0]);
  },

  async save(id, decided, nowMs) {
    try {
      // The first call is kept over recalls and further calls; one that is undone was none.
      const { call } = decided;
      await db.query(`UPDATE tickets SET standing = $2, last_act = $3, announcements = announcements + $4, line = $7, steps = $8,
          first_called_at = CASE WHEN first_called_at = $6 THEN NULL ELSE COALESCE(first_called_at, $5) END WHERE ticket_id = $1`,
        [id, JSON.stringify(decided.standing), decided.lastAct === null ? null : JSON.stringify(decided.lastAct), decided.announces ? 1 : 0, call === 'made' ? new Date(nowMs) : null, call === null || call === 'made' ? null : new Date(call.undoneMs), decided.line, JSON.stringify(decided.steps)]);
    } catch (error) {
      if (violatedUnique(error) === 'one_visitor_per_counter') return false;
      throw error;
    }
    // When nobody can undo the end any more; the city's policy may keep the form longer (hand-over/).
    await db.query('UPDATE sealed_forms SET delete_after = $2 WHERE ticket_id = $1', [id, decided.standing.status === 'done' || decided.standing.status === 'cancelled' ? new Date(nowMs + UNDO_MS) : null]);
    return true;
  },

  async keepPromises(made) {
    if (made.length === 0) return;
    await db.query(`UPDATE tickets t SET told_ahead = p.ahead, promised_from = to_timestamp(p.from_ms / 1000.0), promised_until = to_timestamp(p.until_ms / 1000.0), forecast = p.forecast
      FROM jsonb_to_recordset($1::jsonb) AS p (ticket_id uuid, ahead integer, from_ms bigint, until_ms bigint, forecast jsonb)
      WHERE t.ticket_id = p.ticket_id AND t.told_ahead IS NULL`,
    [JSON.stringify(made.map(({ ticketId, ahead, range, forecast }) => ({ ticket_id: ticketId, ahead, from_ms: range?.fromMs ?? null, until_ms: range?.untilMs ?? null, forecast })))]);
  },

  async setCare(id, care) { await db.query('UPDATE tickets SET care = $2 WHERE ticket_id = $1', [id, care]); },

  async callNext({ queueDay, zones, counter, staffId, nowMs }) {
    const standing: Standing = { status: 'called', counter, staffId, calls: 1, calledAtMs: nowMs };
    const lastAct: LastAct = { act: 'call', counter, atMs: nowMs, before: { status: 'waiting' } };
    try {
      // SKIP LOCKED: a ticket that another clerk is just taking is passed over instead of waited for; the row lock makes
      // the choice and the change one step, so two clerks never get the same ticket.
      const { rows } = await db.query(`WITH next AS (
          SELECT ticket_id FROM tickets
          WHERE queue_day = $1 AND ((standing ->> 'status') = 'waiting' OR ((standing ->> 'status') = 'away' AND (standing ->> 'untilMs')::bigint <= $6)) AND line = ANY ($2)
          ORDER BY ${inTurnAt('$5')} LIMIT 1 FOR UPDATE SKIP LOCKED)
        UPDATE tickets t SET standing = $3, last_act = $4, announcements = t.announcements + 1, first_called_at = COALESCE(t.first_called_at, $5)
        FROM next WHERE t.ticket_id = next.ticket_id RETURNING ${COLUMNS}`, [queueDay, zones, JSON.stringify(standing), JSON.stringify(lastAct), new Date(nowMs), nowMs]);
      return rows[0] === undefined ? null : toTicket(rows[0]);
    } catch (error) {
      if (violatedUnique(error) === 'one_visitor_per_counter') return 'busy';
      throw error;
    }
  },

  async list(queueDay) {
    const { rows } = await db.query(`SELECT ${COLUMNS} FROM tickets t WHERE t.queue_day = $1 ORDER BY t.order_at, t.series, t.sequence`, [queueDay]);
    return rows.map(toTicket);
  },

  async nextDeskNumber(day) {
    const { rows } = await db.query<{ last_sequence: number }>(`INSERT INTO desk_numbers (day, last_sequence) VALUES ($1, 1)
      ON CONFLICT (day) DO UPDATE SET last_sequence = desk_numbers.last_sequence + 1 RETURNING last_sequence`, [day]);
    return rows[0]?.last_sequence ?? 1;
  },
});

/** The ticket whose QR code holds this secret; only the hash is stored. */
export async function findTicketBySecret(db: Queryable, secretHash: Buffer): Promise<{ ticketId: string; queueDay: string } | null> {
  const { rows } = await db.query<{ ticket_id: string; queue_day: string }>('SELECT ticket_id, queue_day FROM tickets WHERE secret_hash = $1', [secretHash]);
  return rows[0] === undefined ? null : { ticketId: rows[0].ticket_id, queueDay: rows[0].queue_day };
}

/** End of the business day: whoever was not served is no longer waited for, and why somebody was let before is forgotten. Returns whether anything changed. */
export async function closeEarlierDays(db: Queryable, today: string): Promise<boolean> {
  await db.query('UPDATE tickets SET care = NULL WHERE queue_day < $1 AND care IS NOT NULL', [today]);
  const { rowCount } = await db.query(`UPDATE tickets SET standing = '{"status":"cancelled"}', last_act = NULL
    WHERE queue_day < $1 AND (standing ->> 'status') NOT IN ('done', 'cancelled')`, [today]);
  return (rowCount ?? 0) > 0;
}
