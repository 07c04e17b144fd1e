import type { Database, Queryable, Transaction } from '../../database/database.ts';
import { inTransaction } from '../../database/database.ts';
import type { JobStore } from '../application/ports.ts';

export type JobKind = 'release' | 'refund';
export interface Job { kind: JobKind; subject: string; attempts: number }

export const pgJobStore = (tx: Queryable): JobStore => ({
  async add(kind, subject, dueMs) {
    await tx.query('INSERT INTO jobs (kind, subject, due_at) VALUES ($1, $2, $3) ON CONFLICT (kind, subject) DO NOTHING', [kind, subject, new Date(dueMs)]);
  },
  async reschedule(kind, subject, dueMs) {
    await tx.query('INSERT INTO jobs (kind, subject, due_at) VALUES ($1, $2, $3) ON CONFLICT (kind, subject) DO UPDATE SET due_at = EXCLUDED.due_at', [kind, subject, new Date(dueMs)]);
  },
});

/** Waits at most half an hour between tries; the first one comes after two seconds. */
const RETRY = { firstMs: 2_000, mostMs: 1_800_000 } as const;

/**
 * Takes one due job of a kind and does it in its own transaction: the job row goes away together with the effect. SKIP LOCKED lets several
 * workers share the table; a job that has come too early says when it comes again. Returns how it went, or null when nothing is due.
 */
export async function workOneJob(pool: Database, kind: JobKind, nowMs: number, perform: (tx: Transaction, job: Job) => Promise<{ againMs: number } | void>, onFailure: (job: Job, error: unknown) => void): Promise<'done' | 'failed' | null> {
  let taken: (Job & { id: string }) | undefined;
  try {
    return await inTransaction(pool, async (tx) => {
      const { rows } = await tx.query<Job & { id: string }>('SELECT id, kind, subject, attempts FROM jobs WHERE due_at <= $1 AND kind = $2 ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED', [new Date(nowMs), kind]);
      taken = rows[0];
      if (!taken) return null;
      const answer = await perform(tx, taken);
      if (answer) await tx.query('UPDATE jobs SET due_at = $2 WHERE id = $1', [taken.id, new Date(answer.againMs)]);
      else await tx.query('DELETE FROM jobs WHERE id = $1', [taken.id]);
      return 'done';
    });
  } catch (error) {
    if (!taken) throw error;
    const waitMs = Math.min(RETRY.mostMs, RETRY.firstMs * 2 ** taken.attempts);
    await pool.query('UPDATE jobs SET attempts = attempts + 1, due_at = $2 WHERE id = $1', [taken.id, new Date(nowMs + waitMs)]);
    onFailure(taken, error);
    return 'failed';
  }
}
