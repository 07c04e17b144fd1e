import { inTransaction, type Database, type Transaction } from '../../database/database.ts';
import type { Command } from '../application/ports.ts';
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

/** Longer than the longest time a kiosk may be cut off (72 h), so that nothing late is done twice. */
export const LEDGER_KEPT_MS = 14 * 86_400_000;

export async function forgetOldCommands(pool: Database, nowMs: number): Promise<void> {
  await pool.query('DELETE FROM ledger WHERE at < $1', [new Date(nowMs - LEDGER_KEPT_MS)]);
}
