import { randomBytes } from 'node:crypto';
import { KioskId, PublicJwk } from '../../../contract/index.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import type { KioskSeen } from '../domain/kiosk-seen.ts';
import type { Evidence } from '../domain/number-from.ts';

export interface Kiosk { readonly kioskId: KioskId; readonly series: number; readonly publicKey: PublicJwk; readonly bootId: string | null }
export const HIGHEST_SERIES = 99;
const ENROL_LOCK = 410_002;

/** S10: the next series that no device ever had. The same key asking again gets its own back; null when all are given. */
export async function enrolKiosk(tx: Transaction, { thumbprint, publicKey, day, nowMs }: { thumbprint: string; publicKey: PublicJwk; day: string; nowMs: number }): Promise<{ kioskId: KioskId; series: number } | null> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [ENROL_LOCK]);
  const known = await tx.query<{ kiosk_id: KioskId; series: number }>('SELECT kiosk_id, series FROM kiosks WHERE thumbprint = $1', [thumbprint]);
  if (known.rows[0] !== undefined) return { kioskId: known.rows[0].kiosk_id, series: known.rows[0].series };
  const { rows } = await tx.query<{ series: number }>('SELECT coalesce(max(series), 0) + 1 AS series FROM kiosks');
  const series = rows[0]?.series ?? 1;
  if (series > HIGHEST_SERIES) return null;
  const kioskId = KioskId.parse(randomBytes(16).toString('base64url'));
  await tx.query('INSERT INTO kiosks (kiosk_id, series, thumbprint, public_key, enrolled_at) VALUES ($1, $2, $3, $4, $5)', [kioskId, series, thumbprint, JSON.stringify(publicKey), new Date(nowMs)]);
  // A device that did not exist until now has given no number: the first evidence.
  await saveEvidence(tx, kioskId, day, { highWater: 0, asOfMs: nowMs, booted: false });
  return { kioskId, series };
}

export async function findKiosk(db: Queryable, kioskId: string, lock = false): Promise<Kiosk | null> {
  const { rows } = await db.query<{ kiosk_id: KioskId; series: number; public_key: unknown; boot_id: string | null }>(`SELECT kiosk_id, series, public_key, boot_id FROM kiosks WHERE kiosk_id = $1${lock ? ' FOR UPDATE' : ''}`, [kioskId]);
  return rows[0] === undefined ? null : { kioskId: rows[0].kiosk_id, series: rows[0].series, publicKey: PublicJwk.parse(rows[0].public_key), bootId: rows[0].boot_id };
}

export async function findEvidence(db: Queryable, kioskId: string, day: string): Promise<Evidence | null> {
  const { rows } = await db.query<{ high_water: number; as_of: Date; booted: boolean }>('SELECT high_water, as_of, booted FROM kiosk_days WHERE kiosk_id = $1 AND day = $2', [kioskId, day]);
  return rows[0] === undefined ? null : { highWater: rows[0].high_water, asOfMs: rows[0].as_of.getTime(), booted: rows[0].booted };
}

export async function saveEvidence(db: Queryable, kioskId: string, day: string, { highWater, asOfMs, booted }: Evidence): Promise<void> {
  await db.query(`INSERT INTO kiosk_days (kiosk_id, day, high_water, as_of, booted) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (kiosk_id, day) DO UPDATE SET high_water = $3, as_of = $4, booted = $5`, [kioskId, day, highWater, new Date(asOfMs), booted]);
}

export async function sawKiosk(db: Queryable, kioskId: string, seen: { bootId: string | null; pending: number; nowMs: number }): Promise<void> {
  await db.query('UPDATE kiosks SET boot_id = coalesce($2, boot_id), pending = $3, last_seen_at = $4 WHERE kiosk_id = $1', [kioskId, seen.bootId, seen.pending, new Date(seen.nowMs)]);
}

/** 職員を呼ぶ: asking twice keeps the first time. */
export async function askForHelp(db: Queryable, kioskId: string, wanted: boolean, nowMs: number): Promise<void> {
  await db.query('UPDATE kiosks SET help_since = CASE WHEN $2 THEN coalesce(help_since, $3) END WHERE kiosk_id = $1', [kioskId, wanted, new Date(nowMs)]);
}
export async function endHelp(db: Queryable, series: number): Promise<boolean> {
  return ((await db.query('UPDATE kiosks SET help_since = NULL WHERE series = $1', [series])).rowCount ?? 0) > 0;
}

export async function listKiosks(db: Queryable): Promise<KioskSeen[]> {
  const { rows } = await db.query<{ series: number; last_seen_at: Date | null; pending: number; help_since: Date | null }>('SELECT series, last_seen_at, pending, help_since FROM kiosks ORDER BY series');
  return rows.map((r) => ({ series: r.series, lastSeenMs: r.last_seen_at?.getTime() ?? null, pending: r.pending, helpSinceMs: r.help_since?.getTime() ?? null }));
}
