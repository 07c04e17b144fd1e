import { inTransaction, type Database, type Transaction } from '../../database/database.ts';
import type { ClaimTogether, Command } from '../application/ports.ts';
import { refuse, type Outcome } from '../domain/outcome.ts';

/**
 * Does a command once. The ledger row and the effect share one transaction:
 *   absent -claim-> claimed (row locked) -effect, store outcome, commit-> settled
 * A second sender of the same key waits at the INSERT for the first commit, then reads its outcome.
 * A crash or a thrown error leaves nothing, so a 5xx is never stored. A refusal undoes what the effect wrote and is stored.
 */
export async function applyOnce<T>(pool: Database, command: Command, effect: (tx: Transaction) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const { scope, key, fingerprint, nowMs } = command;
  return inTransaction(pool, async (tx) => {
    const claimed = await tx.query('INSERT INTO ledger (scope, key, fingerprint, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [scope, key, fingerprint, new Date(nowMs)]);
    if (claimed.rowCount === 0) {
      const { rows } = await tx.query<{ fingerprint: Buffer; outcome: Outcome<T> }>('SELECT fingerprint, outcome FROM ledger WHERE scope = $1 AND key = $2', [scope, key]);
      const row = rows[0];
      if (row === undefined) throw new Error('a ledger row vanished while its key was held');
      return row.fingerprint.equals(fingerprint) ? row.outcome : refuse('idempotency-key-reused');
    }
    await tx.query('SAVEPOINT effect');
    const outcome = await effect(tx);
    if (!outcome.ok) await tx.query('ROLLBACK TO SAVEPOINT effect');
    await tx.query('UPDATE ledger SET outcome = $3 WHERE scope = $1 AND key = $2', [scope, key, JSON.stringify(outcome)]);
    return outcome;
  });
}

/**
 * Several commands in one transaction, each with the outcome that its effect will have in it: a caller whose effects do not all
 * come true rolls everything back. Returns `scope\nkey` of those that were done by nobody before; of another sender's it waits for the commit.
 */
export const claimTogether: ClaimTogether = async (tx, commands) => {
  const { rows } = await tx.query<{ scope: string; key: string }>(`INSERT INTO ledger (scope, key, fingerprint, at, outcome)
    SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[], $5::jsonb[]) ON CONFLICT DO NOTHING RETURNING scope, key`,
  [commands.map((c) => c.scope), commands.map((c) => c.key), commands.map((c) => c.fingerprint), commands.map((c) => new Date(c.nowMs)), commands.map((c) => JSON.stringify(c.outcome))]);
  return new Set(rows.map(({ scope, key }) => `${scope}\n${key}`));
};

/** Longer than the longest time a kiosk may be cut off (72 h), so that nothing late is done twice. */
export const LEDGER_KEPT_MS = 14 * 86_400_000;

export async function forgetOldCommands(pool: Database, nowMs: number): Promise<void> {
  await pool.query('DELETE FROM ledger WHERE at < $1', [new Date(nowMs - LEDGER_KEPT_MS)]);
}
