import { createHash } from 'node:crypto';
import { isRefusal, refuse } from '../../booking/domain/decision.ts';
import type { Refusal } from '../../booking/domain/decision.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { inTransaction } from '../../database/database.ts';

/** Carries a refusal out of a transaction that must be rolled back. */
class RolledBack extends Error { constructor(readonly refusal: Refusal) { super('rolled back'); } }

/**
 * Does a command once per resident and key. Ledger row and effect are one transaction; a second try at the same moment waits on the
 * ledger's key and then gets the first one's result. A refusal rolls the effect back and is kept alone. A crash keeps nothing.
 */
export async function runOnce<Done extends object>(pool: Database, request: { resident: string; key: string; command: unknown }, nowMs: number, work: (tx: Transaction) => Promise<Done | Refusal>): Promise<Done | Refusal> {
  type Result = Done | Refusal;
  const hash = createHash('sha256').update(JSON.stringify(request.command)).digest();
  const attempt = (result: (tx: Transaction) => Promise<Result>): Promise<Result> => inTransaction(pool, async (tx) => {
    const fresh = await tx.query('INSERT INTO commands (resident, key, request_sha256, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [request.resident, request.key, hash, new Date(nowMs)]);
    if (fresh.rowCount === 0) {
      const { rows } = await tx.query<{ request_sha256: Buffer; result: Result }>('SELECT request_sha256, result FROM commands WHERE resident = $1 AND key = $2', [request.resident, request.key]);
      return rows[0] && rows[0].request_sha256.equals(hash) ? rows[0].result : refuse('idempotency-key-reused');
    }
    const placed = await result(tx);
    await tx.query('UPDATE commands SET result = $3 WHERE resident = $1 AND key = $2', [request.resident, request.key, JSON.stringify(placed)]);
    return placed;
  });
  try {
    return await attempt(async (tx) => {
      const placed = await work(tx);
      if (isRefusal(placed)) throw new RolledBack(placed);
      return placed;
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return attempt(() => Promise.resolve(error.refusal));
  }
}

/** Longer than any phone stays offline with a command in hand. */
const KEEP_MS = 7 * 24 * 3_600_000;
export async function forgetOldCommands(db: Database, nowMs: number): Promise<void> {
  await db.query('DELETE FROM commands WHERE created_at < $1', [new Date(nowMs - KEEP_MS)]);
}
