import type { BookingId } from '../../../contract/index.ts';
import type { Queryable } from '../../database/database.ts';
import type { GrantStore, IssuedGrant, Press } from '../application/ports.ts';

interface PressRow { command_id: string; booking: string; building: string; signed: string; expires_at: Date; outcome: Press['outcome'] }
const PRESS_COLUMNS = 'command_id, booking, building, signed, expires_at, outcome';
const pressOf = (row: PressRow): Press => ({ commandId: row.command_id, booking: row.booking as BookingId, building: row.building, signed: row.signed, expiresMs: row.expires_at.getTime(), outcome: row.outcome });

export const pgGrantStore = (tx: Queryable): GrantStore => ({
  async epochOf(building) {
    const { rows } = await tx.query<{ epoch: number }>('SELECT epoch FROM buildings WHERE building = $1', [building]);
    return rows[0]?.epoch ?? 0;
  },
  async previousEnd(booking, fromMs, startMs) {
    const { rows } = await tx.query<{ ended: Date | null }>(
      `SELECT max(upper(o.during)) AS ended FROM occupancies o JOIN occupancies mine ON mine.booking = $1 AND mine.space = o.space
        WHERE o.booking <> $1 AND o.state IN ('held', 'confirmed', 'released') AND upper(o.during) > $2 AND upper(o.during) <= $3`, [booking, new Date(fromMs), new Date(startMs)]);
    return rows[0]?.ended?.getTime() ?? null;
  },
  async issue(grant) {
    await tx.query('INSERT INTO grants (jti, booking, building, door, not_before, expires_at, signed, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [grant.jti, grant.booking, grant.building, grant.door, new Date(grant.notBeforeMs), new Date(grant.expiresMs), grant.signed, await raise(tx, grant.building)]);
  },
  async revoke(booking, nowMs) {
    const { rows } = await tx.query<{ building: string }>('UPDATE grants SET revoked_at = $2 WHERE booking = $1 AND revoked_at IS NULL RETURNING building', [booking, new Date(nowMs)]);
    if (!rows[0]) return false;
    await tx.query('UPDATE grants SET revision = $2 WHERE booking = $1', [booking, await raise(tx, rows[0].building)]);
    // The door may still know the old grant: until it has acknowledged, nobody else gets the room.
    await tx.query(`UPDATE occupancies SET state = 'released' WHERE booking = $1`, [booking]);
    return true;
  },
  async heardHead({ building, seq, head }, nowMs) {
    if (seq > 0) await tx.query('INSERT INTO journal_heads (building, seq, hash, heard_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [building, seq, head, new Date(nowMs)]);
  },
  async grantOf(booking) {
    const { rows } = await tx.query<{ jti: string; building: string; door: string; not_before: Date; expires_at: Date; signed: string }>('SELECT jti, building, door, not_before, expires_at, signed FROM grants WHERE booking = $1 AND revoked_at IS NULL', [booking]);
    const row = rows[0];
    return row ? { jti: row.jti, booking, building: row.building, door: row.door, notBeforeMs: row.not_before.getTime(), expiresMs: row.expires_at.getTime(), signed: row.signed } satisfies IssuedGrant : null;
  },
  async press(press) {
    const made = await tx.query(`INSERT INTO unlocks (command_id, booking, building, signed, expires_at, resident, key) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (resident, key) DO NOTHING`,
      [press.commandId, press.booking, press.building, press.signed, new Date(press.expiresMs), press.resident, press.key]);
    if (made.rowCount === 1) return { press, fresh: true };
    const { rows } = await tx.query<PressRow>(`SELECT ${PRESS_COLUMNS} FROM unlocks WHERE resident = $1 AND key = $2`, [press.resident, press.key]);
    if (!rows[0]) throw new Error('a press vanished');
    return { press: pressOf(rows[0]), fresh: false };
  },
  async pressOf(resident, key) {
    const { rows } = await tx.query<PressRow>(`SELECT ${PRESS_COLUMNS} FROM unlocks WHERE resident = $1 AND key = $2`, [resident, key]);
    return rows[0] ? pressOf(rows[0]) : null;
  },
});

/** Leaves of withdrawn bookings become free once the agent has acknowledged the revocation, or the grant has run out. */
export async function freeWithdrawn(db: Queryable, nowMs: number): Promise<void> {
  await db.query(
    `UPDATE occupancies o SET state = 'cancelled' FROM bookings b JOIN grants g ON g.booking = b.id JOIN buildings h ON h.building = g.building
      WHERE o.booking = b.id AND o.state = 'released' AND b.state = 'cancelled' AND g.revoked_at IS NOT NULL AND (h.acknowledged >= g.revision OR g.expires_at <= $1)`, [new Date(nowMs)]);
}

/** Next revision of a building's manifest. The row lock keeps revisions in the order of their commits. */
async function raise(tx: Queryable, building: string): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>('INSERT INTO buildings (building, revision) VALUES ($1, 1) ON CONFLICT (building) DO UPDATE SET revision = buildings.revision + 1 RETURNING revision', [building]);
  return rows[0]?.revision ?? 0;
}
