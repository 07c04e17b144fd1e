import type { AuditTrail } from '../../booking/application/ports.ts';
import type { Queryable } from '../../database/database.ts';

/** Written in the transaction of the act, so that nothing happens without its line. */
export const pgAuditTrail = (tx: Queryable): AuditTrail => ({
  async note({ atMs, actor, act, booking, facts }) {
    await tx.query('INSERT INTO audit (at, actor, act, booking, facts) VALUES ($1, $2, $3, $4, $5)', [new Date(atMs), actor, act, booking, JSON.stringify(facts)]);
  },
});
