import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { TicketId, TicketSecret } from '../../../contract/index.ts';
import { inTransaction, type Database, type Queryable } from '../../database/database.ts';
import type { Health } from '../domain/escpos.ts';
import { isAgain, type PaperKind, type PrintJob, type PrintState } from '../domain/print-job.ts';
import type { PrintStore } from '../application/ports.ts';

const COLUMNS = 'job_id, kind, ticket_id, printer, copy, again, state, why, sheets, asked_at, settled_at';
const Row = z.object({
  job_id: z.string(), kind: z.enum(['ticket', 'slip']), ticket_id: TicketId, printer: z.string(), copy: z.int(), again: z.boolean(), state: z.enum(['queued', 'sending', 'printed', 'not-printed', 'unknown', 'withdrawn']),
  why: z.string().nullable(), sheets: z.int(), asked_at: z.date(), settled_at: z.date().nullable(),
});
const toJob = (row: unknown): PrintJob => {
  const r = Row.parse(row);
  return { kind: r.kind, jobId: r.job_id, ticketId: r.ticket_id, printer: r.printer, copy: r.copy, again: r.again, state: r.state, why: r.why, sheets: r.sheets, askedAtMs: r.asked_at.getTime(), settled: r.settled_at !== null };
};

const ofTicket = async (db: Queryable, ticketId: string): Promise<PrintJob[]> =>
  (await db.query(`SELECT ${COLUMNS} FROM print_jobs WHERE ticket_id = $1 ORDER BY copy`, [ticketId])).rows.map(toJob);

/**
 * Asks for a paper in the transaction that issues the ticket, or later for one more, or for a 受付票. Whoever calls it holds the ticket's row, so copies
 * count up one after the other. What still waited to be printed of this kind is taken back, and what staff were to look at is settled.
 */
export async function askForPaper(tx: Queryable, { ticketId, day, printer, nowMs, kind = 'ticket' }: { ticketId: TicketId; day: string; printer: string; nowMs: number; kind?: PaperKind }): Promise<void> {
  const all = await ofTicket(tx, ticketId);
  const earlier = all.filter((job) => job.kind === kind);
  await tx.query(`UPDATE print_jobs SET settled_at = $2, ended_at = COALESCE(ended_at, $2), state = CASE WHEN state = 'queued' THEN 'withdrawn' ELSE state END WHERE ticket_id = $1 AND kind = $3 AND settled_at IS NULL AND state <> 'sending'`, [ticketId, new Date(nowMs), kind]);
  await tx.query(`INSERT INTO print_jobs (job_id, ticket_id, day, printer, copy, again, state, asked_at, kind) VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8)`,
    [randomUUID(), ticketId, day, printer, (all.at(-1)?.copy ?? 0) + 1, isAgain(earlier), new Date(nowMs), kind]);
}

export const postgresPrintStore = (pool: Database): PrintStore => ({
  hold: (printer, by, nowMs, untilMs) => inTransaction(pool, async (tx) => {
    const find = async () => (await tx.query<{ held_by: string; held_until: Date }>('SELECT held_by, held_until FROM printers WHERE printer = $1 FOR UPDATE', [printer])).rows[0];
    let held = await find();
    if (held === undefined) {
      await tx.query(`INSERT INTO printers (printer, since, held_by, held_until) VALUES ($1, $2, '', 'epoch') ON CONFLICT DO NOTHING`, [printer, new Date(nowMs)]);
      held = await find();
    }
    if (held === undefined || (held.held_by !== by && held.held_until.getTime() > nowMs)) return false;
    if (held.held_by === by && held.held_until.getTime() - nowMs > (untilMs - nowMs) / 2) return true;
    // Whoever drove it before has died or lost its way: nobody can say how far its sheet came.
    if (held.held_by !== by) await tx.query(`UPDATE print_jobs SET state = 'unknown', why = 'server-died', ended_at = $2 WHERE printer = $1 AND state = 'sending'`, [printer, new Date(nowMs)]);
    await tx.query('UPDATE printers SET held_by = $2, held_until = $3 WHERE printer = $1', [printer, by, new Date(untilMs)]);
    return true;
  }),
  async next(printer) {
    const { rows } = await pool.query(`SELECT ${COLUMNS} FROM print_jobs WHERE printer = $1 AND state = 'queued' ORDER BY asked_at, job_id LIMIT 1`, [printer]);
    return rows[0] === undefined ? null : toJob(rows[0]);
  },
  async giveUp(printer, askedBeforeMs, why, nowMs) {
    const { rowCount } = await pool.query(`UPDATE print_jobs SET state = 'not-printed', why = $3, ended_at = $4 WHERE printer = $1 AND state = 'queued' AND asked_at < $2`, [printer, new Date(askedBeforeMs), why, new Date(nowMs)]);
    return rowCount ?? 0;
  },
  async begin(jobId, by) {
    const { rowCount } = await pool.query(`UPDATE print_jobs SET state = 'sending', sent_by = $2 WHERE job_id = $1 AND state = 'queued'`, [jobId, by]);
    return rowCount === 1;
  },
  async end(jobId, by, end, nowMs) {
    // Also when another server has called it unknown meanwhile: whoever sent it knows better.
    await pool.query(`UPDATE print_jobs SET state = $3, why = $4, sheets = $5, ended_at = $6 WHERE job_id = $1 AND sent_by = $2 AND state IN ('sending', 'unknown')`,
      [jobId, by, end.state, end.state === 'unknown' ? end.why : null, end.state === 'printed' ? end.sheets : 0, new Date(nowMs)]);
  },
  async withdraw(jobId, nowMs) { await pool.query(`UPDATE print_jobs SET state = 'withdrawn', ended_at = $2 WHERE job_id = $1 AND state = 'queued'`, [jobId, new Date(nowMs)]); },
  async sawHealth(printer, health, nowMs) {
    const { rowCount } = await pool.query('UPDATE printers SET health = $2, since = $3 WHERE printer = $1 AND health <> $2', [printer, health, new Date(nowMs)]);
    return (rowCount ?? 0) > 0;
  },
  async list(day) { return (await pool.query(`SELECT ${COLUMNS} FROM print_jobs WHERE day = $1 ORDER BY asked_at, job_id`, [day])).rows.map(toJob); },
  async printers() {
    const { rows } = await pool.query<{ printer: string; health: Health; since: Date }>('SELECT printer, health, since FROM printers');
    return rows.map(({ printer, health, since }) => ({ printer, health, sinceMs: since.getTime() }));
  },
  ofTicket: (ticketId) => ofTicket(pool, ticketId),
});

/** Another server may drive the printers of one that leaves, at once. */
export async function letGo(db: Queryable, by: string): Promise<void> { await db.query(`UPDATE printers SET held_until = 'epoch' WHERE held_by = $1`, [by]); }

/** Staff looked at it. false: there is no such paper */
export async function settleJob(db: Queryable, jobId: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await db.query(`UPDATE print_jobs SET settled_at = COALESCE(settled_at, $2) WHERE job_id = $1`, [jobId, new Date(nowMs)]);
  return rowCount === 1;
}

/** Takes back a paper that still waits to be printed. @returns how it is now; null: there is no such paper */
export async function takeBack(db: Queryable, jobId: string, nowMs: number): Promise<PrintState | null> {
  await db.query(`UPDATE print_jobs SET state = 'withdrawn', ended_at = $2, settled_at = $2 WHERE job_id = $1 AND state = 'queued'`, [jobId, new Date(nowMs)]);
  return (await db.query<{ state: PrintState }>('SELECT state FROM print_jobs WHERE job_id = $1', [jobId])).rows[0]?.state ?? null;
}

/** Links of tickets that are over, and everything of earlier days. */
export async function forgetPaper(db: Queryable, today: string): Promise<void> {
  await db.query(`DELETE FROM ticket_links l USING tickets t WHERE t.ticket_id = l.ticket_id AND (t.queue_day < $1 OR (t.standing ->> 'status') = 'done')`, [today]);
  await db.query('DELETE FROM print_jobs WHERE day < $1', [today]);
}

/** Keeps the secret of a ticket's page for its paper: AES-256-GCM under a key derived from the server's secret, bound to the ticket. */
export interface LinkSafe { keep(db: Queryable, ticketId: string, secret: string): Promise<void>; find(db: Queryable, ticketId: string): Promise<TicketSecret | null> }
export function linkSafe(serverSecret: Buffer): LinkSafe {
  const key = Buffer.from(hkdfSync('sha256', serverSecret, Buffer.alloc(0), 'engawa ticket link 1', 32));
  return {
    async keep(db, ticketId, secret) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(ticketId));
      const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      await db.query('INSERT INTO ticket_links (ticket_id, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING', [ticketId, sealed]);
    },
    async find(db, ticketId) {
      const { rows } = await db.query<{ sealed: Buffer }>('SELECT sealed FROM ticket_links WHERE ticket_id = $1', [ticketId]);
      const sealed = rows[0]?.sealed;
      if (sealed === undefined) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(ticketId)).setAuthTag(sealed.subarray(-16));
      try { return TicketSecret.parse(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8')); } catch { return null; }
    },
  };
}
