import { randomBytes } from 'node:crypto';
import { KioskId, PublicJwk } from '../../../contract/index.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import type { KioskSeen } from '../domain/kiosk-seen.ts';
import type { Evidence } from '../domain/number-from.ts';

export interface Kiosk { readonly kioskId: KioskId; readonly series: number; readonly publicKey: PublicJwk; readonly bootId: string | null; readonly retiredOn: string | null }
export const HIGHEST_SERIES = 99;
const ENROL_LOCK = 410_002;

/** Silent for longer than a kiosk is ever cut off (72 h): it gives no numbers any more. */
export const RETIRED_AFTER_MS = 72 * 3_600_000;
/** A kiosk that was heard this recently still runs: staff switch it off before they retire it. */
const STILL_HEARD_MS = 2 * 60_000;

/** A series that nobody holds: one that no device ever had, else one whose last holder was retired before today and that has no number today. */
async function freeSeries(tx: Transaction, day: string): Promise<number | null> {
  const { rows } = await tx.query<{ series: number }>(`SELECT s AS series FROM generate_series(1, $1::int) AS s
    WHERE NOT EXISTS (SELECT 1 FROM kiosks k WHERE k.series = s AND (k.retired_on IS NULL OR k.retired_on >= $2))
      AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.series = s AND t.day >= $2)
    ORDER BY EXISTS (SELECT 1 FROM kiosks k WHERE k.series = s), s LIMIT 1`, [HIGHEST_SERIES, day]);
  return rows[0]?.series ?? null;
}

/** S23: takes the series of one kiosk that was never used and has been silent for three days; retired as of three days ago, so that the series is free at once. */
async function reclaimSeries(tx: Transaction, nowMs: number): Promise<void> {
  await tx.query(`UPDATE kiosks SET retired_on = ($1::timestamptz AT TIME ZONE 'UTC')::date WHERE kiosk_id = (
      SELECT k.kiosk_id FROM kiosks k
      WHERE k.retired_on IS NULL AND k.pending = 0 AND greatest(k.enrolled_at, k.last_seen_at) < $1
        AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.series = k.series AND t.received_at >= k.enrolled_at)
      ORDER BY greatest(k.enrolled_at, k.last_seen_at) LIMIT 1)`, [new Date(nowMs - RETIRED_AFTER_MS)]);
}

/**
 * S10: a series of its own for every device key. The same key asking again gets its own back; null when all are given.
 * `reclaim`: unused kiosks make room by themselves, where anybody may enrol.
 */
export async function enrolKiosk(tx: Transaction, { thumbprint, publicKey, day, nowMs, reclaim }: { thumbprint: string; publicKey: PublicJwk; day: string; nowMs: number; reclaim: boolean }): Promise<{ kioskId: KioskId; series: number } | null> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [ENROL_LOCK]);
  const known = await tx.query<{ kiosk_id: KioskId; series: number }>('SELECT kiosk_id, series FROM kiosks WHERE thumbprint = $1 AND retired_on IS NULL', [thumbprint]);
  if (known.rows[0] !== undefined) return { kioskId: known.rows[0].kiosk_id, series: known.rows[0].series };
  let series = await freeSeries(tx, day);
  if (series === null && reclaim) {
    await reclaimSeries(tx, nowMs);
    series = await freeSeries(tx, day);
  }
  if (series === null) return null;
  const kioskId = KioskId.parse(randomBytes(16).toString('base64url'));
  await tx.query('INSERT INTO kiosks (kiosk_id, series, thumbprint, public_key, enrolled_at) VALUES ($1, $2, $3, $4, $5)', [kioskId, series, thumbprint, JSON.stringify(publicKey), new Date(nowMs)]);
  // A device key that had no series until now has given no number of it: the first evidence.
  await saveEvidence(tx, kioskId, day, { highWater: 0, asOfMs: nowMs, booted: false });
  return { kioskId, series };
}

/** Staff take a device out of service: it is unknown from now on, and its series is free from the next business day. */
export async function retireKiosk(db: Queryable, series: number, { today, nowMs }: { today: string; nowMs: number }): Promise<'retired' | 'unknown' | 'still-heard'> {
  const { rows } = await db.query<{ last_seen_at: Date | null }>('SELECT last_seen_at FROM kiosks WHERE series = $1 AND retired_on IS NULL', [series]);
  if (rows[0] === undefined) return 'unknown';
  if (nowMs - (rows[0].last_seen_at?.getTime() ?? 0) < STILL_HEARD_MS) return 'still-heard';
  await db.query('UPDATE kiosks SET retired_on = $2, help_since = NULL WHERE series = $1 AND retired_on IS NULL', [series, today]);
  return 'retired';
}

/** S22: false when this life was started here before. Kept in the ledger, and as long as its rows. */
export async function rememberLife(tx: Transaction, kioskId: string, bootId: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO ledger (scope, key, fingerprint, at) VALUES ($1, $2, '', $3) ON CONFLICT DO NOTHING`, [`life:${kioskId}`, bootId, new Date(nowMs)]);
  return rowCount === 1;
}

/** Evidence serves its own day; a kiosk that was cut off longer than this is started by the clock. */
export async function forgetOldEvidence(db: Queryable, beforeMs: number): Promise<void> {
  await db.query('DELETE FROM kiosk_days WHERE day < $1', [new Date(beforeMs).toISOString().slice(0, 10)]);
}

export async function findKiosk(db: Queryable, kioskId: string, lock = false): Promise<Kiosk | null> {
  const { rows } = await db.query<{ kiosk_id: KioskId; series: number; public_key: unknown; boot_id: string | null; retired_on: string | null }>(`SELECT kiosk_id, series, public_key, boot_id, retired_on FROM kiosks WHERE kiosk_id = $1${lock ? ' FOR UPDATE' : ''}`, [kioskId]);
  return rows[0] === undefined ? null : { kioskId: rows[0].kiosk_id, series: rows[0].series, publicKey: PublicJwk.parse(rows[0].public_key), bootId: rows[0].boot_id, retiredOn: rows[0].retired_on };
}

export async function findEvidence(db: Queryable, kioskId: string, day: string): Promise<Evidence | null> {
  const { rows } = await db.query<{ high_water: number; as_of: Date; booted: boolean }>('SELECT high_water, as_of, booted FROM kiosk_days WHERE kiosk_id = $1 AND day = $2', [kioskId, day]);
  return rows[0] === undefined ? null : { highWater: rows[0].high_water, asOfMs: rows[0].as_of.getTime(), booted: rows[0].booted };
}

export async function saveEvidence(db: Queryable, kioskId: string, day: string, { highWater, asOfMs, booted }: Evidence): Promise<void> {
  await db.query(`INSERT INTO kiosk_days (kiosk_id, day, high_water, as_of, booted) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (kiosk_id, day) DO UPDATE SET high_water = $3, as_of = $4, booted = $5`, [kioskId, day, highWater, new Date(asOfMs), booted]);
}

/** `learn` (number-from.ts) of numbers that came, of several kiosks: their rows are held first, so that their other words keep one order with this. */
export async function learnTogether(tx: Transaction, numbers: readonly { readonly kioskId: string; readonly day: string; readonly sequence: number }[]): Promise<void> {
  const highest = new Map<string, (typeof numbers)[number]>();
  for (const number of numbers) { const key = `${number.kioskId} ${number.day}`; if ((highest.get(key)?.sequence ?? 0) < number.sequence) highest.set(key, number); }
  const heard = [...highest.values()];
  await tx.query('SELECT 1 FROM kiosks WHERE kiosk_id = ANY ($1) ORDER BY kiosk_id FOR UPDATE', [heard.map((h) => h.kioskId)]);
  await tx.query(`UPDATE kiosk_days d SET high_water = GREATEST(d.high_water, h.sequence) FROM unnest($1::text[], $2::date[], $3::int[]) AS h (kiosk_id, day, sequence)
    WHERE d.kiosk_id = h.kiosk_id AND d.day = h.day`, [heard.map((h) => h.kioskId), heard.map((h) => h.day), heard.map((h) => h.sequence)]);
}

export async function sawKiosk(db: Queryable, kioskId: string, seen: { bootId: string | null; pending: number; nowMs: number }): Promise<void> {
  await db.query('UPDATE kiosks SET boot_id = coalesce($2, boot_id), pending = $3, last_seen_at = $4 WHERE kiosk_id = $1', [kioskId, seen.bootId, seen.pending, new Date(seen.nowMs)]);
}

/** 職員を呼ぶ: asking twice keeps the first time. */
export async function askForHelp(db: Queryable, kioskId: string, wanted: boolean, nowMs: number): Promise<void> {
  await db.query('UPDATE kiosks SET help_since = CASE WHEN $2 THEN coalesce(help_since, $3) END WHERE kiosk_id = $1', [kioskId, wanted, new Date(nowMs)]);
}
export async function endHelp(db: Queryable, series: number): Promise<boolean> {
  return ((await db.query('UPDATE kiosks SET help_since = NULL WHERE series = $1 AND retired_on IS NULL', [series])).rowCount ?? 0) > 0;
}

export async function listKiosks(db: Queryable): Promise<KioskSeen[]> {
  const { rows } = await db.query<{ series: number; last_seen_at: Date | null; pending: number; help_since: Date | null }>('SELECT series, last_seen_at, pending, help_since FROM kiosks WHERE retired_on IS NULL ORDER BY series');
  return rows.map((r) => ({ series: r.series, lastSeenMs: r.last_seen_at?.getTime() ?? null, pending: r.pending, helpSinceMs: r.help_since?.getTime() ?? null }));
}
